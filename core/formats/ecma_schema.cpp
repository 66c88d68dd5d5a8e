#include "core/formats/ecma_schema.h"

#include "core/formats/xml_tree.h"
#include "core/model/distinguished_name.h"

#include <optional>

namespace anchorage::formats {

namespace {

class EcmaSchemaReader {
public:
    explicit EcmaSchemaReader(const std::string &path) : m_path(path) { }

    Result<Schema> read(const XmlElement &root) const
    {
        const auto *types = root.child("Types");
        if (root.name != "Schema" || types == nullptr)
            return wrong(root, "this is no schema file: expected Schema/Types/SchemaType, found <" + root.name + ">");
        Schema schema;
        for (const auto &element : types->children) {
            auto type = typeOf(element);
            if (!type)
                return fail(type.error());
            if (schema.find(type->name) != nullptr)
                return wrong(element, "the object type \"" + type->name + "\" is there twice");
            schema.types.push_back(std::move(*type));
        }
        if (schema.types.empty())
            return wrong(*types, "the schema has no object type (SchemaType)");
        return schema;
    }

private:
    tl::unexpected<Error> wrong(const XmlElement &element, std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = element.line});
    }

    static bool yes(const XmlElement &element, std::string_view child)
    {
        const auto text = element.childText(child);
        return text == "1" || equalsIgnoreCase(text, "true");
    }

    Result<SchemaType> typeOf(const XmlElement &element) const
    {
        SchemaType type;
        type.name = element.childText("Name");
        if (type.name.empty())
            return wrong(element, "an object type of the schema has no Name");
        type.locked = yes(element, "LockAnchorDefinition");
        for (const auto &child : element.children)
            if (child.name == "PossibleDNComponentsForProvisioning" && !child.text.empty())
                type.possibleDnComponents.push_back(child.text);
        const auto *attributes = element.child("Attributes");
        if (attributes == nullptr)
            return wrong(element, "the object type \"" + type.name + "\" has no Attributes");
        for (const auto &child : attributes->children) {
            auto attribute = attributeOf(child);
            if (!attribute)
                return fail(attribute.error());
            if (type.find(attribute->name) != nullptr)
                return wrong(child, "the attribute \"" + attribute->name + "\" is there twice");
            type.attributes.push_back(std::move(*attribute));
        }
        return type;
    }

    Result<SchemaAttribute> attributeOf(const XmlElement &element) const
    {
        SchemaAttribute attribute;
        attribute.name = element.childText("Name");
        if (attribute.name.empty())
            return wrong(element, "an attribute of the schema has no Name");
        const auto dataType = element.childText("DataType");
        const auto type = fromName<AttributeType>(dataType);
        if (!type)
            return wrong(element,
                         "attribute " + attribute.name + ": the DataType \"" + std::string(dataType.substr(0, 60))
                             + "\" is unknown; there are String, Integer, Reference, Binary and Boolean");
        const auto allowed = element.childText("AllowedAttributeOperation");
        const auto operation =
            allowed.empty() ? std::optional(AttributeOperation::ImportExport) : fromName<AttributeOperation>(allowed);
        if (!operation)
            return wrong(element,
                         "attribute " + attribute.name + ": the AllowedAttributeOperation \"" + std::string(allowed.substr(0, 60))
                             + "\" is unknown; there are ImportExport, ImportOnly and ExportOnly");
        attribute.type = *type;
        attribute.operation = *operation;
        attribute.anchor = yes(element, "IsAnchor");
        attribute.required = attribute.anchor;
        attribute.multiValued = yes(element, "IsMultiValued");
        return attribute;
    }

    const std::string &m_path;
};

} // namespace

Result<Loaded> readEcmaSchema(const LoadRequest &request)
{
    Loaded loaded;
    loaded.format = "ecma-schema";
    const auto tree = readXmlTree(request, loaded.findings);
    if (!tree)
        return fail(tree.error());
    auto schema = EcmaSchemaReader(request.path).read(*tree);
    if (!schema)
        return fail(schema.error());
    loaded.schema = std::move(*schema);
    return loaded;
}

} // namespace anchorage::formats
