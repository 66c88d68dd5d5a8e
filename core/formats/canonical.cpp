#include "core/formats/canonical.h"

#include "core/base/file.h"
#include "core/json/model_json.h"
#include "core/space/space_json.h"

namespace anchorage::formats {

namespace {

constexpr std::string_view versionMember = "anchorageSpace";

/// A whole JSON value on one line: one object a line makes the file diffable and its errors findable.
template <typename Write> void line(std::string &text, bool &first, Write write)
{
    text += first ? "\n" : ",\n";
    first = false;
    json::Writer out(text);
    write(out);
}

Result<space::Space> readObjects(const json::Node &root, const Schema *schema, const LoadRequest &request)
{
    auto style = request.style;
    if (const auto stored = root.find("style")) {
        const auto text = stored->toString();
        const auto named = text ? fromName<MADistinguishedNameStyle>(*text) : std::nullopt;
        if (!named)
            return fail(ErrorCode::Input, "style: expected \"None\", \"Generic\" or \"Ldap\"");
        style = *named;
    }
    space::SpaceReader reader(style, schema);
    const std::pair<std::string_view, Result<void> (space::SpaceReader::*)(const json::Node &, const ErrorContext &)> parts[]{
        {"objects", &space::SpaceReader::object}, {"recorded", &space::SpaceReader::recorded}};
    for (const auto &[member, read] : parts) {
        const auto list = root.find(member);
        if (!list)
            continue;
        const auto done = list->forEachElement([&](std::size_t index, json::Node element) -> Result<void> {
            auto one = (reader.*read)(element, {.file = request.path});
            if (!one)
                one.error().message = std::string(member) + "[" + std::to_string(index) + "]: " + one.error().message;
            return one;
        });
        if (!done)
            return fail(done.error());
    }
    auto space = reader.take();
    if (auto done = space.setStyle(request.style); !done)
        return fail(done.error());
    return space;
}

/// The file's objects laid over those that are there already: an object of the file replaces its like.
Result<space::Space> laidOver(const space::Space &base, const space::Space &top)
{
    auto merged = base;
    std::vector<space::ObjectIndex> places;
    for (space::ObjectIndex index = 0; index < top.size(); ++index) {
        auto object = top.object(index);
        if (const auto known = merged.find(object.dn)) {
            places.push_back(*known);
            if (auto done = merged.replace(*known, std::move(object)); !done)
                return fail(done.error());
            continue;
        }
        auto inserted = merged.insert(std::move(object));
        if (!inserted)
            return fail(inserted.error());
        places.push_back(*inserted);
    }
    for (auto entry : top.recorded()) {
        entry.object = places[entry.object];
        merged.addRecorded(std::move(entry));
    }
    return merged;
}

} // namespace

Result<Loaded> readCanonical(const LoadRequest &request)
{
    const auto text = readFile(request.path);
    if (!text)
        return fail(text.error());
    const auto inFile = [&](Error error) {
        if (error.where.file.empty())
            error.where.file = request.path;
        return tl::unexpected<Error>(std::move(error));
    };
    json::Document document;
    const auto root = document.parse(*text);
    if (!root)
        return inFile(root.error());
    if (auto known = root->refuseUnknown({"$schema", versionMember, "schema", "style", "objects", "recorded"}); !known)
        return inFile(known.error());
    const auto version = root->at(versionMember);
    const auto number = version ? version->toInteger() : fail(version.error());
    if (!number || *number != 1)
        return inFile({ErrorCode::Input, "\"anchorageSpace\" must be 1: this program reads version 1 of the format", {}});

    Loaded loaded;
    loaded.format = "canonical";
    if (const auto schema = root->find("schema")) {
        auto read = json::read<Schema>(*schema);
        if (!read)
            return inFile({read.error().code, "schema: " + read.error().message, {}});
        loaded.schema = std::move(*read);
    }
    if (!root->find("objects"))
        return loaded;
    auto space = readObjects(*root,
                             request.schema != nullptr ? request.schema
                                 : loaded.schema       ? &*loaded.schema
                                                       : nullptr,
                             request);
    if (!space)
        return inFile(space.error());
    if (request.base != nullptr && request.base->size() > 0)
        space = laidOver(*request.base, *space);
    if (!space)
        return inFile(space.error());
    loaded.space = std::move(*space);
    return loaded;
}

Result<std::vector<Loss>> writeCanonical(const space::Space &space, const SaveRequest &request)
{
    std::string text = "{\"anchorageSpace\": 1";
    if (request.schema != nullptr) {
        text += ",\n\"schema\": ";
        json::Writer out(text);
        json::write(out, *request.schema);
    }
    text += ",\n\"style\": \"" + std::string(name(space.style())) + "\",\n\"objects\": [";
    bool first = true;
    for (space::ObjectIndex index = 0; index < space.size(); ++index)
        if (space.exists(index))
            line(text, first, [&](json::Writer &out) { json::write(out, space.object(index)); });
    text += "\n]";
    if (!space.recorded().empty()) {
        const auto places = space::positionsWithoutHoles(space);
        text += ",\n\"recorded\": [";
        first = true;
        for (auto entry : space.recorded()) {
            entry.object = places[entry.object];
            line(text, first, [&](json::Writer &out) { json::write(out, entry); });
        }
        text += "\n]";
    }
    text += "}\n";
    if (auto done = replaceFile(request.path, text); !done)
        return fail(done.error());
    return std::vector<Loss>{};
}

} // namespace anchorage::formats
