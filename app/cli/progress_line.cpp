#include "app/cli/progress_line.h"

#include "core/base/os_terminal.h"

#include <ostream>

namespace anchorage::cli {

ProgressLine::ProgressLine(std::ostream &out, bool enabled, std::uint64_t objects)
    : m_out(out), m_enabled(enabled), m_objects(objects)
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::show(const report::RunSummary &summary)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_enabled || now - m_last < std::chrono::milliseconds{100})
        return;
    m_last = now;
    std::uint64_t results = 0;
    std::uint64_t errors = 0;
    for (const auto &call : summary.calls) {
        results += call.results;
        errors += call.errors;
    }
    auto text = "pass " + std::to_string(summary.passes) + "  handed over " + std::to_string(summary.handedOver) + " of "
        + std::to_string(m_objects) + " or more  results " + std::to_string(results) + "  errors " + std::to_string(errors);
    if (!summary.calls.empty() && summary.calls.back().state == report::Call::State::Running)
        text += "  in " + std::string(report::name(summary.calls.back().kind));
    text.resize(static_cast<std::size_t>(std::max(os::terminalWidth() - 1, 20)), ' ');
    m_out << '\r' << text << std::flush;
    m_shown = true;
}

void ProgressLine::clear()
{
    if (m_shown)
        m_out << '\r' << std::string(static_cast<std::size_t>(std::max(os::terminalWidth() - 1, 20)), ' ') << '\r' << std::flush;
    m_shown = false;
}

} // namespace anchorage::cli
