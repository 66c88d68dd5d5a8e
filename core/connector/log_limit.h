// Keeps a flood of log lines from filling memory and journal: a burst passes, then so much a second;
// what did not pass is counted and said.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace anchorage::connector {

class LogLimit {
public:
    using Time = std::chrono::nanoseconds; ///< of a monotonic clock

    struct Rate {
        std::int64_t burstLines = 2'000;
        std::int64_t linesPerSecond = 500;
        std::int64_t burstBytes = 4LL * 1024 * 1024;
        std::int64_t bytesPerSecond = 1024LL * 1024;
    };
    LogLimit() = default;
    explicit LogLimit(Rate rate) : m_rate(rate) { }

    /// Whether a line of this size passes now.
    bool admits(std::uint64_t bytes, Time now);
    /// "12 lines (3456 bytes) left out": when lines were left out and one can pass again, or `atEnd`.
    std::optional<std::string> leftOut(Time now, bool atEnd = false);
    bool owes() const { return m_leftOutLines > 0; }

private:
    void refill(Time now);

    Rate m_rate;
    std::optional<Time> m_last;
    double m_lines = 0; // that may pass now
    double m_bytes = 0;
    std::uint64_t m_leftOutLines = 0;
    std::uint64_t m_leftOutBytes = 0;
};

} // namespace anchorage::connector
