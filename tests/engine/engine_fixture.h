// Short words for spaces, schemas, answers and runs, so that the engine's tests read as the pages it
// hands over. The schema is that of scenarios.md: types user and group, and ou for containers.
#pragma once

#include "core/engine/machine.h"

#include <QString>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// QCOMPARE that shows std strings.
#define SAME(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected))

namespace anchorage::engine::test {

using space::ObjectIndex;
using space::PendingOperation;
using space::SpaceObject;
using Values = std::vector<AttributeValue>;

inline Values text(std::initializer_list<std::string> values)
{
    return {values.begin(), values.end()};
}
inline Values refs(std::initializer_list<std::string> dns)
{
    Values out;
    for (const auto &dn : dns)
        out.emplace_back(Reference{dn});
    return out;
}

inline SchemaAttribute attribute(std::string name, AttributeType type = AttributeType::String, bool multiValued = false)
{
    SchemaAttribute out;
    out.name = std::move(name);
    out.type = type;
    out.multiValued = multiValued;
    return out;
}
inline SchemaAttribute anchorAttribute(std::string name, AttributeType type = AttributeType::String)
{
    auto out = attribute(std::move(name), type);
    out.anchor = true;
    return out;
}
inline SchemaType type(std::string name, std::vector<SchemaAttribute> attributes)
{
    SchemaType out;
    out.name = std::move(name);
    out.attributes = std::move(attributes);
    return out;
}

/// scenarios.md, top.
inline Schema schema()
{
    return {{
        type("user",
             {anchorAttribute("id"), attribute("mail"), attribute("phone"), attribute("title"),
              attribute("proxy", AttributeType::String, true), attribute("manager", AttributeType::Reference),
              attribute("seeAlso", AttributeType::Reference, true)}),
        type("group", {anchorAttribute("id"), attribute("title"), attribute("member", AttributeType::Reference, true)}),
        type("ou", {anchorAttribute("id"), attribute("title")}),
    }};
}

inline bool isMulti(const std::string &name)
{
    return name == "proxy" || name == "member" || name == "seeAlso";
}
inline AttributeType typeOfAll(const Values &values)
{
    return values.empty() ? AttributeType::String : typeOf(values.front());
}
/// Pending changes by what they do: plus(+ first values), delta(+ and -), set (old value unknown), cleared.
inline AttributeChange plus(const std::string &name, const Values &values)
{
    return AttributeChange::add(name, values, typeOfAll(values), isMulti(name));
}
inline AttributeChange delta(const std::string &name, const Values &adds, const Values &deletes)
{
    return AttributeChange::update(name, adds, deletes, typeOfAll(adds.empty() ? deletes : adds), isMulti(name));
}
inline AttributeChange set(const std::string &name, const Values &values)
{
    return AttributeChange::replace(name, values, typeOfAll(values), isMulti(name));
}
inline AttributeChange cleared(const std::string &name, AttributeType type = AttributeType::String)
{
    return AttributeChange::remove(name, type, isMulti(name));
}
inline AttributeChange password(const std::string &reference = "env:PW")
{
    auto out = AttributeChange::add(std::string(exportPasswordAttribute), text({reference}), AttributeType::String, false);
    out.encrypted = true;
    return out;
}
inline space::Image image(const std::vector<AttributeChange> &adds)
{
    space::Image out;
    for (const auto &add : adds) {
        Values values;
        for (const auto &value : add.values)
            values.push_back(value.value);
        out.attributes.push_back({add.name, add.type, add.multiValued, values});
    }
    return out;
}

inline SpaceObject object(const std::string &dn, PendingOperation operation, std::vector<AttributeChange> changes = {},
                          const std::string &typeName = "user")
{
    SpaceObject out;
    out.type = typeName;
    out.dn = dn;
    out.pending.operation = operation;
    out.pending.changes = std::move(changes);
    out.exported = operation != PendingOperation::Add;
    return out;
}
inline SpaceObject add(const std::string &dn, std::vector<AttributeChange> changes = {}, const std::string &typeName = "user")
{
    return object(dn, PendingOperation::Add, std::move(changes), typeName);
}
inline SpaceObject group(const std::string &dn, std::initializer_list<std::string> members)
{
    return add(dn, {plus("member", refs(members))}, "group");
}
/// In the target already, nothing pending; `id` empty: its anchor is unknown.
inline SpaceObject known(const std::string &dn, const std::string &id, std::vector<AttributeChange> imageAdds = {},
                         const std::string &typeName = "user")
{
    auto out = object(dn, PendingOperation::None, {}, typeName);
    if (!id.empty())
        out.anchors.push_back({"id", id});
    out.image = image(imageAdds);
    return out;
}
inline SpaceObject pending(SpaceObject of, PendingOperation operation, std::vector<AttributeChange> changes = {})
{
    of.pending.operation = operation;
    of.pending.changes = std::move(changes);
    return of;
}
inline SpaceObject update(const std::string &dn, const std::string &id, std::vector<AttributeChange> imageAdds,
                          std::vector<AttributeChange> changes, const std::string &typeName = "user")
{
    return pending(known(dn, id, std::move(imageAdds), typeName), PendingOperation::Update, std::move(changes));
}
inline SpaceObject del(const std::string &dn, const std::string &id, const std::string &typeName = "user")
{
    return pending(known(dn, id, {}, typeName), PendingOperation::Delete);
}
inline SpaceObject rename(SpaceObject of, const std::string &newDn)
{
    of.pending.operation = PendingOperation::Update;
    of.pending.newDn = newDn;
    return of;
}
inline SpaceObject withoutImage(SpaceObject of)
{
    of.image.reset();
    return of;
}

inline EngineSetup setup(const std::vector<SpaceObject> &objects,
                         MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic)
{
    EngineSetup out;
    out.schema = schema();
    out.capabilities.distinguishedNameStyle = style;
    out.capabilities.objectRename = true;
    out.space = space::Space(style);
    for (const auto &o : objects) {
        if (const auto inserted = out.space.insert(o); !inserted)
            qFatal("%s", inserted.error().text().c_str());
    }
    return out;
}
inline EngineSetup withPages(EngineSetup of, std::int32_t size)
{
    of.settings.pageSize = size;
    of.settings.pageSizeFrom = RunSettings::PageSizeFrom::Person;
    return of;
}

/// Answers by DN (as handed over), one after the other; everything else succeeds with a made-up anchor id.
class Script {
public:
    using Result = CsEntryChangeResult;
    Script &answer(const std::string &dn, MAExportError code, std::vector<AttributeChange> anchors = {})
    {
        m_answers.push_back({dn, Result::create({}, std::move(anchors), code), false});
        return *this;
    }
    Script &always(const std::string &dn, MAExportError code, std::vector<AttributeChange> anchors = {})
    {
        m_answers.push_back({dn, Result::create({}, std::move(anchors), code), true});
        return *this;
    }
    PutExportEntriesResults operator()(const std::vector<CsEntryChange> &entries)
    {
        PutExportEntriesResults out;
        for (const auto &entry : entries)
            out.results->push_back(answerTo(entry));
        return out;
    }

private:
    struct Answer {
        std::string dn;
        Result result;
        bool always = false;
        bool used = false;
    };
    Result answerTo(const CsEntryChange &entry)
    {
        for (auto &answer : m_answers) {
            if (answer.dn != entry.dn || (answer.used && !answer.always))
                continue;
            answer.used = true;
            auto result = answer.result;
            result.identifier = entry.identifier;
            return result;
        }
        auto result = Result::create(entry.identifier, {}, MAExportError::Success);
        const bool isNew = entry.anchors.empty() && entry.modification != ObjectModificationType::Delete;
        if (isNew)
            result.anchors.push_back(AttributeChange::add("id", {"#" + entry.dn}, AttributeType::String, false));
        return result;
    }
    std::vector<Answer> m_answers;
};

/// A run to its end: what was handed over, and what it came to, as text.
class Run {
public:
    explicit Run(EngineSetup setup, Script script = {}) : machine(std::move(setup)), m_script(std::move(script)) { }

    /// Feeds one input and takes the commands into the record.
    Commands feed(const Input &input)
    {
        auto commands = machine.step(input);
        for (const auto &command : commands)
            take(command);
        return commands;
    }
    /// One call, answered by the script; false: nothing is next.
    bool once()
    {
        if (machine.state() == State::Ready)
            feed(input::Start{});
        else if (machine.state() == State::Opening)
            feed(input::OpenReturned{});
        else if (machine.state() == State::Open)
            send();
        else if (machine.state() == State::Putting)
            feed(input::Answered{m_script(m_sent)});
        else if (machine.state() == State::Closing)
            feed(input::CloseReturned{});
        else if (machine.state() == State::PasswordOpening)
            feed(input::PasswordOpened{});
        else if (machine.state() == State::PasswordSetting)
            feed(input::PasswordSet{});
        else if (machine.state() == State::PasswordClosing)
            feed(input::PasswordClosed{});
        else
            return false;
        return true;
    }
    Run &all()
    {
        while (once()) { }
        return *this;
    }
    /// Until the machine is in this state.
    Run &until(State state)
    {
        while (machine.state() != state && once()) { }
        return *this;
    }
    void send()
    {
        m_sent = machine.preview()->page.handOver();
        feed(input::Sent{m_sent, false, false});
    }
    void sendEdited(std::vector<CsEntryChange> entries)
    {
        m_sent = std::move(entries);
        feed(input::Sent{m_sent, true, false});
    }

    /// "success add 5 close Normal"; counters that are 0 are left out.
    std::string outcome() const
    {
        if (refused)
            return "refused: " + refused->text();
        if (!finish)
            return "not finished";
        const auto &c = finish->counters;
        std::string out = finish->status;
        const auto count = [&out](const char *what, std::uint64_t number) {
            if (number != 0)
                out += std::string(" ") + what + ' ' + std::to_string(number);
        };
        count("add", c.add);
        count("update", c.update);
        count("rename", c.rename);
        count("delete", c.remove);
        count("delete-add", c.deleteAdd);
        count("failure", c.failure);
        return out + (finish->closeCalled ? " close " + std::string(name(finish->closeReason)) : " no close");
    }
    /// "anchor-missing cn=u1; …" in order.
    std::string findings() const
    {
        std::string out;
        for (const auto &found : machine.findings())
            out += (out.empty() ? "" : "; ") + found.id + (found.dn.empty() ? "" : " " + found.dn);
        return out;
    }

    Machine machine;
    std::string pages; ///< text form of all pages that were commanded and sent
    std::string removals; ///< "select-1 cn=u1 mail: why\n"
    std::string calls; ///< "Open Put Put Close"
    std::optional<command::Finish> finish;
    std::optional<Error> refused;
    std::optional<command::Open> open;

private:
    void take(const Command &command)
    {
        const auto noteRemovals = [this](const std::vector<Removal> &list) {
            for (const auto &removal : list) {
                removals += removal.rule + ' ' + removal.dn;
                for (const auto *part : {&removal.attribute, &removal.value})
                    removals += part->empty() ? "" : ' ' + *part;
                removals += ": " + removal.reason + '\n';
            }
        };
        if (!std::holds_alternative<command::Note>(command))
            calls += (calls.empty() ? "" : " ") + std::string(name(command));
        if (const auto *put = std::get_if<command::Put>(&command)) {
            pages += pageText(put->page.position, put->page.handOver());
            noteRemovals(put->removals);
        } else if (const auto *noted = std::get_if<command::Note>(&command)) {
            noteRemovals(noted->removals);
        } else if (const auto *done = std::get_if<command::Finish>(&command)) {
            finish = *done;
        } else if (const auto *refuse = std::get_if<command::Refuse>(&command)) {
            refused = refuse->error;
        } else if (const auto *opened = std::get_if<command::Open>(&command)) {
            open = *opened;
        } else if (const auto *set = std::get_if<command::SetPassword>(&command)) {
            pages += "SetPassword " + set->dn + ' ' + set->password + '\n';
        }
    }

    Script m_script;
    std::vector<CsEntryChange> m_sent;
};

} // namespace anchorage::engine::test
