// Numbers, journal, sink; inputs into the machine, its commands out.
#include "core/run/driver_private.h"

#include <utility>

namespace anchorage::run {

std::uint64_t Driver::Private::record(RunEvent &happened)
{
    happened.sequence = ++m_sequence;
    happened.at = now() - m_startedAt;
    if (auto written = parts.journal.append(happened); !written)
        failRun(std::move(written.error()));
    if (parts.sink)
        parts.sink(happened);
    return happened.sequence;
}

void Driver::Private::note(EventKind what)
{
    RunEvent happened{0, {}, std::move(what)};
    record(happened);
}

/// The input is back in `input` when this returns: a page is not copied on its way through here. False also
/// for a page that the journal could not take: what is not written is not sent.
bool Driver::Private::feed(engine::Input &input, std::uint64_t put)
{
    if (!parts.machine.allowed(input))
        return false;
    RunEvent told{0, {}, event::Input{std::move(input), put}};
    record(told); // written before it is acted on
    auto &inside = std::get<event::Input>(told.what).input;
    if (m_failure && std::holds_alternative<engine::input::Sent>(inside)) {
        input = std::move(inside);
        return false;
    }
    auto commands = parts.machine.step(inside);
    input = std::move(inside);
    for (auto &command : commands) {
        RunEvent wanted{0, {}, event::Command{std::move(command)}};
        const auto sequence = record(wanted);
        take(std::move(std::get<event::Command>(wanted.what).command), sequence);
    }
    if (m_killed) {
        m_killed = false;
        if (!over())
            feed(engine::input::PeerDied{0, 0, m_killedWhy});
    }
    return true;
}

void Driver::Private::take(engine::Command command, std::uint64_t sequence)
{
    using namespace engine;
    if (std::holds_alternative<command::Note>(command))
        return;
    if (auto *finish = std::get_if<command::Finish>(&command)) {
        m_finish = std::move(*finish);
        m_next.reset();
    } else if (auto *refuse = std::get_if<command::Refuse>(&command)) {
        m_refused = std::move(refuse->error);
        m_next.reset();
    } else if (auto *kill = std::get_if<command::Kill>(&command)) {
        killProcess(kill->why);
        m_killed = true;
        m_killedWhy = "killed by the bench: " + kill->why;
        m_next.reset();
    } else {
        m_next = std::move(command);
        m_nextSequence = sequence;
        m_edit.reset();
        m_heldShown = false;
        m_breakChecked = m_breakChecked && m_recutting;
    }
}

/// Trouble of the bench's own, while the run goes: no further page, Close if that is possible, and the
/// caller gets this error instead of the status.
void Driver::Private::failRun(Error error)
{
    if (m_failure)
        return;
    m_failure = m_gate.scrub(std::move(error));
    note(event::Log{"bench", m_failure->text()});
}

/// The connector's words. Their level is the connector's as well.
void Driver::Private::noteLog(const wire::notice::Log &log)
{
    note(event::Log{log.level == "bench" ? "info" : log.level, m_gate.scrub(log.text)});
}

/// After failRun(): asks the machine for Close. True when there is nothing else to do in this turn.
bool Driver::Private::closesAfterFailure()
{
    if (!m_failure || m_closeAsked)
        return false;
    m_closeAsked = true;
    m_pace = Pace::Run;
    m_debuggerWaits = false;
    if (m_next && std::holds_alternative<engine::command::Open>(*m_next)) { // nothing was opened, nothing is closed
        m_next.reset();
        if (!feed(engine::input::PeerBroke{*m_failure}))
            m_cancelled = true;
        return true;
    }
    if (!feed(engine::input::CloseRequested{CloseReason::Unknown}))
        feed(engine::input::StopRequested{});
    if (!over() && !m_next && m_calls.empty())
        giveUp("no call can be made any more");
    return true;
}

/// The last way out: the engine neither wants a call nor waits for one.
void Driver::Private::giveUp(const std::string &why)
{
    if (!m_failure)
        m_failure = Error{ErrorCode::Peer, why, {}};
    killProcess(why);
    if (!feed(engine::input::PeerDied{0, 0, "killed by the bench: " + why}) && !over())
        m_cancelled = true;
}

} // namespace anchorage::run
