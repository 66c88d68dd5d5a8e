#include "core/connector/log_limit.h"

#include <algorithm>

namespace anchorage::connector {

void LogLimit::refill(Time now)
{
    if (!m_last) {
        m_lines = static_cast<double>(m_rate.burstLines);
        m_bytes = static_cast<double>(m_rate.burstBytes);
    } else {
        const double seconds = std::chrono::duration<double>(now - *m_last).count();
        m_lines =
            std::min(static_cast<double>(m_rate.burstLines), m_lines + seconds * static_cast<double>(m_rate.linesPerSecond));
        m_bytes =
            std::min(static_cast<double>(m_rate.burstBytes), m_bytes + seconds * static_cast<double>(m_rate.bytesPerSecond));
    }
    m_last = now;
}

bool LogLimit::admits(std::uint64_t bytes, Time now)
{
    refill(now);
    // While some are left out, the line that says so comes first: the log stays in order.
    if (m_leftOutLines == 0 && m_lines >= 1 && m_bytes > 0) {
        m_lines -= 1;
        m_bytes -= static_cast<double>(bytes);
        return true;
    }
    ++m_leftOutLines;
    m_leftOutBytes += bytes;
    return false;
}

std::optional<std::string> LogLimit::leftOut(Time now, bool atEnd)
{
    if (m_leftOutLines == 0)
        return std::nullopt;
    refill(now);
    // Half a second's worth first: else every second line would say that one was left out.
    const bool room = m_lines * 2 >= static_cast<double>(std::min(m_rate.linesPerSecond, m_rate.burstLines)) && m_bytes > 0;
    if (!room && !atEnd)
        return std::nullopt;
    auto text = std::to_string(m_leftOutLines) + (m_leftOutLines == 1 ? " line (" : " lines (") + std::to_string(m_leftOutBytes)
        + " bytes) left out: the connector writes faster than the log takes";
    m_leftOutLines = 0;
    m_leftOutBytes = 0;
    return text;
}

} // namespace anchorage::connector
