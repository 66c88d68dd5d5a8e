#include "core/run/driver.h"

#include "core/run/driver_private.h"

#include <utility>

namespace anchorage::run {

namespace {
constexpr std::chrono::seconds shutdownTime{5};
}

MonotonicClock steadyClock()
{
    return
        [] { return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()); };
}

Driver::Driver(DriverParts parts) : d(std::make_unique<Private>(std::move(parts))) { }

Driver::~Driver() = default;

Result<engine::command::Finish> Driver::runToEnd()
{
    return d->run(Private::Pace::Run);
}

Result<engine::command::Finish> Driver::serve()
{
    return d->run(Private::Pace::Held);
}

void Driver::post(Control control)
{
    d->controls.push(std::move(control));
    d->parts.process.wake();
}

const engine::Machine &Driver::machine() const
{
    return d->parts.machine;
}

Driver::Private::Private(DriverParts given) : parts(std::move(given)), m_gate(parts.resolveSecret, parts.scrubber)
{
    m_gate.learn(parts.parameters);
    if (parts.settings.waitForDebugger) // time-1: a debugger holds calls for as long as a person thinks
        parts.settings.callTimeout.reset();
}

Result<engine::command::Finish> Driver::Private::run(Pace pace)
{
    m_pace = pace;
    m_startedAt = now();
    while (!over()) {
        turn();
        if (auto synced = parts.journal.syncIfDue(now()); !synced)
            failRun(std::move(synced.error()));
    }
    lingerAndEnd();
    if (auto synced = parts.journal.sync(); !synced && !m_failure)
        m_failure = std::move(synced.error());
    if (m_failure)
        return fail(*m_failure);
    if (m_refused)
        return fail(*m_refused);
    if (m_cancelled)
        return fail(ErrorCode::Cancelled, "the run was stopped before it began: nothing was called");
    return *m_finish;
}

void Driver::Private::turn()
{
    takeControls();
    if (over())
        return;
    // Close may go out beside a running Put (stop-1, closeDuringPut); nothing else overlaps.
    const bool closeBeside = m_next && std::holds_alternative<engine::command::Close>(*m_next);
    if (!m_calls.empty() && !closeBeside)
        return await();
    if (closesAfterFailure())
        return;
    if (m_debuggerWaits)
        return hold();
    if (m_pace == Pace::Held && m_permit == Permit::None) {
        if (m_steps.empty())
            return hold();
        auto step = std::move(m_steps.front());
        m_steps.pop_front();
        return obeyStep(std::move(step));
    }
    if (!m_began) {
        m_began = true;
        if (!parts.resume.empty())
            return resume();
        feed(engine::input::Start{});
        return;
    }
    if (!m_next) {
        // The machine neither wants a call nor waits for one: only a person's input can help.
        return m_pace == Pace::Held ? hold() : giveUp("the engine waits for an input that cannot come");
    }
    if (stopsAtBreakpoint())
        return;
    execute();
}

bool Driver::Private::stopsAtBreakpoint()
{
    if (m_pace != Pace::ToBreak || m_breakChecked)
        return false;
    m_breakChecked = true;
    const auto &handOvers = parts.machine.handOvers();
    const auto hit =
        parts.breakpoints.hit(*m_next, m_handedOver, handOvers.data() + m_judgedBefore, handOvers.size() - m_judgedBefore);
    m_judgedBefore = handOvers.size();
    if (hit.empty())
        return false;
    note(event::BreakpointHit{hit});
    m_pace = Pace::Held;
    return true;
}

/// Waits for a control, and meanwhile hears what the process says.
void Driver::Private::hold()
{
    if (!m_heldShown) {
        m_heldShown = true;
        note(event::Held{parts.machine.state(), m_next ? std::string(engine::name(*m_next)) : std::string()});
    }
    if (parts.process.running())
        return await();
    if (auto synced = parts.journal.sync(); !synced)
        return failRun(std::move(synced.error()));
    controls.waitForOne();
}

void Driver::Private::execute()
{
    using namespace engine;
    m_heldShown = false;
    if (m_reloading)
        return reopen();
    if (std::holds_alternative<command::Open>(*m_next))
        return open();
    if (!parts.process.running())
        return giveUp("the connector process is gone");
    if (std::holds_alternative<command::Put>(*m_next))
        return put();
    const Command next = std::move(*m_next);
    m_next.reset();
    m_permit = Permit::None;
    std::visit(overloaded{
                   [this](const command::Close &close) {
                       if (m_stops > 0)
                           m_stopDeadline = now() + parts.settings.stopTimeout;
                       startCall(CallKind::Close, wire::request::CloseExportConnection{close.reason});
                   },
                   [this](const command::OpenPassword &password) {
                       startCall(CallKind::OpenPassword, wire::request::OpenPasswordConnection{password.partition});
                   },
                   [this](const command::SetPassword &password) { setPassword(password); },
                   [this](const command::ClosePassword &) {
                       startCall(CallKind::ClosePassword, wire::request::ClosePasswordConnection{});
                   },
                   // take() keeps only calls.
                   [](const command::Open &) {},
                   [](const command::Put &) {},
                   [](const command::Kill &) {},
                   [](const command::Refuse &) {},
                   [](const command::Note &) {},
                   [](const command::Finish &) {},
               },
               next);
}

/// The run is decided. Watches the process for late crashes (`linger`), then ends or keeps it.
void Driver::Private::lingerAndEnd()
{
    if (!m_processShown || !parts.process.running())
        return;
    auto until = now() + parts.settings.linger;
    while (parts.process.running() && now() < until) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now());
        if (auto happened = parts.process.port().wait(left))
            afterFinish(std::move(*happened));
        while (auto control = controls.take()) {
            const bool ends = std::holds_alternative<control::Stop>(*control) || std::holds_alternative<control::Kill>(*control)
                || std::holds_alternative<control::Shutdown>(*control);
            if (ends)
                until = now();
            else
                refuse(*control, "the run is over");
        }
    }
    // A process with a call that never came back is no use for the next run.
    const bool keeps = parts.settings.process == RunSettings::ProcessLife::Keep && m_finish && !m_failure && m_calls.empty();
    if (!parts.process.running() || keeps)
        return;
    parts.process.port().shutdown(shutdownTime);
    while (parts.process.running()) {
        auto happened = parts.process.port().wait(std::chrono::milliseconds{0});
        if (!happened) {
            note(event::ProcessEnded{event::ProcessEnded::How::Killed, 0, 0, true, "it did not end in time and was killed"});
            parts.process.gone();
            break;
        }
        afterFinish(std::move(*happened));
    }
    for (const auto &call : m_calls) // given up: Close went out beside it
        note(event::CallEnded{call.method, event::CallEnded::How::Lost, 0, now() - call.started});
    m_calls.clear();
}

void Driver::Private::afterFinish(connector::PortEvent happened)
{
    using How = event::ProcessEnded::How;
    std::visit(overloaded{
                   [this](const connector::event::Log &log) { noteLog(log.log); },
                   [this](const connector::event::Died &died) {
                       note(event::ProcessEnded{How::Died, died.signal, died.exitCode, true, m_gate.scrub(died.text)});
                       parts.process.gone();
                   },
                   [this](const connector::event::Ended &ended) {
                       note(event::ProcessEnded{How::Goodbye, 0, ended.exitCode, true, "it ended as agreed"});
                       parts.process.gone();
                   },
                   [this](const connector::event::Broke &broke) {
                       note(event::ProcessEnded{How::Broke, 0, 0, true, m_gate.scrub(broke.error).text()});
                       parts.process.kill();
                       parts.process.gone();
                   },
                   // A call that was given up may still answer; the run is over.
                   [](const connector::event::Answered &) {},
                   [](const connector::event::Progress &) {},
                   [](const connector::event::Woken &) {},
               },
               happened);
}

} // namespace anchorage::run
