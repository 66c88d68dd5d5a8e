#include "app/desktop/controller/project_paths.h"

#include "app/desktop/text.h"

#include <QDir>
#include <QFileInfo>

namespace anchorage::desktop {

project::Project relocated(project::Project project, const std::string &file)
{
    const auto before = project;
    const auto folder = QFileInfo(fromUtf8(file)).dir();
    const auto move = [&](std::string &path) {
        if (path.empty())
            return;
        const auto absolute = fromUtf8(before.file.empty() ? path : before.resolve(path));
        const auto relative = folder.relativeFilePath(absolute);
        const bool below = !relative.startsWith(QLatin1String("..")) && QFileInfo(relative).isRelative();
        path = toUtf8(below ? relative : absolute);
    };
    move(project.connector.path);
    if (project.connector.command.find('/') != std::string::npos)
        move(project.connector.command);
    move(project.connector.workingDirectory);
    for (auto &parameter : project.parameters) {
        if (auto *named = std::get_if<project::FilePath>(&parameter.value))
            move(named->path);
    }
    if (auto *schema = std::get_if<project::schema_source::File>(&project.schema))
        move(schema->path);
    if (auto *configuration = std::get_if<project::schema_source::MaConfiguration>(&project.schema))
        move(configuration->path);
    for (auto &source : project.space.files)
        move(source.path);
    project.file = file;
    return project;
}

} // namespace anchorage::desktop
