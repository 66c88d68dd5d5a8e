#include "core/space/space_json.h"

#include "core/json/json_members.h"
#include "core/space/typed_json.h"

#include <functional>

namespace anchorage::space {

namespace {

Result<void> keepSecrets(RecordedEntry &recorded, const SchemaType *type)
{
    for (auto &change : recorded.entry.changes) {
        if (auto secret = keepSecret(change, type); !secret) {
            secret.error().where.entry = recorded.entry.dn;
            return secret;
        }
    }
    return {};
}

tl::unexpected<Error> placed(Error error, const ErrorContext &where)
{
    if (!where.file.empty())
        error.where.file = where.file;
    if (where.line != 0)
        error.where.line = where.line;
    if (error.where.entry.empty())
        error.where.entry = where.entry;
    return tl::unexpected<Error>(std::move(error));
}

} // namespace

std::vector<ObjectIndex> positionsWithoutHoles(const Space &space)
{
    std::vector<ObjectIndex> positions(space.size());
    ObjectIndex next = 0;
    for (ObjectIndex i = 0; i < space.size(); ++i)
        positions[i] = space.exists(i) ? next++ : next;
    return positions;
}

void writeSpace(json::Writer &out, const Space &space, const Schema *schema)
{
    out.beginObject();
    out.member("style", name(space.style()));
    out.key("objects").beginArray();
    for (ObjectIndex i = 0; i < space.size(); ++i) {
        if (space.exists(i))
            writeObject(out, space.object(i), schema);
    }
    out.endArray();
    if (!space.recorded().empty()) {
        const auto positions = positionsWithoutHoles(space);
        out.key("recorded").beginArray();
        for (RecordedEntry entry : space.recorded()) {
            if (entry.object < positions.size())
                entry.object = positions[entry.object];
            json::write(out, entry);
        }
        out.endArray();
    }
    out.endObject();
}

Result<Space> readSpace(const json::Node &node, const Schema *schema)
{
    auto style = MADistinguishedNameStyle::Generic;
    json::Members members(node);
    members.need("objects").choice("style", style);
    SpaceReader reader(style, schema);
    const auto each = [](const json::Node &array, const std::function<Result<void>(json::Node)> &read) {
        return array.forEachElement([&read](std::size_t index, json::Node element) -> Result<void> {
            if (auto done = read(element); !done)
                return json::atMember(std::move(done.error()), "[" + std::to_string(index) + "]");
            return {};
        });
    };
    members.with("objects", [&](const json::Node &array) { return each(array, [&](json::Node o) { return reader.object(o); }); });
    members.with("recorded",
                 [&](const json::Node &array) { return each(array, [&](json::Node e) { return reader.recorded(e); }); });
    members.with("objects", [&node](const json::Node &) { return node.refuseUnknown({"style", "objects", "recorded"}); });
    auto done = members.give(true);
    if (!done)
        return fail(std::move(done.error()));
    return reader.take();
}

Result<void> SpaceReader::object(const json::Node &node, const ErrorContext &where)
{
    if (node.isNull()) {
        m_space.addHole();
        return {};
    }
    auto object = readObject(node, m_schema);
    if (!object)
        return placed(std::move(object.error()), where);
    if (object->origin.empty() && !where.file.empty())
        object->origin = where.file + (where.line == 0 ? std::string() : ":" + std::to_string(where.line));
    if (auto inserted = m_space.insert(*object); !inserted)
        return placed(std::move(inserted.error()), where);
    return {};
}

Result<void> SpaceReader::recorded(const json::Node &node, const ErrorContext &where)
{
    auto entry = json::read<RecordedEntry>(node);
    if (!entry)
        return placed(std::move(entry.error()), where);
    if (!m_space.exists(entry->object))
        return placed(
            {ErrorCode::Input,
             "object " + std::to_string(entry->object) + " is not there; recorded entries count the objects before them from 0",
             {.entry = entry->entry.dn}},
            where);
    if (auto secret = keepSecrets(*entry, findType(m_schema, entry->entry.objectType)); !secret)
        return placed(std::move(secret.error()), where);
    m_space.addRecorded(*entry);
    return {};
}

} // namespace anchorage::space

namespace anchorage::json {

void write(Writer &out, const space::RecordedEntry &entry)
{
    out.beginObject();
    out.member("object", entry.object);
    out.key("entry");
    write(out, entry.entry);
    out.endObject();
}

template <> Result<space::RecordedEntry> read<space::RecordedEntry>(const Node &node)
{
    space::RecordedEntry entry;
    Members members(node);
    members.need("object").need("entry").number("object", entry.object).object("entry", entry.entry);
    members.with("object", [&node](const Node &) { return node.refuseUnknown({"object", "entry"}); });
    auto read = members.give(std::move(entry));
    if (read) {
        if (auto secret = space::keepSecrets(*read, nullptr); !secret)
            return atMember(std::move(secret.error()), "entry");
    }
    return read;
}

} // namespace anchorage::json
