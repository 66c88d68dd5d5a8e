#include "core/formats/delta_writer.h"

#include "core/formats/anchor_text.h"
#include "core/model/base64.h"

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
    if (pending == space::PendingOperation::DeleteAdd && entry.modification == ObjectModificationType::Replace)
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

} // namespace

CsEntryChange entryOfPending(const space::SpaceObject &object)
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

void DeltaWriter::delta(const CsEntryChange &entry, space::PendingOperation pending)
{
    const auto operation = operationOf(entry, pending);
    XmlAttributeList attributes{{"operation", operation}, {"dn", entry.dn}};
    const auto newDn = entry.dnAfter();
    if (newDn != entry.dn)
        attributes.emplace_back("newdn", newDn);
    m_out.open("delta", attributes);
    anchor(entry.anchors);
    m_out.element("primary-objectclass", {}, entry.objectType);
    if (operation == "add" || operation == "delete-add")
        classes(entry.objectType);
    for (const auto &each : entry.changes)
        if (each.name != dnAttribute)
            change(each, operation == "update");
    m_out.close();
}

void DeltaWriter::entry(const space::SpaceObject &object, const std::string &dn, const space::Image &image)
{
    m_out.open("entry", {{"dn", dn}});
    anchor(object.anchors);
    m_out.element("primary-objectclass", {}, object.type);
    classes(object.type);
    for (const auto &attribute : image.attributes)
        change(AttributeChange::add(attribute.name, attribute.values, attribute.type, attribute.multiValued), false);
    m_out.close();
}

void DeltaWriter::anchor(const std::vector<AnchorAttribute> &anchors)
{
    if (std::none_of(anchors.begin(), anchors.end(), [](const auto &component) { return component.value.has_value(); }))
        return;
    const auto raw = encodeAnchor(anchors);
    m_out.element("anchor", raw.base64 ? XmlAttributeList{{"encoding", "base64"}} : XmlAttributeList{}, raw.text);
}

void DeltaWriter::classes(const std::string &type)
{
    m_out.open("objectclass");
    m_out.element("oc-value", {}, type);
    m_out.close();
}

void DeltaWriter::change(const AttributeChange &change, bool withOperation)
{
    const bool reference = change.type == AttributeType::Reference;
    const auto type = lowerName(name(change.type));
    const auto operation = lowerName(name(change.modification));
    XmlAttributeList attributes{{"name", change.name}};
    if (withOperation)
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
    for (const auto &each : change.values) {
        XmlAttributeList valueAttributes;
        if (change.modification == AttributeModificationType::Update)
            valueAttributes.emplace_back("operation", each.modification == ValueModificationType::Delete ? "delete" : "add");
        value(each.value, std::move(valueAttributes));
    }
    m_out.close();
}

void DeltaWriter::value(const AttributeValue &value, XmlAttributeList attributes)
{
    if (const auto *reference = std::get_if<Reference>(&value)) {
        m_out.open("dn-value", attributes);
        m_out.element("dn", {}, reference->dn);
        m_out.close();
        return;
    }
    const auto *binary = std::get_if<Binary>(&value);
    const auto *text = std::get_if<std::string>(&value);
    // A text that XML cannot hold travels as binaries do.
    if (binary != nullptr || (text != nullptr && !isXmlText(*text))) {
        attributes.emplace_back("encoding", "base64");
        m_out.element("value", attributes, base64Encode(binary != nullptr ? binary->bytes : *text));
        return;
    }
    m_out.element("value", attributes, text != nullptr ? *text : toText(value));
}

} // namespace anchorage::formats
