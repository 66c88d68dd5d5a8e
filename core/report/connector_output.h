// What the connector wrote and logged, as a fold over events. Bounded: of a flood the first and the last
// lines are kept, and how many are missing between them.
#pragma once

#include "core/run/run_event.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace anchorage::report {

struct OutputLine {
    std::uint64_t sequence = 0;
    std::chrono::nanoseconds at{0};
    std::string level; ///< "debug", "info", "warning", "error", "stdout", "stderr"
    std::string text;
    bool operator==(const OutputLine &) const = default;
};

class ConnectorOutput {
public:
    static constexpr std::size_t keptBytes = std::size_t{4} << 20U; ///< at each end

    explicit ConnectorOutput(std::size_t kept = keptBytes) : m_kept(kept) { }
    void add(const run::RunEvent &happened);

    const std::vector<OutputLine> &first() const { return m_first; }
    const std::deque<OutputLine> &last() const { return m_last; } ///< empty while nothing had to be left out
    std::uint64_t leftOut() const { return m_leftOut; } ///< lines between first() and last()
    bool empty() const { return m_first.empty(); }

private:
    std::size_t m_kept;
    std::vector<OutputLine> m_first;
    std::size_t m_firstBytes = 0;
    std::deque<OutputLine> m_last;
    std::size_t m_lastBytes = 0;
    std::uint64_t m_leftOut = 0;
};

} // namespace anchorage::report
