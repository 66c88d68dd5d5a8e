#include "app/desktop/controller/journal_run.h"

#include <utility>

namespace anchorage::desktop {
namespace {

/// Commands before which a live run holds: the calls.
bool isCall(const engine::Command &command)
{
    using namespace engine::command;
    return std::visit(overloaded{[](const Note &) { return false; }, [](const Kill &) { return false; },
                                 [](const Refuse &) { return false; }, [](const Finish &) { return false; },
                                 [](const Open &) { return false; }, // held before Start already
                                 [](const auto &) { return true; }},
                      command);
}

/// Said by the person who stepped then; another one steps now.
bool isStepping(const run::EventKind &what)
{
    return std::holds_alternative<run::event::Held>(what) || std::holds_alternative<run::event::ControlRefused>(what)
        || std::holds_alternative<run::event::BreakpointHit>(what);
}

} // namespace

JournalRun::JournalRun(record::JournalReader reader) : m_reader(std::move(reader)), m_machine(m_reader.header().setup) { }

Result<std::unique_ptr<JournalRun>> JournalRun::open(const std::string &path)
{
    auto reader = record::JournalReader::open(path);
    if (!reader)
        return fail(std::move(reader.error()));
    if (!reader->begun())
        return fail(ErrorCode::Input, "the bench ended before this run began: nothing was called", {.file = path});
    return std::unique_ptr<JournalRun>(new JournalRun(std::move(*reader)));
}

Result<engine::command::Finish> JournalRun::serve(const run::EventSink &sink)
{
    if (!hold(sink, {}))
        return fail(ErrorCode::Cancelled, "stepping through the journal was stopped");
    while (true) {
        auto event = m_reader.next();
        if (!event)
            return fail(std::move(event.error()));
        if (!*event) {
            return fail(ErrorCode::Cancelled,
                        m_reader.torn() ? "the journal ends here: " + m_reader.tornText()
                                        : std::string("the journal ends here, before the end of the run"));
        }
        if (isStepping((*event)->what))
            continue;
        m_last.sequence = (*event)->sequence;
        m_last.at = (*event)->at;
        sink(**event);
        if (const auto *told = std::get_if<run::event::Input>(&(*event)->what)) {
            feed(told->input);
        } else if (const auto *wanted = std::get_if<run::event::Command>(&(*event)->what)) {
            if (const auto *finish = std::get_if<engine::command::Finish>(&wanted->command))
                return *finish;
            if (const auto *refuse = std::get_if<engine::command::Refuse>(&wanted->command))
                return fail(refuse->error);
            if (holdsBefore(wanted->command, sink) && !hold(sink, std::string(engine::name(wanted->command))))
                return fail(ErrorCode::Cancelled, "stepping through the journal was stopped");
        }
    }
}

void JournalRun::feed(const engine::Input &input)
{
    if (const auto *sent = std::get_if<engine::input::Sent>(&input))
        m_handedOver += sent->entries.size();
    m_machine.step(input);
}

bool JournalRun::holdsBefore(const engine::Command &command, const run::EventSink &sink)
{
    // Stop is heard between two calls, also at full speed.
    while (auto control = m_controls.take()) {
        if (std::holds_alternative<run::control::Stop>(*control) || std::holds_alternative<run::control::Kill>(*control)
            || std::holds_alternative<run::control::Shutdown>(*control)) {
            m_controls.push(std::move(*control)); // hold() takes it
            return true;
        }
        if (const auto *set = std::get_if<run::control::SetBreakpoints>(&*control))
            m_breakpoints = set->breakpoints;
    }
    if (!isCall(command) || m_pace == Pace::Run)
        return false;
    if (m_pace == Pace::Step)
        return true;
    const auto &handOvers = m_machine.handOvers();
    const auto hit = m_breakpoints.hit(command, m_handedOver, handOvers.data() + m_judged, handOvers.size() - m_judged);
    m_judged = handOvers.size();
    if (hit.empty())
        return false;
    sink({m_last.sequence, m_last.at, run::event::BreakpointHit{hit}});
    return true;
}

bool JournalRun::hold(const run::EventSink &sink, const std::string &next)
{
    sink({m_last.sequence, m_last.at, run::event::Held{m_machine.state(), next}});
    while (true) {
        m_controls.waitForOne();
        const auto control = m_controls.take();
        if (!control)
            continue;
        using namespace run::control;
        if (std::holds_alternative<Stop>(*control) || std::holds_alternative<Kill>(*control)
            || std::holds_alternative<Shutdown>(*control))
            return false;
        if (const auto *set = std::get_if<SetBreakpoints>(&*control)) {
            m_breakpoints = set->breakpoints;
            continue;
        }
        if (std::holds_alternative<Run>(*control))
            m_pace = Pace::Run;
        else if (std::holds_alternative<RunToBreak>(*control))
            m_pace = Pace::ToBreak;
        else if (std::holds_alternative<run::control::Open>(*control) || std::holds_alternative<PutPage>(*control)
                 || std::holds_alternative<PutEntry>(*control))
            m_pace = Pace::Step;
        else
            continue; // Close, Reload, EditPage: whyNot() says that a recorded run has none of them
        return true;
    }
}

} // namespace anchorage::desktop
