#include "core/run/journal_codec.h"

#include "core/run/journal_members.h"

namespace anchorage::run {

namespace {

std::int64_t count(std::chrono::nanoseconds time)
{
    return time.count();
}

template <typename How> How readHow(MemberReader &in, std::initializer_list<How> all)
{
    const auto text = in.text("how");
    for (const auto how : all) {
        if (name(how) == text)
            return how;
    }
    in.refuse("how", text, "\"" + std::string(name(*all.begin())) + "\" or the like");
    return *all.begin();
}

void writeKind(json::Writer &out, const EventKind &what)
{
    std::visit(overloaded{
                   [&](const event::Input &e) {
                       out.member("input", engine::name(e.input));
                       if (e.put != 0)
                           out.member("put", e.put);
                       writeMembers(out, e.input, e.put == 0);
                   },
                   [&](const event::Command &e) {
                       out.member("command", engine::name(e.command));
                       writeMembers(out, e.command);
                   },
                   [&](const event::Log &e) {
                       out.member("log", e.level);
                       out.member("text", e.text);
                   },
                   [&](const event::Progress &e) { out.member("progress", e.text); },
                   [&](const event::CallStarted &e) {
                       out.member("call", e.method);
                       if (e.entries != 0)
                           out.member("entries", e.entries);
                   },
                   [&](const event::CallEnded &e) {
                       out.member("ended", e.method);
                       out.member("how", name(e.how));
                       out.member("results", e.results);
                       out.member("duration", count(e.duration));
                   },
                   [&](const event::ProcessStarted &e) {
                       out.member("process", e.pid);
                       out.member("kept", e.kept);
                       out.key("connector");
                       json::write(out, e.connector);
                   },
                   [&](const event::ProcessEnded &e) {
                       out.member("processEnded", e.text);
                       out.member("how", name(e.how));
                       out.member("signal", e.signal);
                       out.member("exitCode", e.exitCode);
                       out.member("afterFinish", e.afterFinish);
                   },
                   [&](const event::DebuggerWait &e) { out.member("debugger", e.pid); },
                   [&](const event::BreakpointHit &e) { out.member("breakpoint", e.text); },
                   [&](const event::FaultInjected &e) {
                       out.member("fault", e.kind);
                       out.member("entry", e.entry);
                       out.member("dn", e.dn);
                   },
                   [&](const event::Held &e) {
                       out.member("held", engine::name(e.state));
                       out.member("next", e.next);
                   },
                   [&](const event::ControlRefused &e) {
                       out.member("refused", e.control);
                       out.member("why", e.why);
                   },
               },
               what);
}

Result<EventKind> readKind(const json::Node &node)
{
    MemberReader in(node);
    if (in.has("input")) {
        auto input = readInput(in.text("input"), node);
        if (!input)
            return fail(std::move(input.error()));
        const std::uint64_t put = in.has("put") ? in.count("put") : 0;
        return in.done(EventKind{event::Input{std::move(*input), put}});
    }
    if (in.has("command")) {
        auto command = readCommand(in.text("command"), node);
        if (!command)
            return fail(std::move(command.error()));
        return in.done(EventKind{event::Command{std::move(*command)}});
    }
    if (in.has("log")) {
        event::Log log;
        log.level = in.text("log");
        log.text = in.text("text");
        return in.done(EventKind{std::move(log)});
    }
    if (in.has("progress"))
        return in.done(EventKind{event::Progress{in.text("progress")}});
    if (in.has("call")) {
        event::CallStarted call;
        call.method = in.text("call");
        call.entries = in.has("entries") ? in.count("entries") : 0;
        return in.done(EventKind{std::move(call)});
    }
    if (in.has("ended")) {
        using How = event::CallEnded::How;
        event::CallEnded ended;
        ended.method = in.text("ended");
        ended.how = readHow<How>(in, {How::Returned, How::Threw, How::Lost});
        ended.results = in.count("results");
        ended.duration = std::chrono::nanoseconds(in.integer("duration"));
        return in.done(EventKind{std::move(ended)});
    }
    if (in.has("process")) {
        event::ProcessStarted started;
        started.pid = in.integer("process");
        started.kept = in.flag("kept");
        started.connector = in.value<ConnectorDescription>("connector");
        return in.done(EventKind{std::move(started)});
    }
    if (in.has("processEnded")) {
        using How = event::ProcessEnded::How;
        event::ProcessEnded ended;
        ended.text = in.text("processEnded");
        ended.how = readHow<How>(in, {How::Goodbye, How::Died, How::Broke, How::Killed});
        ended.signal = static_cast<int>(in.integer("signal"));
        ended.exitCode = static_cast<int>(in.integer("exitCode"));
        ended.afterFinish = in.flag("afterFinish");
        return in.done(EventKind{std::move(ended)});
    }
    if (in.has("debugger"))
        return in.done(EventKind{event::DebuggerWait{in.integer("debugger")}});
    if (in.has("breakpoint"))
        return in.done(EventKind{event::BreakpointHit{in.text("breakpoint")}});
    if (in.has("fault")) {
        event::FaultInjected fault;
        fault.kind = in.text("fault");
        fault.entry = in.count("entry");
        fault.dn = in.text("dn");
        return in.done(EventKind{std::move(fault)});
    }
    if (in.has("held")) {
        event::Held held;
        const auto state = in.text("held");
        bool known = false;
        for (auto candidate = engine::State::Ready; !known && candidate <= engine::State::Refused;
             candidate = static_cast<engine::State>(static_cast<int>(candidate) + 1)) {
            known = engine::name(candidate) == state;
            held.state = candidate;
        }
        if (!known)
            in.refuse("held", state, "a state of the engine");
        held.next = in.text("next");
        return in.done(EventKind{std::move(held)});
    }
    if (in.has("refused")) {
        event::ControlRefused refused;
        refused.control = in.text("refused");
        refused.why = in.text("why");
        return in.done(EventKind{std::move(refused)});
    }
    return fail(ErrorCode::Input,
                "a journal's line says what happened (\"input\", \"command\", \"log\", \"call\", …), this one does not");
}

} // namespace

void write(json::Writer &out, const RunEvent &event)
{
    out.beginObject();
    out.member("seq", event.sequence);
    out.member("at", count(event.at));
    writeKind(out, event.what);
    out.endObject();
}

Result<RunEvent> readRunEvent(const json::Node &node)
{
    MemberReader in(node);
    RunEvent out;
    out.sequence = in.count("seq");
    out.at = std::chrono::nanoseconds(in.integer("at"));
    auto what = readKind(node);
    if (!what)
        return fail(std::move(what.error()));
    out.what = std::move(*what);
    return in.done(std::move(out));
}

std::string toJson(const engine::Input &input)
{
    std::string out;
    json::Writer writer(out);
    writer.beginObject();
    writer.member("input", engine::name(input));
    writeMembers(writer, input, true);
    writer.endObject();
    return out;
}

std::string toJson(const engine::Command &command)
{
    std::string out;
    json::Writer writer(out);
    writer.beginObject();
    writer.member("command", engine::name(command));
    writeMembers(writer, command);
    writer.endObject();
    return out;
}

} // namespace anchorage::run
