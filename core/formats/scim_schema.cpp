#include "core/formats/scim_schema.h"

#include "core/formats/byte_source.h"

#include "core/formats/finding_collector.h"
#include "core/json/json_reader.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

constexpr std::string_view rule = "RFC 7643 section 7";

std::string textOf(const json::Node &node, std::string_view member)
{
    const auto value = node.find(member);
    const auto text = value ? value->toString() : Result<std::string_view>(std::string_view());
    return text ? std::string(*text) : std::string();
}

bool flag(const json::Node &node, std::string_view member)
{
    const auto value = node.find(member);
    return value && value->toBool().value_or(false);
}

/// It refers to resources, not to pages or photos.
bool refersToResource(const json::Node &attribute)
{
    const auto types = attribute.find("referenceTypes");
    bool resource = false;
    if (types)
        (void)types->forEachElement([&](std::size_t, json::Node element) -> Result<void> {
            const auto type = element.toString();
            resource = resource || (type && *type != "external" && *type != "uri");
            return {};
        });
    return resource;
}

class ScimReader {
public:
    explicit ScimReader(const std::string &path) : m_path(path) { }

    Result<void> read(const json::Node &root)
    {
        std::vector<json::Node> schemas;
        const auto list = root.kind() == json::Kind::Array ? std::optional(root) : root.find("Resources");
        if (!list) {
            schemas.push_back(root);
        } else {
            auto done = list->forEachElement([&](std::size_t, json::Node element) -> Result<void> {
                schemas.push_back(element);
                return {};
            });
            if (!done)
                return fail(done.error());
        }
        // Extensions last: they are laid over types that are there.
        for (const bool extensions : {false, true})
            for (std::size_t i = 0; i < schemas.size(); ++i) {
                const bool isExtension = textOf(schemas[i], "id").find(":extension:") != std::string::npos;
                if (isExtension != extensions)
                    continue;
                auto done = readOne(schemas[i], isExtension);
                if (!done)
                    return fail(ErrorCode::Input, (list ? "schema " + std::to_string(i + 1) + ": " : "") + done.error().message,
                                {.file = m_path, .entry = textOf(schemas[i], "id")});
            }
        if (m_schema.types.empty())
            return fail(ErrorCode::Input, "there is no schema in it", {.file = m_path});
        return {};
    }

    Schema takeSchema() { return std::move(m_schema); }
    FindingCollector findings;

private:
    Result<void> readOne(const json::Node &node, bool isExtension)
    {
        const auto id = textOf(node, "id");
        const auto name = textOf(node, "name");
        const auto attributes = node.find("attributes");
        if (id.empty() || !attributes)
            return fail(ErrorCode::Input, "a SCIM schema has an \"id\" and \"attributes\"; this has not");
        const auto resource = id.substr(id.rfind(':') + 1);
        SchemaType *type = nullptr;
        if (isExtension)
            for (auto &known : m_schema.types)
                if (equalsIgnoreCase(known.name, resource))
                    type = &known;
        std::string prefix;
        if (type != nullptr) {
            prefix = id + ":";
        } else {
            type = &m_schema.types.emplace_back();
            type->name = name.empty() ? resource : name;
            if (isExtension)
                findings.note(
                    {"scim-extension",
                     Severity::Warning,
                     {},
                     {},
                     "the schema " + id + " extends " + resource + ", which is not in this file: it became a type of its own",
                     std::string(rule)});
            else
                addCommon(*type);
        }
        return readAttributes(*attributes, prefix, false, *type);
    }

    static void addCommon(SchemaType &type)
    {
        SchemaAttribute id;
        id.name = "id";
        id.anchor = true;
        id.required = true;
        id.operation = AttributeOperation::ImportOnly;
        type.attributes.push_back(id);
        SchemaAttribute external;
        external.name = "externalId";
        type.attributes.push_back(external);
    }

    Result<void> readAttributes(const json::Node &list, const std::string &prefix, bool multiValued, SchemaType &type)
    {
        return list.forEachElement([&](std::size_t, json::Node element) -> Result<void> {
            const auto name = textOf(element, "name");
            if (name.empty())
                return fail(ErrorCode::Input, "an attribute below \"" + type.name + "\" has no name");
            const auto full = prefix + name;
            const bool multi = multiValued || flag(element, "multiValued");
            if (textOf(element, "type") != "complex")
                return addAttribute(element, full, multi, type);
            const auto parts = element.find("subAttributes");
            if (!parts)
                return fail(ErrorCode::Input, "the complex attribute \"" + full + "\" has no \"subAttributes\"");
            if (multi)
                findings.note(
                    {"scim-complex",
                     Severity::Note,
                     {},
                     full,
                     "a multi-valued complex attribute became one attribute per part: which parts belong together is lost",
                     std::string(rule)});
            const auto before = type.attributes.size();
            auto done = readAttributes(*parts, full + ".", multi, type);
            if (done)
                joinReference(type, before, full);
            return done;
        });
    }

    /// `value` beside `$ref`: the id of a resource, which is what a csentry refers by.
    static void joinReference(SchemaType &type, std::size_t from, const std::string &full)
    {
        const auto begin = type.attributes.begin() + static_cast<std::ptrdiff_t>(from);
        const auto named = [&](const char *part) {
            return std::find_if(begin, type.attributes.end(), [&](const auto &a) { return a.name == full + part; });
        };
        const auto value = named(".value");
        const auto reference = named(".$ref");
        if (value == type.attributes.end() || reference == type.attributes.end() || reference->type != AttributeType::Reference)
            return;
        value->type = AttributeType::Reference;
        type.attributes.erase(reference);
    }

    Result<void> addAttribute(const json::Node &node, const std::string &name, bool multiValued, SchemaType &type)
    {
        if (type.find(name) != nullptr) {
            if (name == "id" || name == "externalId")
                return {}; // listed all the same
            return fail(ErrorCode::Input, "the attribute \"" + name + "\" is there twice");
        }
        const auto written = textOf(node, "type");
        SchemaAttribute attribute;
        attribute.name = name;
        attribute.multiValued = multiValued;
        attribute.required = flag(node, "required");
        if (written == "boolean")
            attribute.type = AttributeType::Boolean;
        else if (written == "integer")
            attribute.type = AttributeType::Integer;
        else if (written == "binary")
            attribute.type = AttributeType::Binary;
        else if (written == "reference" && refersToResource(node))
            attribute.type = AttributeType::Reference;
        else if (written == "decimal" || written == "dateTime")
            findings.note({"scim-type",
                           Severity::Note,
                           {},
                           name,
                           "the type " + written + " does not exist in ECMA2; the attribute is a string",
                           std::string(rule)});
        else if (written != "string" && written != "reference" && !written.empty())
            findings.note({"unknown-syntax",
                           Severity::Warning,
                           {},
                           name,
                           "the type \"" + written + "\" is unknown; the attribute is read as a string",
                           std::string(rule)});
        const auto mutability = textOf(node, "mutability");
        if (mutability == "readOnly")
            attribute.operation = AttributeOperation::ImportOnly;
        else if (mutability == "writeOnly")
            attribute.operation = AttributeOperation::ExportOnly;
        attribute.encrypted = textOf(node, "returned") == "never"; // passwords
        type.attributes.push_back(std::move(attribute));
        return {};
    }

    const std::string &m_path;
    Schema m_schema;
};

} // namespace

Result<Loaded> readScimSchema(const LoadRequest &request)
{
    const auto text = readAll(request);
    if (!text)
        return fail(text.error());
    json::Document document;
    const auto root = document.parse(*text);
    if (!root) {
        auto error = root.error();
        error.where.file = request.path;
        return fail(std::move(error));
    }
    ScimReader reader(request.path);
    if (auto done = reader.read(*root); !done)
        return fail(done.error());
    Loaded loaded;
    loaded.format = "scim";
    loaded.schema = reader.takeSchema();
    loaded.findings = reader.findings.take();
    return loaded;
}

} // namespace anchorage::formats
