#include "core/session/connector_calls.h"

#include <algorithm>

namespace anchorage::session {

namespace {
constexpr std::chrono::milliseconds slice{200}; // how often `cancelled` is asked
}

ConnectorCalls::ConnectorCalls(connector::ConnectorPort &port, Secrets &secrets, std::chrono::milliseconds timeout,
                               std::function<bool()> cancelled)
    : m_port(port), m_secrets(secrets), m_timeout(timeout), m_cancelled(std::move(cancelled))
{
}

Result<wire::Answer> ConnectorCalls::call(const wire::Request &request)
{
    using Clock = std::chrono::steady_clock;
    namespace event = connector::event;
    const std::string method(wire::methodOf(request));
    const auto id = m_port.send(request);
    if (!id)
        return fail(ErrorCode::Peer, method + ": " + id.error().message + lastWords());
    auto lastSign = Clock::now();
    std::optional<Result<wire::Answer>> result;
    const auto lost = [&](ErrorCode code, const std::string &why) {
        result = fail(code, method + ": " + m_secrets.scrubber().scrub(why) + lastWords());
    };
    while (!result) {
        if (m_cancelled && m_cancelled()) {
            m_port.kill();
            return fail(ErrorCode::Cancelled, method + " was cancelled");
        }
        auto happened = m_port.wait(std::min(m_timeout, slice));
        if (!happened) {
            if (Clock::now() - lastSign < m_timeout)
                continue;
            m_port.kill();
            return fail(ErrorCode::Timeout,
                        method + " did not return within " + std::to_string(m_timeout.count() / 1000)
                            + " s; its process was ended");
        }
        std::visit(overloaded{
                       [&](event::Answered &answered) {
                           if (answered.id == *id)
                               result = std::move(answered.answer);
                       },
                       [&](event::Log &log) {
                           m_log.push_back({log.log.level, m_secrets.scrubber().scrub(log.log.text)});
                       },
                       [&](event::Progress &) { lastSign = Clock::now(); },
                       [&](event::Died &died) { lost(ErrorCode::Peer, "the connector process ended: " + died.text); },
                       [&](event::Ended &) { lost(ErrorCode::Peer, "the connector process said goodbye during the call"); },
                       [&](event::Broke &broke) { lost(ErrorCode::Peer, broke.error.text()); },
                       [&](event::Woken &) {},
                   },
                   *happened);
    }
    return std::move(*result);
}

/// The end of what it wrote: often the only account of why it died.
std::string ConnectorCalls::lastWords() const
{
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t i = m_log.size() > most ? m_log.size() - most : 0; i < m_log.size(); ++i)
        text += (text.empty() ? "; it said: " : " | ") + m_log[i].text;
    return text;
}

ExceptionInfo ConnectorCalls::scrub(ExceptionInfo exception) const
{
    const auto &scrubber = m_secrets.scrubber();
    exception.message = scrubber.scrub(exception.message);
    exception.stack = scrubber.scrub(exception.stack);
    for (auto &inner : exception.inner)
        inner = scrub(std::move(inner));
    return exception;
}

} // namespace anchorage::session
