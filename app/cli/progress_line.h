// One line that says how far a run is, on a terminal only; elsewhere nothing.
#pragma once

#include "core/report/run_summary.h"

#include <chrono>
#include <iosfwd>

namespace anchorage::cli {

class ProgressLine {
public:
    ProgressLine(std::ostream &out, bool enabled, std::uint64_t objects);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    void show(const report::RunSummary &summary); ///< at most ten times a second
    void clear();

private:
    std::ostream &m_out;
    bool m_enabled;
    std::uint64_t m_objects;
    std::chrono::steady_clock::time_point m_last{};
    bool m_shown = false;
};

} // namespace anchorage::cli
