#include "core/space/typed_json.h"

#include "core/json/json_members.h"
#include "core/json/model_json.h"
#include "core/model/distinguished_name.h"
#include "core/model/secret.h"

#include <algorithm>

namespace anchorage::space {

namespace {

constexpr std::string_view multiValuedMember = "multiValued";
constexpr std::size_t usualAttributes = 16; // of an object: no allocation for each
constexpr std::int64_t largestExactInteger = std::int64_t{1} << 53U;

/// Types that a JSON value shows by itself.
bool isSelfEvident(const AttributeValue &value)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return -largestExactInteger < *integer && *integer < largestExactInteger;
    return typeOf(value) == AttributeType::String || typeOf(value) == AttributeType::Boolean;
}

void writeOne(json::Writer &out, const AttributeValue &value, AttributeType around)
{
    if (typeOf(value) == around) {
        json::write(out, value);
        return;
    }
    out.beginObject().key(name(typeOf(value)));
    json::write(out, value);
    out.endObject();
}

tl::unexpected<Error> wrong(const json::Node &node, std::string_view expected)
{
    return fail(ErrorCode::Input, "expected " + std::string(expected) + ", found " + std::string(json::name(node.kind())));
}

/// The type that a value without braces has by itself.
Result<AttributeType> evidentType(const json::Node &node)
{
    switch (node.kind()) {
    case json::Kind::String:
        return AttributeType::String;
    case json::Kind::Integer:
        return AttributeType::Integer;
    case json::Kind::Boolean:
        return AttributeType::Boolean;
    default:
        return wrong(node, "a string, an integer, a boolean or a value with its type like {\"Reference\": \"cn=a\"}");
    }
}

struct Braced {
    AttributeType type = AttributeType::String;
    json::Node values;
    std::optional<bool> multiValued;
};

Result<Braced> readBraces(const json::Node &node)
{
    std::optional<Braced> found;
    std::optional<bool> multiValued;
    auto done = node.forEachMember([&](std::string_view member, json::Node value) -> Result<void> {
        if (member == multiValuedMember && !multiValued) {
            auto truth = value.toBool();
            if (!truth)
                return json::atMember(std::move(truth.error()), member);
            multiValued = *truth;
            return {};
        }
        const auto type = fromName<AttributeType>(member);
        if (!type || found)
            return fail(ErrorCode::Input,
                        "\"" + std::string(member)
                            + "\" is not expected; a value with braces has one of String, Integer, Reference, Binary, Boolean or "
                              "Undefined as its member, and perhaps \"multiValued\"");
        found = Braced{*type, value, {}};
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    if (!found)
        return fail(ErrorCode::Input, "a value with braces must say its type, like {\"Reference\": \"cn=a\"}");
    found->multiValued = multiValued;
    return *found;
}

/// A lone value inside, or instead of, an array.
Result<AttributeValue> readOne(const json::Node &node, AttributeType around)
{
    if (node.kind() == json::Kind::Object) {
        auto braced = readBraces(node);
        if (!braced)
            return fail(std::move(braced.error()));
        if (braced->type == AttributeType::Undefined || braced->multiValued)
            return fail(ErrorCode::Input, "a single value needs a type of its own");
        return json::readValue(braced->values, braced->type);
    }
    if (around != AttributeType::Undefined)
        return json::readValue(node, around);
    auto type = evidentType(node);
    if (!type)
        return fail(std::move(type.error()));
    return json::readValue(node, *type);
}

Result<void> readValues(const json::Node &node, ImageAttribute &attribute)
{
    if (node.kind() != json::Kind::Array) {
        auto value = readOne(node, attribute.type);
        if (!value)
            return fail(std::move(value.error()));
        attribute.values.push_back(std::move(*value));
        return {};
    }
    attribute.values.reserve(node.size());
    return node.forEachElement([&attribute](std::size_t index, json::Node element) -> Result<void> {
        auto value = readOne(element, attribute.type);
        if (!value)
            return json::atMember(std::move(value.error()), "[" + std::to_string(index) + "]");
        attribute.values.push_back(std::move(*value));
        return {};
    });
}

/// The type of values without braces: the schema's, else what the first one shows.
Result<AttributeType> plainType(const json::Node &node, const SchemaAttribute *attribute)
{
    if (attribute != nullptr && attribute->type != AttributeType::Undefined)
        return attribute->type;
    if (node.kind() != json::Kind::Array)
        return evidentType(node);
    std::optional<Result<AttributeType>> first;
    auto done = node.forEachElement([&first](std::size_t, json::Node element) -> Result<void> {
        if (!first)
            first = evidentType(element);
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    if (!first)
        return AttributeType::String;
    if (!*first)
        return json::atMember(std::move(first->error()), "[0]");
    return *first;
}

Result<void> onceEach(const json::Node &node, const std::function<Result<void>(std::string_view, json::Node)> &read)
{
    std::vector<std::string_view> seen;
    seen.reserve(usualAttributes);
    return node.forEachMember([&](std::string_view member, json::Node value) -> Result<void> {
        const auto isSame = [member](std::string_view other) { return equalsIgnoreCase(member, other); };
        if (std::any_of(seen.begin(), seen.end(), isSame))
            return fail(ErrorCode::Input, "the attribute \"" + std::string(member) + "\" stands twice");
        seen.push_back(member);
        if (auto done = read(member, value); !done)
            return json::atMember(std::move(done.error()), member);
        return {};
    });
}

} // namespace

const SchemaType *findType(const Schema *schema, std::string_view name)
{
    return schema == nullptr ? nullptr : schema->find(name);
}

const SchemaAttribute *findAttribute(const SchemaType *type, std::string_view name)
{
    return type == nullptr ? nullptr : type->find(name);
}

void writeTyped(json::Writer &out, AttributeType type, bool multiValued, const std::vector<AttributeValue> &values,
                const SchemaAttribute *attribute)
{
    const bool asArray = multiValued || values.size() != 1;
    const bool oddFlag = asArray && !multiValued;
    const bool taken = attribute != nullptr && attribute->type != AttributeType::Undefined && attribute->type != type;
    const bool plain = !oddFlag && !taken && !values.empty()
        && std::all_of(values.begin(), values.end(),
                       [type](const AttributeValue &value) { return typeOf(value) == type && isSelfEvident(value); });
    if (!plain)
        out.beginObject().key(name(type));
    if (asArray)
        out.beginArray();
    for (const auto &value : values)
        writeOne(out, value, type);
    if (asArray)
        out.endArray();
    if (oddFlag)
        out.member(multiValuedMember, false);
    if (!plain)
        out.endObject();
}

Result<ImageAttribute> readTyped(const json::Node &node, std::string_view name, const SchemaAttribute *attribute)
{
    ImageAttribute read;
    read.name = name;
    json::Node values = node;
    std::optional<bool> multiValued;
    if (node.kind() == json::Kind::Object) {
        auto braced = readBraces(node);
        if (!braced)
            return fail(std::move(braced.error()));
        read.type = braced->type;
        values = braced->values;
        multiValued = braced->multiValued;
    } else {
        auto type = plainType(node, attribute);
        if (!type)
            return fail(std::move(type.error()));
        read.type = *type;
    }
    if (auto done = readValues(values, read); !done)
        return node.kind() == json::Kind::Object ? json::atMember(std::move(done.error()), anchorage::name(read.type))
                                                 : fail(std::move(done.error()));
    if (multiValued)
        read.multiValued = *multiValued;
    else if (attribute != nullptr)
        read.multiValued = attribute->multiValued || read.values.size() > 1;
    else
        read.multiValued = values.kind() == json::Kind::Array;
    return read;
}

Result<std::vector<ImageAttribute>> readAttributes(const json::Node &node, const SchemaType *type)
{
    std::vector<ImageAttribute> attributes;
    attributes.reserve(usualAttributes);
    auto done = onceEach(node, [&](std::string_view member, json::Node value) -> Result<void> {
        auto attribute = readTyped(value, member, findAttribute(type, member));
        if (!attribute)
            return fail(std::move(attribute.error()));
        if (!attribute->values.empty())
            attributes.push_back(std::move(*attribute));
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    return attributes;
}

void writeTyped(json::Writer &out, const std::vector<AnchorAttribute> &anchors, const SchemaType *type)
{
    out.beginObject();
    for (const auto &anchor : anchors) {
        out.key(anchor.name);
        if (anchor.value)
            writeTyped(out, typeOf(*anchor.value), false, {*anchor.value}, findAttribute(type, anchor.name));
        else
            out.null();
    }
    out.endObject();
}

Result<std::vector<AnchorAttribute>> readAnchors(const json::Node &node, const SchemaType *type)
{
    std::vector<AnchorAttribute> anchors;
    auto done = onceEach(node, [&](std::string_view member, json::Node value) -> Result<void> {
        AnchorAttribute anchor{std::string(member), std::nullopt};
        if (!value.isNull()) {
            auto component = readTyped(value, member, findAttribute(type, member));
            if (!component)
                return fail(std::move(component.error()));
            if (component->values.size() != 1)
                return fail(ErrorCode::Input,
                            "an anchor component has one value, found " + std::to_string(component->values.size()));
            anchor.value = std::move(component->values.front());
        }
        anchors.push_back(std::move(anchor));
        return {};
    });
    if (!done)
        return fail(std::move(done.error()));
    return anchors;
}

bool isSecretAttribute(std::string_view name, const SchemaType *type)
{
    const SchemaAttribute *attribute = findAttribute(type, name);
    return equalsIgnoreCase(name, exportPasswordAttribute) || (attribute != nullptr && attribute->encrypted);
}

Result<void> keepSecret(AttributeChange &change, const SchemaType *type)
{
    change.encrypted = change.encrypted || isSecretAttribute(change.name, type);
    if (!change.encrypted)
        return {};
    for (const auto &value : change.values) {
        const auto *text = std::get_if<std::string>(&value.value);
        auto reference = SecretReference::parse(text == nullptr ? std::string_view() : *text);
        if (!reference) // its message does not repeat the text, and neither must ours
            return json::atMember(std::move(reference.error()), change.name);
    }
    return {};
}

} // namespace anchorage::space
