#include "core/formats/ecma_host.h"
#include "core/formats/xml_tree.h"
#include "core/model/distinguished_name.h"
#include "core/model/value_text.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

bool yes(std::string_view text)
{
    return equalsIgnoreCase(text, "true") || text == "1";
}

/// Boolean capabilities by the names that the PowerShell connector gives its parameters.
struct CapabilityName {
    std::string_view parameter;
    bool MACapabilities::*member;
};
constexpr CapabilityName capabilityNames[]{
    {"Use DN As Anchor (Only LDAP style DN)", &MACapabilities::isDNAsAnchor},
    {"Concurrent Operations Of Several Connectors", &MACapabilities::concurrentOperation},
    {"Partitions (Only LDAP style DN)", &MACapabilities::supportPartitions},
    {"Hierarchy (Only LDAP style DN)", &MACapabilities::supportHierarchy},
    {"Enable Import", &MACapabilities::supportImport},
    {"Enable Delta Import", &MACapabilities::deltaImport},
    {"Enable Export", &MACapabilities::supportExport},
    {"Enable Full Export", &MACapabilities::fullExport},
    {"No Reference Values In First Export Pass", &MACapabilities::noReferenceValuesInFirstExport},
    {"Enable Object Rename", &MACapabilities::objectRename},
    {"Delete-Add As Replace", &MACapabilities::deleteAddAsReplace},
    {"Enable Password operations", &MACapabilities::supportPassword},
    {"Enable Export Password In First Pass", &MACapabilities::exportPasswordInFirstPass},
};

class EcmaHostReader {
public:
    EcmaHostReader(const XmlElement &connector, const std::string &path, Findings &findings)
        : m_connector(connector), m_path(path), m_findings(findings)
    {
    }

    Result<MaConfiguration> read()
    {
        if (const auto *ecma = m_connector.child("ECMAConfig")) {
            m_configuration.name = ecma->childText("ProfileName");
            m_configuration.connectorFile = ecma->childText("LibraryName");
        }
        for (const auto part : {&EcmaHostReader::readSchema, &EcmaHostReader::readParameters, &EcmaHostReader::readPartitions,
                                &EcmaHostReader::readSteps})
            if (auto done = (this->*part)(); !done)
                return fail(done.error());
        return std::move(m_configuration);
    }

private:
    tl::unexpected<Error> broken(const XmlElement &element, std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = element.line});
    }

    Result<void> readSchema()
    {
        const auto *entries = m_connector.find({"Schema", "EntriesSchema"});
        if (entries == nullptr)
            return broken(m_connector, "the connector has no schema (Schema/EntriesSchema)");
        for (const auto &entry : entries->children) {
            SchemaType type;
            type.name = entry.childText("ObjectType");
            if (type.name.empty())
                return broken(entry, "an object type of the schema has no name (ObjectType)");
            if (m_configuration.schema.find(type.name) != nullptr)
                return broken(entry, "the object type \"" + type.name + "\" is there twice");
            AnchorDefinition anchors{type.name, {}};
            if (const auto *attributes = entry.child("SchemaAttributes"))
                for (const auto &element : attributes->children) {
                    auto attribute = attributeOf(element);
                    if (!attribute)
                        return fail(attribute.error());
                    if (type.find(attribute->name) != nullptr)
                        return broken(element, "the attribute \"" + attribute->name + "\" is there twice");
                    if (attribute->anchor)
                        anchors.attributes.push_back(attribute->name);
                    type.attributes.push_back(std::move(*attribute));
                }
            if (!anchors.attributes.empty())
                m_configuration.anchors.push_back(std::move(anchors));
            m_configuration.schema.types.push_back(std::move(type));
        }
        return {};
    }

    Result<SchemaAttribute> attributeOf(const XmlElement &element)
    {
        SchemaAttribute attribute;
        attribute.name = element.childText("Name");
        if (attribute.name.empty())
            return broken(element, "an attribute of the schema has no name");
        const auto written = element.childText("DataType");
        const auto type = fromName<AttributeType>(written);
        if (!type && !written.empty())
            m_findings.push_back({"unknown-syntax",
                                  Severity::Warning,
                                  {},
                                  attribute.name,
                                  "the data type \"" + std::string(written) + "\" is unknown; the attribute is read as a string",
                                  "ecma2.md 6.4"});
        attribute.type = type.value_or(AttributeType::String);
        attribute.anchor = yes(element.childText("IsAnchor"));
        attribute.required = attribute.anchor;
        attribute.multiValued = yes(element.childText("Multivalued")) && !yes(element.childText("TreatAsSingleValue"));
        return attribute;
    }

    Result<StoredParameter> parameterOf(const XmlElement &element)
    {
        StoredParameter parameter;
        parameter.name = element.childText("Name");
        const auto use = element.childText("Use");
        const auto page = fromName<ConfigParameterPage>(use);
        if (!page)
            m_findings.push_back({"unknown-parameter-kind",
                                  Severity::Warning,
                                  {},
                                  parameter.name,
                                  "the use \"" + std::string(use) + "\" is unknown; the parameter is read as one of connectivity",
                                  "ecma2.md 6.4"});
        parameter.page = page.value_or(ConfigParameterPage::Connectivity);
        parameter.toBeAsked = yes(element.childText("Encrypted")) || element.childText("Type") == "EncryptedString";
        if (!parameter.toBeAsked)
            parameter.value = element.childText("Value");
        return parameter;
    }

    Result<void> readParameters()
    {
        const auto *parameters = m_connector.find({"ConnectorConfig", "Parameters"});
        if (parameters == nullptr)
            return {};
        for (const auto &element : parameters->children) {
            auto parameter = parameterOf(element);
            if (!parameter)
                return fail(parameter.error());
            ConfigParameterDefinition definition;
            definition.name = parameter->name;
            definition.page = parameter->page;
            definition.type = fromName<ConfigParameterType>(element.childText("Type")).value_or(ConfigParameterType::String);
            if (definition.type == ConfigParameterType::DropDown) { // the file has the value, not the list
                definition.choices = {parameter->value};
                definition.dropDownExtensible = true;
            }
            m_configuration.parameterDefinitions.push_back(std::move(definition));
            if (parameter->page == ConfigParameterPage::Capabilities)
                readCapability(*parameter);
            m_configuration.parameters.push_back(std::move(*parameter));
        }
        if (m_capabilities)
            m_findings.push_back({"capabilities-from-parameters",
                                  Severity::Note,
                                  {},
                                  {},
                                  "capabilities were taken from the parameters of the PowerShell connector",
                                  "ecma2.md 6.4"});
        return {};
    }

    void readCapability(const StoredParameter &parameter)
    {
        auto &capabilities = m_configuration.capabilities;
        const auto known = std::find_if(std::begin(capabilityNames), std::end(capabilityNames),
                                        [&](const auto &name) { return name.parameter == parameter.name; });
        bool taken = known != std::end(capabilityNames);
        if (taken)
            capabilities.*(known->member) = yes(parameter.value);
        const auto take = [&](std::string_view name, auto &target) {
            if (parameter.name != name)
                return;
            if (const auto value = fromName<std::remove_reference_t<decltype(target)>>(parameter.value)) {
                target = *value;
                taken = true;
            }
        };
        take("Distinguished Name Style", capabilities.distinguishedNameStyle);
        take("Export Type", capabilities.exportType);
        take("Object Confirmation", capabilities.objectConfirmation);
        m_capabilities = m_capabilities || taken;
    }

    Result<void> readPartitions()
    {
        if (const auto *schema = m_connector.child("Schema")) {
            if (const auto *first = schema->child("ExportPasswordInFirstPass"))
                m_configuration.capabilities.exportPasswordInFirstPass = yes(first->text);
            if (const auto *support = schema->child("SupportPassword"))
                m_configuration.capabilities.supportPassword = yes(support->text);
        }
        const auto *partitions = m_connector.find({"Schema", "Partitions"});
        if (partitions == nullptr)
            return {};
        for (const auto &element : partitions->children) {
            StoredPartition stored;
            stored.selected = true;
            if (const auto *id = element.child("Id")) {
                const auto guid = Guid::parse(id->text);
                if (!guid)
                    return broken(*id, "\"" + id->text.substr(0, 60) + "\" is no identifier of a partition");
                stored.partition.identifier = *guid;
            }
            stored.partition.name = element.childText("Name");
            stored.partition.dn = element.childText("DN");
            m_configuration.partitions.push_back(std::move(stored));
        }
        return {};
    }

    Result<void> readSteps()
    {
        const auto *runs = m_connector.find({"ConnectorConfig", "RunConfigurations"});
        if (runs == nullptr)
            return {};
        for (const auto &run : runs->children) {
            const auto *steps = run.child("RunSteps");
            if (steps == nullptr)
                continue;
            for (const auto &step : steps->children) {
                if (step.childText("Name") != "Export")
                    continue;
                StoredExportStep stored;
                stored.profile = run.childText("Name");
                stored.partition = step.childText("Partition");
                const auto *size = step.child("BatchSize");
                if (const auto *parameters = step.child("Parameters"))
                    for (const auto &parameter : parameters->children) {
                        auto own = parameterOf(parameter);
                        if (!own)
                            return fail(own.error());
                        if (own->name == "PageSizeExport")
                            size = parameter.child("Value");
                        else
                            m_configuration.parameters.push_back(std::move(*own));
                    }
                if (auto done = readSize(size, stored.batchSize); !done)
                    return done;
                m_configuration.exportSteps.push_back(std::move(stored));
            }
        }
        return {};
    }

    Result<void> readSize(const XmlElement *element, std::int32_t &size) const
    {
        if (element == nullptr || element->text.empty())
            return {};
        const auto value = parseValue(element->text, AttributeType::Integer);
        const auto *number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
        if (number == nullptr || *number < 0 || *number > 2147483647)
            return broken(*element, "the page size \"" + element->text.substr(0, 60) + "\" is no number from 0 to 2147483647");
        size = static_cast<std::int32_t>(*number);
        return {};
    }

    const XmlElement &m_connector;
    const std::string &m_path;
    Findings &m_findings;
    MaConfiguration m_configuration;
    bool m_capabilities = false;
};

} // namespace

Result<Loaded> readEcmaHost(const LoadRequest &request)
{
    Loaded loaded;
    loaded.format = "ecma-host";
    const auto tree = readXmlTree(request, loaded.findings);
    if (!tree)
        return fail(tree.error());
    const auto *connectors = tree->child("Connectors");
    if (tree->name != "Configuration" || connectors == nullptr || connectors->child("Connector") == nullptr)
        return fail(ErrorCode::Input,
                    "this is no configuration of an ECMA connector host: expected Configuration/Connectors/Connector, found <"
                        + tree->name + ">",
                    {.file = request.path, .line = tree->line});
    if (connectors->children.size() > 1)
        loaded.findings.push_back(
            {"more-connectors",
             Severity::Warning,
             {},
             {},
             "the file has " + std::to_string(connectors->children.size()) + " connectors; the first one was read",
             "ecma2.md 6.4"});
    auto configuration = EcmaHostReader(*connectors->child("Connector"), request.path, loaded.findings).read();
    if (!configuration)
        return fail(configuration.error());
    loaded.schema = configuration->schema;
    loaded.configuration = std::move(*configuration);
    return loaded;
}

} // namespace anchorage::formats
