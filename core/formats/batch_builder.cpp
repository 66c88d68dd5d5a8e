#include "core/formats/batch_builder.h"

#include "core/formats/anchor_text.h"
#include "core/model/distinguished_name.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"
#include "core/space/delta.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

struct Operation {
    std::string_view name;
    ObjectModificationType modification;
    space::PendingOperation pending;
};
// `none` stands in csexport files for objects without a change; `obsolete` is the engine's own.
constexpr std::array operations{
    Operation{"add", ObjectModificationType::Add, space::PendingOperation::Add},
    Operation{"update", ObjectModificationType::Update, space::PendingOperation::Update},
    Operation{"replace", ObjectModificationType::Replace, space::PendingOperation::Update},
    Operation{"delete", ObjectModificationType::Delete, space::PendingOperation::Delete},
    Operation{"delete-add", ObjectModificationType::Replace, space::PendingOperation::DeleteAdd},
};

const Operation *operationNamed(std::string_view name)
{
    const auto found = std::find_if(operations.begin(), operations.end(), [&](const auto &o) { return o.name == name; });
    return found == operations.end() ? nullptr : &*found;
}

std::optional<AttributeType> fileType(const RawAttribute &attribute)
{
    if (attribute.reference)
        return AttributeType::Reference;
    if (attribute.type.empty())
        return std::nullopt;
    return fromName<AttributeType>(attribute.type);
}

/// Binary travels as base64; the engine writes integers in hex as well.
Result<AttributeValue> valueOf(const RawValue &raw, AttributeType type)
{
    if (raw.base64 && type != AttributeType::Binary) {
        const auto bytes = parseValue(raw.text, AttributeType::Binary);
        if (!bytes)
            return bytes;
        return parseValue(std::get<Binary>(*bytes).bytes, type);
    }
    if (type == AttributeType::Integer && (raw.text.starts_with("0x") || raw.text.starts_with("0X"))) {
        std::uint64_t number = 0;
        const auto digits = std::string_view(raw.text).substr(2);
        for (const char digit : digits) {
            const auto at =
                std::string_view("0123456789abcdef").find(static_cast<char>(digit | ('A' <= digit && digit <= 'F' ? 0x20 : 0)));
            if (at == std::string_view::npos || digits.size() > 16)
                return fail(ErrorCode::Input, "\"" + raw.text + "\" is no hexadecimal number of at most 16 digits");
            number = number * 16 + at;
        }
        return static_cast<std::int64_t>(number);
    }
    return parseValue(raw.text, type);
}

} // namespace

BatchBuilder::BatchBuilder(const LoadRequest &request)
    : m_request(request), m_space(request.base != nullptr ? *request.base : space::Space(request.style))
{
}

void BatchBuilder::note(Finding finding)
{
    const auto key = finding.id + '\n' + finding.attribute + '\n' + finding.message;
    if (++m_counted[key] == 1)
        m_findings.push_back(std::move(finding));
}

Findings BatchBuilder::takeFindings()
{
    for (auto &finding : m_findings) {
        const auto times = m_counted[finding.id + '\n' + finding.attribute + '\n' + finding.message];
        if (times > 1)
            finding.message += " (" + std::to_string(times) + " times)";
    }
    return std::move(m_findings);
}

Result<void> BatchBuilder::add(const RawDelta &delta)
{
    ++m_index;
    const ErrorContext where{.file = m_request.path, .line = delta.line, .entry = delta.dn};
    const auto placed = [&](Error error) {
        if (error.where == ErrorContext{})
            error.where = where;
        return tl::unexpected<Error>(std::move(error));
    };
    if (delta.operation == "none" || delta.operation == "obsolete") {
        note({"entry-without-change",
              Severity::Note,
              delta.dn,
              {},
              "operation \"" + delta.operation + "\" exports nothing and was left out",
              {}});
        return {};
    }
    const auto *operation = operationNamed(delta.operation);
    if (operation == nullptr)
        return placed(
            {ErrorCode::Input,
             "the operation \"" + delta.operation + "\" is unknown; there are add, update, replace, delete and delete-add",
             {}});
    auto type = typeOf(delta);
    if (!type)
        return placed(type.error());
    auto entry = entryOf(delta, *type);
    if (!entry)
        return placed(entry.error());
    entry->modification = operation->modification;

    space::PendingChange pending{operation->pending, {}, {}};
    for (const auto &change : entry->changes)
        if (change.name != dnAttribute)
            pending.changes.push_back(change);
    if (!delta.newDn.empty())
        pending.newDn = delta.newDn;

    auto index = m_space.find(delta.dn);
    if (!index) {
        space::SpaceObject object;
        object.type = *type;
        object.dn = delta.dn;
        object.anchors = entry->anchors;
        object.pending = std::move(pending);
        object.exported = operation->pending != space::PendingOperation::Add;
        object.origin = m_request.path + ":" + std::to_string(delta.line);
        auto inserted = m_space.insert(std::move(object));
        if (!inserted)
            return placed(inserted.error());
        index = *inserted;
    } else {
        auto object = m_space.object(*index);
        if (object.anchors.empty())
            object.anchors = entry->anchors;
        if (object.pending.operation == space::PendingOperation::None) {
            object.pending = std::move(pending);
        } else {
            // The same object again: drop files hold every hand-over of a run (space-2).
            object.pending.changes = space::mergeChanges(object.pending.changes, pending.changes);
            if (pending.newDn)
                object.pending.newDn = pending.newDn;
            if (pending.operation == space::PendingOperation::Delete)
                object.pending.operation = pending.operation;
        }
        if (auto replaced = m_space.replace(*index, std::move(object)); !replaced)
            return placed(replaced.error());
    }
    entry->identifier = m_space.identifier(*index);
    m_space.addRecorded({*index, std::move(*entry)});
    return {};
}

Result<std::string> BatchBuilder::typeOf(const RawDelta &delta) const
{
    // engine.md space-2: from the space by DN or anchor, else the only selected type, else asked for.
    if (!delta.objectType.empty())
        return delta.objectType;
    if (const auto known = m_space.find(delta.dn))
        return std::string(m_space.type(*known));
    if (delta.anchor) {
        for (const auto &type : m_request.selectedTypes) {
            const auto *schemaType = m_request.schema == nullptr ? nullptr : m_request.schema->find(type);
            const auto anchors = decodeAnchor(*delta.anchor, anchorDefinition(type), schemaType);
            if (anchors && !anchors->empty() && m_space.findAnchors(type, *anchors))
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

std::vector<std::string> BatchBuilder::anchorDefinition(const std::string &type) const
{
    // engine.md anchor-1
    if (m_request.anchors != nullptr)
        for (const auto &definition : *m_request.anchors)
            if (equalsIgnoreCase(definition.type, type))
                return definition.attributes;
    const auto *schemaType = m_request.schema == nullptr ? nullptr : m_request.schema->find(type);
    return schemaType == nullptr ? std::vector<std::string>{} : schemaType->anchorNames();
}

Result<CsEntryChange> BatchBuilder::entryOf(const RawDelta &delta, const std::string &type)
{
    CsEntryChange entry;
    entry.dn = delta.dn;
    entry.objectType = type;
    const auto *schemaType = m_request.schema == nullptr ? nullptr : m_request.schema->find(type);
    if (m_request.schema != nullptr && schemaType == nullptr)
        return fail(ErrorCode::Input, "the schema has no object type \"" + type + "\"");

    if (delta.anchor) {
        const auto definition = anchorDefinition(type);
        if (definition.empty()) {
            note({"no-anchor-defined",
                  Severity::Warning,
                  {},
                  {},
                  "type " + type + " has no anchor definition: the anchors of this file cannot be named and were left out",
                  "engine.md anchor-1"});
        } else {
            auto anchors = decodeAnchor(*delta.anchor, definition, schemaType);
            if (!anchors)
                return fail(anchors.error());
            entry.anchors = std::move(*anchors);
        }
    }
    if (!delta.newDn.empty())
        entry.changes.push_back(AttributeChange::rename(delta.newDn, delta.dn));
    // Add, Replace and delete-add carry attribute Adds only (ecma2.md 2).
    const bool whole = delta.operation != "update";
    for (const auto &attribute : delta.attributes) {
        auto change = changeOf(attribute, schemaType, whole);
        if (!change) {
            auto error = change.error();
            error.message = "attribute " + attribute.name + ": " + error.message;
            error.where = {.file = m_request.path, .line = attribute.line, .entry = delta.dn};
            return fail(std::move(error));
        }
        entry.changes.push_back(std::move(*change));
    }
    return entry;
}

Result<AttributeChange> BatchBuilder::changeOf(const RawAttribute &attribute, const SchemaType *type, bool whole)
{
    const auto *schemaAttribute = type == nullptr ? nullptr : type->find(attribute.name);
    const bool password = equalsIgnoreCase(attribute.name, exportPasswordAttribute);
    if (type != nullptr && schemaAttribute == nullptr && !password)
        return fail(ErrorCode::Input, "object type \"" + type->name + "\" has no such attribute in the schema");
    const auto written = fileType(attribute);
    const auto valueType = schemaAttribute != nullptr ? schemaAttribute->type : written.value_or(AttributeType::String);
    if (schemaAttribute != nullptr && written && *written != valueType)
        note({"attribute-type",
              Severity::Warning,
              {},
              attribute.name,
              "the file says " + std::string(name(*written)) + ", the schema " + std::string(name(valueType))
                  + "; the schema counts",
              {}});

    AttributeChange change;
    change.name = schemaAttribute != nullptr ? schemaAttribute->name : attribute.name;
    change.type = valueType;
    change.multiValued =
        schemaAttribute != nullptr ? schemaAttribute->multiValued : attribute.multiValued.value_or(attribute.values.size() > 1);
    change.encrypted = password || (schemaAttribute != nullptr && schemaAttribute->encrypted);
    if (whole || attribute.operation.empty() || attribute.operation == "add")
        change.modification = AttributeModificationType::Add;
    else if (attribute.operation == "replace")
        change.modification = AttributeModificationType::Replace;
    else if (attribute.operation == "update")
        change.modification = AttributeModificationType::Update;
    else if (attribute.operation == "delete")
        change.modification = AttributeModificationType::Delete;
    else
        return fail(ErrorCode::Input,
                    "the operation \"" + attribute.operation + "\" is unknown; there are add, replace, update and delete");

    std::vector<ValueChange> deletes;
    for (const auto &raw : attribute.values) {
        if (change.encrypted && !SecretReference::parse(raw.text))
            return fail(ErrorCode::Input,
                        "a secret in plain text is refused; put a reference in its place (env:NAME, prompt or keychain:NAME)");
        auto value = valueOf(raw, valueType);
        if (!value)
            return fail(value.error());
        const bool isDelete = raw.operation == "delete";
        if (isDelete && change.modification != AttributeModificationType::Update)
            return fail(ErrorCode::Input, "a value with operation=\"delete\" needs an attribute with operation=\"update\"");
        auto &list = isDelete ? deletes : change.values;
        list.push_back({std::move(*value), isDelete ? ValueModificationType::Delete : ValueModificationType::Add});
    }
    // Adds before deletes: the one order the bench uses (core/model/csentry_change.h).
    change.values.insert(change.values.end(), std::make_move_iterator(deletes.begin()), std::make_move_iterator(deletes.end()));
    if (change.modification == AttributeModificationType::Delete)
        change.values.clear();
    if (change.values.empty() && change.modification != AttributeModificationType::Delete)
        return fail(ErrorCode::Input, "it has no value; a cleared attribute is written with operation=\"delete\"");
    if (!change.multiValued && change.modification != AttributeModificationType::Update && change.values.size() > 1)
        return fail(ErrorCode::Input, "it is single-valued but has " + std::to_string(change.values.size()) + " values");
    return change;
}

} // namespace anchorage::formats
