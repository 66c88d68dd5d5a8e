#include "app/desktop/controller/chunk_builder.h"

#include "app/desktop/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <utility>

namespace anchorage::desktop {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BenchLines)
};

} // namespace

void ChunkBuilder::add(const run::RunEvent &event, const engine::Machine &machine)
{
    const std::scoped_lock lock(m_mutex);
    m_changed = true;
    m_fold.add(event);
    auto &status = m_chunk.status;
    bool goesOn = true; // what happened ends a hold
    std::visit(overloaded{
                   [&](const run::event::Input &told) {
                       if (const auto *sent = std::get_if<engine::input::Sent>(&told.input)) {
                           status.preview.reset();
                           status.handedOver += sent->entries.size();
                       } else if (std::holds_alternative<engine::input::StopRequested>(told.input)) {
                           say(event, Words::tr("Stop was asked for"));
                       }
                   },
                   [&](const run::event::Command &wanted) {
                       collectHandOvers(machine);
                       show(event, wanted.command);
                   },
                   [&](const run::event::Log &log) {
                       goesOn = false;
                       line(event, log.level, log.text);
                   },
                   [&](const run::event::Progress &progress) { status.progress = progress.text; },
                   [&](const run::event::CallStarted &call) {
                       collectHandOvers(machine);
                       status.callRunning = call.method;
                       status.progress.clear();
                   },
                   [&](const run::event::CallEnded &) {
                       status.callRunning.clear();
                       status.progress.clear();
                   },
                   [&](const run::event::ProcessStarted &process) {
                       status.pid = process.pid;
                       m_chunk.connector = process.connector;
                       say(event,
                           (process.kept ? Words::tr("process %1 goes on from the run before") : Words::tr("process %1 started"))
                               .arg(process.pid));
                   },
                   [&](const run::event::ProcessEnded &process) {
                       status.pid = 0;
                       say(event, Words::tr("process ended: %1").arg(fromUtf8(process.text)));
                   },
                   [&](const run::event::DebuggerWait &wait) {
                       status.debuggerWait = true;
                       say(event, Words::tr("Open is held until a debugger is attached to process %1").arg(wait.pid));
                   },
                   [&](const run::event::BreakpointHit &hit) {
                       status.breakpoint = hit.text;
                       say(event, Words::tr("breakpoint: %1").arg(fromUtf8(hit.text)));
                   },
                   [&](const run::event::FaultInjected &fault) {
                       say(event,
                           Words::tr("fault injected: %1 at entry %2, %3")
                               .arg(fromUtf8(fault.kind), QString::number(fault.entry), fromUtf8(fault.dn)));
                   },
                   [&](const run::event::Held &held) {
                       goesOn = false;
                       status.held = true;
                       status.next = held.next;
                   },
                   [&](const run::event::ControlRefused &refused) {
                       goesOn = false;
                       say(event, Words::tr("%1 was not possible: %2").arg(fromUtf8(refused.control), fromUtf8(refused.why)));
                   },
               },
               event.what);
    if (goesOn) {
        status.held = false;
        status.debuggerWait = status.debuggerWait && std::holds_alternative<run::event::DebuggerWait>(event.what);
    }
    collectSummary();
    collectStatus(machine);
}

void ChunkBuilder::finish(const engine::Machine &machine)
{
    const std::scoped_lock lock(m_mutex);
    m_changed = true;
    collectHandOvers(machine);
    collectSummary();
    collectStatus(machine);
    m_chunk.status.held = false;
    m_chunk.status.pid = 0;
    m_chunk.status.callRunning.clear();
    m_chunk.status.preview.reset();
}

std::optional<RunChunk> ChunkBuilder::take()
{
    const std::scoped_lock lock(m_mutex);
    if (!std::exchange(m_changed, false))
        return {};
    const auto &calls = m_fold.summary().calls;
    m_chunk.firstCall = m_openCall;
    m_chunk.calls.assign(calls.begin() + static_cast<std::ptrdiff_t>(m_openCall), calls.end());
    while (m_openCall < calls.size() && calls[m_openCall].state != report::Call::State::Running)
        ++m_openCall;
    m_chunk.closeText = m_fold.summary().closeText();
    RunChunk next; // what is always whole stays
    next.status = m_chunk.status;
    next.close = m_chunk.close;
    return std::exchange(m_chunk, std::move(next));
}

void ChunkBuilder::show(const run::RunEvent &event, const engine::Command &command)
{
    auto &status = m_chunk.status;
    status.breakpoint.clear();
    if (const auto *put = std::get_if<engine::command::Put>(&command)) {
        status.position = put->page.position;
        status.preview = std::make_shared<engine::command::Put>(*put);
        m_chunk.removals.emplace_back(put->page.position, put->removals);
    } else if (!std::holds_alternative<engine::command::Note>(command)) {
        status.preview.reset();
    }
    if (const auto *kill = std::get_if<engine::command::Kill>(&command))
        say(event, Words::tr("the process is killed: %1").arg(fromUtf8(kill->why)));
}

void ChunkBuilder::collectHandOvers(const engine::Machine &machine)
{
    const auto &all = machine.handOvers();
    const bool judged = m_judged < m_known && all[m_judged].fate.has_value();
    if (all.size() == m_known && !judged)
        return;
    auto &out = m_chunk.handOvers;
    if (out.empty())
        m_chunk.firstHandOver = m_judged;
    else
        out.resize(std::min(out.size(), m_judged - m_chunk.firstHandOver));
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(m_chunk.firstHandOver + out.size()), all.end(), std::back_inserter(out));
    m_known = all.size();
    while (m_judged < m_known && all[m_judged].fate)
        ++m_judged;
}

void ChunkBuilder::collectSummary()
{
    const auto &summary = m_fold.summary();
    for (; m_troubles < summary.troubles.size(); ++m_troubles)
        m_chunk.troubles.push_back(summary.troubles[m_troubles]);
    for (; m_findings < summary.findings.size(); ++m_findings)
        m_chunk.findings.push_back(summary.findings[m_findings]);
    if (m_chunk.close != summary.close) {
        m_chunk.close = summary.close;
        m_chunk.closeChanged = true;
    }
}

void ChunkBuilder::collectStatus(const engine::Machine &machine)
{
    auto &status = m_chunk.status;
    status.state = machine.state();
    status.counters = machine.counters();
    status.whyNoStop = machine.whyNotAllowed(engine::input::StopRequested{});
    status.whyNoClose = machine.whyNotAllowed(engine::input::CloseRequested{});
}

void ChunkBuilder::say(const run::RunEvent &event, const QString &text)
{
    line(event, "bench", toUtf8(text));
}

void ChunkBuilder::line(const run::RunEvent &event, std::string level, std::string text)
{
    m_chunk.lines.push_back({event.sequence, event.at, std::move(level), std::move(text)});
}

} // namespace anchorage::desktop
