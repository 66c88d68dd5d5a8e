// Calls out, answers in, and everything that can come instead of an answer.
#include "core/run/driver_private.h"

#include <algorithm>
#include <utility>

namespace anchorage::run {

namespace {

constexpr std::chrono::milliseconds longTime{3'600'000};
constexpr std::chrono::milliseconds lastWords{1'000};

/// A call the host does not offer: what an engine says of a missing entry point.
ExceptionInfo notImplemented(const std::string &method)
{
    return {"EntryPointNotImplementedException", "the connector does not implement " + method, {}, {}};
}

} // namespace

bool Driver::Private::startCall(CallKind kind, const wire::Request &request, std::uint64_t entries)
{
    std::string method(wire::methodOf(request));
    note(event::CallStarted{method, entries});
    auto id = parts.process.port().send(request);
    m_calls.push_back({kind, id ? std::optional(*id) : std::nullopt, std::move(method), now(), now()});
    if (id)
        return true;
    peerLost(id.error());
    return false;
}

/// The process does not take requests any more; it may still have said why.
void Driver::Private::peerLost(const Error &error)
{
    while (parts.process.running() && !over()) {
        auto happened = parts.process.port().wait(lastWords);
        if (!happened)
            break;
        handle(std::move(*happened));
    }
    if (over() || !parts.process.running())
        return;
    parts.process.kill();
    const auto text = m_gate.scrub(error.message);
    processOver({event::ProcessEnded::How::Died, 0, 0, false, text}, engine::input::PeerDied{0, 0, text});
}

void Driver::Private::await()
{
    auto happened = parts.process.port().wait(timeToWait());
    if (happened)
        handle(std::move(*happened));
    if (!over())
        checkDeadlines(); // also between two lines of a connector that hangs and logs without end
}

std::chrono::milliseconds Driver::Private::timeToWait() const
{
    auto until = now() + longTime;
    if (parts.journal.dirty())
        until = std::min<std::chrono::nanoseconds>(until, now() + Journal::syncInterval);
    if (!m_calls.empty()) {
        if (m_stops > 0)
            until = std::min(until, m_stopDeadline);
        if (parts.settings.callTimeout) {
            for (const auto &call : m_calls)
                until = std::min<std::chrono::nanoseconds>(until, call.lastSign + *parts.settings.callTimeout);
        }
    }
    // Rounded up: a wait that ends a little before its deadline would spin.
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(until - now()), std::chrono::milliseconds{0});
}

void Driver::Private::checkDeadlines()
{
    using engine::input::TimedOut;
    if (m_calls.empty())
        return;
    std::optional<TimedOut> timedOut;
    if (m_stops > 0 && now() >= m_stopDeadline)
        timedOut = TimedOut{TimedOut::What::Stop, parts.settings.stopTimeout};
    if (parts.settings.callTimeout) {
        for (const auto &call : m_calls) {
            if (now() >= call.lastSign + *parts.settings.callTimeout)
                timedOut = TimedOut{TimedOut::What::Call, *parts.settings.callTimeout};
        }
    }
    if (!timedOut)
        return;
    feed(*timedOut);
    if (over() || m_calls.empty())
        return;
    // A call that does not return must not hold the bench, whatever the state.
    killProcess("a call did not return in time");
    feed(engine::input::PeerDied{0, 0, "killed by the bench: a call did not return in time"});
}

void Driver::Private::handle(connector::PortEvent happened)
{
    using How = event::ProcessEnded::How;
    std::visit(
        overloaded{
            [this](connector::event::Answered &answer) { answered(answer); },
            [this](const connector::event::Log &log) { noteLog(log.log); },
            [this](const connector::event::Progress &progress) {
                for (auto &call : m_calls)
                    call.lastSign = now();
                note(event::Progress{m_gate.scrub(progress.text)});
            },
            [this](const connector::event::Died &died) {
                const auto text = m_gate.scrub(died.text);
                processOver({How::Died, died.signal, died.exitCode, false, text},
                            engine::input::PeerDied{died.signal, died.exitCode, text});
            },
            [this](const connector::event::Ended &ended) {
                const std::string text = "it said goodbye in the middle of the run";
                processOver({How::Goodbye, 0, ended.exitCode, false, text}, engine::input::PeerDied{0, ended.exitCode, text});
            },
            [this](const connector::event::Broke &broke) {
                const auto error = m_gate.scrub(broke.error);
                parts.process.kill();
                processOver({How::Broke, 0, 0, false, error.text()}, engine::input::PeerBroke{error});
            },
            [](const connector::event::Woken &) {}, // the controls are read next
        },
        happened);
}

/// The process is no more: its calls are lost, and the machine hears of it.
void Driver::Private::processOver(event::ProcessEnded ended, engine::Input input)
{
    drainLog();
    for (const auto &call : m_calls)
        note(event::CallEnded{call.method, event::CallEnded::How::Lost, 0, now() - call.started});
    m_calls.clear();
    note(std::move(ended));
    parts.process.gone();
    if (!feed(input) && !over())
        failRun({ErrorCode::Peer, "the connector process ended where the engine does not expect it", {}});
}

/// What the process said before it ended.
void Driver::Private::drainLog()
{
    while (auto happened = parts.process.port().wait(std::chrono::milliseconds{0})) {
        if (const auto *log = std::get_if<connector::event::Log>(&*happened))
            noteLog(log->log);
    }
}

/// The machine is told by the caller.
void Driver::Private::killProcess(const std::string &why)
{
    if (!parts.process.running())
        return;
    parts.process.kill();
    drainLog();
    for (const auto &call : m_calls)
        note(event::CallEnded{call.method, event::CallEnded::How::Lost, 0, now() - call.started});
    m_calls.clear();
    note(event::ProcessEnded{event::ProcessEnded::How::Killed, 0, 0, false, why});
    parts.process.gone();
}

void Driver::Private::answered(connector::event::Answered &answer)
{
    const auto call =
        std::find_if(m_calls.begin(), m_calls.end(), [&](const RunningCall &running) { return running.id == answer.id; });
    if (call == m_calls.end())
        return; // the port has checked the id; this call was given up
    const auto kind = call->kind;
    using How = event::CallEnded::How;
    event::CallEnded ended{call->method, How::Returned, 0, answer.duration};
    m_calls.erase(call);
    if (std::holds_alternative<wire::answer::Threw>(answer.answer)
        || std::holds_alternative<wire::answer::NotImplemented>(answer.answer))
        ended.how = How::Threw;
    if (const auto *put = std::get_if<wire::answer::Put>(&answer.answer); put && put->results.results)
        ended.results = put->results.results->size();
    note(std::move(ended));
    report(kind, std::move(answer.answer));
}

/// What the connector said, as the machine's input.
void Driver::Private::report(CallKind kind, wire::Answer answer)
{
    using namespace engine;
    std::optional<ExceptionInfo> threw;
    if (auto *exception = std::get_if<wire::answer::Threw>(&answer))
        threw = m_gate.scrub(std::move(exception->exception));
    else if (const auto *missing = std::get_if<wire::answer::NotImplemented>(&answer))
        threw = notImplemented(missing->method);
    auto *put = std::get_if<wire::answer::Put>(&answer);
    const bool done = std::holds_alternative<wire::answer::Done>(answer);
    if (!threw && (kind == CallKind::Put ? put == nullptr : !done)) {
        const Error error{ErrorCode::Peer, "the connector's answer is not one to the call that was made", {}};
        parts.process.kill();
        return processOver({event::ProcessEnded::How::Broke, 0, 0, false, error.message}, input::PeerBroke{error});
    }

    switch (kind) {
    case CallKind::Configure:
        // A host that needs no parameters may not offer it; the next turn opens.
        if (!threw || std::holds_alternative<wire::answer::NotImplemented>(answer))
            return;
        m_reloading ? reopened(threw) : static_cast<void>(feed(input::OpenThrew{std::move(*threw)}));
        return;
    case CallKind::Open:
        if (m_reloading)
            return reopened(threw);
        threw ? feed(input::OpenThrew{std::move(*threw)}) : feed(input::OpenReturned{});
        return;
    case CallKind::Put:
        threw ? feed(input::PutThrew{std::move(*threw), {}}) : feed(input::Answered{m_gate.scrub(std::move(put->results))});
        return;
    case CallKind::Close:
        threw ? feed(input::CloseThrew{std::move(*threw)}) : feed(input::CloseReturned{});
        return;
    case CallKind::OpenPassword:
        threw ? feed(input::PasswordThrew{std::move(*threw)}) : feed(input::PasswordOpened{});
        return;
    case CallKind::SetPassword:
        threw ? feed(input::PasswordThrew{std::move(*threw)}) : feed(input::PasswordSet{});
        return;
    case CallKind::ClosePassword:
        threw ? feed(input::PasswordThrew{std::move(*threw)}) : feed(input::PasswordClosed{});
        return;
    }
}

} // namespace anchorage::run
