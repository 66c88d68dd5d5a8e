// An object of the table as a row that filters can match: what is pending, and what became of it in the run.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "core/report/space_row.h"

#include <vector>

namespace anchorage::desktop {

/// One row after the other; space and outcomes must live and stay as they are.
class ObjectRow : public FilterRow {
public:
    ObjectRow(const space::Space &space, const std::vector<ObjectOutcome> &outcomes) : m_row(space), m_outcomes(outcomes) { }
    void set(space::ObjectIndex index);

    bool anyText(FilterField field, FilterTextTest &test) const override;
    bool anyNumber(FilterField field, const FilterNumberTest &test) const override;
    bool anyAttribute(bool changed, FilterAttributeTest &test) const override { return m_row.anyAttribute(changed, test); }

private:
    report::SpaceRow m_row;
    const std::vector<ObjectOutcome> &m_outcomes;
    ObjectOutcome m_outcome;
};

} // namespace anchorage::desktop
