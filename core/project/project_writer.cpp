// Project -> JSON: members in a fixed order, those that say nothing left out, so that two versions of a
// project differ only where they differ.
#include "core/project/project.h"

#include "core/json/model_json.h"
#include "core/project/csv_json.h"
#include "core/project/expectation_json.h"
#include "core/project/project_json.h"

#include <algorithm>

namespace anchorage::project {

namespace {

using json::Writer;

void writeConnector(Writer &out, const Connector &connector)
{
    out.beginObject();
    writeText(out, "name", connector.name);
    writeText(out, "path", connector.path);
    writeText(out, "command", connector.command);
    writeTexts(out, "arguments", connector.arguments);
    writeText(out, "workingDirectory", connector.workingDirectory);
    if (!connector.options.empty()) {
        out.key("options").beginObject();
        for (const auto &[name, value] : connector.options)
            out.member(name, value);
        out.endObject();
    }
    out.endObject();
}

void writeParameters(Writer &out, const std::vector<Parameter> &parameters)
{
    out.beginObject();
    for (const auto &parameter : parameters) {
        out.key(parameter.name);
        std::visit(overloaded{
                       [&](const std::string &text) { out.value(text); },
                       [&](const FilePath &file) { out.beginObject().member("file", file.path).endObject(); },
                       [&](const SecretReference &secret) { out.beginObject().member("secret", secret.text()).endObject(); },
                   },
                   parameter.value);
    }
    out.endObject();
}

void writeSchemaSource(Writer &out, const SchemaSource &source)
{
    std::visit(overloaded{
                   [&](const schema_source::Connector &) { out.value("connector"); },
                   [&](const schema_source::File &file) {
                       out.beginObject().member("file", file.path);
                       writeText(out, "format", file.format);
                       out.endObject();
                   },
                   [&](const schema_source::MaConfiguration &configuration) {
                       out.beginObject().member("maConfiguration", configuration.path).endObject();
                   },
                   [&](const schema_source::Inline &inlined) {
                       out.beginObject().key("inline");
                       json::write(out, inlined.schema);
                       out.endObject();
                   },
               },
               source);
}

void writeNodes(Writer &out, std::string_view member, const std::vector<HierarchyNode> &nodes)
{
    if (nodes.empty())
        return;
    out.key(member).beginArray();
    for (const auto &node : nodes) {
        if (node.displayName.empty())
            out.value(node.dn);
        else
            json::write(out, node);
    }
    out.endArray();
}

void writeScope(Writer &out, const Scope &scope)
{
    out.beginObject();
    if (!scope.partitions.empty()) {
        out.key("partitions").beginArray();
        for (const auto &partition : scope.partitions) {
            const bool plain = partition.name == partition.dn && !partition.hiddenByDefault
                && partition.identifier == Guid::fromName("partition\n" + partition.dn);
            if (plain)
                out.value(partition.dn);
            else
                json::write(out, partition);
        }
        out.endArray();
    }
    writeNodes(out, "inclusions", scope.inclusions);
    writeNodes(out, "exclusions", scope.exclusions);
    out.endObject();
}

void writeSteps(Writer &out, const std::vector<Step> &steps)
{
    out.beginArray();
    for (const auto &step : steps) {
        out.beginObject();
        writeText(out, "name", step.name);
        if (step.exportType)
            out.member("exportType", name(*step.exportType));
        if (step.pageSize != 0)
            out.member("pageSize", step.pageSize);
        writeText(out, "partition", step.partition);
        if (!step.expectations.empty()) {
            out.key("expectations");
            write(out, step.expectations);
        }
        out.endObject();
    }
    out.endArray();
}

void writeSettings(Writer &out, const std::vector<std::pair<std::string, std::string>> &settings)
{
    out.beginObject();
    for (const auto &[name, value] : settings) {
        const bool number = !value.empty() && value.size() < 16
            && std::all_of(value.begin(), value.end(), [](char c) { return '0' <= c && c <= '9'; });
        if (number)
            out.member(name, static_cast<std::int64_t>(std::stoll(value)));
        else if (value == "true" || value == "false")
            out.member(name, value == "true");
        else
            out.member(name, value);
    }
    out.endObject();
}

void writeSpace(Writer &out, const SpaceSource &space)
{
    out.beginObject();
    if (!space.files.empty()) {
        out.key("files").beginArray();
        for (const auto &file : space.files) {
            const bool plainCsv = file.csv == formats::CsvOptions();
            if (file.format.empty() && file.type.empty() && plainCsv) {
                out.value(file.path);
                continue;
            }
            out.beginObject().member("path", file.path);
            writeText(out, "format", file.format);
            writeText(out, "type", file.type);
            if (!plainCsv) {
                out.key("csv");
                writeCsvOptions(out, file.csv);
            }
            out.endObject();
        }
        out.endArray();
    }
    if (!space.objects.empty()) {
        out.key("objects").beginArray();
        for (const auto &object : space.objects)
            out.raw(object); // one object a line
        out.endArray();
    }
    out.endObject();
}

} // namespace

void writeText(Writer &out, std::string_view member, const std::string &text)
{
    if (!text.empty())
        out.member(member, text);
}

void writeTexts(Writer &out, std::string_view member, const std::vector<std::string> &texts)
{
    if (texts.empty())
        return;
    out.key(member).beginArray();
    for (const auto &text : texts)
        out.value(text);
    out.endArray();
}

std::string write(const Project &project)
{
    std::string text;
    Writer out(text, Writer::Style::Pretty);
    out.beginObject();
    writeText(out, "$schema", project.jsonSchema);
    out.member(versionMember, projectVersion);
    writeText(out, "description", project.description);
    if (!project.connector.empty()) {
        out.key("connector");
        writeConnector(out, project.connector);
    }
    if (!project.parameters.empty()) {
        out.key("parameters");
        writeParameters(out, project.parameters);
    }
    if (!std::holds_alternative<schema_source::Connector>(project.schema)) {
        out.key("schema");
        writeSchemaSource(out, project.schema);
    }
    if (project.capabilities) {
        out.key("capabilities");
        json::write(out, *project.capabilities);
    }
    if (!project.anchors.empty()) {
        out.key("anchors");
        json::write(out, project.anchors);
    }
    if (project.selection) {
        out.key("selection");
        json::write(out, *project.selection);
    }
    if (project.scope) {
        out.key("scope");
        writeScope(out, *project.scope);
    }
    if (!project.steps.empty()) {
        out.key("steps");
        writeSteps(out, project.steps);
    }
    if (!project.settings.empty()) {
        out.key("settings");
        writeSettings(out, project.settings);
    }
    if (!project.space.files.empty() || !project.space.objects.empty()) {
        out.key("space");
        writeSpace(out, project.space);
    }
    if (!project.expectations.empty()) {
        out.key("expectations");
        write(out, project.expectations);
    }
    out.endObject();
    text += '\n';
    return text;
}

} // namespace anchorage::project
