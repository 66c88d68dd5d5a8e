#include "app/cli/exported_run.h"

#include "core/base/os_interrupt.h"
#include "core/base/os_terminal.h"
#include "core/connector/launch.h"

#include <algorithm>
#include <ostream>

namespace anchorage::cli {

void SteppingOptions::addTo(CLI::App &command)
{
    command.add_option("--break", breaks, std::string("Hold there and ask: ") + run::breakForms + "; repeatable")
        ->allow_extra_args(false);
    command.add_option("--fault", faults, std::string("Let the bench fail at entry N: ") + run::faultForms + "; repeatable")
        ->allow_extra_args(false);
    command.add_option("--close-reason", closeReason,
                       "Close with this reason at the first breakpoint, or in the end: Normal, TerminatedByUser, "
                       "TerminatedShuttingDown, OpenConnectionFailure, Unknown");
}

Result<void> SteppingOptions::check() const
{
    for (const auto &text : breaks) {
        auto parsed = run::parseBreakpoint(text);
        if (!parsed)
            return fail(ErrorCode::Usage, "--break: " + parsed.error().message);
        run::Breakpoints trial;
        if (auto added = trial.add(std::move(*parsed)); !added)
            return fail(ErrorCode::Usage, "--break \"" + text + "\": " + added.error().message);
    }
    for (const auto &text : faults)
        if (auto parsed = run::parseFault(text); !parsed)
            return fail(ErrorCode::Usage, "--fault: " + parsed.error().message);
    if (!closeReason.empty() && !fromName<CloseReason>(closeReason))
        return fail(ErrorCode::Usage, "--close-reason \"" + closeReason + "\" is none of its values (see --help)");
    const bool asks = waitsForDebugger || (!breaks.empty() && closeReason.empty());
    if (asks && !os::isTerminal(os::StandardStream::Input))
        return fail(ErrorCode::Usage,
                    std::string(waitsForDebugger ? "--wait-for-debugger" : "--break")
                        + " asks how to go on, and there is no terminal"
                        + (waitsForDebugger ? "" : "; with --close-reason the run is closed there"));
    return {};
}

Result<int> ExportedRun::run(session::RunSetup setup, const std::string &journal, std::shared_ptr<session::KeptProcess> process,
                             session::Secrets &secrets, Reports &reports)
{
    session::RunExtras extras;
    extras.journal = journal;
    extras.process = std::move(process);
    extras.sink = [this](const run::RunEvent &event) { happened(event); };
    for (const auto &text : m_stepping.breaks)
        static_cast<void>(extras.breakpoints.add(*run::parseBreakpoint(text))); // checked
    m_closeReason = fromName<CloseReason>(m_stepping.closeReason);
    if (m_closeReason && m_stepping.breaks.empty())
        static_cast<void>(extras.breakpoints.add(run::breakpoint::BeforeClose{}));
    std::vector<run::Fault> faults;
    for (const auto &text : m_stepping.faults)
        faults.push_back(*run::parseFault(text));
    extras.faults = run::Faults(std::move(faults));
    const bool stepping = !extras.breakpoints.empty();
    const auto start = setup.engine.space;
    const auto expectations = setup.expectations;
    std::uint64_t pending = 0;
    for (space::ObjectIndex i = 0; i < start.size(); ++i)
        pending += start.pendingOperation(i) == space::PendingOperation::None ? 0 : 1;

    auto created = session::Run::create(std::move(setup), std::move(extras), secrets);
    if (!created)
        return fail(std::move(created.error()));
    m_run = std::move(*created);
    m_progress = std::make_unique<ProgressLine>(m_context.err, os::isTerminal(os::StandardStream::Errors) && !m_verbose, pending);
    Result<engine::command::Finish> finish = [&] {
        const os::InterruptWatch interrupts([this] { m_run->post(run::control::Stop{}); });
        if (!stepping)
            return m_run->runToEnd();
        m_run->post(run::control::RunToBreak{});
        return m_run->serve();
    }();
    m_progress->clear();

    const report::ObjectResults results(m_run->machine().handOvers());
    std::optional<report::Verdict> verdict;
    if (!expectations.empty()) {
        auto evaluated = report::evaluate(expectations, start, results, m_fold.summary());
        if (!evaluated)
            return fail(std::move(evaluated.error()));
        verdict = std::move(*evaluated);
    }
    report::RunReport report{m_run->header(), m_fold.summary(), results, &m_output, verdict ? &*verdict : nullptr};
    if (auto added = reports.add(report); !added)
        return fail(std::move(added.error()));
    if (!finish)
        m_context.err << "anchorage-cli: " << printable(finish.error().text()) << std::endl;
    return exitCode(finish, verdict ? &*verdict : nullptr);
}

int ExportedRun::exitCode(const Result<engine::command::Finish> &finish, const report::Verdict *verdict) const
{
    if (verdict != nullptr && verdict->allMet())
        return Fine;
    if (!finish)
        return exitCodeOf(finish.error().code);
    if (finish->status.starts_with("stopped"))
        return Stopped;
    const bool wrong = verdict != nullptr || finish->status != "success" || finish->counters.failure != 0
        || m_fold.summary().count(Severity::Error) != 0;
    return wrong ? Wrong : Fine;
}

void ExportedRun::happened(const run::RunEvent &event)
{
    m_fold.add(event);
    m_output.add(event);
    if (m_verbose)
        tell(event);
    m_progress->show(m_fold.summary());
    if (const auto *wait = std::get_if<run::event::DebuggerWait>(&event.what)) {
        m_progress->clear();
        const auto answer = os::askTerminal(connector::debuggerPlace(*m_run->setup().connector, wait->pid)
                                            + ". Attach, then press Enter (q: stop): ");
        if (answer && *answer != "q")
            m_run->post(run::control::Continue{});
        else
            m_run->post(run::control::Stop{});
    }
    if (const auto *hit = std::get_if<run::event::BreakpointHit>(&event.what)) {
        m_progress->clear();
        m_context.err << "break: " << printable(hit->text) << std::endl;
    }
    if (const auto *where = std::get_if<run::event::Held>(&event.what))
        held(*where);
}

void ExportedRun::held(const run::event::Held &held)
{
    if (m_closeReason) {
        m_run->post(run::control::Close{*m_closeReason});
        return;
    }
    m_progress->clear();
    if (const auto *next = m_run->machine().preview())
        m_context.err << pageText(next->page.position, next->page.handOver());
    const auto answer = os::askTerminal("next: " + held.next + "  [Enter] do it  [e] one entry  [c] go on to the next breakpoint"
                                        + "  [r] run to the end  [q] stop: ");
    if (!answer || *answer == "q")
        m_run->post(run::control::Stop{});
    else if (*answer == "e")
        m_run->post(run::control::PutEntry{});
    else if (*answer == "c")
        m_run->post(run::control::RunToBreak{});
    else if (*answer == "r")
        m_run->post(run::control::Run{});
    else
        m_run->post(run::control::PutPage{});
}

void ExportedRun::tell(const run::RunEvent &event)
{
    const auto &summary = m_fold.summary();
    for (; m_callsTold < summary.calls.size() && summary.calls[m_callsTold].state != report::Call::State::Running; ++m_callsTold)
        m_context.err << report::callLine(summary.calls[m_callsTold], summary) << '\n';
    if (const auto *log = std::get_if<run::event::Log>(&event.what))
        m_context.err << "  [" << printable(log->level) << "] " << printable(log->text) << '\n';
    if (const auto *progress = std::get_if<run::event::Progress>(&event.what))
        m_context.err << "  [progress] " << printable(progress->text) << '\n';
}

} // namespace anchorage::cli
