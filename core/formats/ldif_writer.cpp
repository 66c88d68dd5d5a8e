#include "core/base/file.h"
#include "core/formats/ldif.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <map>

namespace anchorage::formats {

namespace {

/// RFC 2849 SAFE-STRING: what may stand without base64.
bool isSafe(std::string_view text)
{
    if (text.empty())
        return true;
    if (text.front() == ' ' || text.front() == ':' || text.front() == '<' || text.back() == ' ')
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x80 && c != '\0' && c != '\n' && c != '\r';
    });
}

class LdifWriter {
public:
    LdifWriter() { m_text = "version: 1\n"; }

    void write(const space::SpaceObject &object)
    {
        const auto &pending = object.pending;
        switch (pending.operation) {
        case space::PendingOperation::None:
            return;
        case space::PendingOperation::Add:
            add(object);
            break;
        case space::PendingOperation::Delete:
            begin(object.dn, "delete");
            break;
        case space::PendingOperation::DeleteAdd:
            begin(object.dn, "delete");
            add(object);
            break;
        case space::PendingOperation::Update:
            if (!pending.changes.empty())
                modify(object);
            if (pending.newDn)
                rename(object);
            break;
        }
        if (!object.anchors.empty())
            ++m_losses["anchors"];
        if (object.image)
            ++m_losses["images (LDIF change records hold changes only)"];
    }

    const std::string &text() const { return m_text; }

    std::vector<Loss> losses() const
    {
        std::vector<Loss> out;
        for (const auto &[what, count] : m_losses)
            out.push_back({what, count});
        return out;
    }

private:
    void line(std::string_view name, std::string_view value)
    {
        std::string whole(name);
        if (isSafe(value))
            whole.append(value.empty() ? ":" : ": ").append(value);
        else
            whole.append(":: ").append(base64Encode(value));
        // Folded at 76 columns; a continuation begins with a blank.
        constexpr std::size_t width = 76;
        m_text.append(whole, 0, width).append("\n");
        for (auto at = width; at < whole.size(); at += width - 1)
            m_text.append(" ").append(whole, at, width - 1).append("\n");
    }

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
        m_text += '\n';
        line("dn", dn);
        line("changetype", changeType);
    }

    void add(const space::SpaceObject &object)
    {
        begin(object.dn, "add");
        if (std::none_of(object.pending.changes.begin(), object.pending.changes.end(),
                         [](const auto &change) { return equalsIgnoreCase(change.name, "objectClass"); }))
            line("objectClass", object.type);
        for (const auto &change : object.pending.changes)
            for (const auto &each : change.values)
                value(change.name, each.value);
    }

    void modify(const space::SpaceObject &object)
    {
        begin(object.dn, "modify");
        for (const auto &change : object.pending.changes) {
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
        begin(object.dn, "modrdn");
        line("newrdn", dnRdn(*object.pending.newDn, style));
        line("deleteoldrdn", "1");
        const auto parent = dnParent(*object.pending.newDn, style);
        if (parent != dnParent(object.dn, style))
            line("newsuperior", parent);
    }

    std::string m_text;
    std::map<std::string, std::uint64_t> m_losses;
};

} // namespace

Result<std::vector<Loss>> writeLdif(const space::Space &space, const SaveRequest &request)
{
    LdifWriter writer;
    for (space::ObjectIndex index = 0; index < space.size(); ++index)
        if (space.exists(index))
            writer.write(space.object(index));
    if (auto done = replaceFile(request.path, writer.text()); !done)
        return fail(done.error());
    return writer.losses();
}

} // namespace anchorage::formats
