#include "core/formats/ma_configuration_reader.h"

#include "core/formats/dsml_schema.h"
#include "core/formats/xml_tree.h"
#include "core/model/value_text.h"

#include <algorithm>
#include <charconv>

namespace anchorage::formats {

namespace {

/// Follows the parts of one configuration; `m_ma` is the ma-data element.
class ConfigurationReader {
public:
    ConfigurationReader(const XmlElement &ma, const std::string &path, Findings &findings)
        : m_ma(ma), m_path(path), m_findings(findings)
    {
    }

    Result<MaConfiguration> read()
    {
        m_configuration.name = m_ma.childText("name");
        if (const auto category = m_ma.childText("category"); !category.empty() && category != "Extensible2")
            m_findings.push_back({"other-category",
                                  Severity::Warning,
                                  {},
                                  {},
                                  "the management agent is of category \"" + std::string(category)
                                      + "\", not Extensible2: schema and selection are read, what is private to it is not",
                                  "ecma2.md 6.3"});
        for (const auto part :
             {&ConfigurationReader::readSchema, &ConfigurationReader::readSelection, &ConfigurationReader::readPartitions,
              &ConfigurationReader::readExtension, &ConfigurationReader::readParameters, &ConfigurationReader::readSteps})
            if (auto done = (this->*part)(); !done)
                return fail(done.error());
        return std::move(m_configuration);
    }

private:
    tl::unexpected<Error> broken(const XmlElement &element, std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = element.line});
    }

    /// A number of 0 or more; empty texts are 0. Page sizes above 2^31 - 1 do not exist.
    Result<std::int32_t> number(const XmlElement &element) const
    {
        std::int32_t value = 0;
        const auto *end = element.text.data() + element.text.size();
        if (element.text.empty())
            return value;
        const auto parsed = std::from_chars(element.text.data(), end, value);
        if (parsed.ec != std::errc() || parsed.ptr != end || value < 0)
            return broken(element, "<" + element.name + "> holds \"" + element.text + "\", expected a number of 0 or more");
        return value;
    }

    Result<void> readSchema()
    {
        const auto *schema = m_ma.child("schema");
        const auto *directory = schema == nullptr ? nullptr : schema->descendant("directory-schema");
        if (directory == nullptr)
            return broken(m_ma, "the configuration has no schema (schema/dsml/directory-schema)");
        auto read = readDsmlSchema(*directory, m_path, m_findings);
        if (!read)
            return fail(read.error());
        m_configuration.schema = std::move(*read);
        return {};
    }

    Result<void> readSelection()
    {
        if (const auto *inclusion = m_ma.child("attribute-inclusion")) {
            auto &attributes = m_configuration.selection.attributes.emplace();
            for (const auto &attribute : inclusion->children)
                if (attribute.name == "attribute")
                    attributes.push_back(attribute.text);
        }
        return {};
    }

    static std::vector<HierarchyNode> nodes(const XmlElement *list)
    {
        std::vector<HierarchyNode> nodes;
        if (list != nullptr)
            for (const auto &node : list->children)
                nodes.push_back({node.text, {}});
        return nodes;
    }

    Result<void> readPartitions()
    {
        const auto *data = m_ma.child("ma-partition-data");
        if (data == nullptr)
            return {};
        std::vector<std::string> selectedTypes;
        for (const auto &element : data->children) {
            if (element.name != "partition")
                continue;
            StoredPartition stored;
            if (const auto *id = element.child("id")) {
                const auto guid = Guid::parse(id->text);
                if (!guid)
                    return broken(*id, "\"" + id->text + "\" is no identifier of a partition");
                stored.partition.identifier = *guid;
            }
            stored.partition.name = element.childText("name");
            stored.partition.dn = stored.partition.name;
            if (const auto *ecma = element.find({"custom-data", "ecma-partition-data", "dn"}))
                stored.partition.dn = ecma->text;
            stored.selected = element.childText("selected") == "1";
            if (const auto *classes = element.find({"filter", "object-classes"}))
                for (const auto &objectClass : classes->children)
                    stored.objectTypes.push_back(objectClass.text);
            stored.exclusions = nodes(element.find({"filter", "containers", "exclusions"}));
            stored.inclusions = nodes(element.find({"filter", "containers", "inclusions"}));
            // A connector without partitions has one whose containers say nothing (dotnet.md).
            if (stored.partition.dn == "default")
                std::erase_if(stored.exclusions, [](const auto &node) { return node.dn.empty(); });
            if (stored.selected)
                for (const auto &type : stored.objectTypes)
                    if (std::find(selectedTypes.begin(), selectedTypes.end(), type) == selectedTypes.end())
                        selectedTypes.push_back(type);
            m_configuration.partitions.push_back(std::move(stored));
        }
        if (!selectedTypes.empty())
            m_configuration.selection.types = std::move(selectedTypes);
        return {};
    }

    Result<void> readExtension()
    {
        const auto *config = m_ma.find({"private-configuration", "MAConfig"});
        if (config == nullptr)
            return {};
        if (const auto *settings = config->find({"importing", "per-class-settings"}))
            for (const auto &type : settings->children)
                if (const auto *anchor = type.child("anchor")) {
                    AnchorDefinition definition{std::string(type.childText("name")), {}};
                    for (const auto &attribute : anchor->children)
                        definition.attributes.push_back(attribute.text);
                    if (!definition.attributes.empty())
                        m_configuration.anchors.push_back(std::move(definition));
                }
        const auto *extension = config->child("extension-config");
        if (extension == nullptr)
            return {};
        m_configuration.connectorFile = extension->childText("filename");
        const std::pair<std::string_view, std::int32_t *> sizes[]{
            {"export-default-page-size", &m_configuration.exportDefaultPageSize},
            {"export-max-page-size", &m_configuration.exportMaxPageSize}};
        for (const auto &[name, target] : sizes)
            if (const auto *element = extension->child(name)) {
                const auto size = number(*element);
                if (!size)
                    return fail(size.error());
                *target = *size;
            }
        return readCapabilities(*extension);
    }

    Result<void> readCapabilities(const XmlElement &extension)
    {
        auto exportType = MAExportType::AttributeUpdate;
        const auto *type = extension.child("export-type");
        if (type == nullptr)
            type = m_ma.child("export-type");
        if (type != nullptr) {
            const auto value = number(*type);
            if (!value)
                return fail(value.error());
            if (*value != 1 && *value != 2 && *value != 3 && *value != 5)
                return broken(*type, "the export type " + type->text + " is unknown; there are 1, 2, 3 and 5");
            exportType = static_cast<MAExportType>(*value);
        }
        const auto *bits = extension.child("capability-bits");
        const auto *mask = m_ma.child("capabilities-mask");
        const auto *element = bits != nullptr ? bits : mask;
        if (element == nullptr)
            return broken(extension, "the configuration has neither capability-bits nor a capabilities-mask");
        std::uint32_t value = 0;
        const auto *end = element->text.data() + element->text.size();
        const auto parsed = std::from_chars(element->text.data(), end, value, element == bits ? 10 : 16);
        if (parsed.ec != std::errc() || parsed.ptr != end)
            return broken(*element,
                          "<" + element->name + "> holds \"" + element->text + "\", expected "
                              + (element == bits ? "a decimal" : "a hexadecimal") + " number of 32 bits");
        m_configuration.capabilities = MACapabilities::fromBits(value, exportType);
        return {};
    }

    static std::optional<ConfigParameterPage> pageOf(std::string_view use)
    {
        if (use == "run-step")
            return ConfigParameterPage::RunStep;
        return fromName<ConfigParameterPage>(use);
    }

    static std::optional<ConfigParameterType> typeOf(std::string_view type)
    {
        if (type == "encrypted-string")
            return ConfigParameterType::EncryptedString;
        if (type == "drop-down")
            return ConfigParameterType::DropDown;
        return fromName<ConfigParameterType>(type);
    }

    Result<void> readParameters()
    {
        const auto *config = m_ma.find({"private-configuration", "MAConfig"});
        if (config == nullptr)
            return {};
        if (const auto *definitions = config->child("parameter-definitions"))
            for (const auto &element : definitions->children) {
                ConfigParameterDefinition definition;
                definition.name = element.childText("name");
                const auto page = pageOf(element.childText("use"));
                const auto type = typeOf(element.childText("type"));
                if (!page || !type) {
                    m_findings.push_back({"unknown-parameter-kind",
                                          Severity::Warning,
                                          {},
                                          definition.name,
                                          "a parameter definition of use \"" + std::string(element.childText("use"))
                                              + "\" and type \"" + std::string(element.childText("type")) + "\" was left out",
                                          "ecma2.md 6.3"});
                    continue;
                }
                definition.page = *page;
                definition.type = *type;
                definition.text = element.childText("text");
                definition.defaultValue = element.childText("default-value");
                const std::string validation(element.childText("validation"));
                if (*type == ConfigParameterType::DropDown)
                    definition.choices = choices(validation);
                else
                    definition.validation = validation;
                definition.checkBoxDefault = *type == ConfigParameterType::CheckBox && definition.defaultValue == "1";
                m_configuration.parameterDefinitions.push_back(std::move(definition));
            }
        if (const auto *values = config->child("parameter-values"))
            for (const auto &element : values->children) {
                StoredParameter parameter;
                parameter.name = element.attribute("name");
                parameter.page = pageOf(element.attribute("use")).value_or(ConfigParameterPage::Connectivity);
                parameter.toBeAsked = element.attribute("encrypted") == "1" || element.attribute("type") == "encrypted-string";
                if (!parameter.toBeAsked)
                    parameter.value = element.text;
                m_configuration.parameters.push_back(std::move(parameter));
            }
        return {};
    }

    /// A drop-down's list stands in <validation>, separated by commas.
    static std::vector<std::string> choices(std::string_view list)
    {
        std::vector<std::string> out;
        while (!list.empty()) {
            const auto comma = list.find(',');
            out.emplace_back(list.substr(0, comma));
            list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
        }
        return out;
    }

    Result<void> readSteps()
    {
        const auto *runs = m_ma.child("ma-run-data");
        if (runs == nullptr)
            return {};
        for (const auto &run : runs->children) {
            const auto *configuration = run.child("configuration");
            if (configuration == nullptr)
                continue;
            for (const auto &step : configuration->children) {
                const auto *type = step.child("step-type");
                if (type == nullptr)
                    continue;
                const auto kind = type->attribute("type");
                if (kind != "export" && kind != "full-export")
                    continue;
                StoredExportStep stored;
                stored.profile = run.childText("name");
                stored.partition = step.childText("partition");
                stored.exportType = kind == "export" ? OperationType::Delta : OperationType::Full;
                // The step's own data wins: it is what the connector sees as BatchSize (ecma2.md 5).
                const auto *size = step.find({"custom-data", "extensible2-step-data", "batch-size"});
                if (size == nullptr)
                    size = step.find({"threshold", "batch-size"});
                if (size != nullptr) {
                    const auto value = number(*size);
                    if (!value)
                        return fail(value.error());
                    stored.batchSize = *value;
                }
                m_configuration.exportSteps.push_back(std::move(stored));
            }
        }
        return {};
    }

    const XmlElement &m_ma;
    const std::string &m_path;
    Findings &m_findings;
    MaConfiguration m_configuration;
};

} // namespace

Result<Loaded> readMaConfiguration(const LoadRequest &request)
{
    Loaded loaded;
    loaded.format = "ma-config";
    const auto tree = readXmlTree(request, loaded.findings);
    if (!tree)
        return fail(tree.error());
    const auto *ma = tree->name == "ma-data" ? &*tree : tree->child("ma-data");
    if (ma == nullptr)
        return fail(ErrorCode::Input,
                    "this is no management agent configuration: its root is <" + tree->name
                        + ">, expected saved-ma-configuration, export-ma or ma-data",
                    {.file = request.path, .line = tree->line});
    auto configuration = ConfigurationReader(*ma, request.path, loaded.findings).read();
    if (!configuration)
        return fail(configuration.error());
    loaded.schema = configuration->schema;
    loaded.configuration = std::move(*configuration);
    return loaded;
}

} // namespace anchorage::formats
