// What a connector said of itself, in words and as JSON.
#include "app/cli/inspection_output.h"

#include "app/cli/context.h"
#include "core/json/model_json.h"
#include "core/model/load_failure.h"

#include <ostream>

namespace anchorage::cli {

namespace {

std::string pageSizes(std::int32_t usual, std::int32_t most)
{
    return (usual > 0 ? std::to_string(usual) : "not said") + ", at most " + (most > 0 ? std::to_string(most) : "any");
}

void printInterfaces(std::ostream &out, const ConnectorInterfaces &interfaces)
{
    const std::pair<bool, const char *> named[]{
        {interfaces.capabilities, "capabilities"}, {interfaces.parameters, "parameters"}, {interfaces.schema, "schema"},
        {interfaces.partitions, "partitions"},     {interfaces.hierarchy, "hierarchy"},   {interfaces.callImport, "import"},
        {interfaces.callExport, "export"},         {interfaces.password, "password"}};
    out << "  interfaces ";
    for (const auto &[implemented, interface] : named)
        if (implemented)
            out << ' ' << interface;
    out << (interfaces.callExport ? "\n" : "\n  import-only: it has no export calls\n");
}

void printPages(std::ostream &out, const session::Inspection &inspection)
{
    for (const auto &page : inspection.pages) {
        out << "\nParameters, page " << name(page.page) << '\n';
        for (const auto &definition : page.definitions) {
            const auto *value = findParameter(inspection.parameters, definition.name);
            if (value == nullptr) {
                out << "  " << printable(definition.text.empty() ? definition.name : definition.text) << '\n';
                continue;
            }
            out << "  " << printable(definition.name) << " (" << name(definition.type) << ")";
            if (value->isEncrypted())
                out << (std::get<Secret>(value->value).reveal().empty() ? "" : " = [secret]");
            else if (const auto &text = std::get<std::string>(value->value); !text.empty())
                out << " = " << printable(text.size() > 200 ? text.substr(0, 200) + "…" : text);
            for (std::size_t i = 0; i < definition.choices.size(); ++i)
                out << (i == 0 ? "  one of: " : ", ") << printable(definition.choices[i]);
            out << '\n';
        }
        if (page.validation && page.validation->code == ParameterValidationResultCode::Failure)
            out << "  NOT VALID: " << printable(page.validation->errorParameter) << ": "
                << printable(page.validation->errorMessage) << '\n';
    }
}

void printCapabilities(std::ostream &out, const MACapabilities &capabilities)
{
    std::string text;
    json::Writer writer(text);
    json::write(writer, capabilities);
    json::Document document;
    out << "\nCapabilities\n";
    if (const auto root = document.parse(text))
        static_cast<void>(root->forEachMember([&](std::string_view member, json::Node value) -> Result<void> {
            out << "  " << member << ": ";
            if (const auto truth = value.toBool())
                out << (*truth ? "yes" : "no");
            else if (const auto word = value.toString())
                out << *word;
            else
                static_cast<void>(value.forEachElement([&](std::size_t i, json::Node each) -> Result<void> {
                    out << (i == 0 ? "" : ", ") << each.toString().value_or("");
                    return {};
                }));
            out << '\n';
            return {};
        }));
}

void printNodes(std::ostream &out, const std::vector<session::InspectedNode> &nodes, std::size_t depth)
{
    for (const auto &each : nodes) {
        out << std::string(2 * depth, ' ') << printable(each.node.dn) << '\n';
        printNodes(out, each.children, depth + 1);
    }
}

void writeNodes(json::Writer &out, const std::vector<session::InspectedNode> &nodes)
{
    out.beginArray();
    for (const auto &each : nodes) {
        out.beginObject().member("dn", each.node.dn).member("displayName", each.node.displayName).key("children");
        writeNodes(out, each.children);
        out.endObject();
    }
    out.endArray();
}

} // namespace

void printSchema(std::ostream &out, const Schema &schema)
{
    out << "\nSchema\n";
    for (const auto &type : schema.types) {
        out << "  " << printable(type.name) << (type.locked ? " (anchor locked)" : "") << '\n';
        for (const auto &attribute : type.attributes) {
            out << "    " << printable(attribute.name) << ": " << name(attribute.type)
                << (attribute.multiValued ? ", multi-valued" : "");
            if (attribute.anchor)
                out << ", anchor";
            if (attribute.operation != AttributeOperation::ImportExport)
                out << ", " << name(attribute.operation);
            out << (attribute.required ? ", required" : "") << (attribute.encrypted ? ", encrypted" : "") << '\n';
        }
    }
}

void printText(std::ostream &out, const session::Inspection &inspection)
{
    const auto &connector = inspection.connector;
    out << printable(connector.name) << ' ' << (connector.version.empty() ? "" : printable(connector.version) + ' ') << '('
        << printable(connector.kind) << ")\n";
    if (!connector.findings.empty()) {
        out << "\nCheck before anything was loaded\n";
        for (const auto &finding : connector.findings)
            out << "  " << name(finding.severity) << ": " << printable(finding.message) << '\n';
        out << '\n';
    }
    if (const auto failure = loadFailureOf(connector)) { // nothing of it was loaded, so there is nothing else to say
        out << "A run would end with " << loadStatusOf(*failure) << '\n';
        return;
    }
    printInterfaces(out, connector.interfaces);
    out << "  export pages: " << pageSizes(connector.exportDefaultPageSize, connector.exportMaxPageSize) << '\n';
    printPages(out, inspection);
    if (inspection.capabilities)
        printCapabilities(out, *inspection.capabilities);
    if (inspection.schema)
        printSchema(out, *inspection.schema);
    if (!inspection.partitions.empty())
        out << "\nPartitions\n";
    for (const auto &each : inspection.partitions) {
        out << "  " << printable(each.partition.dn) << '\n';
        printNodes(out, each.hierarchy, 2);
    }
    if (!inspection.findings.empty())
        out << "\nFindings\n";
    for (const auto &finding : inspection.findings)
        out << "  " << name(finding.severity) << ": " << printable(finding.message) << '\n';
    if (!inspection.problems.empty())
        out << "\nWhat did not work\n";
    for (const auto &problem : inspection.problems)
        out << "  " << problem.method << ": " << printable(problem.exception.type) << ": " << printable(problem.exception.message)
            << '\n';
    if (!inspection.log.empty())
        out << "\nIt said\n";
    for (const auto &log : inspection.log)
        out << "  [" << printable(log.level) << "] " << printable(log.text) << '\n';
}

void printJson(std::ostream &stream, const session::Inspection &inspection)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().key("connector");
    json::write(out, inspection.connector);
    out.key("parameters").beginArray();
    for (const auto &page : inspection.pages) {
        out.beginObject().member("page", name(page.page)).key("definitions").beginArray();
        for (const auto &definition : page.definitions)
            json::write(out, definition);
        out.endArray().key("validation");
        page.validation ? json::write(out, *page.validation) : static_cast<void>(out.null());
        out.endObject();
    }
    out.endArray().key("values").beginArray();
    for (const auto &parameter : inspection.parameters)
        json::write(out, parameter, json::Secrets::Mark);
    out.endArray().key("capabilities");
    inspection.capabilities ? json::write(out, *inspection.capabilities) : static_cast<void>(out.null());
    out.key("schema");
    inspection.schema ? json::write(out, *inspection.schema) : static_cast<void>(out.null());
    out.key("partitions").beginArray();
    for (const auto &each : inspection.partitions) {
        out.beginObject().key("partition");
        json::write(out, each.partition);
        out.key("hierarchy");
        writeNodes(out, each.hierarchy);
        out.endObject();
    }
    out.endArray().key("findings").beginArray();
    for (const auto &finding : inspection.findings)
        json::write(out, finding);
    out.endArray().key("problems").beginArray();
    for (const auto &problem : inspection.problems) {
        out.beginObject().member("method", problem.method).key("exception");
        json::write(out, problem.exception);
        out.endObject();
    }
    out.endArray().key("log").beginArray();
    for (const auto &log : inspection.log)
        out.beginObject().member("level", log.level).member("text", log.text).endObject();
    out.endArray().endObject();
    stream << text << '\n';
}

} // namespace anchorage::cli
