#include "core/report/connector_output.h"

#include <utility>

namespace anchorage::report {

void ConnectorOutput::add(const run::RunEvent &happened)
{
    const auto *log = std::get_if<run::event::Log>(&happened.what);
    if (!log || log->level == "bench")
        return;
    OutputLine line{happened.sequence, happened.at, log->level, log->text};
    if (m_last.empty() && m_firstBytes + line.text.size() <= m_kept) {
        m_firstBytes += line.text.size();
        m_first.push_back(std::move(line));
        return;
    }
    m_lastBytes += line.text.size();
    m_last.push_back(std::move(line));
    while (m_lastBytes > m_kept && m_last.size() > 1) {
        m_lastBytes -= m_last.front().text.size();
        m_last.pop_front();
        ++m_leftOut;
    }
}

} // namespace anchorage::report
