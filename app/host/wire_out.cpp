#include "app/host/wire_out.h"

#include <cstdio>
#include <thread>

namespace anchorage::host {

using namespace std::chrono_literals;

void WireOut::answer(wire::RequestId id, const wire::Answer &answer)
{
    static_cast<void>(std::fflush(stdout));
    drainNow(Rest::Flush);
    std::string line;
    wire::encode(line, id, answer);
    send(line);
}

void WireOut::notice(const wire::Notice &notice)
{
    drainNow(Rest::Keep);
    std::string line;
    wire::encode(line, notice);
    send(line);
}

void WireOut::forwardPrinted()
{
    while (!m_printedEnded) {
        m_stdio.waitForPrinted(); // without the lock: others drain before they send
        drainNow(Rest::Keep);
    }
}

/// One read; false when there was nothing.
bool WireOut::drain()
{
    const auto count = m_stdio.readPrinted(m_buffer.data(), m_buffer.size());
    if (!count)
        return false;
    auto lines = m_lines.feed(std::string_view(m_buffer.data(), *count));
    if (*count == 0)
        lines = m_lines.flush();
    std::string out;
    for (auto &line : lines)
        wire::encode(out, wire::notice::Log{"stdout", std::move(line)});
    if (!out.empty())
        send(out);
    if (*count == 0)
        m_printedEnded = true;
    return *count > 0;
}

void WireOut::drainNow(Rest rest)
{
    const std::lock_guard lock(m_printedMutex);
    // More than a pipe holds was not printed before: who prints on and on must not hold up an answer.
    for (int reads = 0; reads < 8 && !m_printedEnded && drain(); ++reads) { }
    if (rest == Rest::Keep)
        return;
    std::string out;
    for (auto &line : m_lines.flush())
        wire::encode(out, wire::notice::Log{"stdout", std::move(line)});
    if (!out.empty())
        send(out);
}

void WireOut::finishPrinted()
{
    os::WireStdio::closePrinted();
    for (int tries = 0; tries < 50 && !m_printedEnded; ++tries)
        std::this_thread::sleep_for(10ms);
}

void WireOut::send(const std::string &line)
{
    const std::lock_guard lock(m_sendMutex);
    // When nobody reads any more the reading thread sees it too, and ends the process.
    static_cast<void>(m_stdio.write(line));
}

} // namespace anchorage::host
