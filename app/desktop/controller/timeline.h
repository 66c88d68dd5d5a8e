// Calls over time, as many as there are pixels to draw them: pure folds for the chart.
#pragma once

#include "core/report/run_summary.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

namespace anchorage::desktop {

using Calls = std::deque<report::Call>;

/// Of a run: nanoseconds since it began.
struct TimeSpan {
    std::chrono::nanoseconds from{0};
    std::chrono::nanoseconds to{0};
    bool operator==(const TimeSpan &) const = default;
    std::chrono::nanoseconds length() const { return to - from; }
};

/// What one column of pixels shows: of several calls in it the longest, the worst, and all that went out so far.
struct TimelineColumn {
    static constexpr auto none = std::numeric_limits<std::size_t>::max();
    enum class Worst : unsigned char { Other, Put, Errors, Failed }; ///< Failed: threw, or the process was lost

    std::size_t call = none; ///< the longest
    std::chrono::nanoseconds longest{0};
    Worst worst = Worst::Other;
    std::uint64_t entries = 0; ///< handed over up to here
    std::uint64_t errors = 0; ///< of them answered with an error
};

/// From the beginning to the end of the last call; never empty.
TimeSpan wholeSpan(const Calls &calls);
/// Exactly `width` columns.
std::vector<TimelineColumn> timelineColumns(const Calls &calls, TimeSpan span, int width);
/// The call that runs at that time, else the nearest; TimelineColumn::none: there are no calls.
std::size_t callAt(const Calls &calls, std::chrono::nanoseconds time);
/// `factor` below 1 shows less, around that time; stays within the whole.
TimeSpan zoomed(TimeSpan span, double factor, std::chrono::nanoseconds around, TimeSpan whole);
/// 1, 2 or 5 times a power of ten, so that about `most` of them fill the span.
std::chrono::nanoseconds tickStep(std::chrono::nanoseconds span, int most);

} // namespace anchorage::desktop
