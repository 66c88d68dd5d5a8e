#include "app/desktop/controller/timeline.h"

#include <algorithm>
#include <cmath>

namespace anchorage::desktop {
namespace {

using std::chrono::nanoseconds;
using Worst = TimelineColumn::Worst;

constexpr nanoseconds shortest{1'000'000}; // a millisecond: nothing is seen below

Worst worstOf(const report::Call &call)
{
    using State = report::Call::State;
    if (call.state == State::Threw || call.state == State::Lost)
        return Worst::Failed;
    if (call.errors > 0)
        return Worst::Errors;
    return call.kind == report::CallKind::Put ? Worst::Put : Worst::Other;
}

void join(TimelineColumn &column, std::size_t index, const report::Call &call)
{
    if (column.call == TimelineColumn::none || call.duration > column.longest) {
        column.call = index;
        column.longest = call.duration;
    }
    column.worst = std::max(column.worst, worstOf(call));
}

} // namespace

TimeSpan wholeSpan(const Calls &calls)
{
    nanoseconds end = shortest;
    for (auto call = calls.rbegin(); call != calls.rend() && call - calls.rbegin() < 2; ++call) // Close may overlap a Put
        end = std::max(end, call->at + call->duration);
    return {nanoseconds(0), end};
}

std::vector<TimelineColumn> timelineColumns(const Calls &calls, TimeSpan span, int width)
{
    std::vector<TimelineColumn> columns(static_cast<std::size_t>(std::max(width, 1)));
    const auto last = static_cast<double>(columns.size() - 1);
    const auto length = static_cast<double>(std::max(span.length(), nanoseconds(1)).count());
    const auto place = [&](nanoseconds time) { return static_cast<double>((time - span.from).count()) / length * last; };
    std::uint64_t errors = 0;
    std::size_t filled = 0; // columns whose totals are known
    TimelineColumn totals;
    const auto fillTo = [&](std::size_t end) {
        for (; filled < end; ++filled) {
            columns[filled].entries = totals.entries;
            columns[filled].errors = totals.errors;
        }
    };
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const auto &call = calls[i];
        const double from = place(call.at);
        const double to = place(call.at + call.duration);
        errors += call.errors;
        if (to >= 0 && from <= last) {
            const auto first = static_cast<std::size_t>(std::clamp(from, 0.0, last));
            const auto end = static_cast<std::size_t>(std::clamp(to, 0.0, last));
            for (auto column = first; column <= end; ++column)
                join(columns[column], i, call);
            fillTo(end); // what a call hands over counts when it is over
        } else if (from > last) {
            break;
        }
        totals.entries = call.firstHandOver + call.entries;
        totals.errors = errors;
    }
    fillTo(columns.size());
    return columns;
}

std::size_t callAt(const Calls &calls, nanoseconds time)
{
    if (calls.empty())
        return TimelineColumn::none;
    const auto after =
        std::upper_bound(calls.begin(), calls.end(), time, [](nanoseconds at, const report::Call &call) { return at < call.at; });
    if (after == calls.begin())
        return 0;
    const auto index = static_cast<std::size_t>(after - calls.begin()) - 1;
    const auto since = time - (calls[index].at + calls[index].duration);
    const bool nextIsNearer = after != calls.end() && since > nanoseconds(0) && after->at - time < since;
    return nextIsNearer ? index + 1 : index;
}

TimeSpan zoomed(TimeSpan span, double factor, nanoseconds around, TimeSpan whole)
{
    const auto scaled = nanoseconds(std::llround(static_cast<double>(span.length().count()) * factor));
    const auto length = std::clamp(scaled, std::min(shortest, whole.length()), whole.length());
    const auto share = span.length().count() == 0
        ? 0.5
        : static_cast<double>((around - span.from).count()) / static_cast<double>(span.length().count());
    auto from = around - nanoseconds(std::llround(static_cast<double>(length.count()) * share));
    from = std::clamp(from, whole.from, whole.to - length);
    return {from, from + length};
}

nanoseconds tickStep(nanoseconds span, int most)
{
    const auto raw = std::max(1.0, static_cast<double>(span.count()) / std::max(most, 1));
    const auto power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double each : {1.0, 2.0, 5.0}) {
        if (each * power >= raw)
            return nanoseconds(std::llround(each * power));
    }
    return nanoseconds(std::llround(10.0 * power));
}

} // namespace anchorage::desktop
