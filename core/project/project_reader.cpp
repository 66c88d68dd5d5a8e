// JSON -> Project. Every object refuses what it does not know: a misspelt member would otherwise be an
// option that does nothing.
#include "core/project/project.h"

#include "core/json/json_copy.h"
#include "core/json/json_members.h"
#include "core/json/json_place.h"
#include "core/model/distinguished_name.h"
#include "core/project/csv_json.h"
#include "core/project/expectation_json.h"
#include "core/project/project_json.h"

#include <algorithm>

namespace anchorage::project {

namespace {

using json::Members;
using json::Node;

Result<Connector> readConnector(const Node &node)
{
    Connector connector;
    if (node.kind() == json::Kind::String) {
        connector.name = *node.toString();
        return connector;
    }
    if (auto known = node.refuseUnknown({"name", "path", "command", "arguments", "workingDirectory", "options"}); !known)
        return fail(known.error());
    Members members(node);
    members.text("name", connector.name).text("path", connector.path).text("command", connector.command);
    members.array("arguments", connector.arguments).text("workingDirectory", connector.workingDirectory);
    take(members, "options", connector.options, pairsOf);
    auto result = members.give(connector);
    const auto ways = int(!connector.name.empty()) + int(!connector.path.empty()) + int(!connector.command.empty());
    if (result && ways != 1)
        return wrong("exactly one of \"name\", \"path\" and \"command\" says where the connector is, found "
                     + std::to_string(ways));
    if (result && !connector.arguments.empty() && connector.command.empty())
        return wrong("\"arguments\" go with \"command\" only");
    return result;
}

Result<Parameter> readParameter(std::string_view name, const Node &node)
{
    Parameter parameter{std::string(name), {}};
    if (node.kind() == json::Kind::String) {
        parameter.value = std::string(*node.toString());
        return parameter;
    }
    if (node.kind() != json::Kind::Object)
        return wrong("expected a text, {\"secret\": \"env:NAME\"} or {\"file\": \"PATH\"}, found "
                     + std::string(json::name(node.kind()))
                     + (node.kind() == json::Kind::Boolean ? "; a check box is \"1\" or \"0\"" : ""));
    if (auto known = node.refuseUnknown({"secret", "file"}); !known)
        return fail(known.error());
    if (node.size() != 1)
        return wrong("expected exactly one of \"secret\" and \"file\"");
    Members members(node);
    members.with("secret", [&](const Node &value) -> Result<void> {
        const auto text = value.toString();
        if (!text)
            return fail(text.error());
        auto reference = SecretReference::parse(*text);
        if (!reference)
            return fail(reference.error());
        parameter.value = std::move(*reference);
        return {};
    });
    std::string path;
    members.text("file", path);
    if (node.find("file"))
        parameter.value = FilePath{std::move(path)};
    return members.give(std::move(parameter));
}

Result<std::vector<Parameter>> readParameters(const Node &node)
{
    std::vector<Parameter> parameters;
    const auto done = node.forEachMember([&](std::string_view name, Node value) -> Result<void> {
        if (std::any_of(parameters.begin(), parameters.end(), [&](const auto &each) { return each.name == name; }))
            return json::atMember({ErrorCode::Input, "this parameter stands twice", {}}, name);
        auto parameter = readParameter(name, value);
        if (!parameter)
            return json::atMember(std::move(parameter.error()), name);
        parameters.push_back(std::move(*parameter));
        return {};
    });
    if (!done)
        return fail(done.error());
    return parameters;
}

Result<Schema> readSchema(const Node &node)
{
    if (auto known = node.refuseUnknown({"types"}); !known)
        return fail(known.error());
    auto checked = listOf<int>(node.at("types").value_or(Node()), [](const Node &type) -> Result<int> {
        if (auto known = type.refuseUnknown({"name", "locked", "attributes", "possibleDnComponents"}); !known)
            return fail(known.error());
        const auto attributes = type.find("attributes");
        if (!attributes)
            return 0;
        auto each = listOf<int>(*attributes, [](const Node &attribute) -> Result<int> {
            auto known = attribute.refuseUnknown(
                {"name", "type", "multiValued", "anchor", "operation", "required", "hiddenByDefault", "encrypted"});
            if (!known)
                return fail(known.error());
            return 0;
        });
        if (!each)
            return json::atMember(std::move(each.error()), "attributes");
        return 0;
    });
    if (!checked && node.find("types"))
        return json::atMember(std::move(checked.error()), "types");
    return json::read<Schema>(node);
}

Result<SchemaSource> readSchemaSource(const Node &node)
{
    constexpr std::string_view forms =
        R"(expected "connector", {"file": "PATH"}, {"maConfiguration": "PATH"} or {"inline": {"types": […]}})";
    if (node.kind() == json::Kind::String) {
        if (*node.toString() != "connector")
            return wrong(std::string(forms) + ", found \"" + std::string(*node.toString()) + '"');
        return SchemaSource(schema_source::Connector{});
    }
    if (auto known = node.refuseUnknown({"file", "format", "maConfiguration", "inline"}); !known)
        return fail(known.error());
    const auto file = node.find("file");
    const auto configuration = node.find("maConfiguration");
    const auto inlined = node.find("inline");
    if (int(file.has_value()) + int(configuration.has_value()) + int(inlined.has_value()) != 1)
        return wrong(std::string(forms));
    Members members(node);
    if (inlined) {
        schema_source::Inline source;
        take(members, "inline", source.schema, readSchema);
        return members.give(SchemaSource(std::move(source)));
    }
    if (configuration) {
        schema_source::MaConfiguration source;
        members.text("maConfiguration", source.path);
        return members.give(SchemaSource(std::move(source)));
    }
    schema_source::File source;
    members.text("file", source.path).text("format", source.format);
    return members.give(SchemaSource(std::move(source)));
}

Result<MACapabilities> readCapabilities(const Node &node)
{
    auto known = node.refuseUnknown(
        {"exportType", "distinguishedNameStyle", "objectConfirmation", "normalizations", "noReferenceValuesInFirstExport",
         "exportPasswordInFirstPass", "fullExport", "deleteAddAsReplace", "objectRename", "isDNAsAnchor", "supportPartitions",
         "supportHierarchy", "concurrentOperation", "deltaImport", "supportImport", "supportExport", "supportPassword"});
    if (!known)
        return fail(known.error());
    return json::read<MACapabilities>(node);
}

Result<AnchorDefinitions> readAnchors(const Node &node)
{
    auto anchors = json::read<AnchorDefinitions>(node);
    if (anchors)
        for (const auto &definition : *anchors)
            if (definition.attributes.empty())
                return json::atMember({ErrorCode::Input, "an anchor has at least one attribute", {}}, definition.type);
    return anchors;
}

Result<Scope> readScope(const Node &node)
{
    // A partition may stand as its DN alone.
    Scope scope;
    if (auto known = node.refuseUnknown({"partitions", "inclusions", "exclusions"}); !known)
        return fail(known.error());
    Members members(node);
    take(members, "partitions", scope.partitions, [](const Node &list) {
        return listOf<Partition>(list, [](const Node &each) -> Result<Partition> {
            if (each.kind() == json::Kind::String) {
                const std::string dn(*each.toString());
                return Partition{.identifier = Guid::fromName("partition\n" + dn), .dn = dn, .name = dn};
            }
            if (auto known = each.refuseUnknown({"identifier", "dn", "name", "hiddenByDefault"}); !known)
                return fail(known.error());
            return json::read<Partition>(each);
        });
    });
    const auto nodes = [](const Node &list) {
        return listOf<HierarchyNode>(list, [](const Node &each) -> Result<HierarchyNode> {
            if (each.kind() == json::Kind::Object)
                if (auto known = each.refuseUnknown({"dn", "displayName"}); !known)
                    return fail(known.error());
            return json::read<HierarchyNode>(each);
        });
    };
    take(members, "inclusions", scope.inclusions, nodes);
    take(members, "exclusions", scope.exclusions, nodes);
    return members.give(std::move(scope));
}

Result<Step> readStep(const Node &node)
{
    if (auto known = node.refuseUnknown({"name", "exportType", "pageSize", "partition", "expectations"}); !known)
        return fail(known.error());
    Step step;
    Members members(node);
    members.text("name", step.name).number("pageSize", step.pageSize).text("partition", step.partition);
    take(members, "expectations", step.expectations, readExpectations);
    if (node.find("exportType"))
        members.choice("exportType", step.exportType.emplace());
    auto result = members.give(step);
    if (result && step.exportType == OperationType::FullObject)
        return wrong("exportType: expected \"Delta\" or \"Full\"");
    if (result && step.pageSize < 0)
        return wrong("pageSize: " + std::to_string(step.pageSize) + " is below 0; 0 or nothing is the default");
    return result;
}

Result<std::vector<Step>> readSteps(const Node &node)
{
    auto steps = listOf<Step>(node, readStep);
    if (!steps)
        return steps;
    for (auto one = steps->begin(); one != steps->end(); ++one)
        for (auto other = std::next(one); other != steps->end(); ++other)
            if (equalsIgnoreCase(one->name, other->name))
                return wrong("two steps have the name \"" + one->name + "\": names tell steps apart");
    return steps;
}

Result<std::vector<std::pair<std::string, std::string>>> readSettings(const Node &node)
{
    std::vector<std::pair<std::string, std::string>> settings;
    RunSettings trial;
    const auto done = node.forEachMember([&](std::string_view name, Node value) -> Result<void> {
        if (name == "pageSize" || name == "exportType" || name == "pageSizeFrom")
            return wrong(std::string(name) + ": this belongs to a step (\"steps\")");
        std::string text;
        if (value.kind() == json::Kind::Boolean)
            text = *value.toBool() ? "true" : "false";
        else if (const auto integer = value.kind() == json::Kind::Integer ? value.toInteger() : fail(Error{}))
            text = std::to_string(*integer);
        else if (const auto string = value.toString())
            text = *string;
        else
            return json::atMember(
                {ErrorCode::Input,
                 "expected a text, a whole number, true or false, found " + std::string(json::name(value.kind())),
                 {}},
                name);
        if (auto applied = json::applySetting(trial, name, text); !applied)
            return applied;
        settings.emplace_back(name, std::move(text));
        return {};
    });
    if (!done)
        return fail(done.error());
    return settings;
}

Result<SpaceFile> readSpaceFile(const Node &node)
{
    SpaceFile file;
    if (node.kind() == json::Kind::String) {
        file.path = *node.toString();
        return file;
    }
    if (auto known = node.refuseUnknown({"path", "format", "type", "csv"}); !known)
        return fail(known.error());
    Members members(node);
    members.need("path");
    members.text("path", file.path).text("format", file.format).text("type", file.type);
    take(members, "csv", file.csv, readCsvOptions);
    return members.give(std::move(file));
}

Result<SpaceSource> readSpace(const Node &node)
{
    if (auto known = node.refuseUnknown({"files", "objects"}); !known)
        return fail(known.error());
    SpaceSource space;
    Members members(node);
    take(members, "files", space.files, [](const Node &list) { return listOf<SpaceFile>(list, readSpaceFile); });
    take(members, "objects", space.objects, [](const Node &list) { return listOf<std::string>(list, inlineObject); });
    return members.give(std::move(space));
}

} // namespace

Result<std::vector<std::pair<std::string, std::string>>> pairsOf(const Node &node)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto done = node.forEachMember([&](std::string_view name, Node value) -> Result<void> {
        const auto text = value.toString();
        if (!text)
            return json::atMember(text.error(), name);
        pairs.emplace_back(name, *text);
        return {};
    });
    if (!done)
        return fail(done.error());
    return pairs;
}

Result<std::string> inlineObject(const Node &node)
{
    if (node.kind() != json::Kind::Object)
        return wrong("expected an object, found " + std::string(json::name(node.kind())));
    std::string text;
    json::Writer out(text);
    json::copy(out, node);
    return text;
}

Result<Project> read(std::string_view text, const std::string &file)
{
    json::Document document;
    auto root = document.parse(text);
    const auto inFile = [&](Error error) {
        error.where.file = file;
        if (error.where.line == 0)
            error.where.line = json::lineOf(text, error.message);
        return tl::unexpected<Error>(std::move(error));
    };
    if (!root)
        return inFile(std::move(root.error()));
    const auto version = root->at(versionMember);
    const auto number = version ? version->toInteger() : fail(version.error());
    if (!number && root->find("anchorageSpace"))
        return inFile({ErrorCode::Input, "this is a file of objects, no project: a run takes it as --batch", {}});
    if (!number)
        return inFile({ErrorCode::Input,
                       "the member \"anchorageProject\" is missing or no number: a project begins with "
                       "{\"anchorageProject\": 1",
                       {}});
    if (*number != projectVersion)
        return inFile({ErrorCode::Input,
                       "\"anchorageProject\" is " + std::to_string(*number) + ": this program reads version "
                           + std::to_string(projectVersion),
                       {}});
    auto known =
        root->refuseUnknown({"$schema", versionMember, "description", "connector", "parameters", "schema", "capabilities",
                             "anchors", "selection", "scope", "steps", "settings", "space", "expectations"});
    if (!known)
        return inFile(std::move(known.error()));

    Project project;
    project.file = file;
    Members members(*root);
    members.text("$schema", project.jsonSchema).text("description", project.description);
    take(members, "connector", project.connector, readConnector);
    take(members, "parameters", project.parameters, readParameters);
    take(members, "schema", project.schema, readSchemaSource);
    take(members, "capabilities", project.capabilities, readCapabilities);
    take(members, "anchors", project.anchors, readAnchors);
    take(members, "selection", project.selection, [](const Node &node) { return json::read<Selection>(node); });
    take(members, "scope", project.scope, readScope);
    take(members, "steps", project.steps, readSteps);
    take(members, "settings", project.settings, readSettings);
    take(members, "space", project.space, readSpace);
    take(members, "expectations", project.expectations, readExpectations);
    auto result = members.give(std::move(project));
    if (!result)
        return inFile(std::move(result.error()));
    return result;
}

} // namespace anchorage::project
