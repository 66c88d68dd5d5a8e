// Everything that leaves a host: messages, and what the connector prints as log lines between them.
// All functions: [any thread].
#pragma once

#include "core/base/os_stdio.h"
#include "core/wire/log_lines.h"
#include "core/wire/messages.h"

#include <array>
#include <atomic>
#include <mutex>
#include <string>

namespace anchorage::host {

class WireOut {
public:
    explicit WireOut(os::WireStdio stdio) : m_stdio(stdio) { }
    WireOut(const WireOut &) = delete;
    WireOut &operator=(const WireOut &) = delete;

    /// What was printed before goes out before it.
    void answer(wire::RequestId id, const wire::Answer &answer);
    void notice(const wire::Notice &notice);

    /// Forwards what is printed until the end of it: a thread of its own.
    void forwardPrinted();
    /// No more is printed; returns when everything has gone out, at most half a second later. Safe in
    /// a signal handler.
    void finishPrinted();

private:
    enum class Rest { Keep, Flush };
    bool drain();
    void drainNow(Rest rest);
    void send(const std::string &line);

    os::WireStdio m_stdio;
    std::mutex m_printedMutex; // before m_sendMutex where both are held
    wire::LogLines m_lines;
    std::array<char, 65536> m_buffer{};
    std::atomic<bool> m_printedEnded = false;
    std::mutex m_sendMutex;
};

} // namespace anchorage::host
