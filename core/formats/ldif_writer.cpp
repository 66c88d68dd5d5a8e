#include "core/formats/ldif.h"
#include "core/formats/ldif_text.h"
#include "core/formats/loss_counter.h"
#include "core/formats/output_file.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

class LdifWriter {
public:
    explicit LdifWriter(std::string &text) : m_text(text) { m_text = "version: 1\n\n"; }

    void write(const space::SpaceObject &object)
    {
        const auto &pending = object.pending;
        losses.addState(object);
        if (pending.operation == space::PendingOperation::None)
            return;
        losses.add("anchors", object.anchors.empty() ? 0 : 1);
        if (pending.operation == space::PendingOperation::Update || pending.operation == space::PendingOperation::Delete)
            losses.add("object types of updates and deletes", 1);
        switch (pending.operation) {
        case space::PendingOperation::None:
            return;
        case space::PendingOperation::Add:
            add(object);
            break;
        case space::PendingOperation::Delete:
            begin(object.dn, "delete");
            end();
            break;
        case space::PendingOperation::DeleteAdd:
            begin(object.dn, "delete");
            end();
            add(object);
            break;
        case space::PendingOperation::Update:
            if (pending.changes.empty() && !pending.newDn)
                losses.add("updates without a change", 1);
            if (!pending.changes.empty())
                modify(object);
            if (pending.newDn)
                rename(object);
            break;
        }
    }

    LossCounter losses;

private:
    void line(std::string_view name, std::string_view value) { appendLdifLine(m_text, name, value); }

    void value(std::string_view name, const AttributeValue &value)
    {
        if (const auto *binary = std::get_if<Binary>(&value))
            return line(name, binary->bytes);
        if (const auto *truth = std::get_if<bool>(&value))
            return line(name, *truth ? "true" : "false");
        line(name, toText(value));
    }

    void begin(std::string_view dn, std::string_view changeType)
    {
        line("dn", dn);
        line("changetype", changeType);
    }

    void end() { m_text += '\n'; }

    void add(const space::SpaceObject &object)
    {
        begin(object.dn, "add");
        if (std::none_of(object.pending.changes.begin(), object.pending.changes.end(),
                         [](const auto &change) { return equalsIgnoreCase(change.name, "objectClass"); }))
            line("objectClass", object.type);
        for (const auto &change : object.pending.changes)
            if (holdsName(change.name))
                for (const auto &each : change.values)
                    value(change.name, each.value);
        end();
    }

    void modify(const space::SpaceObject &object)
    {
        begin(object.dn, "modify");
        for (const auto &change : object.pending.changes) {
            if (!holdsName(change.name))
                continue;
            switch (change.modification) {
            case AttributeModificationType::Delete:
                block("delete", change, {});
                break;
            case AttributeModificationType::Replace:
                block("replace", change, ValueModificationType::Add);
                break;
            case AttributeModificationType::Add:
                block("add", change, ValueModificationType::Add);
                break;
            default: // deletes first: LDAP refuses a second value of a single-valued attribute
                block("delete", change, ValueModificationType::Delete);
                block("add", change, ValueModificationType::Add);
            }
        }
        end();
    }

    bool holdsName(std::string_view name)
    {
        const bool good = !name.empty() && name.front() != '#' && name.front() != '-'
            && std::all_of(name.begin(), name.end(),
                           [](char c) { return c > ' ' && c != ':' && c != ';' && static_cast<unsigned char>(c) < 0x7FU; });
        losses.add("attributes whose name LDIF cannot hold", good ? 0 : 1);
        return good;
    }

    void block(std::string_view operation, const AttributeChange &change, std::optional<ValueModificationType> kind)
    {
        const auto wanted = [&](const ValueChange &each) { return kind && each.modification == *kind; };
        if (kind && std::none_of(change.values.begin(), change.values.end(), wanted))
            return;
        line(operation, change.name);
        for (const auto &each : change.values)
            if (wanted(each))
                value(change.name, each.value);
        m_text += "-\n";
    }

    void rename(const space::SpaceObject &object)
    {
        const auto style = MADistinguishedNameStyle::Ldap;
        const auto &newDn = *object.pending.newDn;
        const bool ldap = dnValidate(newDn, style) && dnValidate(object.dn, style);
        const auto parent = ldap ? dnParent(newDn, style) : std::string();
        begin(object.dn, "modrdn");
        line("newrdn", ldap ? dnRdn(newDn, style) : newDn);
        line("deleteoldrdn", "1");
        if (!ldap || parent != dnParent(object.dn, style))
            line("newsuperior", parent);
        end();
    }

    std::string &m_text;
};

} // namespace

Result<std::vector<Loss>> writeLdif(const space::Space &space, const SaveRequest &request)
{
    OutputFile file(request.path, TextEncoding::Utf8);
    LdifWriter writer(file.text());
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        writer.write(space.object(index));
        file.settle();
    }
    writer.losses.add("the order of recorded hand-overs", space.recorded().size());
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return writer.losses.take();
}

} // namespace anchorage::formats
