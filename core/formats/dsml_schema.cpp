#include "core/formats/dsml_schema.h"

#include <map>
#include <optional>

namespace anchorage::formats {

namespace {

std::optional<AttributeType> typeOfSyntax(std::string_view oid)
{
    // ecma2.md 6.3: 1.3.6.1.4.1.1466.115.121.1.*
    constexpr std::string_view prefix = "1.3.6.1.4.1.1466.115.121.1.";
    if (!oid.starts_with(prefix))
        return std::nullopt;
    const auto number = oid.substr(prefix.size());
    if (number == "15")
        return AttributeType::String;
    if (number == "27")
        return AttributeType::Integer;
    if (number == "12")
        return AttributeType::Reference;
    if (number == "5")
        return AttributeType::Binary;
    if (number == "7")
        return AttributeType::Boolean;
    return std::nullopt;
}

bool yes(std::string_view text)
{
    return text == "true" || text == "1";
}

tl::unexpected<Error> twice(std::string_view what, std::string_view named, const XmlElement &at, const std::string &path)
{
    return fail(ErrorCode::Input, "the " + std::string(what) + " \"" + std::string(named) + "\" is there twice",
                {.file = path, .line = at.line});
}

} // namespace

Result<Schema> readDsmlSchema(const XmlElement &directory, const std::string &path, Findings &findings)
{
    std::map<std::string, SchemaAttribute, std::less<>> attributeTypes; // by id
    for (const auto &element : directory.children) {
        if (element.name != "attribute-type")
            continue;
        SchemaAttribute attribute;
        attribute.name = element.childText("name");
        const auto syntax = element.childText("syntax");
        const auto type = typeOfSyntax(syntax);
        if (!type)
            findings.push_back({"unknown-syntax",
                                Severity::Warning,
                                {},
                                attribute.name,
                                "the syntax \"" + std::string(syntax) + "\" is unknown; the attribute is read as a string",
                                "ecma2.md 6.3"});
        attribute.type = type.value_or(AttributeType::String);
        attribute.multiValued = !yes(element.attribute("single-value"));
        attribute.encrypted = yes(element.attribute("encrypted"));
        if (yes(element.attribute("export-only")))
            attribute.operation = AttributeOperation::ExportOnly;
        const auto id = element.attribute("id");
        if (!attributeTypes.emplace(id, std::move(attribute)).second)
            return twice("attribute type", id, element, path);
    }

    Schema schema;
    for (const auto &element : directory.children) {
        if (element.name != "class")
            continue;
        SchemaType type;
        type.name = element.childText("name");
        if (schema.find(type.name) != nullptr)
            return twice("class", type.name, element, path);
        type.locked = yes(element.attribute("locked"));
        for (const auto &reference : element.children) {
            if (reference.name != "attribute")
                continue;
            auto id = reference.attribute("ref");
            if (id.starts_with('#'))
                id.remove_prefix(1);
            const auto found = attributeTypes.find(id);
            if (found == attributeTypes.end())
                return fail(ErrorCode::Input,
                            "class " + type.name + " refers to the attribute \"" + std::string(id)
                                + "\", which the schema does not have",
                            {.file = path, .line = reference.line});
            auto attribute = found->second;
            if (type.find(attribute.name) != nullptr)
                return twice("attribute", attribute.name, reference, path);
            attribute.required = yes(reference.attribute("required"));
            attribute.anchor = yes(reference.attribute("isAnchor"));
            if (const auto operation = fromName<AttributeOperation>(reference.attribute("allowedOperation")))
                attribute.operation = *operation;
            type.attributes.push_back(std::move(attribute));
        }
        schema.types.push_back(std::move(type));
    }
    if (schema.types.empty())
        return fail(ErrorCode::Input, "the schema has no class", {.file = path, .line = directory.line});
    return schema;
}

} // namespace anchorage::formats
