// Parameters, partitions, steps, exceptions, findings, the connector's description.
#include "core/json/json_members.h"

namespace anchorage::json {

void write(Writer &out, const ConfigParameterDefinition &definition)
{
    out.beginObject();
    out.member("name", definition.name);
    out.member("type", name(definition.type));
    if (!definition.text.empty())
        out.member("text", definition.text);
    if (!definition.validation.empty())
        out.member("validation", definition.validation);
    if (!definition.choices.empty()) {
        out.key("choices").beginArray();
        for (const auto &choice : definition.choices)
            out.value(choice);
        out.endArray();
    }
    if (definition.dropDownExtensible)
        out.member("dropDownExtensible", true);
    if (!definition.defaultValue.empty())
        out.member("defaultValue", definition.defaultValue);
    if (definition.checkBoxDefault)
        out.member("checkBoxDefault", true);
    out.member("page", name(definition.page));
    out.endObject();
}

template <> Result<ConfigParameterDefinition> read<ConfigParameterDefinition>(const Node &node)
{
    ConfigParameterDefinition definition;
    Members members(node);
    members.text("name", definition.name).choice("type", definition.type).text("text", definition.text);
    members.text("validation", definition.validation).array("choices", definition.choices);
    members.truth("dropDownExtensible", definition.dropDownExtensible).text("defaultValue", definition.defaultValue);
    members.truth("checkBoxDefault", definition.checkBoxDefault).choice("page", definition.page);
    return members.give(std::move(definition));
}

void write(Writer &out, const ConfigParameter &parameter, Secrets secrets)
{
    out.beginObject();
    out.member("name", parameter.name);
    if (const auto *secret = std::get_if<Secret>(&parameter.value)) {
        if (secrets == Secrets::Reveal)
            out.member("value", secret->reveal());
        out.member("secret", true);
    } else {
        out.member("value", std::get<std::string>(parameter.value));
    }
    out.endObject();
}

template <> Result<ConfigParameter> read<ConfigParameter>(const Node &node)
{
    ConfigParameter parameter;
    std::string value;
    bool secret = false;
    Members members(node);
    members.need("name");
    members.text("name", parameter.name).text("value", value).truth("secret", secret);
    if (secret)
        parameter.value = Secret(std::move(value));
    else
        parameter.value = std::move(value);
    return members.give(std::move(parameter));
}

void write(Writer &out, const ParameterValidationResult &result)
{
    out.beginObject();
    out.member("code", name(result.code));
    out.member("errorMessage", result.errorMessage);
    out.member("errorParameter", result.errorParameter);
    out.endObject();
}

template <> Result<ParameterValidationResult> read<ParameterValidationResult>(const Node &node)
{
    ParameterValidationResult result;
    Members members(node);
    members.choice("code", result.code).text("errorMessage", result.errorMessage).text("errorParameter", result.errorParameter);
    return members.give(std::move(result));
}

void write(Writer &out, const Partition &partition)
{
    out.beginObject();
    out.member("identifier", partition.identifier.text());
    out.member("dn", partition.dn);
    out.member("name", partition.name);
    if (partition.hiddenByDefault)
        out.member("hiddenByDefault", true);
    out.endObject();
}

template <> Result<Partition> read<Partition>(const Node &node)
{
    Partition partition;
    Members members(node);
    members.with("identifier", [&](const Node &value) -> Result<void> {
        const auto text = value.toString();
        const auto guid = text ? Guid::parse(*text) : std::nullopt;
        if (!guid)
            return fail(ErrorCode::Input, "expected an identifier (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)");
        partition.identifier = *guid;
        return {};
    });
    members.text("dn", partition.dn).text("name", partition.name).truth("hiddenByDefault", partition.hiddenByDefault);
    return members.give(std::move(partition));
}

void write(Writer &out, const HierarchyNode &node)
{
    out.beginObject().member("dn", node.dn);
    if (!node.displayName.empty())
        out.member("displayName", node.displayName);
    out.endObject();
}

/// A node may stand as its DN alone: that is all a scope needs.
template <> Result<HierarchyNode> read<HierarchyNode>(const Node &node)
{
    if (node.kind() == Kind::String)
        return HierarchyNode{std::string(*node.toString()), {}};
    HierarchyNode hierarchy;
    Members members(node);
    members.need("dn");
    members.text("dn", hierarchy.dn).text("displayName", hierarchy.displayName);
    return members.give(std::move(hierarchy));
}

namespace {

template <typename T> void writeArray(Writer &out, std::string_view member, const std::vector<T> &items)
{
    out.key(member).beginArray();
    for (const auto &item : items)
        write(out, item);
    out.endArray();
}

} // namespace

void write(Writer &out, const Scope &scope)
{
    out.beginObject();
    writeArray(out, "partitions", scope.partitions);
    writeArray(out, "inclusions", scope.inclusions);
    writeArray(out, "exclusions", scope.exclusions);
    out.endObject();
}

template <> Result<Scope> read<Scope>(const Node &node)
{
    if (auto known = node.refuseUnknown({"partitions", "inclusions", "exclusions"}); !known)
        return fail(known.error());
    Scope scope;
    Members members(node);
    members.array("partitions", scope.partitions).array("inclusions", scope.inclusions).array("exclusions", scope.exclusions);
    return members.give(std::move(scope));
}

void write(Writer &out, const ExportRunStep &step)
{
    out.beginObject();
    out.member("exportType", name(step.exportType));
    out.member("batchSize", step.batchSize);
    out.key("partition");
    write(out, step.partition);
    writeArray(out, "inclusions", step.inclusions);
    writeArray(out, "exclusions", step.exclusions);
    out.endObject();
}

template <> Result<ExportRunStep> read<ExportRunStep>(const Node &node)
{
    ExportRunStep step;
    Members members(node);
    members.choice("exportType", step.exportType).number("batchSize", step.batchSize).object("partition", step.partition);
    members.array("inclusions", step.inclusions).array("exclusions", step.exclusions);
    return members.give(std::move(step));
}

void write(Writer &out, const ImportRunStep &step)
{
    out.beginObject();
    out.member("importType", name(step.importType));
    out.member("pageSize", step.pageSize);
    out.key("partition");
    write(out, step.partition);
    writeArray(out, "inclusions", step.inclusions);
    writeArray(out, "exclusions", step.exclusions);
    out.member("customData", step.customData);
    out.endObject();
}

template <> Result<ImportRunStep> read<ImportRunStep>(const Node &node)
{
    ImportRunStep step;
    Members members(node);
    members.choice("importType", step.importType).number("pageSize", step.pageSize).object("partition", step.partition);
    members.array("inclusions", step.inclusions).array("exclusions", step.exclusions).text("customData", step.customData);
    return members.give(std::move(step));
}

void write(Writer &out, const ExceptionInfo &exception)
{
    out.beginObject();
    out.member("type", exception.type);
    out.member("message", exception.message);
    if (!exception.stack.empty())
        out.member("stack", exception.stack);
    if (!exception.inner.empty())
        writeArray(out, "inner", exception.inner);
    out.endObject();
}

template <> Result<ExceptionInfo> read<ExceptionInfo>(const Node &node)
{
    ExceptionInfo exception;
    Members members(node);
    members.text("type", exception.type).text("message", exception.message).text("stack", exception.stack);
    members.array("inner", exception.inner);
    return members.give(std::move(exception));
}

void write(Writer &out, const Finding &finding)
{
    out.beginObject();
    out.member("id", finding.id);
    out.member("severity", name(finding.severity));
    if (!finding.dn.empty())
        out.member("dn", finding.dn);
    if (!finding.attribute.empty())
        out.member("attribute", finding.attribute);
    out.member("message", finding.message);
    if (!finding.rule.empty())
        out.member("rule", finding.rule);
    out.endObject();
}

template <> Result<Finding> read<Finding>(const Node &node)
{
    Finding finding;
    Members members(node);
    members.need("id");
    members.text("id", finding.id).text("dn", finding.dn).text("attribute", finding.attribute);
    members.text("message", finding.message).text("rule", finding.rule);
    members.with("severity", [&](const Node &value) -> Result<void> {
        const auto text = value.toString();
        for (const auto severity : {Severity::Note, Severity::Warning, Severity::Error})
            if (text && *text == name(severity)) {
                finding.severity = severity;
                return {};
            }
        return fail(ErrorCode::Input, "expected \"note\", \"warning\" or \"error\"");
    });
    return members.give(std::move(finding));
}

void write(Writer &out, const ConnectorDescription &description)
{
    const auto &interfaces = description.interfaces;
    out.beginObject();
    out.member("name", description.name);
    out.member("version", description.version);
    out.member("kind", description.kind);
    out.key("interfaces").beginArray();
    const std::pair<bool, const char *> named[]{
        {interfaces.capabilities, "capabilities"}, {interfaces.parameters, "parameters"}, {interfaces.schema, "schema"},
        {interfaces.partitions, "partitions"},     {interfaces.hierarchy, "hierarchy"},   {interfaces.callImport, "callImport"},
        {interfaces.callExport, "callExport"},     {interfaces.password, "password"}};
    for (const auto &[implemented, interface] : named)
        if (implemented)
            out.value(interface);
    out.endArray();
    out.member("exportDefaultPageSize", description.exportDefaultPageSize);
    out.member("exportMaxPageSize", description.exportMaxPageSize);
    out.member("importDefaultPageSize", description.importDefaultPageSize);
    out.member("importMaxPageSize", description.importMaxPageSize);
    if (!description.findings.empty())
        writeArray(out, "findings", description.findings);
    out.endObject();
}

template <> Result<ConnectorDescription> read<ConnectorDescription>(const Node &node)
{
    ConnectorDescription description;
    Members members(node);
    members.text("name", description.name).text("version", description.version).text("kind", description.kind);
    members.with("interfaces", [&](const Node &list) {
        return list.forEachElement([&](std::size_t, Node element) -> Result<void> {
            const auto text = element.toString();
            if (!text)
                return fail(text.error());
            auto &interfaces = description.interfaces;
            const std::pair<std::string_view, bool *> named[]{{"capabilities", &interfaces.capabilities},
                                                              {"parameters", &interfaces.parameters},
                                                              {"schema", &interfaces.schema},
                                                              {"partitions", &interfaces.partitions},
                                                              {"hierarchy", &interfaces.hierarchy},
                                                              {"callImport", &interfaces.callImport},
                                                              {"callExport", &interfaces.callExport},
                                                              {"password", &interfaces.password}};
            for (const auto &[interface, flag] : named)
                if (interface == *text)
                    *flag = true; // an interface of a later version is no concern of this one
            return {};
        });
    });
    members.number("exportDefaultPageSize", description.exportDefaultPageSize)
        .number("exportMaxPageSize", description.exportMaxPageSize);
    members.number("importDefaultPageSize", description.importDefaultPageSize)
        .number("importMaxPageSize", description.importMaxPageSize);
    members.array("findings", description.findings);
    return members.give(std::move(description));
}

} // namespace anchorage::json
