#include "core/formats/anchor_text.h"
#include "core/formats/mmsml.h"
#include "core/formats/utf16.h"
#include "core/formats/xml_writer.h"

#include "core/base/file.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

std::string lowerName(std::string_view name)
{
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string_view operationOf(const CsEntryChange &entry, space::PendingOperation pending)
{
    if (pending == space::PendingOperation::DeleteAdd && entry.modification != ObjectModificationType::Delete)
        return "delete-add";
    switch (entry.modification) {
    case ObjectModificationType::Add:
        return "add";
    case ObjectModificationType::Replace:
        return "replace";
    case ObjectModificationType::Delete:
        return "delete";
    default:
        return "update";
    }
}

/// A pending change that no engine shaped yet, in its AttributeUpdate form.
CsEntryChange entryOf(const space::SpaceObject &object)
{
    CsEntryChange entry;
    entry.dn = object.dn;
    entry.objectType = object.type;
    entry.anchors = object.anchors;
    entry.changes = object.pending.changes;
    if (object.pending.newDn)
        entry.changes.insert(entry.changes.begin(), AttributeChange::rename(*object.pending.newDn, object.dn));
    switch (object.pending.operation) {
    case space::PendingOperation::Add:
        entry.modification = ObjectModificationType::Add;
        break;
    case space::PendingOperation::Delete:
        entry.modification = ObjectModificationType::Delete;
        break;
    case space::PendingOperation::DeleteAdd:
        entry.modification = ObjectModificationType::Replace;
        break;
    default:
        entry.modification = ObjectModificationType::Update;
    }
    return entry;
}

class MmsmlWriter {
public:
    MmsmlWriter() : m_out(m_text)
    {
        m_text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n";
        m_out.open("mmsml", {{"xmlns", "http://www.microsoft.com/mms/mmsml/v2"}, {"step-type", "export"}});
        m_out.open("directory-entries");
    }

    void write(const CsEntryChange &entry, space::PendingOperation pending)
    {
        const auto operation = operationOf(entry, pending);
        XmlAttributeList attributes{{"operation", operation}, {"dn", entry.dn}};
        const auto newDn = entry.dnAfter();
        if (newDn != entry.dn)
            attributes.emplace_back("newdn", newDn);
        m_out.open("delta", attributes);
        if (!entry.anchors.empty()) {
            const auto anchor = encodeAnchor(entry.anchors);
            m_out.element("anchor", anchor.base64 ? XmlAttributeList{{"encoding", "base64"}} : XmlAttributeList{}, anchor.text);
        }
        m_out.element("primary-objectclass", {}, entry.objectType);
        const bool whole = operation != "update";
        if (operation == "add" || operation == "delete-add") {
            m_out.open("objectclass");
            m_out.element("oc-value", {}, entry.objectType);
            m_out.close();
        }
        for (const auto &change : entry.changes)
            if (change.name != dnAttribute)
                writeChange(change, whole);
        m_out.close();
    }

    std::string finish()
    {
        m_out.close();
        m_out.close();
        m_text.erase(m_text.size() - 2); // engines end the file without a line end
        return "\xFF\xFE" + utf8ToUtf16Le(m_text);
    }

    std::size_t replacedCharacters() const { return m_out.replacedCharacters(); }

private:
    void writeChange(const AttributeChange &change, bool whole)
    {
        const bool reference = change.type == AttributeType::Reference;
        const auto type = lowerName(name(change.type));
        const auto operation = lowerName(name(change.modification));
        XmlAttributeList attributes{{"name", change.name}};
        if (!whole)
            attributes.emplace_back("operation", operation);
        if (!reference)
            attributes.emplace_back("type", type);
        attributes.emplace_back("multivalued", change.multiValued ? "true" : "false");
        const std::string_view element = reference ? "dn-attr" : "attr";
        if (change.values.empty()) {
            m_out.element(element, attributes, {});
            return;
        }
        m_out.open(element, attributes);
        for (const auto &value : change.values)
            writeValue(value, change.modification == AttributeModificationType::Update);
        m_out.close();
    }

    void writeValue(const ValueChange &value, bool withOperation)
    {
        XmlAttributeList attributes;
        if (withOperation)
            attributes.emplace_back("operation", value.modification == ValueModificationType::Delete ? "delete" : "add");
        if (const auto *reference = std::get_if<Reference>(&value.value)) {
            m_out.open("dn-value", attributes);
            m_out.element("dn", {}, reference->dn);
            m_out.close();
            return;
        }
        if (const auto *binary = std::get_if<Binary>(&value.value)) {
            attributes.emplace_back("encoding", "base64");
            m_out.element("value", attributes, base64Encode(binary->bytes));
            return;
        }
        m_out.element("value", attributes, toText(value.value));
    }

    std::string m_text;
    XmlWriter m_out;
};

} // namespace

Result<std::vector<Loss>> writeMmsml(const space::Space &space, const SaveRequest &request)
{
    MmsmlWriter writer;
    std::vector<bool> recorded(space.size());
    std::uint64_t images = 0;
    for (const auto &entry : space.recorded()) {
        writer.write(entry.entry, space.pendingOperation(entry.object));
        recorded[entry.object] = true;
    }
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        images += space.hasImage(index) ? 1 : 0;
        if (!recorded[index] && space.pendingOperation(index) != space::PendingOperation::None)
            writer.write(entryOf(space.object(index)), space.pendingOperation(index));
    }
    if (auto done = replaceFile(request.path, writer.finish()); !done)
        return fail(done.error());
    std::vector<Loss> losses;
    if (images > 0)
        losses.push_back({"images (a drop file holds changes only)", images});
    if (writer.replacedCharacters() > 0)
        losses.push_back({"control characters that XML cannot hold, written as U+FFFD", writer.replacedCharacters()});
    return losses;
}

} // namespace anchorage::formats
