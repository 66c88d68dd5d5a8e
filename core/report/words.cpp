#include "core/report/words.h"

#include <array>
#include <cstdio>

namespace anchorage::report {

std::string countersText(const engine::ExportCounters &counters)
{
    return "add " + std::to_string(counters.add) + " update " + std::to_string(counters.update) + " rename "
        + std::to_string(counters.rename) + " delete " + std::to_string(counters.remove) + " delete-add "
        + std::to_string(counters.deleteAdd) + " failure " + std::to_string(counters.failure);
}

std::string durationText(std::chrono::nanoseconds duration)
{
    const auto ms = milliseconds(duration);
    std::array<char, 48> out{};
    if (ms < 10)
        std::snprintf(out.data(), out.size(), "%.1f ms", ms);
    else if (ms < 1000)
        std::snprintf(out.data(), out.size(), "%.0f ms", ms);
    else if (ms < 60'000)
        std::snprintf(out.data(), out.size(), "%.2f s", ms / 1000);
    else
        std::snprintf(out.data(), out.size(), "%lld min %lld s",
                      static_cast<long long>(std::chrono::duration_cast<std::chrono::minutes>(duration).count()),
                      static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(duration).count() % 60));
    return out.data();
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e6;
}

std::string anchorText(const std::vector<AnchorAttribute> &anchors)
{
    std::string out;
    for (const auto &anchor : anchors) {
        if (anchor.value)
            out += (out.empty() ? "" : "+") + anchor.name + "=" + toText(*anchor.value);
    }
    return out;
}

} // namespace anchorage::report
