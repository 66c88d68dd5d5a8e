#include "core/formats/canonical.h"

#include "core/formats/byte_source.h"
#include "core/formats/output_file.h"
#include "core/json/element_stream.h"
#include "core/json/model_json.h"
#include "core/space/space_json.h"

#include <memory>
#include <utility>

namespace anchorage::formats {

namespace {

constexpr std::string_view versionMember = "anchorageSpace";
constexpr std::string_view schemaMember = "schema";
constexpr std::string_view styleMember = "style";
constexpr std::string_view objectsMember = "objects";
constexpr std::string_view recordedMember = "recorded";

/// One pass over the file. Schema and style count for the objects behind them: a file that has them further
/// down is read once more, with them known.
class CanonicalReader {
public:
    CanonicalReader(const LoadRequest &request, const std::optional<Schema> &schema,
                    std::optional<MADistinguishedNameStyle> style)
        : m_request(request), m_schema(schema), m_style(style)
    {
    }

    Result<void> read()
    {
        auto source = ByteSource::open(m_request);
        if (!source)
            return fail(source.error());
        json::ElementStream stream([&](char *into, std::size_t size) { return source->read(into, size); },
                                   {std::string(objectsMember), std::string(recordedMember)});
        for (;;) {
            const auto item = stream.next();
            if (auto whole = source->failure(); !whole)
                return whole;
            if (!item)
                return placed(item.error(), {.line = 1, .column = 1});
            if (!*item)
                break;
            if (auto done = readItem(**item); !done && !m_error)
                m_error = done.error();
        }
        if (m_error)
            return fail(*m_error);
        if (!m_hasVersion)
            return wrong("it has no member \"anchorageSpace\"");
        return {};
    }

    /// Schema or style came too late.
    bool mustReadAgain() const { return m_late; }
    bool hasObjects() const { return m_hasObjects; }
    const std::optional<Schema> &schema() const { return m_schema; }
    std::optional<MADistinguishedNameStyle> style() const { return m_style; }
    space::Space takeSpace() { return reader().take(); }

private:
    tl::unexpected<Error> wrong(std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_request.path});
    }

    /// Lines of an element's own text become lines of the file.
    tl::unexpected<Error> placed(Error error, const ErrorContext &begin) const
    {
        auto &where = error.where;
        where.file = m_request.path;
        if (where.line <= 1 && where.column != 0)
            where.column += begin.column - 1;
        where.line = where.line == 0 ? begin.line : where.line + begin.line - 1;
        return fail(std::move(error));
    }

    const Schema *schemaInForce() const
    {
        const auto *own = m_schema ? &*m_schema : nullptr;
        if (m_request.schema == nullptr || (m_request.preferOwnSchema && own != nullptr))
            return own;
        return m_request.schema;
    }

    space::SpaceReader &reader()
    {
        if (!m_reader)
            m_reader.emplace(m_style.value_or(m_request.style), schemaInForce());
        return *m_reader;
    }

    Result<void> readItem(const json::ElementStream::Item &item)
    {
        // After an error only what makes a second reading worth it is of interest.
        if (m_error && item.member != schemaMember && item.member != styleMember)
            return {};
        const auto node = m_document.parse(item.value);
        if (!node)
            return placed(node.error(), {.line = item.line, .column = item.column});
        if (auto done = item.index ? readElement(item, *node) : readMember(item.member, *node); !done)
            return placed(done.error(), {.line = item.line, .column = 1});
        return {};
    }

    Result<void> readElement(const json::ElementStream::Item &item, const json::Node &node)
    {
        m_hasObjects = true;
        const ErrorContext where{.file = m_request.path, .line = item.line};
        auto done = item.member == objectsMember ? reader().object(node, where) : reader().recorded(node, where);
        if (!done) {
            done.error().message = std::string(item.member) + "[" + std::to_string(*item.index) + "]: " + done.error().message;
            done.error().where.line = 0;
        }
        return done;
    }

    Result<void> readMember(std::string_view member, const json::Node &node)
    {
        if (member == versionMember) {
            const auto number = node.toInteger();
            if (!number || *number != 1)
                return wrong("\"anchorageSpace\" must be 1: this program reads version 1 of the format");
            m_hasVersion = true;
        } else if (member == schemaMember) {
            auto read = json::read<Schema>(node);
            if (!read)
                return fail(read.error().code, "schema: " + read.error().message);
            if (m_schema && *m_schema == *read)
                return {}; // the reader holds on to the one it has
            m_late = m_late || m_reader.has_value();
            m_schema = std::move(*read);
        } else if (member == styleMember) {
            const auto text = node.toString();
            const auto named = text ? fromName<MADistinguishedNameStyle>(*text) : std::nullopt;
            if (!named)
                return wrong("style: expected \"None\", \"Generic\" or \"Ldap\"");
            m_late = m_late || (m_reader.has_value() && m_style != *named);
            m_style = *named;
        } else if (member == objectsMember || member == recordedMember) {
            m_hasObjects = true;
            if (node.kind() == json::Kind::Array)
                return {}; // empty
            return wrong(std::string(member) + ": expected an array");
        } else if (member != "$schema") {
            return wrong("there is no member \"" + std::string(member.substr(0, 60))
                         + "\" here; there are anchorageSpace, schema, style, objects and recorded");
        }
        return {};
    }

    const LoadRequest &m_request;
    json::Document m_document;
    std::optional<Schema> m_schema;
    std::optional<MADistinguishedNameStyle> m_style;
    std::optional<space::SpaceReader> m_reader;
    std::optional<Error> m_error; // the first
    bool m_hasVersion = false;
    bool m_hasObjects = false;
    bool m_late = false;
};

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
        auto inserted = merged.insert(object);
        if (!inserted)
            return fail(inserted.error());
        places.push_back(*inserted);
    }
    for (auto entry : top.recorded()) {
        entry.object = places[entry.object];
        merged.addRecorded(entry);
    }
    return merged;
}

} // namespace

Result<Loaded> readCanonical(const LoadRequest &request)
{
    auto reader = std::make_unique<CanonicalReader>(request, std::nullopt, std::nullopt);
    auto done = reader->read();
    // Objects that were read without the schema that stands behind them may have failed for that alone.
    if (reader->mustReadAgain()) {
        const auto schema = reader->schema();
        const auto style = reader->style();
        reader = std::make_unique<CanonicalReader>(request, schema, style);
        done = reader->read();
    }
    if (!done)
        return fail(done.error());
    Loaded loaded;
    loaded.format = "canonical";
    loaded.schema = reader->schema();
    if (!reader->hasObjects())
        return loaded;
    auto space = reader->takeSpace();
    if (auto set = request.styleIsGuessed ? Result<void>() : space.setStyle(request.style); !set)
        return fail(ErrorCode::Input, set.error().message, {.file = request.path, .entry = set.error().where.entry});
    if (request.base != nullptr && request.base->size() > 0) {
        auto merged = laidOver(*request.base, space);
        if (!merged)
            return fail(ErrorCode::Input, merged.error().message, {.file = request.path, .entry = merged.error().where.entry});
        space = std::move(*merged);
    }
    loaded.space = std::move(space);
    return loaded;
}

Result<std::vector<Loss>> writeCanonical(const space::Space &space, const SaveRequest &request)
{
    OutputFile file(request.path, TextEncoding::Utf8);
    auto &text = file.text();
    text = "{\"anchorageSpace\": 1";
    if (request.schema != nullptr) {
        text += ",\n\"schema\": ";
        json::Writer out(text);
        json::write(out, *request.schema);
    }
    // One object a line makes the file diffable and its errors findable.
    text += ",\n\"style\": \"" + std::string(name(space.style())) + "\",\n\"objects\": [";
    std::string_view separator = "\n";
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        text += std::exchange(separator, ",\n");
        json::Writer out(text);
        space::writeObject(out, space.object(index), request.schema);
        file.settle();
    }
    text += "\n]";
    if (!space.recorded().empty()) {
        const auto places = space::positionsWithoutHoles(space);
        text += ",\n\"recorded\": [";
        separator = "\n";
        for (auto entry : space.recorded()) {
            entry.object = places[entry.object];
            text += std::exchange(separator, ",\n");
            json::Writer out(text);
            json::write(out, entry);
            file.settle();
        }
        text += "\n]";
    }
    text += "}\n";
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return std::vector<Loss>{};
}

} // namespace anchorage::formats
