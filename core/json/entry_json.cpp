// Values, changes, entries and their results.
#include "core/json/json_members.h"

#include "core/model/base64.h"

#include <array>
#include <optional>

namespace anchorage::json {

void write(Writer &out, const AttributeValue &value)
{
    std::visit(overloaded{[&](const std::string &text) { out.value(text); }, [&](std::int64_t number) { out.value(number); },
                          [&](const Reference &reference) { out.value(reference.dn); },
                          [&](const Binary &binary) { out.value(base64Encode(binary.bytes)); },
                          [&](bool truth) { out.value(truth); }},
               value);
}

Result<AttributeValue> readValue(const Node &node, AttributeType type)
{
    switch (type) {
    case AttributeType::Integer: {
        const auto number = node.toInteger();
        if (!number)
            return fail(number.error());
        return AttributeValue(*number);
    }
    case AttributeType::Boolean: {
        const auto truth = node.toBool();
        if (!truth)
            return fail(truth.error());
        return AttributeValue(*truth);
    }
    default:
        break;
    }
    const auto text = node.toString();
    if (!text)
        return fail(text.error());
    if (type == AttributeType::Reference)
        return AttributeValue(Reference{std::string(*text)});
    if (type != AttributeType::Binary)
        return AttributeValue(std::string(*text));
    auto bytes = base64Decode(*text);
    if (!bytes)
        return fail(ErrorCode::Input, "a binary value must be base64: " + bytes.error().message);
    return AttributeValue(Binary{std::move(*bytes)});
}

namespace {

/// Values of one kind as an array, where there are any.
void writeValues(Writer &out, std::string_view member, const AttributeChange &change, ValueModificationType kind)
{
    bool any = false;
    for (const auto &value : change.values) {
        if (value.modification != kind)
            continue;
        if (!any)
            out.key(member).beginArray();
        any = true;
        write(out, value.value);
    }
    if (any)
        out.endArray();
}

Result<void> readValues(const Node &node, AttributeChange &change, ValueModificationType kind)
{
    change.values.reserve(change.values.size() + node.size());
    return node.forEachElement([&](std::size_t index, Node element) -> Result<void> {
        auto value = readValue(element, change.type);
        if (!value)
            return atMember(std::move(value.error()), "[" + std::to_string(index) + "]");
        change.values.push_back({std::move(*value), kind});
        return {};
    });
}

} // namespace

// {"name","type","multiValued","modification","add":[…],"delete":[…],"secret":true}
void write(Writer &out, const AttributeChange &change)
{
    out.beginObject();
    out.member("name", change.name);
    if (change.type != AttributeType::String)
        out.member("type", name(change.type));
    if (change.multiValued)
        out.member("multiValued", true);
    out.member("modification", name(change.modification));
    writeValues(out, "add", change, ValueModificationType::Add);
    writeValues(out, "delete", change, ValueModificationType::Delete);
    if (change.encrypted)
        out.member("secret", true);
    out.endObject();
}

namespace {

bool readPlainValues(const Node &node, AttributeChange &change, ValueModificationType kind)
{
    change.values.reserve(change.values.size() + node.size());
    return node
        .forEachElement([&](std::size_t, Node element) -> Result<void> {
            auto &added = change.values.emplace_back();
            added.modification = kind;
            if (change.type != AttributeType::String && change.type != AttributeType::Reference) {
                auto value = readValue(element, change.type);
                if (!value)
                    return fail(std::move(value.error()));
                added.value = std::move(*value);
                return {};
            }
            const auto text = element.toString();
            if (!text)
                return fail(text.error());
            if (change.type == AttributeType::String)
                added.value.emplace<std::string>(*text);
            else
                added.value = Reference{std::string(*text)};
            return {};
        })
        .has_value();
}

/// Pages are made of attribute changes: one walk over the members of a well-formed one. False for
/// everything else, of which the long way says what it is.
bool readPlain(const Node &node, AttributeChange &change)
{
    std::array<Node::Member, 7> members;
    const auto count = node.members(members.data(), members.size());
    if (count < 2 || count > members.size())
        return false;
    const Node *adds = nullptr;
    const Node *deletes = nullptr;
    bool named = false;
    std::optional<AttributeModificationType> modification;
    for (std::size_t i = 0; i < count; ++i) {
        const auto &[member, value] = members[i];
        if (member == "add" || member == "delete") {
            (member == "add" ? adds : deletes) = &value;
            continue;
        }
        if (member == "multiValued" || member == "secret") {
            const auto truth = value.toBool();
            if (!truth)
                return false;
            (member == "secret" ? change.encrypted : change.multiValued) = *truth;
            continue;
        }
        if (member != "name" && member != "modification" && member != "type")
            return false;
        const auto text = value.toString();
        if (!text)
            return false;
        if (member == "name") {
            change.name = *text;
            named = true;
        } else if (member == "modification") {
            modification = fromName<AttributeModificationType>(*text);
        } else if (const auto type = fromName<AttributeType>(*text)) {
            change.type = *type;
        } else {
            return false;
        }
    }
    if (!named || !modification)
        return false;
    change.modification = *modification;
    return (adds == nullptr || readPlainValues(*adds, change, ValueModificationType::Add))
        && (deletes == nullptr || readPlainValues(*deletes, change, ValueModificationType::Delete));
}

} // namespace

template <> Result<AttributeChange> read<AttributeChange>(const Node &node)
{
    if (AttributeChange plain; readPlain(node, plain))
        return plain;
    AttributeChange change;
    Members members(node);
    members.need("name").need("modification");
    members.text("name", change.name);
    members.choice("type", change.type);
    members.truth("multiValued", change.multiValued);
    members.choice("modification", change.modification);
    members.with("add", [&](const Node &values) { return readValues(values, change, ValueModificationType::Add); });
    members.with("delete", [&](const Node &values) { return readValues(values, change, ValueModificationType::Delete); });
    members.truth("secret", change.encrypted);
    return members.give(std::move(change));
}

void write(Writer &out, const AnchorAttribute &anchor)
{
    out.beginObject();
    out.member("name", anchor.name);
    if (anchor.value) {
        if (typeOf(*anchor.value) != AttributeType::String)
            out.member("type", name(typeOf(*anchor.value)));
        out.key("value");
        write(out, *anchor.value);
    } else {
        out.key("value").null();
    }
    out.endObject();
}

template <> Result<AnchorAttribute> read<AnchorAttribute>(const Node &node)
{
    AnchorAttribute anchor;
    auto type = AttributeType::String;
    Members members(node);
    members.need("name");
    members.text("name", anchor.name);
    members.choice("type", type);
    members.with("value", [&](const Node &value) -> Result<void> {
        if (value.isNull())
            return {};
        auto read = readValue(value, type);
        if (!read)
            return fail(std::move(read.error()));
        anchor.value = std::move(*read);
        return {};
    });
    return members.give(std::move(anchor));
}

namespace {

template <typename T> void writeArray(Writer &out, std::string_view member, const std::vector<T> &items)
{
    if (items.empty())
        return;
    out.key(member).beginArray();
    for (const auto &item : items)
        write(out, item);
    out.endArray();
}

Result<void> readGuid(const Node &node, Guid &target)
{
    const auto text = node.toString();
    if (!text)
        return fail(text.error());
    const auto guid = Guid::parse(*text);
    if (!guid)
        return fail(ErrorCode::Input,
                    "\"" + std::string(text->substr(0, 60)) + "\" is no identifier (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)");
    target = *guid;
    return {};
}

} // namespace

void write(Writer &out, const CsEntryChange &entry)
{
    out.beginObject();
    out.member("identifier", entry.identifier.text());
    out.member("dn", entry.dn);
    out.member("objectType", entry.objectType);
    out.member("modification", name(entry.modification));
    writeArray(out, "anchors", entry.anchors);
    writeArray(out, "changes", entry.changes);
    out.endObject();
}

template <> Result<CsEntryChange> read<CsEntryChange>(const Node &node)
{
    CsEntryChange entry;
    Members members(node);
    members.need("modification");
    members.with("identifier", [&](const Node &value) { return readGuid(value, entry.identifier); });
    members.text("dn", entry.dn).text("objectType", entry.objectType);
    members.choice("modification", entry.modification);
    members.array("anchors", entry.anchors).array("changes", entry.changes);
    return members.give(std::move(entry));
}

void write(Writer &out, const CsEntryChangeResult &result)
{
    out.beginObject();
    out.member("identifier", result.identifier.text());
    out.member("errorCode", name(result.errorCode));
    if (!result.errorName.empty())
        out.member("errorName", result.errorName);
    if (!result.errorDetail.empty())
        out.member("errorDetail", result.errorDetail);
    writeArray(out, "anchors", result.anchors);
    out.endObject();
}

template <> Result<CsEntryChangeResult> read<CsEntryChangeResult>(const Node &node)
{
    CsEntryChangeResult result;
    Members members(node);
    members.need("identifier");
    members.with("identifier", [&](const Node &value) { return readGuid(value, result.identifier); });
    members.choice("errorCode", result.errorCode);
    members.text("errorName", result.errorName).text("errorDetail", result.errorDetail);
    members.array("anchors", result.anchors);
    return members.give(std::move(result));
}

void write(Writer &out, const PutExportEntriesResults &results)
{
    if (!results.results) {
        out.null();
        return;
    }
    out.beginArray();
    for (const auto &result : *results.results)
        write(out, result);
    out.endArray();
}

template <> Result<PutExportEntriesResults> read<PutExportEntriesResults>(const Node &node)
{
    PutExportEntriesResults results;
    if (node.isNull()) {
        results.results.reset();
        return results;
    }
    auto list = readArray<CsEntryChangeResult>(node);
    if (!list)
        return fail(std::move(list.error()));
    results.results = std::move(*list);
    return results;
}

} // namespace anchorage::json
