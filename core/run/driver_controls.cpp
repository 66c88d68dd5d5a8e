// Controls of a person, obeyed between two events of the run.
#include "core/run/driver_private.h"

#include <utility>

namespace anchorage::run {

void Driver::Private::refuse(const Control &control, std::string why)
{
    note(event::ControlRefused{std::string(name(control)), std::move(why)});
}

void Driver::Private::takeControls()
{
    while (auto control = controls.take()) {
        obey(*control);
        if (over())
            return;
    }
}

void Driver::Private::obey(const Control &control)
{
    std::visit(overloaded{
                   [&](const control::Stop &) { stop(control); },
                   [&](const control::Kill &) { killNow(control); },
                   [&](const control::Shutdown &) {
                       if (!m_began) {
                           m_cancelled = true;
                       } else if (feed(engine::input::ShutdownRequested{})) {
                           m_pace = Pace::Run;
                           m_debuggerWaits = false;
                           ++m_stops;
                           m_stopDeadline = now() + parts.settings.stopTimeout;
                       } else {
                           refuse(control, parts.machine.whyNotAllowed(engine::input::ShutdownRequested{}));
                       }
                   },
                   [&](const control::Close &close) {
                       const engine::input::CloseRequested request{close.reason};
                       if (!m_began) {
                           m_cancelled = true;
                       } else if (feed(request)) {
                           m_pace = Pace::Run;
                           m_debuggerWaits = false;
                       } else if (m_next && std::holds_alternative<engine::command::Close>(*m_next)) {
                           m_pace = Pace::Run; // Close was next anyway, with the machine's reason
                       } else {
                           refuse(control, parts.machine.whyNotAllowed(request));
                       }
                   },
                   [&](const control::Continue &) {
                       if (m_debuggerWaits)
                           m_debuggerWaits = false;
                       else
                           refuse(control, "nothing waits for a debugger");
                   },
                   [&](const control::SetBreakpoints &set) {
                       parts.breakpoints = set.breakpoints;
                       m_breakChecked = false;
                   },
                   [&](const control::SetFaults &set) { parts.faults = Faults(set.faults); },
                   [&](const control::Run &) {
                       if (m_pace == Pace::Held)
                           m_steps.emplace_back(control);
                       else
                           m_pace = Pace::Run;
                   },
                   [&](const control::RunToBreak &) {
                       if (m_pace == Pace::Held)
                           m_steps.emplace_back(control);
                       else
                           m_pace = Pace::ToBreak;
                   },
                   [&](const auto &) {
                       if (m_pace == Pace::Held)
                           m_steps.emplace_back(control);
                       else
                           refuse(control, "the run is not held: it goes on by itself");
                   },
               },
               control);
}

/// A stepping control; the run holds and no call runs.
void Driver::Private::obeyStep(Control control)
{
    const auto permit = [&](Permit wanted) {
        if (m_next)
            m_permit = wanted;
        else
            refuse(control, m_began ? "the engine wants no call now" : "Open comes first");
    };
    std::visit(overloaded{
                   [&](const control::Open &) {
                       if (m_began && !(m_next && std::holds_alternative<engine::command::Open>(*m_next)))
                           refuse(control, "the run has begun");
                       else
                           m_permit = Permit::One;
                   },
                   [&](const control::PutPage &) { permit(Permit::One); },
                   [&](const control::PutEntry &) { permit(Permit::OneEntry); },
                   [&](const control::Run &) { m_pace = Pace::Run; },
                   [&](const control::RunToBreak &) {
                       m_pace = Pace::ToBreak;
                       // A person stands here already: the next stop is a later one.
                       m_breakChecked = m_next.has_value();
                       m_judgedBefore = parts.machine.handOvers().size();
                   },
                   [&](control::EditPage &edit) {
                       if (!m_next || !std::holds_alternative<engine::command::Put>(*m_next))
                           refuse(control, "no page is next");
                       else if (edit.entries.empty())
                           refuse(control, "a page without entries is never handed over");
                       else
                           m_edit = std::move(edit.entries);
                   },
                   [&](const control::Reload &) { reload(control); },
                   [&](const auto &) { obey(control); },
               },
               control);
}

void Driver::Private::stop(const Control &control)
{
    if (!m_began) {
        m_cancelled = true;
        return;
    }
    ++m_stops;
    m_pace = Pace::Run;
    m_debuggerWaits = false;
    m_stopDeadline = now() + parts.settings.stopTimeout;
    const bool callRuns = !m_calls.empty();
    if (feed(engine::input::StopRequested{})) {
        if (!m_calls.empty() && parts.process.running())
            parts.process.port().cancel(); // asks politely; a connector need not listen
    } else if (m_stops == 1) {
        refuse(control, parts.machine.whyNotAllowed(engine::input::StopRequested{}));
    }
    // stop-1: twice kills, in whatever call it hangs.
    if (m_stops > 1 && callRuns && !m_calls.empty() && !over()) {
        killProcess("stopped twice");
        feed(engine::input::PeerDied{0, 0, "killed by the bench: stopped twice"});
    }
}

void Driver::Private::killNow(const Control &control)
{
    if (!m_began) {
        m_cancelled = true;
        return;
    }
    // The machine knows no Kill of a person: it is Stop twice, so the status says who did it. Where no call runs
    // there is nothing to wait for, and Close still goes out.
    const bool callRuns = !m_calls.empty();
    stop(control);
    if (callRuns && !over() && !m_calls.empty() && m_stops < 2)
        stop(control);
}

void Driver::Private::reload(const Control &control)
{
    const auto why = parts.machine.whyNotAllowed(engine::input::Reloaded{});
    if (!why.empty() || !m_open || !parts.process.running())
        return refuse(control, why.empty() ? "no connection is open" : why);
    parts.process.port().shutdown(std::chrono::seconds{5});
    drainLog();
    note(event::ProcessEnded{event::ProcessEnded::How::Goodbye, 0, 0, false, "ended for a reload"});
    parts.process.gone();
    m_processShown = false;
    m_configured = false;
    m_reloading = true;
    m_permit = Permit::One;
}

} // namespace anchorage::run
