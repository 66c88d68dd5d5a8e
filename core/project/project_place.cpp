#include "core/project/project_place.h"

#include "core/base/file.h"
#include "core/json/json_place.h"

namespace anchorage::project {

namespace {

/// The file's text, where it still holds what the project holds.
std::string textOf(const Project &project)
{
    if (project.file.empty())
        return {};
    auto text = readFile(project.file);
    if (!text)
        return {};
    const auto stored = read(*text, project.file);
    return stored && stored->space.objects == project.space.objects ? std::move(*text) : std::string();
}

} // namespace

std::uint64_t lineOf(const Project &project, std::string_view message)
{
    const auto text = textOf(project);
    return text.empty() ? 0 : json::lineOf(text, message);
}

std::vector<std::uint64_t> objectLines(const Project &project)
{
    if (project.space.objects.empty())
        return {};
    return json::linesOfElements(textOf(project), "space.objects");
}

} // namespace anchorage::project
