// One object as JSON; the form is described in space_json.h.

#include "core/json/json_members.h"
#include "core/model/distinguished_name.h"
#include "core/space/space_json.h"
#include "core/space/typed_json.h"

#include <algorithm>

namespace anchorage::space {

namespace {

constexpr PendingOperation operations[] = {PendingOperation::None, PendingOperation::Add, PendingOperation::Update,
                                           PendingOperation::DeleteAdd, PendingOperation::Delete};

bool makesTheObject(PendingOperation operation)
{
    return operation == PendingOperation::Add || operation == PendingOperation::DeleteAdd;
}

/// Can stand under "attributes" and come back the same.
bool isPlainAdd(const AttributeChange &change)
{
    const auto isAdd = [](const ValueChange &value) { return value.modification == ValueModificationType::Add; };
    return change.modification == AttributeModificationType::Add && !change.encrypted && !change.values.empty()
        && !isSecretAttribute(change.name, nullptr) && std::all_of(change.values.begin(), change.values.end(), isAdd);
}

/// The leading changes that go under "attributes", each name once.
std::vector<AttributeChange>::const_iterator endOfPlainAdds(const std::vector<AttributeChange> &changes)
{
    auto end = changes.begin();
    const auto isNew = [&](const AttributeChange &change) {
        return std::none_of(changes.begin(), end,
                            [&change](const AttributeChange &before) { return equalsIgnoreCase(before.name, change.name); });
    };
    while (end != changes.end() && isPlainAdd(*end) && isNew(*end))
        ++end;
    return end;
}

void writeChanges(json::Writer &out, std::vector<AttributeChange>::const_iterator from,
                  std::vector<AttributeChange>::const_iterator to)
{
    out.beginArray();
    for (; from != to; ++from)
        json::write(out, *from);
    out.endArray();
}

void writePending(json::Writer &out, const PendingChange &pending, const SchemaType *type)
{
    out.beginObject();
    out.member("operation", name(pending.operation));
    if (pending.newDn)
        out.member("newDn", *pending.newDn);
    const auto &changes = pending.changes;
    const auto rest = makesTheObject(pending.operation) ? endOfPlainAdds(changes) : changes.begin();
    if (rest != changes.begin()) {
        out.key("attributes").beginObject();
        for (auto change = changes.begin(); change != rest; ++change) {
            std::vector<AttributeValue> values;
            for (const auto &value : change->values)
                values.push_back(value.value);
            out.key(change->name);
            writeTyped(out, change->type, change->multiValued, values, findAttribute(type, change->name));
        }
        out.endObject();
    }
    if (rest != changes.end()) {
        out.key("changes");
        writeChanges(out, rest, changes.end());
    }
    out.endObject();
}

void writeFailure(json::Writer &out, const ExportFailure &failure)
{
    out.beginObject();
    out.member("code", name(failure.code));
    if (!failure.name.empty())
        out.member("name", failure.name);
    if (!failure.detail.empty())
        out.member("detail", failure.detail);
    if (failure.retryCount != 0)
        out.member("retryCount", failure.retryCount);
    out.endObject();
}

class ObjectReader {
public:
    ObjectReader(const json::Node &node, const Schema *schema) : m_node(node), m_schema(schema) { }

    Result<SpaceObject> read()
    {
        json::Members members(m_node);
        members.need("dn").need("type");
        members.text("dn", m_object.dn).text("type", m_object.type).text("origin", m_object.origin);
        m_type = findType(m_schema, m_object.type);
        members.with("id", [this](const json::Node &node) { return readIdentifier(node); });
        members.truth("temporaryDn", m_object.temporaryDn)
            .truth("exported", m_object.exported)
            .truth("dropped", m_object.dropped);
        members.with("anchors", [this](const json::Node &node) { return take(readAnchors(node, m_type), m_object.anchors); });
        members.with("image", [this](const json::Node &node) { return readImage(node); });
        members.with("pending", [this](const json::Node &node) { return readPending(node); });
        members.with("unconfirmed", [this](const json::Node &node) { return readChanges(node, m_object.unconfirmed); });
        members.with("failure", [this](const json::Node &node) { return readFailure(node); });
        members.with("dn", [this](const json::Node &) {
            return m_node.refuseUnknown({"dn", "type", "id", "temporaryDn", "anchors", "image", "pending", "unconfirmed",
                                         "failure", "exported", "dropped", "origin"});
        });
        const std::string dn = m_object.dn;
        auto object = members.give(std::move(m_object));
        if (!object && object.error().where.entry.empty())
            object.error().where.entry = dn;
        return object;
    }

private:
    template <typename T> static Result<void> take(Result<T> result, T &target)
    {
        if (!result)
            return fail(std::move(result.error()));
        target = std::move(*result);
        return {};
    }

    Result<void> readIdentifier(const json::Node &node)
    {
        const auto text = node.toString();
        if (!text)
            return fail(text.error());
        const auto identifier = Guid::parse(*text);
        if (!identifier)
            return fail(ErrorCode::Input,
                        "\"" + std::string(*text) + "\" is no identifier like 360b36f7-1227-6f44-9b8d-df65a756a9da");
        m_object.identifier = *identifier;
        return {};
    }

    Result<void> readImage(const json::Node &node)
    {
        if (auto done = take(readAttributes(node, m_type), m_object.image.emplace().attributes); !done)
            return done;
        for (const auto &attribute : m_object.image->attributes) {
            if (isSecretAttribute(attribute.name, m_type))
                return json::atMember({ErrorCode::Input, "a secret is never read back, so it has no place in an image", {}},
                                      attribute.name);
        }
        return {};
    }

    Result<void> readChanges(const json::Node &node, std::vector<AttributeChange> &changes) const
    {
        return node.forEachElement([&](std::size_t index, json::Node element) -> Result<void> {
            const std::string path = "[" + std::to_string(index) + "]";
            auto change = json::read<AttributeChange>(element);
            if (!change)
                return json::atMember(std::move(change.error()), path);
            if (auto known = element.refuseUnknown({"name", "type", "multiValued", "modification", "add", "delete", "secret"});
                !known)
                return json::atMember(std::move(known.error()), path);
            if (auto secret = keepSecret(*change, m_type); !secret)
                return json::atMember(std::move(secret.error()), path);
            changes.push_back(std::move(*change));
            return {};
        });
    }

    Result<void> readPendingAttributes(const json::Node &node)
    {
        auto attributes = readAttributes(node, m_type);
        if (!attributes)
            return fail(std::move(attributes.error()));
        for (auto &attribute : *attributes) {
            auto change = AttributeChange::add(std::move(attribute.name), std::move(attribute.values), attribute.type,
                                               attribute.multiValued);
            if (auto secret = keepSecret(change, m_type); !secret)
                return secret;
            m_object.pending.changes.push_back(std::move(change));
        }
        return {};
    }

    Result<void> readPending(const json::Node &node)
    {
        auto &pending = m_object.pending;
        json::Members members(node);
        members.need("operation");
        members.with("operation", [&pending](const json::Node &value) -> Result<void> {
            const auto text = value.toString();
            if (!text)
                return fail(text.error());
            const auto *known = std::find_if(std::begin(operations), std::end(operations), [&](PendingOperation operation) {
                return equalsIgnoreCase(name(operation), *text);
            });
            if (known == std::end(operations))
                return fail(ErrorCode::Input,
                            "expected add, update, delete-add, delete or none, found \"" + std::string(*text) + "\"");
            pending.operation = *known;
            return {};
        });
        members.with("newDn", [&pending](const json::Node &value) -> Result<void> {
            const auto text = value.toString();
            if (!text)
                return fail(text.error());
            if (pending.operation != PendingOperation::Update)
                return fail(ErrorCode::Input, "a new DN goes with the operation update only");
            pending.newDn = std::string(*text);
            return {};
        });
        members.with("attributes", [this](const json::Node &value) -> Result<void> {
            if (!makesTheObject(m_object.pending.operation))
                return fail(ErrorCode::Input, "it goes with add and delete-add; an update has \"changes\"");
            return readPendingAttributes(value);
        });
        members.with("changes", [this](const json::Node &value) { return readChanges(value, m_object.pending.changes); });
        members.with("operation", [&node](const json::Node &) {
            return node.refuseUnknown({"operation", "newDn", "attributes", "changes"});
        });
        auto done = members.give(true);
        return done ? Result<void>() : fail(std::move(done.error()));
    }

    Result<void> readFailure(const json::Node &node)
    {
        auto &failure = m_object.lastFailure.emplace();
        json::Members members(node);
        members.need("code").choice("code", failure.code).text("name", failure.name).text("detail", failure.detail);
        members.number("retryCount", failure.retryCount);
        auto done = members.give(true);
        if (!done)
            return fail(std::move(done.error()));
        return node.refuseUnknown({"code", "name", "detail", "retryCount"});
    }

    const json::Node &m_node;
    const Schema *m_schema;
    const SchemaType *m_type = nullptr;
    SpaceObject m_object;
};

} // namespace

Result<SpaceObject> readObject(const json::Node &node, const Schema *schema)
{
    return ObjectReader(node, schema).read();
}

void writeObject(json::Writer &out, const SpaceObject &object, const Schema *schema)
{
    const SchemaType *type = findType(schema, object.type);
    out.beginObject();
    out.member("dn", object.dn);
    out.member("type", object.type);
    if (!object.identifier.isNull())
        out.member("id", object.identifier.text());
    if (object.temporaryDn)
        out.member("temporaryDn", true);
    if (!object.anchors.empty()) {
        out.key("anchors");
        writeTyped(out, object.anchors, type);
    }
    if (object.image) {
        out.key("image").beginObject();
        for (const auto &attribute : object.image->attributes) {
            if (attribute.values.empty())
                continue;
            out.key(attribute.name);
            writeTyped(out, attribute.type, attribute.multiValued, attribute.values, findAttribute(type, attribute.name));
        }
        out.endObject();
    }
    if (object.pending != PendingChange()) {
        out.key("pending");
        writePending(out, object.pending, type);
    }
    if (!object.unconfirmed.empty()) {
        out.key("unconfirmed");
        writeChanges(out, object.unconfirmed.begin(), object.unconfirmed.end());
    }
    if (object.lastFailure) {
        out.key("failure");
        writeFailure(out, *object.lastFailure);
    }
    if (object.exported)
        out.member("exported", true);
    if (object.dropped)
        out.member("dropped", true);
    if (!object.origin.empty())
        out.member("origin", object.origin);
    out.endObject();
}

} // namespace anchorage::space

namespace anchorage::json {

void write(Writer &out, const space::SpaceObject &object)
{
    space::writeObject(out, object, nullptr);
}

template <> Result<space::SpaceObject> read<space::SpaceObject>(const Node &node)
{
    return space::readObject(node, nullptr);
}

} // namespace anchorage::json
