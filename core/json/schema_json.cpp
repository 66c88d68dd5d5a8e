// Schema, anchors, selection, capabilities.
#include "core/json/json_members.h"

namespace anchorage::json {

template <> Result<std::string> read<std::string>(const Node &node)
{
    const auto text = node.toString();
    if (!text)
        return fail(text.error());
    return std::string(*text);
}

namespace {

void writeNames(Writer &out, std::string_view member, const std::vector<std::string> &names)
{
    out.key(member).beginArray();
    for (const auto &each : names)
        out.value(each);
    out.endArray();
}

void writeTrue(Writer &out, std::string_view member, bool truth)
{
    if (truth)
        out.member(member, true);
}

void write(Writer &out, const SchemaAttribute &attribute)
{
    out.beginObject();
    out.member("name", attribute.name);
    out.member("type", name(attribute.type));
    writeTrue(out, "multiValued", attribute.multiValued);
    writeTrue(out, "anchor", attribute.anchor);
    if (attribute.operation != AttributeOperation::ImportExport)
        out.member("operation", name(attribute.operation));
    writeTrue(out, "required", attribute.required);
    writeTrue(out, "hiddenByDefault", attribute.hiddenByDefault);
    writeTrue(out, "encrypted", attribute.encrypted);
    out.endObject();
}

void write(Writer &out, const SchemaType &type)
{
    out.beginObject();
    out.member("name", type.name);
    writeTrue(out, "locked", type.locked);
    out.key("attributes").beginArray();
    for (const auto &attribute : type.attributes)
        write(out, attribute);
    out.endArray();
    if (!type.possibleDnComponents.empty())
        writeNames(out, "possibleDnComponents", type.possibleDnComponents);
    out.endObject();
}

} // namespace

template <> Result<SchemaAttribute> read<SchemaAttribute>(const Node &node)
{
    SchemaAttribute attribute;
    Members members(node);
    members.need("name");
    members.text("name", attribute.name).choice("type", attribute.type);
    members.truth("multiValued", attribute.multiValued).truth("anchor", attribute.anchor);
    members.choice("operation", attribute.operation);
    members.truth("required", attribute.required).truth("hiddenByDefault", attribute.hiddenByDefault);
    members.truth("encrypted", attribute.encrypted);
    return members.give(std::move(attribute));
}

template <> Result<SchemaType> read<SchemaType>(const Node &node)
{
    SchemaType type;
    Members members(node);
    members.need("name");
    members.text("name", type.name).truth("locked", type.locked);
    members.array("attributes", type.attributes);
    members.array("possibleDnComponents", type.possibleDnComponents);
    return members.give(std::move(type));
}

void write(Writer &out, const Schema &schema)
{
    out.beginObject().key("types").beginArray();
    for (const auto &type : schema.types)
        write(out, type);
    out.endArray().endObject();
}

template <> Result<Schema> read<Schema>(const Node &node)
{
    Schema schema;
    Members members(node);
    members.need("types");
    members.array("types", schema.types);
    return members.give(std::move(schema));
}

void write(Writer &out, const AnchorDefinitions &anchors)
{
    out.beginObject();
    for (const auto &definition : anchors)
        writeNames(out, definition.type, definition.attributes);
    out.endObject();
}

template <> Result<AnchorDefinitions> read<AnchorDefinitions>(const Node &node)
{
    AnchorDefinitions anchors;
    const auto done = node.forEachMember([&](std::string_view type, Node names) -> Result<void> {
        auto attributes = readArray<std::string>(names);
        if (!attributes)
            return atMember(std::move(attributes.error()), type);
        anchors.push_back({std::string(type), std::move(*attributes)});
        return {};
    });
    if (!done)
        return fail(done.error());
    return anchors;
}

void write(Writer &out, const Selection &selection)
{
    out.beginObject();
    if (selection.types)
        writeNames(out, "types", *selection.types);
    if (selection.attributes)
        writeNames(out, "attributes", *selection.attributes);
    out.endObject();
}

template <> Result<Selection> read<Selection>(const Node &node)
{
    Selection selection;
    if (auto known = node.refuseUnknown({"types", "attributes"}); !known)
        return fail(known.error());
    Members members(node);
    if (node.find("types"))
        members.array("types", selection.types.emplace());
    if (node.find("attributes"))
        members.array("attributes", selection.attributes.emplace());
    return members.give(std::move(selection));
}

void write(Writer &out, const MACapabilities &capabilities)
{
    out.beginObject();
    out.member("exportType", name(capabilities.exportType));
    out.member("distinguishedNameStyle", name(capabilities.distinguishedNameStyle));
    out.member("objectConfirmation", name(capabilities.objectConfirmation));
    out.key("normalizations").beginArray();
    if (capabilities.normalizations.uppercase)
        out.value("Uppercase");
    if (capabilities.normalizations.removeAccents)
        out.value("RemoveAccents");
    out.endArray();
    out.member("noReferenceValuesInFirstExport", capabilities.noReferenceValuesInFirstExport);
    out.member("exportPasswordInFirstPass", capabilities.exportPasswordInFirstPass);
    out.member("fullExport", capabilities.fullExport);
    out.member("deleteAddAsReplace", capabilities.deleteAddAsReplace);
    out.member("objectRename", capabilities.objectRename);
    out.member("isDNAsAnchor", capabilities.isDNAsAnchor);
    out.member("supportPartitions", capabilities.supportPartitions);
    out.member("supportHierarchy", capabilities.supportHierarchy);
    out.member("concurrentOperation", capabilities.concurrentOperation);
    out.member("deltaImport", capabilities.deltaImport);
    out.member("supportImport", capabilities.supportImport);
    out.member("supportExport", capabilities.supportExport);
    out.member("supportPassword", capabilities.supportPassword);
    out.endObject();
}

template <> Result<MACapabilities> read<MACapabilities>(const Node &node)
{
    MACapabilities capabilities;
    Members members(node);
    members.choice("exportType", capabilities.exportType);
    members.choice("distinguishedNameStyle", capabilities.distinguishedNameStyle);
    members.choice("objectConfirmation", capabilities.objectConfirmation);
    members.with("normalizations", [&](const Node &list) {
        return list.forEachElement([&](std::size_t, Node element) -> Result<void> {
            const auto flag = element.toString();
            if (!flag || (*flag != "Uppercase" && *flag != "RemoveAccents"))
                return fail(ErrorCode::Input, "expected \"Uppercase\" or \"RemoveAccents\"");
            (*flag == "Uppercase" ? capabilities.normalizations.uppercase : capabilities.normalizations.removeAccents) = true;
            return {};
        });
    });
    members.truth("noReferenceValuesInFirstExport", capabilities.noReferenceValuesInFirstExport);
    members.truth("exportPasswordInFirstPass", capabilities.exportPasswordInFirstPass);
    members.truth("fullExport", capabilities.fullExport).truth("deleteAddAsReplace", capabilities.deleteAddAsReplace);
    members.truth("objectRename", capabilities.objectRename).truth("isDNAsAnchor", capabilities.isDNAsAnchor);
    members.truth("supportPartitions", capabilities.supportPartitions).truth("supportHierarchy", capabilities.supportHierarchy);
    members.truth("concurrentOperation", capabilities.concurrentOperation).truth("deltaImport", capabilities.deltaImport);
    members.truth("supportImport", capabilities.supportImport).truth("supportExport", capabilities.supportExport);
    members.truth("supportPassword", capabilities.supportPassword);
    return members.give(capabilities);
}

} // namespace anchorage::json
