// What a file is, and what opening it means.
#include "app/desktop/controller/controller.h"

#include "app/desktop/controller/journal_run.h"
#include "app/desktop/controller/space_work.h"
#include "app/desktop/text.h"
#include "core/connector/connector_kind.h"
#include "core/formats/format.h"
#include "core/project/project.h"
#include "core/session/files.h"

#include <QFileInfo>

namespace anchorage::desktop {
namespace {

enum class FileKind : unsigned char { Project, Journal, Connector, Configuration, Schema, Objects };

struct Recognised {
    FileKind kind = FileKind::Objects;
    std::string path;
    std::string format;
};

Result<Recognised> recognise(const std::string &path)
{
    if (QFileInfo(fromUtf8(path)).suffix() == QLatin1String("anchorage"))
        return Recognised{FileKind::Project, path, {}};
    const auto journal = session::looksLikeJournal(path);
    if (!journal)
        return fail(journal.error());
    if (*journal)
        return Recognised{FileKind::Journal, path, {}};
    if (auto format = formats::recognise(path)) {
        const auto kind = format->readsConfiguration      ? FileKind::Configuration
            : format->readsChanges || format->readsImages ? FileKind::Objects
                                                          : FileKind::Schema;
        return Recognised{kind, path, format->name};
    }
    if (connector::locateConnector(path, {}))
        return Recognised{FileKind::Connector, path, {}};
    return fail(ErrorCode::Unsupported,
                "this is no project, journal, batch, schema, management agent configuration or connector that Anchorage knows",
                {.file = path});
}

} // namespace

void Controller::openPath(const QString &path)
{
    m_toOpen.append(path);
    if (m_reading == 0)
        openNext();
}

void Controller::readingEnded()
{
    if (--m_reading == 0)
        openNext();
}

void Controller::openNext()
{
    while (m_reading == 0 && !m_toOpen.isEmpty())
        openNow(m_toOpen.takeFirst());
}

void Controller::openNow(const QString &given)
{
    const auto path = toUtf8(QFileInfo(given).absoluteFilePath());
    const auto kind = recognise(path);
    if (!kind)
        return report(kind.error());
    if (kind->kind == FileKind::Journal)
        return openJournal(given);
    ContentsRequest request;
    if (kind->kind == FileKind::Project) {
        auto project = project::load(path);
        if (!project)
            return report(project.error());
        request.project = std::move(*project);
        return open(std::move(request), tr("Opening %1").arg(QFileInfo(given).fileName()), true);
    }
    // Anything else becomes a part of the project that is open: one can start from any of them.
    if (kind->kind == FileKind::Objects)
        return openObjects(given, path, kind->format);
    const auto use = [kind = kind->kind, path, format = kind->format](project::Project &project) {
        if (kind == FileKind::Connector) {
            project.connector = {};
            project.connector.path = path;
        } else if (kind == FileKind::Configuration) {
            project.schema = project::schema_source::MaConfiguration{path};
        } else {
            project.schema = project::schema_source::File{path, format};
        }
    };
    const bool ask = kind->kind == FileKind::Connector;
    request.project = m_document.project();
    use(request.project);
    request.ask = ask;
    if (!ask)
        request.inspection = m_document.inspection();
    request.space = m_document.space();
    ++m_reading;
    m_tasks.start<Contents>(
        ask ? tr("Asking the connector") : tr("Reading %1").arg(QFileInfo(given).fileName()),
        [this, request = std::move(request)](TaskControl &control) { return openContents(request, m_secrets, control); }, this,
        [this, given, use, revision = m_document.revision()](Result<Contents> contents) {
            if (contents) {
                const bool current = revision == m_document.revision();
                auto project = m_document.project();
                use(project);
                m_document.editProject(tr("Use %1").arg(QFileInfo(given).fileName()), std::move(project));
                m_document.setKnowledge(std::move(*contents), current);
                Q_EMIT fileUsed(given);
            } else { // and the project stays as it was
                report(contents.error());
            }
            readingEnded();
        });
}

void Controller::openObjects(const QString &given, const std::string &path, const std::string &format)
{
    // The new file is laid over the objects that are there (space-2), and can be taken back.
    ++m_reading;
    m_work->start(
        tr("Reading %1").arg(QFileInfo(given).fileName()),
        [path, format, text = tr("Read %1").arg(QFileInfo(given).fileName()), schema = m_document.schema(),
         anchors = m_document.anchors(),
         types = m_document.selection().types](const space::Space &before, TaskControl &control) -> Result<SpaceEdit> {
            formats::LoadRequest load;
            load.path = path;
            load.format = format;
            load.style = before.style();
            load.base = &before;
            load.schema = schema.types.empty() ? nullptr : &schema;
            load.anchors = &anchors;
            load.selectedTypes = types.value_or(std::vector<std::string>());
            load.progress = [&control](std::uint64_t done, std::uint64_t total) {
                control.progress(done, total);
                return !control.cancelled();
            };
            auto loaded = formats::load(load);
            if (!loaded)
                return fail(std::move(loaded.error()));
            if (!loaded->space)
                return fail(ErrorCode::Input, "this file holds no objects and no changes", {.file = load.path});
            return SpaceEdit{std::move(*loaded->space), {}, text};
        },
        [this, given](bool edited) {
            if (edited)
                Q_EMIT fileUsed(given);
            readingEnded();
        });
}

void Controller::openJournal(const QString &path)
{
    if (m_run.active())
        return report({ErrorCode::Usage, "a run is active: stop it before a journal is opened", {}});
    ++m_reading;
    m_tasks.start<std::shared_ptr<JournalRun>>(
        tr("Reading the journal"),
        [file = toUtf8(path)](TaskControl &) -> Result<std::shared_ptr<JournalRun>> {
            auto run = JournalRun::open(file);
            if (!run)
                return fail(std::move(run.error()));
            return std::shared_ptr<JournalRun>(std::move(*run));
        },
        this,
        [this, path](Result<std::shared_ptr<JournalRun>> opened) {
            readingEnded();
            if (!opened)
                return report(opened.error());
            auto run = std::move(*opened);
            run->setBreakpoints(m_wishes.breakpoints);
            auto start = run->header().setup.space;
            m_journalFile = path;
            m_run.start(std::move(run), std::move(start));
            Q_EMIT fileUsed(path);
        });
}

} // namespace anchorage::desktop
