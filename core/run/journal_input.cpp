// Inputs of the machine <-> members of a journal's line.
#include "core/run/journal_members.h"

namespace anchorage::run {

namespace {

namespace input = engine::input;

using engine::Input;

PutExportEntriesResults readResults(MemberReader &in, std::string_view name)
{
    return in.value<PutExportEntriesResults>(name);
}

template <typename T> Result<Input> plain(MemberReader &in)
{
    return in.done(Input{T{}});
}

template <typename T> Result<Input> thrown(MemberReader &in)
{
    T threw;
    threw.exception = in.value<ExceptionInfo>("exception");
    return in.done(Input{std::move(threw)});
}

Result<Input> readSent(MemberReader &in)
{
    input::Sent sent;
    if (in.has("entries"))
        sent.entries = in.array<CsEntryChange>("entries");
    else if (!in.has("put"))
        in.refuse("put", "", "the number of a Put, or \"entries\"");
    sent.edited = in.flag("edited");
    sent.injected = in.flag("injected");
    return in.done(Input{std::move(sent)});
}

Result<Input> readPutNotSent(MemberReader &in)
{
    input::PutNotSent notSent;
    notSent.fitting = in.count("fitting");
    notSent.firstEntryBytes = in.count("firstEntryBytes");
    return in.done(Input{notSent});
}

Result<Input> readAnswered(MemberReader &in)
{
    return in.done(Input{input::Answered{readResults(in, "results")}});
}

Result<Input> readPutThrew(MemberReader &in)
{
    input::PutThrew threw;
    threw.exception = in.value<ExceptionInfo>("exception");
    threw.partial = readResults(in, "partial");
    return in.done(Input{std::move(threw)});
}

Result<Input> readPeerDied(MemberReader &in)
{
    input::PeerDied died;
    died.signal = static_cast<int>(in.integer("signal"));
    died.exitCode = static_cast<int>(in.integer("exitCode"));
    died.text = in.text("text");
    return in.done(Input{std::move(died)});
}

Result<Input> readTimedOut(MemberReader &in)
{
    input::TimedOut timedOut;
    const auto what = in.text("what");
    if (what != "call" && what != "stop")
        in.refuse("what", what, "\"call\" or \"stop\"");
    timedOut.what = what == "stop" ? input::TimedOut::What::Stop : input::TimedOut::What::Call;
    timedOut.after = std::chrono::milliseconds(in.integer("after"));
    return in.done(Input{timedOut});
}

Result<Input> readCloseRequested(MemberReader &in)
{
    const auto reason = in.text("reason");
    const auto known = fromName<CloseReason>(reason);
    if (!known)
        in.refuse("reason", reason, "a close reason such as \"Normal\"");
    return in.done(Input{input::CloseRequested{known.value_or(CloseReason::Normal)}});
}

Result<Input> readPageSizeOnce(MemberReader &in)
{
    return in.done(Input{input::PageSizeOnce{static_cast<std::int32_t>(in.integer("entries"))}});
}

struct Reading {
    std::string_view name;
    Result<Input> (*read)(MemberReader &in);
};

// The names are those of engine::name(Input); a test compares the two lists.
constexpr Reading readings[] = {
    {"Start", plain<input::Start>},
    {"OpenReturned", plain<input::OpenReturned>},
    {"OpenThrew", thrown<input::OpenThrew>},
    {"Sent", readSent},
    {"PutNotSent", readPutNotSent},
    {"Answered", readAnswered},
    {"PutThrew", readPutThrew},
    {"PeerDied", readPeerDied},
    {"PeerBroke", [](MemberReader &in) { return in.done(Input{input::PeerBroke{in.take<Error>("error", readError)}}); }},
    {"TimedOut", readTimedOut},
    {"StopRequested", plain<input::StopRequested>},
    {"CloseRequested", readCloseRequested},
    {"ShutdownRequested", plain<input::ShutdownRequested>},
    {"Reloaded", plain<input::Reloaded>},
    {"PageSizeOnce", readPageSizeOnce},
    {"CloseReturned", plain<input::CloseReturned>},
    {"CloseThrew", thrown<input::CloseThrew>},
    {"PasswordOpened", plain<input::PasswordOpened>},
    {"PasswordSet", plain<input::PasswordSet>},
    {"PasswordThrew", thrown<input::PasswordThrew>},
    {"PasswordClosed", plain<input::PasswordClosed>},
};

} // namespace

void writeMembers(json::Writer &out, const Input &what, bool withEntries)
{
    const auto exception = [&out](const ExceptionInfo &thrown) {
        out.key("exception");
        json::write(out, thrown);
    };
    std::visit(overloaded{
                   [&](const input::OpenThrew &threw) { exception(threw.exception); },
                   [&](const input::Sent &sent) {
                       if (withEntries) {
                           out.key("entries").beginArray();
                           for (const auto &entry : sent.entries)
                               json::write(out, entry);
                           out.endArray();
                       }
                       if (sent.edited)
                           out.member("edited", true);
                       if (sent.injected)
                           out.member("injected", true);
                   },
                   [&](const input::PutNotSent &notSent) {
                       out.member("fitting", static_cast<std::uint64_t>(notSent.fitting));
                       out.member("firstEntryBytes", notSent.firstEntryBytes);
                   },
                   [&](const input::Answered &answered) {
                       out.key("results");
                       json::write(out, answered.results);
                   },
                   [&](const input::PutThrew &threw) {
                       exception(threw.exception);
                       out.key("partial");
                       json::write(out, threw.partial);
                   },
                   [&](const input::PeerDied &died) {
                       out.member("signal", died.signal);
                       out.member("exitCode", died.exitCode);
                       out.member("text", died.text);
                   },
                   [&](const input::PeerBroke &broke) {
                       out.key("error");
                       writeError(out, broke.error);
                   },
                   [&](const input::TimedOut &timedOut) {
                       out.member("what", timedOut.what == input::TimedOut::What::Stop ? "stop" : "call");
                       out.member("after", static_cast<std::int64_t>(timedOut.after.count()));
                   },
                   [&](const input::CloseRequested &close) { out.member("reason", name(close.reason)); },
                   [&](const input::PageSizeOnce &once) { out.member("entries", once.entries); },
                   [&](const input::CloseThrew &threw) { exception(threw.exception); },
                   [&](const input::PasswordThrew &threw) { exception(threw.exception); },
                   // Their name says it all.
                   [](const input::Start &) {},
                   [](const input::OpenReturned &) {},
                   [](const input::StopRequested &) {},
                   [](const input::ShutdownRequested &) {},
                   [](const input::Reloaded &) {},
                   [](const input::CloseReturned &) {},
                   [](const input::PasswordOpened &) {},
                   [](const input::PasswordSet &) {},
                   [](const input::PasswordClosed &) {},
               },
               what);
}

Result<Input> readInput(std::string_view name, const json::Node &node)
{
    for (const auto &reading : readings) {
        if (reading.name == name) {
            MemberReader in(node);
            return reading.read(in);
        }
    }
    return fail(ErrorCode::Input, "unknown input \"" + std::string(name) + "\"");
}

} // namespace anchorage::run
