#include "core/formats/entry_builder.h"

#include "core/formats/anchor_text.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"
#include "core/model/hex_digit.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

std::optional<AttributeType> fileType(const RawAttribute &attribute)
{
    if (attribute.reference)
        return AttributeType::Reference;
    if (attribute.type.empty())
        return std::nullopt;
    return fromName<AttributeType>(attribute.type);
}

Result<AttributeValue> hexadecimal(std::string_view text)
{
    std::uint64_t number = 0;
    const auto digits = text.substr(2);
    for (const char digit : digits) {
        const int worth = hexDigit(digit);
        if (worth < 0 || digits.size() > 16)
            return fail(ErrorCode::Input,
                        "\"" + std::string(text.substr(0, 60)) + "\" is no hexadecimal number of at most 16 digits");
        number = number * 16 + static_cast<unsigned>(worth);
    }
    if (digits.empty())
        return fail(ErrorCode::Input, "\"0x\" is no number: its digits are missing");
    return static_cast<std::int64_t>(number);
}

/// Binary travels as base64, also a text that XML cannot hold; the engine writes integers in hex as well.
Result<AttributeValue> valueOf(const RawValue &raw, AttributeType type)
{
    if (type == AttributeType::String && !raw.base64)
        return raw.text;
    if (type == AttributeType::Reference)
        return Reference{raw.text};
    if (raw.base64 && type != AttributeType::Binary) {
        const auto bytes = base64Decode(raw.text);
        if (!bytes)
            return fail(ErrorCode::Input, "the value is no base64: " + bytes.error().message);
        return parseValue(*bytes, type);
    }
    if (type == AttributeType::Integer && (raw.text.starts_with("0x") || raw.text.starts_with("0X")))
        return hexadecimal(raw.text);
    return parseValue(raw.text, type);
}

std::optional<AttributeModificationType> modificationNamed(std::string_view operation)
{
    if (operation.empty() || operation == "add")
        return AttributeModificationType::Add;
    if (operation == "replace")
        return AttributeModificationType::Replace;
    if (operation == "update")
        return AttributeModificationType::Update;
    if (operation == "delete")
        return AttributeModificationType::Delete;
    return std::nullopt;
}

} // namespace

tl::unexpected<Error> EntryBuilder::failed(Error error, const RawDelta &delta, std::uint64_t line) const
{
    if (error.where == ErrorContext{})
        error.where = {.file = m_request.path, .line = line != 0 ? line : delta.line, .entry = delta.dn};
    return fail(std::move(error));
}

tl::unexpected<Error> EntryBuilder::failed(const RawAttribute &attribute, Error error, const RawDelta &delta) const
{
    error.message = "attribute " + attribute.name + ": " + error.message;
    return failed(std::move(error), delta, attribute.line);
}

Result<std::string> EntryBuilder::typeOf(const RawDelta &delta, const space::Space &space)
{
    if (!delta.objectType.empty())
        return delta.objectType;
    if (!delta.lastClass.empty())
        return delta.lastClass;
    if (const auto known = space.find(delta.dn))
        return std::string(space.type(*known));
    if (delta.anchor) {
        for (const auto &type : m_request.selectedTypes) {
            const auto anchors = decodeAnchor(*delta.anchor, anchorDefinition(type), m_schema.type(type));
            if (anchors && !anchors->empty() && space.findAnchors(type, *anchors))
                return type;
        }
    }
    if (m_request.selectedTypes.size() == 1)
        return m_request.selectedTypes.front();
    if (!m_request.objectType.empty())
        return m_request.objectType;
    return fail(ErrorCode::Input,
                "the entry has no primary-objectclass (engines leave it out on updates and deletes) and the type cannot be found "
                "by DN or anchor: give --type, or load the objects as well");
}

Result<void> EntryBuilder::checkType(const std::string &type)
{
    if (m_schema.hasSchema() && m_schema.type(type) == nullptr)
        return fail(ErrorCode::Input, "the schema has no object type \"" + type + "\"");
    return {};
}

std::vector<std::string> EntryBuilder::anchorDefinition(const std::string &type)
{
    // engine.md anchor-1
    if (m_request.anchors != nullptr)
        for (const auto &definition : *m_request.anchors)
            if (equalsIgnoreCase(definition.type, type))
                return definition.attributes;
    const auto *schemaType = m_schema.type(type);
    return schemaType == nullptr ? std::vector<std::string>{} : schemaType->anchorNames();
}

Result<std::vector<AnchorAttribute>> EntryBuilder::anchorsOf(const RawDelta &delta, const std::string &type)
{
    if (!delta.anchor)
        return std::vector<AnchorAttribute>{};
    const auto definition = anchorDefinition(type);
    if (!definition.empty())
        return decodeAnchor(*delta.anchor, definition, m_schema.type(type));
    m_findings.note({"no-anchor-defined",
                     Severity::Warning,
                     {},
                     {},
                     "type " + type + " has no anchor definition: the anchors of this file cannot be named and were left out",
                     "engine.md anchor-1"});
    return std::vector<AnchorAttribute>{};
}

Result<std::vector<AttributeChange>> EntryBuilder::changesOf(const RawDelta &delta, const std::string &type, bool whole)
{
    const auto *schemaType = m_schema.type(type);
    std::vector<AttributeChange> changes;
    changes.reserve(delta.attributes.size());
    for (const auto &attribute : delta.attributes) {
        auto change = changeOf(attribute, schemaType, whole);
        if (!change)
            return failed(attribute, change.error(), delta);
        changes.push_back(std::move(*change));
    }
    return changes;
}

Result<space::Image> EntryBuilder::imageOf(const RawDelta &entry, const std::string &type)
{
    const auto *schemaType = m_schema.type(type);
    space::Image image;
    for (const auto &attribute : entry.attributes) {
        auto change = emptyChange(attribute, schemaType);
        if (change && change->encrypted)
            continue; // a secret is never read back
        if (change)
            if (auto done = addValues(*change, attribute); !done)
                change = fail(done.error());
        if (!change)
            return failed(attribute, change.error(), entry);
        if (change->values.empty())
            continue;
        space::ImageAttribute known{std::move(change->name), change->type, change->multiValued, {}};
        for (auto &value : change->values)
            known.values.push_back(std::move(value.value));
        image.attributes.push_back(std::move(known));
    }
    return image;
}

Result<AttributeChange> EntryBuilder::emptyChange(const RawAttribute &attribute, const SchemaType *type)
{
    const auto *known = m_schema.attribute(type, attribute.name);
    const bool password = equalsIgnoreCase(attribute.name, exportPasswordAttribute);
    if (attribute.name.empty())
        return fail(ErrorCode::Input, "it has no name");
    if (type != nullptr && known == nullptr && !password)
        return fail(ErrorCode::Input, "object type \"" + type->name + "\" has no such attribute in the schema");
    const auto written = fileType(attribute);
    AttributeChange change;
    change.name = known != nullptr ? known->name : attribute.name;
    change.type = known != nullptr ? known->type : written.value_or(AttributeType::String);
    change.multiValued = known != nullptr ? known->multiValued : attribute.multiValued.value_or(attribute.values.size() > 1);
    change.encrypted = password || (known != nullptr && known->encrypted);
    if (!attribute.reference && !attribute.type.empty() && !written && known == nullptr)
        m_findings.note({"attribute-type",
                         Severity::Warning,
                         {},
                         attribute.name,
                         "the type \"" + attribute.type + "\" is unknown; the values were read as strings",
                         {}});
    if (known != nullptr && written && *written != change.type)
        m_findings.note({"attribute-type",
                         Severity::Warning,
                         {},
                         attribute.name,
                         "the file says " + std::string(name(*written)) + ", the schema " + std::string(name(change.type))
                             + "; the schema counts",
                         {}});
    return change;
}

Result<void> EntryBuilder::addValues(AttributeChange &change, const RawAttribute &attribute)
{
    std::vector<ValueChange> deletes;
    change.values.reserve(attribute.values.size());
    for (const auto &raw : attribute.values) {
        if (change.encrypted && !SecretReference::parse(raw.text))
            return fail(ErrorCode::Input,
                        "a secret in plain text is refused; put a reference in its place (env:NAME, prompt or keychain:NAME)");
        auto value = valueOf(raw, change.type);
        if (!value)
            return fail(value.error());
        const bool isDelete = raw.operation == "delete";
        if (!isDelete && !raw.operation.empty() && raw.operation != "add")
            return fail(ErrorCode::Input,
                        "the value operation \"" + raw.operation.substr(0, 60) + "\" is unknown; there are add and delete");
        if (isDelete && change.modification != AttributeModificationType::Update)
            return fail(ErrorCode::Input, "a value with operation=\"delete\" needs an attribute with operation=\"update\"");
        auto &list = isDelete ? deletes : change.values;
        list.push_back({std::move(*value), isDelete ? ValueModificationType::Delete : ValueModificationType::Add});
    }
    // Adds before deletes: the one order the bench uses (core/model/csentry_change.h).
    change.values.insert(change.values.end(), std::make_move_iterator(deletes.begin()), std::make_move_iterator(deletes.end()));
    return {};
}

Result<AttributeChange> EntryBuilder::changeOf(const RawAttribute &attribute, const SchemaType *type, bool whole)
{
    auto change = emptyChange(attribute, type);
    if (!change)
        return change;
    const auto modification = modificationNamed(attribute.operation);
    if (!modification)
        return fail(ErrorCode::Input,
                    "the operation \"" + attribute.operation.substr(0, 60)
                        + "\" is unknown; there are add, replace, update and delete");
    change->modification = whole ? AttributeModificationType::Add : *modification;
    if (change->modification == AttributeModificationType::Delete)
        return change; // old values that some files repeat say nothing new
    if (auto done = addValues(*change, attribute); !done)
        return fail(done.error());
    if (change->values.empty())
        return fail(ErrorCode::Input, "it has no value; a cleared attribute is written with operation=\"delete\"");
    if (!change->multiValued && change->modification != AttributeModificationType::Update && change->values.size() > 1)
        return fail(ErrorCode::Input, "it is single-valued but has " + std::to_string(change->values.size()) + " values");
    return change;
}

} // namespace anchorage::formats
