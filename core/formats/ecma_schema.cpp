#include "core/formats/ecma_schema.h"

#include "core/formats/finding_collector.h"
#include "core/formats/xml_tree.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace anchorage::formats {

namespace {

class EcmaSchemaReader {
public:
    explicit EcmaSchemaReader(const std::string &path) : m_path(path) { }

    Result<Schema> read(const XmlElement &root)
    {
        const auto *types = root.child("Types");
        if (root.name != "Schema" || types == nullptr)
            return wrong(root, "this is no schema file: expected Schema/Types/SchemaType, found <" + root.name + ">");
        if (auto once = checkChildren(root, {"Types"}); !once)
            return fail(once.error());
        Schema schema;
        for (const auto &element : types->children) {
            if (!isNamed(element, "SchemaType"))
                continue;
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

    FindingCollector findings;

private:
    tl::unexpected<Error> wrong(const XmlElement &element, std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = element.line});
    }

    /// Whether it is what is expected here; what is not is noted.
    bool isNamed(const XmlElement &element, std::string_view expected)
    {
        if (element.name == expected)
            return true;
        findings.note(unknownElement(element.name));
        return false;
    }

    /// Children that mean one thing stand once; those that are not known are noted.
    Result<void> checkChildren(const XmlElement &element, std::initializer_list<std::string_view> once,
                               std::string_view many = {})
    {
        for (auto child = element.children.begin(); child != element.children.end(); ++child) {
            if (child->name == many)
                continue;
            if (std::find(once.begin(), once.end(), child->name) == once.end())
                findings.note(unknownElement(child->name));
            else if (&*child != element.child(child->name))
                return wrong(*child, "the element <" + child->name + "> is there twice; its <" + element.name + "> has one");
        }
        return {};
    }

    Result<bool> yes(const XmlElement &element, std::string_view child, const std::string &where) const
    {
        const auto text = element.childText(child);
        if (text.empty() || text == "0" || equalsIgnoreCase(text, "false"))
            return false;
        if (text == "1" || equalsIgnoreCase(text, "true"))
            return true;
        return wrong(*element.child(child),
                     where + ": the " + std::string(child) + " \"" + std::string(text.substr(0, 60))
                         + "\" is neither 1 (true) nor 0 (false)");
    }

    Result<SchemaType> typeOf(const XmlElement &element)
    {
        if (auto once = checkChildren(element, {"Name", "LockAnchorDefinition", "Attributes"}, dnComponents); !once)
            return fail(once.error());
        SchemaType type;
        type.name = element.childText("Name");
        if (type.name.empty())
            return wrong(element, "an object type of the schema has no Name");
        const auto locked = yes(element, "LockAnchorDefinition", "object type " + type.name);
        if (!locked)
            return fail(locked.error());
        type.locked = *locked;
        for (const auto &child : element.children)
            if (child.name == dnComponents && !child.text.empty())
                type.possibleDnComponents.push_back(child.text);
        const auto *attributes = element.child("Attributes");
        if (attributes == nullptr)
            return wrong(element, "the object type \"" + type.name + "\" has no Attributes");
        for (const auto &child : attributes->children) {
            if (!isNamed(child, "SchemaAttribute"))
                continue;
            auto attribute = attributeOf(child);
            if (!attribute)
                return fail(attribute.error());
            if (type.find(attribute->name) != nullptr)
                return wrong(child, "the attribute \"" + attribute->name + "\" is there twice");
            type.attributes.push_back(std::move(*attribute));
        }
        return type;
    }

    Result<SchemaAttribute> attributeOf(const XmlElement &element)
    {
        if (auto once = checkChildren(element, {"Name", "DataType", "IsAnchor", "IsMultiValued", "AllowedAttributeOperation"});
            !once)
            return fail(once.error());
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
        const auto anchor = yes(element, "IsAnchor", "attribute " + attribute.name);
        if (!anchor)
            return fail(anchor.error());
        const auto multiValued = yes(element, "IsMultiValued", "attribute " + attribute.name);
        if (!multiValued)
            return fail(multiValued.error());
        attribute.anchor = *anchor;
        attribute.required = attribute.anchor;
        attribute.multiValued = *multiValued;
        return attribute;
    }

    static constexpr std::string_view dnComponents = "PossibleDNComponentsForProvisioning";
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
    EcmaSchemaReader reader(request.path);
    auto schema = reader.read(*tree);
    if (!schema)
        return fail(schema.error());
    loaded.schema = std::move(*schema);
    const auto noted = reader.findings.take();
    loaded.findings.insert(loaded.findings.end(), noted.begin(), noted.end());
    return loaded;
}

} // namespace anchorage::formats
