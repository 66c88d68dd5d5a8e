// Objects of a space as rows that filters can match, before or without a run: what is pending.
#pragma once

#include "core/model/filter.h"
#include "core/space/space.h"

#include <string>

namespace anchorage::report {

/// Status is "pending", "dropped", "error" (its last export failed) or, without a pending change, "accepted".
/// One row after the other; the space must live and stay as it is.
class SpaceRow : public FilterRow {
public:
    explicit SpaceRow(const space::Space &space) : m_space(space) { }
    void set(space::ObjectIndex index);

    bool anyText(FilterField field, FilterTextTest &test) const override;
    bool anyNumber(FilterField field, const FilterNumberTest &test) const override;
    bool anyAttribute(bool changed, FilterAttributeTest &test) const override;

private:
    const space::SpaceObject &whole() const; ///< rebuilt on first use: most filters do without

    const space::Space &m_space;
    space::ObjectIndex m_index = 0;
    mutable std::string m_dn; // folded
    mutable bool m_dnMade = false;
    mutable space::SpaceObject m_object;
    mutable bool m_objectMade = false;
};

} // namespace anchorage::report
