#include "app/desktop/controller/autosave.h"

#include "app/desktop/text.h"
#include "core/base/file.h"
#include "core/session/workspace.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSet>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <optional>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int pauseFactor = 10; // a write may take a tenth of the time
const auto versionMember = QStringLiteral("anchorageRecovery");

struct Snapshot {
    project::Project project;
    space::Space space;
    Schema schema;
    bool withSpace = false;
    QString folder;
    QString session;
    quint64 number = 0;
};

QString spaceName(const QString &session, quint64 number)
{
    return QStringLiteral("%1.%2.space.json").arg(session).arg(number);
}

void removeFiles(const QString &folder, const QString &pattern, const QString &keep = {})
{
    QDir dir(folder);
    for (const auto &name : dir.entryList({pattern}, QDir::Files)) {
        if (name != keep)
            dir.remove(name);
    }
}

/// The space first, then the file that names it: whenever the program ends, the pair fits.
Result<void> write(const Snapshot &what)
{
    const QDir dir(what.folder);
    QJsonObject header{{versionMember, 1},
                       {QStringLiteral("file"), fromUtf8(what.project.file)},
                       {QStringLiteral("kept"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                       {QStringLiteral("project"), fromUtf8(project::write(what.project))},
                       {QStringLiteral("style"), fromUtf8(name(what.space.style()))}};
    QString space;
    if (what.withSpace) {
        space = spaceName(what.session, what.number);
        const auto *schema = what.schema.types.empty() ? nullptr : &what.schema;
        if (auto saved = session::saveSpace(what.space, schema, toUtf8(dir.filePath(space))); !saved)
            return saved;
        header.insert(QStringLiteral("space"), space);
    }
    const auto text = QJsonDocument(header).toJson();
    if (auto saved = replaceFile(toUtf8(dir.filePath(what.session + QStringLiteral(".json"))), text.toStdString()); !saved)
        return saved;
    removeFiles(what.folder, what.session + QStringLiteral(".*.space.json"), space);
    return {};
}

std::optional<QJsonObject> headerOf(const QString &file)
{
    const auto text = readFile(toUtf8(file));
    if (!text)
        return std::nullopt;
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    return object.value(versionMember).toInt() == 1 ? std::optional(object) : std::nullopt;
}

/// What had no origin got the recovery's file as one when it was read back: it says nothing to anybody.
Result<void> forgetOrigins(space::Space &space, const std::string &file)
{
    const auto size = static_cast<space::ObjectIndex>(space.size());
    for (space::ObjectIndex i = 0; i < size; ++i) {
        if (!space.exists(i))
            continue;
        auto object = space.object(i);
        if (!object.origin.starts_with(file))
            continue;
        object.origin.clear();
        if (auto replaced = space.replace(i, std::move(object)); !replaced)
            return replaced;
    }
    return {};
}

struct Recovered {
    Contents saved;
    project::Project project;
    std::optional<space::Space> space;
};

Result<Recovered> readBack(const QString &folder, const QString &session, session::Secrets &secrets, TaskControl &control)
{
    const QDir dir(folder);
    const auto headerFile = dir.filePath(session + QStringLiteral(".json"));
    const auto header = headerOf(headerFile);
    if (!header)
        return fail(ErrorCode::Input, "this is not what Anchorage keeps of unsaved work", {.file = toUtf8(headerFile)});
    const auto file = toUtf8(header->value(QStringLiteral("file")).toString());
    Recovered out;
    auto project = project::read(toUtf8(header->value(QStringLiteral("project")).toString()), file);
    if (!project)
        return fail(std::move(project.error()));
    out.project = std::move(*project);
    out.saved.steps.emplace_back();
    out.saved.project.file = file;
    // The saved project may be gone, or not be readable any more: the unsaved one is what counts.
    if (auto saved = file.empty() ? fail(ErrorCode::NotFound, "never saved") : project::load(file)) {
        ContentsRequest request;
        request.project = std::move(*saved);
        if (auto contents = openContents(request, secrets, control))
            out.saved = std::move(*contents);
    }
    const auto space = header->value(QStringLiteral("space")).toString();
    if (space.isEmpty())
        return out;
    const auto style = fromName<MADistinguishedNameStyle>(toUtf8(header->value(QStringLiteral("style")).toString()));
    const auto *schema = out.saved.schema.types.empty() ? nullptr : &out.saved.schema;
    auto read = session::startSpace(toUtf8(dir.filePath(space)), schema, style.value_or(MADistinguishedNameStyle::Generic));
    if (!read)
        return fail(std::move(read.error()));
    if (auto forgotten = forgetOrigins(*read, toUtf8(dir.filePath(space))); !forgotten)
        return fail(std::move(forgotten.error()));
    out.space = std::move(*read);
    return out;
}

} // namespace

QString Autosave::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

Autosave::Autosave(Controller &controller, const QString &folder, QObject *parent)
    : QObject(parent), m_controller(controller), m_folder(folder), m_session(QUuid::createUuid().toString(QUuid::Id128))
{
    QDir().mkpath(m_folder);
    m_lock = std::make_unique<QLockFile>(place(m_session + QStringLiteral(".lock")));
    m_lock->setStaleLockTime(0);
    m_lock->tryLock(0);
    m_pause.setSingleShot(true);
    m_writers.setMaxThreadCount(1);
    connect(&m_pause, &QTimer::timeout, this, &Autosave::write);
    connect(this, &Autosave::written, this, &Autosave::wrote, Qt::QueuedConnection); // from the writers' thread
    auto &document = controller.document();
    connect(&document, &Document::spaceChanged, this, &Autosave::edited);
    connect(&document, &Document::projectChanged, this, &Autosave::edited);
    connect(&document, &Document::modifiedChanged, this, [this](bool modified) {
        if (modified)
            edited();
        else
            clear();
    });
}

Autosave::~Autosave()
{
    clear();
    m_writers.waitForDone();
}

void Autosave::edited()
{
    if (m_controller.document().isModified() && !m_pause.isActive())
        m_pause.start(static_cast<int>(std::max<qint64>(shortestPause, m_lastTook * pauseFactor)));
}

void Autosave::clear()
{
    m_pause.stop();
    m_again = false;
    m_writers.start([folder = m_folder, session = m_session] { removeFiles(folder, session + QStringLiteral(".*json*")); });
}

void Autosave::write()
{
    const auto &document = m_controller.document();
    if (!document.isModified())
        return;
    if (m_writing) {
        m_again = true;
        return;
    }
    m_writing = true;
    m_pause.stop();
    Snapshot what{document.project(), document.space(), document.schema(), document.spaceEdited(),
                  m_folder,           m_session,        ++m_number};
    m_writers.start([this, what = std::move(what)] {
        QElapsedTimer clock;
        clock.start();
        const auto done = desktop::write(what);
        const auto why = done ? QString() : fromUtf8(done.error().text());
        Q_EMIT written(clock.elapsed(), why);
    });
}

void Autosave::wrote(qint64 took, const QString &why)
{
    m_writing = false;
    m_lastTook = took;
    if (!why.isEmpty() && !std::exchange(m_told, true))
        Q_EMIT unable(why);
    if (std::exchange(m_again, false))
        edited();
}

std::vector<Autosave::Left> Autosave::left()
{
    std::vector<Left> found;
    QSet<QString> sessions;
    for (const auto &name : QDir(m_folder).entryList(QDir::Files, QDir::Name))
        sessions.insert(name.section(QLatin1Char('.'), 0, 0));
    sessions.remove(m_session);
    for (const auto &session : std::as_const(sessions)) {
        auto lock = std::make_unique<QLockFile>(place(session + QStringLiteral(".lock")));
        lock->setStaleLockTime(0); // only a process that is gone gives it up
        if (!lock->tryLock(0))
            continue;
        const auto header = headerOf(place(session + QStringLiteral(".json")));
        if (!header) { // it ended before anything was kept
            removeFiles(m_folder, session + QStringLiteral(".*json*"));
            continue;
        }
        m_taken.push_back(std::move(lock));
        found.push_back({session, header->value(QStringLiteral("file")).toString(),
                         QDateTime::fromString(header->value(QStringLiteral("kept")).toString(), Qt::ISODate)});
    }
    return found;
}

void Autosave::recover(const Left &left)
{
    m_controller.tasks().start<Recovered>(
        tr("Recovering unsaved work"),
        [folder = m_folder, session = left.session, &secrets = m_controller.secrets()](TaskControl &control) {
            return readBack(folder, session, secrets, control);
        },
        this,
        [this, left](Result<Recovered> recovered) {
            if (!recovered)
                return m_controller.report(recovered.error()); // the files stay: it is offered again at the next start
            auto &document = m_controller.document();
            document.load(std::move(recovered->saved));
            const bool another = !(document.project() == recovered->project);
            document.editProject(tr("Recovered project"), recovered->project);
            if (recovered->space)
                document.edit(tr("Recovered objects"), std::move(*recovered->space), {});
            if (another)
                m_controller.refreshKnowledge(false);
            write();
            discard(left); // after what was just written
        });
}

void Autosave::discard(const Left &left)
{
    m_writers.start([folder = m_folder, session = left.session] { removeFiles(folder, session + QStringLiteral(".*json*")); });
}

} // namespace anchorage::desktop
