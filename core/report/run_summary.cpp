#include "core/report/run_summary.h"

#include "core/report/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace anchorage::report {

namespace {

struct Method {
    std::string_view wire;
    CallKind kind;
};
constexpr std::array<Method, 7> methods{{
    {"configure", CallKind::Configure},
    {"openExportConnection", CallKind::Open},
    {"putExportEntries", CallKind::Put},
    {"closeExportConnection", CallKind::Close},
    {"openPasswordConnection", CallKind::OpenPassword},
    {"setPassword", CallKind::SetPassword},
    {"closePasswordConnection", CallKind::ClosePassword},
}};

CallKind kindOf(std::string_view wireMethod)
{
    const auto found =
        std::find_if(methods.begin(), methods.end(), [&](const Method &method) { return method.wire == wireMethod; });
    return found == methods.end() ? CallKind::Other : found->kind;
}

Call::State stateOf(run::event::CallEnded::How how)
{
    using How = run::event::CallEnded::How;
    switch (how) {
    case How::Returned:
        return Call::State::Returned;
    case How::Threw:
        return Call::State::Threw;
    case How::Lost:
        break;
    }
    return Call::State::Lost;
}

std::string exceptionText(const ExceptionInfo &exception)
{
    return exception.message.empty() ? exception.type : exception.type + ": " + exception.message;
}

std::string hangText(const engine::input::TimedOut &timedOut)
{
    const auto waited = durationText(timedOut.after);
    return timedOut.what == engine::input::TimedOut::What::Stop ? "the call did not return within " + waited + " after Stop"
                                                                : "no answer and no sign of life for " + waited;
}

} // namespace

std::string_view name(CallKind kind)
{
    switch (kind) {
    case CallKind::Configure:
        return "Configure";
    case CallKind::Open:
        return "OpenExportConnection";
    case CallKind::Put:
        return "PutExportEntries";
    case CallKind::Close:
        return "CloseExportConnection";
    case CallKind::OpenPassword:
        return "OpenPasswordConnection";
    case CallKind::SetPassword:
        return "SetPassword";
    case CallKind::ClosePassword:
        return "ClosePasswordConnection";
    case CallKind::Other:
        return "(no call)";
    }
    return {};
}

std::string_view name(Call::State state)
{
    switch (state) {
    case Call::State::Running:
        return "running";
    case Call::State::Returned:
        return "returned";
    case Call::State::Threw:
        return "threw";
    case Call::State::Lost:
        return "lost";
    }
    return {};
}

std::string_view name(Trouble::What what)
{
    switch (what) {
    case Trouble::What::Exception:
        return "exception";
    case Trouble::What::Crash:
        return "crash";
    case Trouble::What::Rubbish:
        return "rubbish";
    case Trouble::What::Hang:
        return "hang";
    case Trouble::What::Refused:
        return "refused";
    case Trouble::What::Bench:
        return "bench";
    case Trouble::What::LateCrash:
        return "late crash";
    }
    return {};
}

std::string RunSummary::statusText() const
{
    if (finish)
        return finish->status;
    return refused ? "refused" : "not finished";
}

const Trouble *RunSummary::cause() const
{
    const auto found = std::find_if(troubles.begin(), troubles.end(),
                                    [](const Trouble &trouble) { return trouble.what != Trouble::What::LateCrash; });
    return found == troubles.end() ? nullptr : &*found;
}

std::uint64_t RunSummary::count(Severity severity) const
{
    return static_cast<std::uint64_t>(std::count_if(findings.begin(), findings.end(),
                                                    [severity](const Finding &finding) { return finding.severity == severity; }));
}

std::string RunSummary::closeText() const
{
    if (!close.called) {
        if (refused || calls.empty())
            return "Close was not called: nothing was called";
        if (!over())
            return "Close has not been called";
        const auto *first = cause();
        return first ? "Close was not called: " + first->text : std::string("Close was not called: the process was gone");
    }
    const auto out = "Close(" + std::string(anchorage::name(close.reason)) + ")";
    switch (close.state) {
    case Call::State::Running:
        return out + " has not returned";
    case Call::State::Returned:
        return out + " returned after " + durationText(close.duration);
    case Call::State::Threw:
        return out + " threw " + (close.exception ? exceptionText(*close.exception) : std::string("an exception"));
    case Call::State::Lost:
        break;
    }
    return out + " was called and did not come back: the process was gone";
}

const Call *RunSummary::callOf(std::uint64_t handOver) const
{
    auto call = std::upper_bound(calls.begin(), calls.end(), handOver,
                                 [](std::uint64_t index, const Call &other) { return index < other.firstHandOver; });
    while (call != calls.begin()) {
        --call;
        if (call->kind == CallKind::Put)
            return handOver < call->firstHandOver + call->entries ? &*call : nullptr;
    }
    return nullptr;
}

void RunSummaryFold::add(const run::RunEvent &happened)
{
    ++m_summary.events;
    m_summary.length = happened.at;
    std::visit(overloaded{
                   [&](const run::event::Input &told) { add(happened, told.input); },
                   [&](const run::event::Command &wanted) { add(wanted.command, happened); },
                   [&](const run::event::CallStarted &call) { began(happened, call); },
                   [&](const run::event::CallEnded &call) { ended(call); },
                   [&](const run::event::Log &log) {
                       if (log.level == "bench")
                           addTrouble(happened, {.what = Trouble::What::Bench, .text = log.text});
                   },
                   [&](const run::event::ProcessStarted &process) {
                       m_processSeen = true;
                       m_summary.pid = process.pid;
                       m_summary.connector = process.connector;
                   },
                   [&](const run::event::ProcessEnded &process) {
                       using How = run::event::ProcessEnded::How;
                       m_killedByBench = process.how == How::Killed;
                       if (process.afterFinish && (process.how == How::Died || process.how == How::Broke))
                           addTrouble(happened,
                                      {.what = Trouble::What::LateCrash,
                                       .signal = process.signal,
                                       .exitCode = process.exitCode,
                                       .text = "after the run: " + process.text});
                   },
                   [&](const run::event::FaultInjected &) { m_faultPending = true; },
                   [](const run::event::Progress &) {},
                   [](const run::event::DebuggerWait &) {},
                   [](const run::event::BreakpointHit &) {},
                   [](const run::event::Held &) {},
                   [](const run::event::ControlRefused &) {},
               },
               happened.what);
}

void RunSummaryFold::add(const run::RunEvent &at, const engine::Input &input)
{
    namespace in = engine::input;
    std::visit(
        overloaded{
            [&](const in::Sent &page) { sent(at, page); }, [&](const in::Answered &answer) { answered(answer.results); },
            [&](const in::PutNotSent &why) { m_index += why.fitting == 0 ? 1U : 0U; },
            [&](const in::OpenThrew &it) { threw(at, CallKind::Open, it.exception); },
            [&](const in::PutThrew &it) {
                answered(it.partial);
                threw(at, CallKind::Put, it.exception);
            },
            [&](const in::CloseThrew &it) {
                threw(at, CallKind::Close, it.exception);
                m_summary.close.exception = it.exception;
            },
            [&](const in::PasswordThrew &it) {
                const auto kind = m_summary.calls.empty() ? CallKind::Other : m_summary.calls.back().kind;
                threw(at, kind, it.exception);
            },
            [&](const in::PeerDied &died) {
                if (!m_killedByBench || m_faultPending) // else the kill has a cause of its own: Stop, time out
                    processGone(
                        at, {.what = Trouble::What::Crash, .signal = died.signal, .exitCode = died.exitCode, .text = died.text});
                m_killedByBench = false;
            },
            [&](const in::PeerBroke &broke) {
                if (m_processSeen) // else the process did not start, which the bench has said
                    processGone(at, {.what = Trouble::What::Rubbish, .text = broke.error.text()});
            },
            [&](const in::TimedOut &timedOut) {
                processGone(at, {.what = Trouble::What::Hang, .after = timedOut.after, .text = hangText(timedOut)});
            },
            [](const auto &) {}, // what a person or the engine itself decided is no trouble
        },
        input);
}

void RunSummaryFold::add(const engine::Command &command, const run::RunEvent &at)
{
    namespace cmd = engine::command;
    std::visit(overloaded{
                   [&](const cmd::Put &put) {
                       m_position = put.page.position;
                       m_removals = put.removals.size();
                   },
                   [&](const cmd::Close &close) { m_summary.close.reason = close.reason; },
                   [&](const cmd::Refuse &refuse) {
                       m_summary.refused = refuse.error;
                       addTrouble(at, {.what = Trouble::What::Refused, .text = refuse.error.text()});
                   },
                   [&](const cmd::Note &note) {
                       m_summary.findings.insert(m_summary.findings.end(), note.findings.begin(), note.findings.end());
                   },
                   [&](const cmd::Finish &finish) { m_summary.finish = finish; },
                   [](const cmd::Open &) {},
                   [](const cmd::Kill &) {},
                   [](const cmd::OpenPassword &) {},
                   [](const cmd::SetPassword &) {},
                   [](const cmd::ClosePassword &) {},
               },
               command);
}

/// The Put's call begins here: an injected fault has no other beginning.
void RunSummaryFold::sent(const run::RunEvent &at, const engine::input::Sent &page)
{
    Call call;
    call.sequence = at.sequence;
    call.at = at.at;
    call.kind = CallKind::Put;
    call.edited = page.edited;
    call.injected = page.injected;
    call.position = m_position;
    call.firstHandOver = m_index;
    m_index += page.entries.size();
    call.entries = static_cast<std::uint32_t>(page.entries.size());
    m_summary.calls.push_back(call);
    m_summary.handedOver += page.entries.size();
    m_summary.removals += std::exchange(m_removals, 0);
    m_summary.passes = std::max(m_summary.passes, m_position.pass);
}

void RunSummaryFold::began(const run::RunEvent &at, const run::event::CallStarted &started)
{
    const auto kind = kindOf(started.method);
    if (kind == CallKind::Put)
        return; // since Sent
    Call call;
    call.sequence = at.sequence;
    call.at = at.at;
    call.kind = kind;
    call.firstHandOver = m_index;
    m_summary.calls.push_back(call);
    if (kind == CallKind::Close)
        m_summary.close.called = true;
}

void RunSummaryFold::ended(const run::event::CallEnded &ended)
{
    auto *call = lastOf(kindOf(ended.method));
    if (!call)
        return;
    call->state = stateOf(ended.how);
    call->duration = ended.duration;
    call->results = static_cast<std::uint32_t>(ended.results);
    if (call->state != Call::State::Lost)
        m_summary.connectorTime += ended.duration;
    if (call->kind == CallKind::Close) {
        m_summary.close.state = call->state;
        m_summary.close.duration = ended.duration;
    }
}

void RunSummaryFold::answered(const PutExportEntriesResults &results)
{
    auto *call = lastOf(CallKind::Put);
    if (!call || !results.results)
        return;
    for (const auto &result : *results.results) {
        if (isSpecialAction(result.errorCode))
            ++call->actions;
        else if (result.errorCode != MAExportError::Success)
            ++call->errors;
    }
}

void RunSummaryFold::threw(const run::RunEvent &at, CallKind kind, const ExceptionInfo &exception)
{
    Trouble trouble{.what = Trouble::What::Exception, .exception = exception, .text = exceptionText(exception)};
    auto *call = lastOf(kind);
    if (call) {
        call->state = Call::State::Threw; // of an injected one nobody else says it
        call->trouble = static_cast<std::int32_t>(m_summary.troubles.size());
        trouble.call = call->kind;
        trouble.position = call->position;
    }
    trouble.injected = std::exchange(m_faultPending, false);
    trouble.sequence = at.sequence;
    trouble.at = at.at;
    m_summary.troubles.push_back(std::move(trouble));
}

/// A call that was lost with the process, or the one before: what ran last.
void RunSummaryFold::processGone(const run::RunEvent &at, Trouble trouble)
{
    if (!m_summary.calls.empty()) {
        auto &call = m_summary.calls.back();
        if (call.state == Call::State::Running && trouble.what != Trouble::What::Hang)
            call.state = Call::State::Lost;
        if (call.state == Call::State::Running || call.state == Call::State::Lost)
            call.trouble = static_cast<std::int32_t>(m_summary.troubles.size());
        trouble.call = call.kind;
        trouble.position = call.position;
    }
    addTrouble(at, std::move(trouble));
}

void RunSummaryFold::addTrouble(const run::RunEvent &at, Trouble trouble)
{
    trouble.sequence = at.sequence;
    trouble.at = at.at;
    if (trouble.what != Trouble::What::Bench && trouble.what != Trouble::What::LateCrash)
        trouble.injected = std::exchange(m_faultPending, false);
    m_summary.troubles.push_back(std::move(trouble));
}

/// The last call of this kind: Close may run beside a Put, so it need not be the last of all.
Call *RunSummaryFold::lastOf(CallKind kind)
{
    const auto found =
        std::find_if(m_summary.calls.rbegin(), m_summary.calls.rend(), [kind](const Call &call) { return call.kind == kind; });
    return found == m_summary.calls.rend() ? nullptr : &*found;
}

} // namespace anchorage::report
