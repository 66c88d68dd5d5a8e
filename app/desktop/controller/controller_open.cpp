// What a file is, and what opening it means.
#include "app/desktop/controller/controller.h"

#include "app/desktop/controller/journal_run.h"
#include "app/desktop/controller/object_reading.h"
#include "app/desktop/controller/space_work.h"
#include "app/desktop/text.h"
#include "core/connector/connector_kind.h"
#include "core/formats/format.h"
#include "core/project/project.h"
#include "core/session/files.h"

#include <QFileInfo>

#include <memory>
#include <optional>
#include <utility>

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
    const QFileInfo file(fromUtf8(path));
    if (file.isDir())
        return fail(ErrorCode::Usage,
                    "this is a folder, and a file is expected: open the project, batch, schema, journal or connector in it",
                    {.file = path});
    if (file.suffix() == QLatin1String("anchorage"))
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

/// What a file of objects brought into the document.
struct HeldInFile {
    std::optional<std::size_t> schema; ///< types of a schema that is not the document's already
    std::optional<std::size_t> objects; ///< new ones; absent: it has none, nor changes
};

QString takenText(const QString &file, const HeldInFile &held)
{
    const auto types =
        held.schema ? Controller::tr("its schema of %n object type(s)", nullptr, static_cast<int>(*held.schema)) : QString();
    const auto objects =
        held.objects ? Controller::tr("its objects, %n of them new", nullptr, static_cast<int>(*held.objects)) : QString();
    if (types.isEmpty() || objects.isEmpty())
        return Controller::tr("Taken from %1: %2").arg(file, types + objects);
    return Controller::tr("Taken from %1: %2, and %3").arg(file, types, objects);
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
    if (--m_reading > 0)
        return;
    if (std::exchange(m_outdated, false))
        refreshKnowledge(false);
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
    if (kind->kind == FileKind::Project) {
        ContentsRequest request;
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
    usePart(given, kind->kind == FileKind::Connector, use, {});
}

void Controller::usePart(const QString &given, bool ask, const std::function<void(project::Project &)> &use, const QString &taken)
{
    ContentsRequest request;
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
        [this, given, use, taken, revision = m_document.revision()](Result<Contents> contents) {
            if (contents) {
                const bool current = revision == m_document.revision();
                auto project = m_document.project();
                use(project);
                m_document.editProject(tr("Use %1").arg(QFileInfo(given).fileName()), std::move(project));
                m_document.setKnowledge(std::move(*contents), current);
                Q_EMIT fileUsed(given);
                if (!taken.isEmpty())
                    Q_EMIT told(taken);
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
    const auto name = QFileInfo(given).fileName();
    auto held = std::make_shared<HeldInFile>(); // the worker's; ours when it is over
    m_work->start(
        tr("Reading %1").arg(name),
        [path, format, name, held, knowledge = readingKnowledge(m_document)](const space::Space &before,
                                                                             TaskControl &control) -> Result<SpaceEdit> {
            *held = {};
            auto loaded = readObjects({path, {}, format, true}, knowledge, before, control);
            if (!loaded)
                return fail(std::move(loaded.error()));
            if (loaded->schema && !(loaded->schema == knowledge.schema && loaded->space))
                held->schema = loaded->schema->types.size();
            if (!loaded->space)
                return SpaceEdit();
            held->objects = loaded->space->size() - before.size();
            return SpaceEdit{std::move(*loaded->space), {}, tr("Read %1").arg(name), takenText(name, *held)};
        },
        [this, given, path, format, name, held](bool edited) {
            if (held->schema) // beside the objects, or alone: as with --schema on the command line
                usePart(
                    given, false,
                    [path, format](project::Project &project) {
                        project.schema = project::schema_source::File{path, format};
                    },
                    takenText(name, *held));
            else if (edited)
                Q_EMIT fileUsed(given);
            readingEnded();
        });
}

void Controller::openJournal(const QString &path)
{
    const auto refused = [this] {
        const bool busy = m_run.active() || m_preparing;
        if (busy)
            report({ErrorCode::Usage, "a run is active: stop it before a journal is opened", {}});
        return busy;
    };
    if (refused())
        return;
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
        [this, path, refused](Result<std::shared_ptr<JournalRun>> opened) {
            readingEnded();
            if (!opened)
                return report(opened.error());
            if (refused()) // it began while the file was read
                return;
            auto run = std::move(*opened);
            run->setBreakpoints(m_wishes.breakpoints);
            auto start = run->header().setup.space;
            m_journalFile = path;
            m_run.start(std::move(run), std::move(start));
            Q_EMIT fileUsed(path);
        });
}

} // namespace anchorage::desktop
