// A hand-over as a row that filters can match: the same words as in the objects table.
#pragma once

#include "core/engine/outcome.h"
#include "core/model/filter.h"

#include <chrono>

namespace anchorage::desktop {

/// The hand-over must live and stay as it is while it is set.
class HandOverRow : public FilterRow {
public:
    /// `number` is 1-based; `duration` that of its Put.
    void set(const engine::HandOver &handOver, std::uint64_t number, std::chrono::nanoseconds duration);

    bool anyText(FilterField field, FilterTextTest &test) const override;
    bool anyNumber(FilterField field, const FilterNumberTest &test) const override;
    bool anyAttribute(bool changed, FilterAttributeTest &test) const override;

private:
    const engine::HandOver *m_handOver = nullptr;
    std::uint64_t m_number = 0;
    std::chrono::nanoseconds m_duration{0};
};

} // namespace anchorage::desktop
