#include "connectors/memory/store.h"

#include "connectors/memory/anchor.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/model/base64.h"
#include "core/model/value_text.h"

#include <algorithm>
#include <limits>

namespace anchorage::memory {

namespace {

constexpr std::int64_t exactInteger = std::int64_t(1) << 53;

void writeValue(json::Writer &out, const AttributeValue &value)
{
    std::visit(
        overloaded{[&](const std::string &text) { out.value(text); },
                   [&](std::int64_t number) {
                       // A bare number beyond 2^53 would be written as text and come back as one.
                       if (number > -exactInteger && number < exactInteger)
                           out.value(number);
                       else
                           out.beginObject().member("integer", std::to_string(number)).endObject();
                   },
                   [&](const Reference &reference) { out.beginObject().member("dn", reference.dn).endObject(); },
                   [&](const Binary &binary) { out.beginObject().member("base64", base64Encode(binary.bytes)).endObject(); },
                   [&](bool truth) { out.value(truth); }},
        value);
}

Result<AttributeValue> readTagged(const json::Node &node)
{
    if (const auto dn = node.find("dn"))
        return dn->toString().map([](std::string_view text) -> AttributeValue { return Reference{std::string(text)}; });
    if (const auto base64 = node.find("base64"))
        return base64->toString().and_then([](std::string_view text) {
            return base64Decode(text).map([](std::string bytes) -> AttributeValue { return Binary{std::move(bytes)}; });
        });
    if (const auto integer = node.find("integer"))
        return integer->toInteger().map([](std::int64_t number) -> AttributeValue { return number; });
    return fail(ErrorCode::Input, "expected {\"dn\"}, {\"base64\"} or {\"integer\"}");
}

Result<AttributeValue> readValue(const json::Node &node, const SchemaAttribute *attribute)
{
    switch (node.kind()) {
    case json::Kind::Boolean:
        return node.toBool().map([](bool truth) -> AttributeValue { return truth; });
    case json::Kind::Integer:
        return node.toInteger().map([](std::int64_t number) -> AttributeValue { return number; });
    case json::Kind::Object:
        return readTagged(node);
    case json::Kind::String:
        return node.toString().and_then(
            [&](std::string_view text) { return parseValue(text, attribute ? attribute->type : AttributeType::String); });
    default:
        return fail(ErrorCode::Input, "found " + std::string(json::name(node.kind())) + ", expected a value");
    }
}

Result<void> readValues(const json::Node &node, const SchemaAttribute *attribute, std::vector<AttributeValue> &out)
{
    const auto append = [&](std::size_t, const json::Node &element) -> Result<void> {
        auto value = readValue(element, attribute);
        if (!value)
            return fail(std::move(value.error()));
        out.push_back(std::move(*value));
        return {};
    };
    return node.kind() == json::Kind::Array ? node.forEachElement(append) : append(0, node);
}

Result<StoredObject> readObject(const json::Node &node, const Schema &schema)
{
    if (auto known = node.refuseUnknown({"dn", "type", "attributes", "passwordChanges"}); !known)
        return fail(std::move(known.error()));
    StoredObject object;
    const auto dn = node.at("dn").and_then([](const json::Node &n) { return n.toString(); });
    const auto type = node.at("type").and_then([](const json::Node &n) { return n.toString(); });
    if (!dn)
        return fail(dn.error());
    if (!type)
        return fail(type.error());
    object.dn = *dn;
    object.type = *type;
    if (const auto changes = node.find("passwordChanges")) {
        const auto number = changes->toInteger();
        if (!number)
            return fail(number.error());
        object.passwordChanges = *number;
    }
    const auto attributes = node.find("attributes");
    if (!attributes)
        return object;
    const auto *schemaType = schema.find(object.type);
    auto read = attributes->forEachMember([&](std::string_view name, const json::Node &values) {
        return readValues(values, schemaType ? schemaType->find(name) : nullptr, object.attributes[std::string(name)]);
    });
    if (!read)
        return fail(std::move(read.error()));
    return object;
}

/// Numbers that the objects brought are taken, also those of objects that come later in the file.
void skipTakenNumbers(const StoredObject &object, const SchemaType *type, const Settings &settings, Directory &directory)
{
    for (const auto &anchor : anchorAttributes(type, settings)) {
        const auto values = object.attributes.find(anchor.name);
        if (values == object.attributes.end() || values->second.empty())
            continue;
        const auto number = parseValue(toText(values->second.front()), AttributeType::Integer);
        if (number && std::get<std::int64_t>(*number) < std::numeric_limits<std::int64_t>::max())
            directory.nextAnchor = std::max(directory.nextAnchor, std::get<std::int64_t>(*number) + 1);
    }
}

Result<void> insertObject(StoredObject object, const Schema &schema, const Settings &settings, Directory &directory)
{
    makeAnchors(object, schema.find(object.type), settings, directory);
    if (directory.findByDn(object.dn) != 0)
        return fail(ErrorCode::Input, "this DN occurs twice", {.entry = object.dn});
    directory.insert(std::move(object));
    return {};
}

} // namespace

Result<void> readObjects(std::string_view text, const Schema &schema, const Settings &settings, Directory &directory)
{
    json::Document document;
    auto root = document.parse(text);
    if (!root)
        return fail(std::move(root.error()));
    // A seed may be the bare array.
    json::Node objects = *root;
    if (root->kind() == json::Kind::Object) {
        if (auto known = root->refuseUnknown({"nextAnchor", "objects"}); !known)
            return known;
        if (const auto next = root->find("nextAnchor")) {
            const auto number = next->toInteger();
            if (!number)
                return fail(number.error());
            directory.nextAnchor = *number;
        }
        auto member = root->at("objects");
        if (!member)
            return fail(std::move(member.error()));
        objects = *member;
    }
    std::vector<StoredObject> read;
    auto done = objects.forEachElement([&](std::size_t index, const json::Node &node) -> Result<void> {
        auto object = readObject(node, schema);
        if (!object) {
            object.error().message = "object " + std::to_string(index + 1) + ": " + object.error().message;
            return fail(std::move(object.error()));
        }
        skipTakenNumbers(*object, schema.find(object->type), settings, directory);
        read.push_back(std::move(*object));
        return {};
    });
    for (auto object = read.begin(); done && object != read.end(); ++object)
        done = insertObject(std::move(*object), schema, settings, directory);
    return done;
}

std::string objectsText(const Directory &directory)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().member("nextAnchor", directory.nextAnchor).key("objects").beginArray();
    for (const auto &[id, object] : directory.objects()) {
        out.beginObject().member("dn", object.dn).member("type", object.type);
        if (object.passwordChanges != 0)
            out.member("passwordChanges", object.passwordChanges);
        out.key("attributes").beginObject();
        for (const auto &[name, values] : object.attributes) {
            out.key(name).beginArray();
            for (const auto &value : values)
                writeValue(out, value);
            out.endArray();
        }
        out.endObject().endObject();
    }
    out.endArray().endObject();
    return text + '\n';
}

} // namespace anchorage::memory
