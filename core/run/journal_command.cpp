// Commands of the machine <-> members of a journal's line.
#include "core/run/journal_members.h"

#include <array>

namespace anchorage::run {

namespace {

namespace command = engine::command;

using engine::Command;
using engine::PageEntry;
using engine::PassReason;
using engine::Removal;

constexpr std::array<std::string_view, 4> stageNames{"select", "scope", "hold", "drop"};

CloseReason readReason(MemberReader &in, std::string_view name)
{
    const auto text = in.text(name);
    const auto known = fromName<CloseReason>(text);
    if (!known)
        in.refuse(name, text, "a close reason such as \"Normal\"");
    return known.value_or(CloseReason::Normal);
}

void writeEntry(json::Writer &out, const PageEntry &entry)
{
    out.beginObject();
    out.member("object", static_cast<std::uint64_t>(entry.object));
    out.member("reason", engine::name(entry.reason));
    out.key("entry");
    json::write(out, entry.entry);
    out.endObject();
}

Result<PageEntry> readEntry(const json::Node &node)
{
    MemberReader in(node);
    PageEntry entry;
    entry.object = static_cast<space::ObjectIndex>(in.count("object"));
    const auto reason = in.text("reason");
    bool known = false;
    for (auto candidate = PassReason::FirstHandOver; !known && candidate <= PassReason::Password;
         candidate = static_cast<PassReason>(static_cast<int>(candidate) + 1)) {
        known = engine::name(candidate) == reason;
        entry.reason = candidate;
    }
    if (!known)
        in.refuse("reason", reason, "a reason such as \"" + std::string(engine::name(PassReason::FirstHandOver)) + "\"");
    entry.entry = in.value<CsEntryChange>("entry");
    return in.done(std::move(entry));
}

void writeRemoval(json::Writer &out, const Removal &removal)
{
    out.beginObject();
    out.member("stage", stageNames.at(static_cast<std::size_t>(removal.stage)));
    out.member("dn", removal.dn);
    if (!removal.attribute.empty())
        out.member("attribute", removal.attribute);
    if (!removal.value.empty())
        out.member("value", removal.value);
    out.member("rule", removal.rule);
    out.member("reason", removal.reason);
    out.endObject();
}

Result<Removal> readRemoval(const json::Node &node)
{
    MemberReader in(node);
    Removal removal;
    const auto stage = in.text("stage");
    std::size_t known = 0;
    while (known < stageNames.size() && stageNames.at(known) != stage)
        ++known;
    if (known == stageNames.size())
        in.refuse("stage", stage, "\"select\", \"scope\", \"hold\" or \"drop\"");
    removal.stage = static_cast<Removal::Stage>(known);
    removal.dn = in.text("dn");
    removal.attribute = in.textOr("attribute", {});
    removal.value = in.textOr("value", {});
    removal.rule = in.text("rule");
    removal.reason = in.text("reason");
    return in.done(std::move(removal));
}

Result<Command> readOpen(MemberReader &in)
{
    command::Open open;
    open.step = in.value<ExportRunStep>("step");
    open.schema = in.value<Schema>("schema");
    return in.done(Command{std::move(open)});
}

Result<Command> readPut(MemberReader &in)
{
    command::Put put;
    put.page.position.pass = static_cast<int>(in.integer("pass"));
    put.page.position.page = static_cast<int>(in.integer("page"));
    put.page.entries = in.list<PageEntry>("entries", readEntry);
    put.removals = in.list<Removal>("removals", readRemoval);
    return in.done(Command{std::move(put)});
}

Result<Command> readSetPassword(MemberReader &in)
{
    command::SetPassword set;
    set.object = static_cast<space::ObjectIndex>(in.count("object"));
    const auto identifier = in.text("identifier");
    const auto guid = Guid::parse(identifier);
    if (!guid)
        in.refuse("identifier", identifier, "a GUID");
    set.identifier = guid.value_or(Guid{});
    set.dn = in.text("dn");
    set.objectType = in.text("objectType");
    set.anchors = in.array<AnchorAttribute>("anchors");
    set.password = in.text("password");
    return in.done(Command{std::move(set)});
}

Result<Command> readNote(MemberReader &in)
{
    command::Note note;
    note.findings = in.array<Finding>("findings");
    if (in.has("removals"))
        note.removals = in.list<Removal>("removals", readRemoval);
    return in.done(Command{std::move(note)});
}

Result<Command> readFinish(MemberReader &in)
{
    command::Finish finish;
    finish.status = in.text("status");
    finish.counters.add = in.count("add");
    finish.counters.update = in.count("update");
    finish.counters.rename = in.count("rename");
    finish.counters.remove = in.count("delete");
    finish.counters.deleteAdd = in.count("deleteAdd");
    finish.counters.failure = in.count("failure");
    finish.closeCalled = in.flag("closeCalled");
    finish.closeReason = readReason(in, "closeReason");
    return in.done(Command{std::move(finish)});
}

struct Reading {
    std::string_view name;
    Result<Command> (*read)(MemberReader &in);
};

// The names are those of engine::name(Command); a test compares the two lists.
constexpr Reading readings[] = {
    {"Open", readOpen},
    {"Put", readPut},
    {"Close", [](MemberReader &in) { return in.done(Command{command::Close{readReason(in, "reason")}}); }},
    {"Kill", [](MemberReader &in) { return in.done(Command{command::Kill{in.text("why")}}); }},
    {"Refuse", [](MemberReader &in) { return in.done(Command{command::Refuse{in.take<Error>("error", readError)}}); }},
    {"OpenPassword", [](MemberReader &in) { return in.done(Command{command::OpenPassword{in.value<Partition>("partition")}}); }},
    {"SetPassword", readSetPassword},
    {"ClosePassword", [](MemberReader &in) { return in.done(Command{command::ClosePassword{}}); }},
    {"Note", readNote},
    {"Finish", readFinish},
};

} // namespace

void writeMembers(json::Writer &out, const Command &what)
{
    std::visit(overloaded{
                   [&](const command::Open &open) {
                       out.key("step");
                       json::write(out, open.step);
                       out.key("schema");
                       json::write(out, open.schema);
                   },
                   [&](const command::Put &put) {
                       out.member("pass", put.page.position.pass);
                       out.member("page", put.page.position.page);
                       out.key("entries").beginArray();
                       for (const auto &entry : put.page.entries)
                           writeEntry(out, entry);
                       out.endArray();
                       out.key("removals").beginArray();
                       for (const auto &removal : put.removals)
                           writeRemoval(out, removal);
                       out.endArray();
                   },
                   [&](const command::Close &close) { out.member("reason", name(close.reason)); },
                   [&](const command::Kill &kill) { out.member("why", kill.why); },
                   [&](const command::Refuse &refuse) {
                       out.key("error");
                       writeError(out, refuse.error);
                   },
                   [&](const command::OpenPassword &open) {
                       out.key("partition");
                       json::write(out, open.partition);
                   },
                   [&](const command::SetPassword &set) {
                       out.member("object", static_cast<std::uint64_t>(set.object));
                       out.member("identifier", set.identifier.text());
                       out.member("dn", set.dn);
                       out.member("objectType", set.objectType);
                       out.key("anchors").beginArray();
                       for (const auto &anchor : set.anchors)
                           json::write(out, anchor);
                       out.endArray();
                       out.member("password", set.password);
                   },
                   [](const command::ClosePassword &) {},
                   [&](const command::Note &note) {
                       out.key("findings").beginArray();
                       for (const auto &finding : note.findings)
                           json::write(out, finding);
                       out.endArray();
                       if (note.removals.empty())
                           return;
                       out.key("removals").beginArray();
                       for (const auto &removal : note.removals)
                           writeRemoval(out, removal);
                       out.endArray();
                   },
                   [&](const command::Finish &finish) {
                       out.member("status", finish.status);
                       out.member("add", finish.counters.add);
                       out.member("update", finish.counters.update);
                       out.member("rename", finish.counters.rename);
                       out.member("delete", finish.counters.remove);
                       out.member("deleteAdd", finish.counters.deleteAdd);
                       out.member("failure", finish.counters.failure);
                       out.member("closeCalled", finish.closeCalled);
                       out.member("closeReason", name(finish.closeReason));
                   },
               },
               what);
}

Result<Command> readCommand(std::string_view name, const json::Node &node)
{
    for (const auto &reading : readings) {
        if (reading.name == name) {
            MemberReader in(node);
            return reading.read(in);
        }
    }
    return fail(ErrorCode::Input, "unknown command \"" + std::string(name) + "\"");
}

} // namespace anchorage::run
