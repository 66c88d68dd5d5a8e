#include "core/formats/byte_source.h"
#include "core/formats/output_file.h"
#include "core/formats/redact_rules.h"
#include "core/formats/text_lines.h"
#include "core/json/element_stream.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/model/base64.h"
#include "core/model/enums.h"
#include "core/model/guid.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace anchorage::formats {

namespace {

template <std::size_t N> bool among(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Members whose strings are words of the format, attribute and type names, codes.
constexpr std::array<std::string_view, 56> kept{"operation",
                                                "type",
                                                "objectType",
                                                "modification",
                                                "code",
                                                "name",
                                                "attribute",
                                                "types",
                                                "attributes",
                                                "anchors",
                                                "style",
                                                "exportType",
                                                "importType",
                                                "kind",
                                                "method",
                                                "reason",
                                                "status",
                                                "stage",
                                                "rule",
                                                "id",
                                                "severity",
                                                "level",
                                                "state",
                                                "signal",
                                                "call",
                                                "command",
                                                "input",
                                                "closeReason",
                                                "version",
                                                "bench",
                                                "journal",
                                                "jsonrpc",
                                                "protocol",
                                                "errorCode",
                                                "errorName",
                                                "normalizations",
                                                "objectConfirmation",
                                                "distinguishedNameStyle",
                                                "possibleDnComponents",
                                                "schemas",
                                                "mutability",
                                                "returned",
                                                "uniqueness",
                                                "referenceTypes",
                                                "$schema",
                                                "unsupported",
                                                "action",
                                                "actions",
                                                "error",
                                                "hold",
                                                "process",
                                                "passwordVia",
                                                "fate",
                                                "result",
                                                "next",
                                                "event"};
constexpr std::array<std::string_view, 8> dnMembers{"dn", "newDn", "oldDn", "parent", "container", "target", "object", "subject"};
constexpr std::array<std::string_view, 3> maps{"image", "anchors", "attributes"};
/// Of an attribute; "add" and "delete" are counters elsewhere.
constexpr std::array<std::string_view, 5> values{"value", "values", "add", "delete", "replace"};

class Redactor {
public:
    explicit Redactor(Pseudonyms &pseudonyms) : m_pseudonyms(pseudonyms) { }

    void top(json::Writer &out, const json::Node &node, std::string_view member = {})
    {
        if (member == "schema")
            copy(out, node);
        else
            write(out, node, Place{member, false, std::nullopt, false, false});
    }

private:
    /// Where a value stands: below which member, as data of an attribute, of which type.
    struct Place {
        std::string_view member;
        bool data = false;
        std::optional<AttributeType> type;
        bool element = false; // of an array below that member
        bool named = false; // its object names a person's thing: a partition, a container
    };

    void write(json::Writer &out, const json::Node &node, const Place &place)
    {
        switch (node.kind()) {
        case json::Kind::Object:
            object(out, node, place);
            break;
        case json::Kind::Array:
            out.beginArray();
            (void)node.forEachElement([&](std::size_t, json::Node element) -> Result<void> {
                auto inside = place;
                inside.element = true;
                write(out, element, inside);
                return {};
            });
            out.endArray();
            break;
        case json::Kind::String:
            out.value(text(std::string(*node.toString()), place));
            break;
        case json::Kind::Integer:
            number(out, node, place);
            break;
        default:
            copy(out, node);
        }
    }

    void object(json::Writer &out, const json::Node &node, const Place &place)
    {
        const auto typeText = node.find("type") ? node.find("type")->toString() : Result<std::string_view>(std::string_view());
        const auto type = typeText ? fromName<AttributeType>(*typeText) : std::nullopt;
        const bool named = node.find("dn").has_value() || node.find("identifier").has_value();
        out.beginObject();
        (void)node.forEachMember([&](std::string_view name, json::Node value) -> Result<void> {
            out.key(isDn(name) ? m_pseudonyms.dn(name) : std::string(name));
            if (name == "schema" && !place.data) {
                copy(out, value);
                return {};
            }
            Place inner{name, place.data, place.type, false, named};
            if (const auto own = fromName<AttributeType>(name); own && (place.data || value.kind() != json::Kind::Object)) {
                inner.type = own;
                inner.data = true;
            } else if (among(values, name) && (name.starts_with("value") || value.kind() == json::Kind::Array)) {
                inner.data = true;
                inner.type = type ? type : place.type;
            } else if (among(maps, place.member) && !place.element) {
                inner.data = true; // a map of attribute names
                inner.type.reset();
            }
            write(out, value, inner);
            return {};
        });
        out.endObject();
    }

    static bool isDn(std::string_view name) { return name.find('=') != std::string_view::npos; }

    std::string text(const std::string &value, const Place &place)
    {
        if (place.data) {
            if (place.type == AttributeType::Binary)
                return redactedBase64(value, m_pseudonyms);
            if (place.type == AttributeType::Reference)
                return m_pseudonyms.dn(value);
            return redactedValue(value, m_pseudonyms);
        }
        if (Guid::parse(value))
            return m_pseudonyms.text(value);
        if (among(dnMembers, place.member))
            return m_pseudonyms.dn(value);
        if (place.member == "name" ? !place.named : among(kept, place.member))
            return value;
        return isPlainFact(value) ? value : redactedWords(value, m_pseudonyms);
    }

    void number(json::Writer &out, const json::Node &node, const Place &place)
    {
        const auto value = node.toInteger();
        if (!place.data || !value)
            return copy(out, node);
        const auto text = m_pseudonyms.text(std::to_string(*value));
        std::int64_t other = 0;
        std::from_chars(text.data(), text.data() + text.size(), other);
        out.value(other);
    }

    static void copy(json::Writer &out, const json::Node &node)
    {
        switch (node.kind()) {
        case json::Kind::Null:
            out.null();
            break;
        case json::Kind::Boolean:
            out.value(*node.toBool());
            break;
        case json::Kind::Integer:
            if (const auto value = node.toInteger())
                out.value(*value);
            else
                out.value(*node.toDouble());
            break;
        case json::Kind::Double:
            out.value(*node.toDouble());
            break;
        case json::Kind::String:
            out.value(*node.toString());
            break;
        case json::Kind::Array:
            out.beginArray();
            (void)node.forEachElement([&](std::size_t, json::Node element) -> Result<void> {
                copy(out, element);
                return {};
            });
            out.endArray();
            break;
        case json::Kind::Object:
            out.beginObject();
            (void)node.forEachMember([&](std::string_view name, json::Node value) -> Result<void> {
                out.key(name);
                copy(out, value);
                return {};
            });
            out.endObject();
            break;
        }
    }

    Pseudonyms &m_pseudonyms;
};

tl::unexpected<Error> placed(Error error, const std::string &path, std::uint64_t line)
{
    error.where.file = path;
    error.where.line = line + (error.where.line > 0 ? error.where.line - 1 : 0);
    return fail(std::move(error));
}

} // namespace

Result<void> redactJson(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    Redactor redactor(pseudonyms);
    json::Document document;
    OutputFile file(outPath, TextEncoding::Utf8);
    auto &text = file.text();
    const auto head = source->head();
    if (head.find_first_not_of(" \t\r\n\xEF\xBB\xBF") != std::string_view::npos
        && head[head.find_first_not_of(" \t\r\n\xEF\xBB\xBF")] == '[') {
        const auto whole = readAll(request);
        const auto root = whole ? document.parse(*whole) : fail(whole.error());
        if (!root)
            return placed(root.error(), request.path, 1);
        json::Writer out(text);
        redactor.top(out, *root);
        return file.finish();
    }
    json::ElementStream stream([&](char *into, std::size_t size) { return source->read(into, size); },
                               {"objects", "recorded", "entries", "results", "events"});
    std::string open; // the array at hand
    bool first = true;
    text = "{";
    for (;;) {
        const auto item = stream.next();
        if (auto whole = source->failure(); !whole)
            return whole;
        if (!item)
            return placed(item.error(), request.path, 0 + (item.error().where.line == 0 ? 1 : item.error().where.line));
        const bool element = *item && (*item)->index.has_value();
        if (!open.empty() && (!element || *(*item)->index == 0)) {
            text += "\n]";
            open.clear();
        }
        if (!*item)
            break;
        const auto node = document.parse((*item)->value);
        if (!node)
            return placed(node.error(), request.path, (*item)->line);
        if (!element || *(*item)->index == 0) {
            text += first ? "" : ",\n";
            text.append("\"").append((*item)->member).append("\": ").append(element ? "[\n" : "");
            open = element ? (*item)->member : std::string_view();
        } else {
            text += ",\n";
        }
        first = false;
        json::Writer out(text);
        redactor.top(out, *node, (*item)->member);
        file.settle();
    }
    text += "}\n";
    return file.finish();
}

Result<void> redactJsonLines(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    TextLines lines(std::move(*source));
    Redactor redactor(pseudonyms);
    json::Document document;
    OutputFile file(outPath, TextEncoding::Utf8);
    while (const auto line = lines.next()) {
        if (line->find_first_not_of(" \r") == std::string_view::npos)
            continue;
        const auto node = document.parse(*line);
        if (!node) {
            if (lines.cutOff())
                break; // a journal that a crash cut off: its last line says nothing
            return placed(node.error(), request.path, lines.line());
        }
        json::Writer out(file.text());
        redactor.top(out, *node);
        file.text() += '\n';
        file.settle();
    }
    if (auto whole = lines.failure(); !whole)
        return whole;
    return file.finish();
}

} // namespace anchorage::formats
