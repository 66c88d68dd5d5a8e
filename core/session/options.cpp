#include "core/session/options.h"

#include "core/base/file.h"
#include "core/json/model_json.h"

#include <algorithm>

namespace anchorage::session {

namespace {

std::string absolute(const Options &options, const std::string &path)
{
    auto full = utf8Path(path);
    if (full.is_relative())
        full = utf8Path(options.folder) / full;
    const auto text = full.lexically_normal().u8string();
    return {text.begin(), text.end()};
}

/// A name of the catalogue has neither a folder nor a file of that name.
void setConnector(project::Project &project, const Options &options)
{
    project::Connector connector;
    connector.options = project.connector.options;
    std::error_code error;
    const bool isFile = options.connector.find('/') != std::string::npos || options.connector.find('\\') != std::string::npos
        || std::filesystem::is_regular_file(utf8Path(absolute(options, options.connector)), error);
    if (!options.arguments.empty()) {
        connector.command = isFile ? absolute(options, options.connector) : options.connector;
        connector.arguments = options.arguments;
    } else if (isFile) {
        connector.path = absolute(options, options.connector);
    } else {
        connector.name = options.connector;
    }
    project.connector = std::move(connector);
}

void setParameter(project::Project &project, project::Parameter parameter)
{
    const auto known = std::find_if(project.parameters.begin(), project.parameters.end(),
                                    [&](const auto &each) { return each.name == parameter.name; });
    if (known == project.parameters.end())
        project.parameters.push_back(std::move(parameter));
    else
        known->value = std::move(parameter.value);
}

} // namespace

Result<project::Project> withOptions(project::Project project, const Options &options)
{
    if (!options.connector.empty())
        setConnector(project, options);
    for (const auto &option : options.hostOptions)
        project.connector.options.push_back(option);
    if (!options.maConfiguration.empty())
        project.schema = project::schema_source::MaConfiguration{absolute(options, options.maConfiguration)};
    if (!options.schema.empty() && !options.maConfiguration.empty())
        return fail(ErrorCode::Usage, "--schema and --ma-config exclude each other: the configuration has the schema");
    if (!options.schema.empty())
        project.schema = project::schema_source::File{absolute(options, options.schema), {}};
    if (!options.batches.empty()) {
        project.space = {};
        for (auto batch : options.batches) {
            batch.path = absolute(options, batch.path);
            project.space.files.push_back(std::move(batch));
        }
    }
    for (const auto &[name, value] : options.parameters)
        setParameter(project, {name, value});
    for (const auto &[name, value] : options.secrets) {
        auto reference = SecretReference::parse(value);
        if (!reference)
            return fail(ErrorCode::Usage, "--secret " + name + ": " + reference.error().message);
        setParameter(project, {name, std::move(*reference)});
    }
    if (project.steps.empty() && (options.pageSize || options.exportType || !options.partition.empty()))
        project.steps.emplace_back();
    for (auto &step : project.steps) {
        step.pageSize = options.pageSize.value_or(step.pageSize);
        step.exportType = options.exportType ? options.exportType : step.exportType;
        if (!options.partition.empty())
            step.partition = options.partition;
    }
    RunSettings trial;
    for (const auto &[name, value] : options.settings) {
        if (auto applied = json::applySetting(trial, name, value); !applied)
            return fail(ErrorCode::Usage, "--set " + name + ": " + applied.error().message);
        if (name == "pageSize" || name == "exportType" || name == "pageSizeFrom")
            return fail(ErrorCode::Usage, "--set " + name + ": this belongs to the step; use --page-size or --export-type");
        std::erase_if(project.settings, [&, &key = name](const auto &pair) { return pair.first == key; });
        project.settings.emplace_back(name, value);
    }
    if (!options.types.empty()) {
        if (!project.selection)
            project.selection.emplace();
        project.selection->types = options.types;
    }
    return project;
}

} // namespace anchorage::session
