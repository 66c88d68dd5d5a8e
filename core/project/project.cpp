#include "core/project/project.h"

#include "core/base/file.h"
#include "core/json/model_json.h"

#include <algorithm>

namespace anchorage::project {

namespace {

/// Name and text of every setting that is set.
std::vector<std::pair<std::string, std::string>> pairsOf(const RunSettings &settings)
{
    std::string text;
    json::Writer out(text);
    json::write(out, settings);
    json::Document document;
    std::vector<std::pair<std::string, std::string>> pairs;
    if (const auto root = document.parse(text))
        static_cast<void>(root->forEachMember([&](std::string_view name, json::Node value) -> Result<void> {
            pairs.emplace_back(name, value.toString().value_or(""));
            return {};
        }));
    return pairs;
}

bool belongsToStep(std::string_view setting)
{
    return setting == "pageSize" || setting == "pageSizeFrom" || setting == "exportType";
}

} // namespace

std::string Project::resolve(std::string_view path) const
{
    if (path.empty())
        return {};
    auto absolute = utf8Path(path);
    if (absolute.is_relative() && !file.empty())
        absolute = utf8Path(file).parent_path() / absolute;
    const auto text = absolute.lexically_normal().u8string();
    return {text.begin(), text.end()};
}

RunSettings Project::runSettings() const
{
    RunSettings out;
    for (const auto &[name, value] : settings)
        static_cast<void>(json::applySetting(out, name, value)); // checked when they came in
    return out;
}

void Project::setRunSettings(const RunSettings &wanted)
{
    const auto before = settings;
    const auto defaults = pairsOf(RunSettings());
    const auto now = pairsOf(wanted);
    const auto find = [](const auto &pairs, const std::string &name) {
        return std::find_if(pairs.begin(), pairs.end(), [&](const auto &pair) { return pair.first == name; });
    };
    settings.clear();
    for (const auto &[name, value] : before)
        if (const auto found = find(now, name); found != now.end())
            settings.push_back(*found);
    for (const auto &pair : now) {
        const auto usual = find(defaults, pair.first);
        if (!belongsToStep(pair.first) && find(settings, pair.first) == settings.end()
            && (usual == defaults.end() || *usual != pair))
            settings.push_back(pair);
    }
}

const Parameter *Project::findParameter(std::string_view name) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto &each) { return each.name == name; });
    return found == parameters.end() ? nullptr : &*found;
}

Result<Project> load(const std::string &path)
{
    const auto text = readFile(path);
    if (!text)
        return fail(text.error());
    std::error_code error;
    const auto absolute = std::filesystem::absolute(utf8Path(path), error).lexically_normal().u8string();
    auto project = read(*text, std::string(absolute.begin(), absolute.end()));
    if (!project)
        project.error().where.file = path; // as the person named it
    return project;
}

Result<void> save(const Project &project, const std::string &path)
{
    return replaceFile(path, write(project));
}

} // namespace anchorage::project
