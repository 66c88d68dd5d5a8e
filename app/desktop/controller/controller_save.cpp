// A project and its objects on their way to disk.
#include "app/desktop/controller/controller.h"

#include "app/desktop/controller/project_paths.h"
#include "app/desktop/text.h"
#include "core/session/workspace.h"
#include "core/space/space_json.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace anchorage::desktop {
namespace {

// So many objects still read well inside a project file.
constexpr std::size_t inlineObjects = 100;

struct SaveWork {
    project::Project project;
    space::Space space;
    Schema schema;
    bool withSpace = false;
};

Result<project::Project> write(SaveWork work, TaskControl &control)
{
    auto &source = work.project.space;
    if (work.withSpace) {
        source = {};
        const auto *schema = work.schema.types.empty() ? nullptr : &work.schema;
        if (work.space.size() <= inlineObjects && work.space.recorded().empty()) {
            for (space::ObjectIndex i = 0; i < work.space.size(); ++i) {
                if (!work.space.exists(i))
                    continue;
                json::Writer out(source.objects.emplace_back());
                space::writeObject(out, work.space.object(i), schema);
            }
        } else {
            const QFileInfo file(fromUtf8(work.project.file));
            const auto name = file.completeBaseName() + QStringLiteral(".space.json");
            if (auto saved = session::saveSpace(work.space, schema, toUtf8(file.dir().filePath(name))); !saved)
                return fail(std::move(saved.error()));
            source.files.push_back({toUtf8(name), "canonical", {}, {}});
        }
    }
    if (control.cancelled())
        return fail(ErrorCode::Cancelled, "cancelled");
    if (auto saved = project::save(work.project, work.project.file); !saved)
        return fail(std::move(saved.error()));
    return std::move(work.project);
}

} // namespace

void Controller::saveProject(const QString &file)
{
    SaveWork work{m_document.project(), m_document.space(), m_document.schema(), m_document.spaceEdited()};
    const auto place = toUtf8(QFileInfo(file).absoluteFilePath());
    work.project = relocated(std::move(work.project), place);
    m_tasks.start<project::Project>(
        tr("Saving"), [work = std::move(work)](TaskControl &control) mutable { return write(std::move(work), control); }, this,
        [this, file](Result<project::Project> saved) {
            if (!saved)
                return report(saved.error());
            m_document.saved(std::move(*saved));
            Q_EMIT fileUsed(file);
            Q_EMIT projectSaved();
        });
}

} // namespace anchorage::desktop
