#include "core/session/workspace.h"

#include "core/base/file.h"
#include "core/formats/format.h"
#include "core/model/distinguished_name.h"
#include "core/model/load_failure.h"
#include "core/project/project_place.h"
#include "core/record/replay.h"
#include "core/session/stored_configuration.h"
#include "core/space/space_json.h"

#include <algorithm>

namespace anchorage::session {

Result<Workspace> Workspace::open(project::Project project)
{
    Workspace workspace(std::move(project));
    const auto &source = workspace.m_project.schema;
    std::string path;
    std::string format;
    if (const auto *file = std::get_if<project::schema_source::File>(&source)) {
        path = workspace.m_project.resolve(file->path);
        format = file->format;
    } else if (const auto *configuration = std::get_if<project::schema_source::MaConfiguration>(&source)) {
        path = workspace.m_project.resolve(configuration->path);
    } else {
        return workspace;
    }
    formats::LoadRequest request;
    request.path = path;
    request.format = format;
    auto loaded = formats::load(request);
    if (!loaded)
        return fail(std::move(loaded.error()));
    workspace.m_findings = std::move(loaded->findings);
    if (std::holds_alternative<project::schema_source::MaConfiguration>(source)) {
        if (!loaded->configuration)
            return fail(ErrorCode::Input,
                        "this is a file of the format " + loaded->format
                            + ", expected a management agent configuration (saved-ma-configuration, export-ma or ma-data)",
                        {.file = path});
        workspace.m_maConfiguration = std::move(loaded->configuration);
        return workspace;
    }
    if (loaded->schema)
        workspace.m_schemaFile = std::move(loaded->schema);
    else if (loaded->configuration)
        workspace.m_schemaFile = std::move(loaded->configuration->schema);
    else
        return fail(ErrorCode::Input, "this file of the format " + loaded->format + " has no schema", {.file = path});
    return workspace;
}

std::vector<project::Step> Workspace::steps() const
{
    if (!m_project.steps.empty())
        return m_project.steps;
    std::vector<project::Step> steps;
    if (m_maConfiguration)
        for (const auto &stored : m_maConfiguration->exportSteps)
            steps.emplace_back().name = stored.profile;
    // Profiles may have several export steps, and names tell steps apart.
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (steps[j].name == steps[i].name)
                steps[i].name += " (" + std::to_string(i + 1) + ")";
    if (steps.empty())
        steps.emplace_back();
    return steps;
}

Result<project::Step> Workspace::step(const std::string &name) const
{
    const auto all = steps();
    if (name.empty())
        return all.front();
    std::string names;
    for (const auto &step : all) {
        if (equalsIgnoreCase(step.name, name))
            return step;
        names += (names.empty() ? "" : ", ") + (step.name.empty() ? "(the only one has no name)" : step.name);
    }
    return fail(ErrorCode::Usage, "there is no step \"" + name + "\"; there are " + names, {.file = m_project.file});
}

namespace {

/// The run status that the engine would show, and why.
Error notLoaded(const ExceptionInfo &failure, const ConnectorDescription &connector)
{
    return {
        ErrorCode::Peer, std::string(loadStatusOf(failure)) + ": " + connector.name + " cannot run here: " + failure.message, {}};
}

/// Folders of a .NET connector count from the project; MAUtils.MAFolder is the project's own folder where
/// nothing else is said.
void setFolders(std::vector<std::pair<std::string, std::string>> &options, const project::Project &project)
{
    const auto absolute = [&project](const std::string &path) {
        std::error_code error;
        const auto text = std::filesystem::absolute(utf8Path(project.resolve(path)), error).lexically_normal().u8string();
        return std::string(text.begin(), text.end());
    };
    bool hasFolder = false;
    for (auto &[name, value] : options) {
        hasFolder = hasFolder || name == "maFolder";
        if (!value.empty() && (name == "maFolder" || name == "extensionsDirectory" || name == "configurationFile"))
            value = absolute(value);
    }
    if (!hasFolder)
        options.emplace_back("maFolder", absolute("."));
}

} // namespace

bool Workspace::needsConnector() const
{
    const bool schemaStored = !std::holds_alternative<project::schema_source::Connector>(m_project.schema);
    return !schemaStored || !(m_project.capabilities || m_maConfiguration) || (m_project.capabilities && wantsPartitions());
}

bool Workspace::wantsPartitions() const
{
    if (m_project.connector.empty() || (m_project.capabilities && !m_project.capabilities->supportPartitions))
        return false;
    return m_project.scope ? m_project.scope->partitions.empty() : !m_maConfiguration;
}

Result<connector::ConnectorLocation> Workspace::connector() const
{
    const auto &wanted = m_project.connector;
    if (wanted.empty())
        return fail(ErrorCode::Usage, "no connector is named: give \"connector\" in the project or --connector",
                    {.file = m_project.file});
    connector::ConnectorLocation location;
    if (!wanted.command.empty()) {
        location.kind = connector::ConnectorKind::Command;
        // A program of the project's folder, else one of the search path.
        location.path = wanted.command.find('/') != std::string::npos ? m_project.resolve(wanted.command) : wanted.command;
        location.arguments = wanted.arguments;
    } else {
        const auto file = utf8Path(m_project.file).parent_path().u8string();
        auto found = connector::locateConnector(wanted.path.empty() ? wanted.name : m_project.resolve(wanted.path),
                                                std::string(file.begin(), file.end()));
        if (!found)
            return fail(std::move(found.error()));
        location = std::move(*found);
    }
    if (!wanted.workingDirectory.empty())
        location.workingDirectory = m_project.resolve(wanted.workingDirectory);
    for (const auto &option : wanted.options)
        location.options.push_back(option);
    if (location.kind == connector::ConnectorKind::DotNet)
        setFolders(location.options, m_project);
    return location;
}

Result<InspectRequest> Workspace::inspectRequest() const
{
    auto location = connector();
    if (!location)
        return fail(std::move(location.error()));
    InspectRequest request;
    request.connector = std::move(*location);
    request.parameters = m_project.parameters;
    for (auto &parameter : request.parameters)
        if (auto *file = std::get_if<project::FilePath>(&parameter.value))
            file->path = m_project.resolve(file->path);
    if (m_maConfiguration) {
        request.fills = fillsOf(*m_maConfiguration);
        request.stored = storedParameters(*m_maConfiguration);
    }
    const auto settings = m_project.runSettings();
    request.messageLimit = settings.messageLimit;
    request.wantSchema = std::holds_alternative<project::schema_source::Connector>(m_project.schema);
    request.wantCapabilities = !m_project.capabilities && !m_maConfiguration;
    request.wantPartitions = wantsPartitions();
    request.wantHierarchy = false;
    return request;
}

Result<Schema> Workspace::schema(const Inspection *inspection) const
{
    if (const auto *inlined = std::get_if<project::schema_source::Inline>(&m_project.schema))
        return inlined->schema;
    if (m_schemaFile)
        return *m_schemaFile;
    if (m_maConfiguration)
        return m_maConfiguration->schema;
    if (inspection != nullptr && inspection->schema)
        return *inspection->schema;
    if (inspection != nullptr) {
        if (const auto failure = loadFailureOf(inspection->connector))
            return fail(notLoaded(*failure, inspection->connector));
        if (const auto *problem = inspection->problemOf("getSchema"))
            return fail(ErrorCode::Peer,
                        "the connector gave no schema: " + problem->exception.type + ": " + problem->exception.message);
        return fail(ErrorCode::Unsupported, "the connector offers no schema: give one in the project, --schema or --ma-config");
    }
    return fail(ErrorCode::Usage,
                "no schema: give one in the project, --schema or --ma-config, or name a connector that has one");
}

Result<MACapabilities> Workspace::capabilities(const Inspection *inspection) const
{
    if (m_project.capabilities)
        return *m_project.capabilities;
    if (m_maConfiguration)
        return m_maConfiguration->capabilities;
    if (inspection != nullptr && inspection->capabilities)
        return *inspection->capabilities;
    if (inspection != nullptr) {
        if (const auto failure = loadFailureOf(inspection->connector))
            return fail(notLoaded(*failure, inspection->connector));
        if (const auto *problem = inspection->problemOf("getCapabilities"))
            return fail(ErrorCode::Peer,
                        "the connector gave no capabilities: " + problem->exception.type + ": " + problem->exception.message);
        return fail(ErrorCode::Unsupported,
                    "the connector was not asked for its capabilities: give them in the project or --ma-config");
    }
    return fail(ErrorCode::Usage, "no capabilities: give them in the project or --ma-config, or name a connector that has them");
}

AnchorDefinitions Workspace::anchors() const
{
    auto anchors = m_project.anchors;
    if (m_maConfiguration)
        for (const auto &stored : m_maConfiguration->anchors)
            if (std::none_of(anchors.begin(), anchors.end(),
                             [&](const auto &each) { return equalsIgnoreCase(each.type, stored.type); }))
                anchors.push_back(stored);
    return anchors;
}

Selection Workspace::selection() const
{
    auto selection = m_maConfiguration ? m_maConfiguration->selection : Selection();
    if (m_project.selection && m_project.selection->types)
        selection.types = m_project.selection->types;
    if (m_project.selection && m_project.selection->attributes)
        selection.attributes = m_project.selection->attributes;
    return selection;
}

Result<space::Space> Workspace::space(const Inspection *inspection)
{
    const auto types = schema(inspection);
    if (!types)
        return fail(types.error());
    const auto wanted = capabilities(inspection);
    if (!wanted)
        return fail(wanted.error());
    const auto definitions = anchors();
    space::Space space(wanted->distinguishedNameStyle);
    for (const auto &file : m_project.space.files) {
        formats::LoadRequest request;
        request.path = m_project.resolve(file.path);
        request.format = file.format;
        request.schema = &*types;
        request.style = wanted->distinguishedNameStyle;
        request.objectType = file.type;
        request.selectedTypes = selection().types.value_or(std::vector<std::string>());
        request.base = &space;
        request.anchors = &definitions;
        request.csv = file.csv;
        auto loaded = formats::load(request);
        if (!loaded)
            return fail(std::move(loaded.error()));
        if (!loaded->space)
            return fail(ErrorCode::Input, "this file of the format " + loaded->format + " holds no objects and no changes",
                        {.file = request.path});
        space = std::move(*loaded->space);
        m_findings.insert(m_findings.end(), loaded->findings.begin(), loaded->findings.end());
    }
    const auto lines = project::objectLines(m_project);
    std::size_t number = 0;
    for (const auto &text : m_project.space.objects) {
        json::Document document;
        const auto node = document.parse(text);
        const std::string place = "space.objects[" + std::to_string(number) + "]";
        const auto origin = number < lines.size() ? m_project.file + ':' + std::to_string(lines[number]) : place;
        ++number;
        auto object = node ? space::readObject(*node, &*types) : fail(node.error());
        if (object && object->origin.empty())
            object->origin = origin;
        auto inserted = object ? space.insert(*object) : fail(object.error());
        if (!inserted) {
            auto error = std::move(inserted.error());
            error.message = place + ": " + error.message;
            error.where.file = m_project.file;
            error.where.line = project::lineOf(m_project, error.message);
            return fail(std::move(error));
        }
    }
    return space;
}

Result<space::Space> startSpace(const std::string &path, const Schema *schema, MADistinguishedNameStyle style)
{
    const auto isJournal = looksLikeJournal(path);
    if (!isJournal)
        return fail(isJournal.error());
    if (*isJournal) {
        auto space = record::spaceAfter(path);
        if (space)
            if (auto styled = space->setStyle(style); !styled)
                return fail(std::move(styled.error()));
        return space;
    }
    formats::LoadRequest request;
    request.path = path;
    request.schema = schema;
    request.style = style;
    auto loaded = formats::load(request);
    if (!loaded)
        return fail(std::move(loaded.error()));
    if (!loaded->space)
        return fail(ErrorCode::Input, "this file of the format " + loaded->format + " holds no objects", {.file = path});
    return std::move(*loaded->space);
}

Result<void> saveSpace(const space::Space &space, const Schema *schema, const std::string &path)
{
    formats::SaveRequest request;
    request.path = path;
    request.format = "canonical";
    request.schema = schema;
    const auto saved = formats::save(space, request);
    if (!saved)
        return fail(saved.error());
    return {};
}

} // namespace anchorage::session
