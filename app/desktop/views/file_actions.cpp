#include "app/desktop/views/file_actions.h"

#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/file_questions.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>

#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int firstWriteWidth = 560;

constexpr int recentMost = 12;
const auto recentKey = QStringLiteral("recentFiles");

} // namespace

FileActions::FileActions(Controller &controller, Actions &actions, QWidget *window)
    : QObject(window), m_controller(controller), m_window(window), m_recent(new QMenu(tr("&Recent files"), window))
{
    const auto act = [&](const char *name, std::function<void()> work) {
        connect(actions[QString::fromLatin1(name)], &QAction::triggered, this, std::move(work));
    };
    act("fileNew", [this] { whenSaved([this] { m_controller.newProject(); }); });
    act("fileOpen", [this] { openWithDialog(); });
    act("fileSave", [this] { save(); });
    act("fileSaveAs", [this] { saveAs(); });
    act("fileExample", [this] { openPath(exampleProject()); });
    actions.setAvailable(QStringLiteral("fileExample"),
                         exampleProject().isEmpty() ? tr("the example is not installed") : QString());

    m_recent->setObjectName(QStringLiteral("recentMenu"));
    auto *menu = actions.menu(QStringLiteral("file"));
    menu->insertMenu(actions[QStringLiteral("fileSave")], m_recent);
    fillRecent();

    connect(&controller, &Controller::fileUsed, this, &FileActions::remember);
    connect(&controller, &Controller::projectSaved, this, [this] {
        if (auto then = std::exchange(m_afterSave, {}))
            then();
    });
    connect(&controller, &Controller::failed, this, [this] { m_afterSave = {}; });
    connect(&controller.prompts(), &PromptDesk::asked, this, &FileActions::askForSecret);
    controller.confirmFirstWrite = [this](const QString &target) { return confirmTarget(target); };
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

QString FileActions::exampleProject()
{
    const QDir program(QCoreApplication::applicationDirPath());
    for (const auto *place : {"../share/anchorage/examples", "../../../resources/examples", "../../resources/examples"}) {
        const QDir folder(program.filePath(QString::fromLatin1(place)));
        const auto found = folder.entryInfoList({QStringLiteral("*.anchorage")}, QDir::Files, QDir::Name);
        if (!found.isEmpty())
            return found.front().canonicalFilePath();
    }
    return {};
}

void FileActions::openWithDialog()
{
    const auto file = QFileDialog::getOpenFileName(
        m_window, tr("Open"), QSettings().value(QStringLiteral("lastFolder")).toString(),
        tr("Everything Anchorage reads (*.anchorage *.journal *.ldif *.ldf *.xml *.json *.csv *.so *.dll *.dylib);;"
           "Projects (*.anchorage);;Journals (*.journal);;All files (*)"));
    if (!file.isEmpty())
        openPath(file);
}

void FileActions::openPath(const QString &path)
{
    if (path.isEmpty())
        return;
    QSettings().setValue(QStringLiteral("lastFolder"), QFileInfo(path).absolutePath());
    // Only a project takes the place of what is open; everything else joins it.
    if (QFileInfo(path).suffix() == QLatin1String("anchorage"))
        whenSaved([this, path] { m_controller.openPath(path); });
    else
        m_controller.openPath(path);
}

void FileActions::whenSaved(const std::function<void()> &then)
{
    if (!m_controller.document().isModified())
        return then();
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes"),
                    tr("The project was changed since it was saved. What shall become of the changes?"),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box.setObjectName(QStringLiteral("unsavedBox"));
    switch (box.exec()) {
    case QMessageBox::Save:
        return save(then);
    case QMessageBox::Discard:
        return then();
    default:
        return;
    }
}

void FileActions::save(const std::function<void()> &then)
{
    const auto file = fromUtf8(m_controller.document().project().file);
    if (file.isEmpty())
        return saveAs(then);
    m_afterSave = then;
    m_controller.saveProject(file);
}

void FileActions::saveAs(const std::function<void()> &then)
{
    askSaveFile(m_window, QStringLiteral("saveProjectDialog"), tr("Save the project"),
                QFileInfo(fromUtf8(m_controller.document().project().file)).fileName(),
                {{tr("Projects"), {QStringLiteral("anchorage")}}}, [this, then](const QString &file, int) {
                    m_afterSave = then;
                    m_controller.saveProject(file);
                });
}

QStringList FileActions::recentFiles()
{
    auto files = QSettings().value(recentKey).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    return files;
}

void FileActions::remember(const QString &path)
{
    auto files = QSettings().value(recentKey).toStringList();
    const auto file = QFileInfo(path).absoluteFilePath();
    files.removeAll(file);
    files.prepend(file);
    QSettings().setValue(recentKey, files.mid(0, recentMost));
    fillRecent();
    Q_EMIT recentFilesChanged();
}

void FileActions::fillRecent()
{
    m_recent->clear();
    for (const auto &file : recentFiles())
        m_recent->addAction(QDir::toNativeSeparators(file), this, [this, file] { openPath(file); });
    m_recent->setEnabled(!m_recent->isEmpty());
}

void FileActions::askForSecret(quint64 question, const QString &what)
{
    bool given = false;
    const auto text =
        QInputDialog::getText(m_window, tr("Secret"), what.isEmpty() ? tr("The connector needs a secret:") : tr("%1:").arg(what),
                              QLineEdit::Password, {}, &given);
    m_controller.prompts().answer(question, given ? std::optional(Secret(toUtf8(text))) : std::nullopt);
}

bool FileActions::confirmTarget(const QString &target)
{
    QMessageBox box(QMessageBox::Warning, tr("First write to this target"), tr("This project has never written to this target:"),
                    QMessageBox::Cancel, m_window);
    // One parameter a line, and wide enough for a path.
    if (auto *grid = qobject_cast<QGridLayout *>(box.layout()))
        grid->addItem(new QSpacerItem(firstWriteWidth, 0), grid->rowCount(), 0, 1, grid->columnCount());
    box.setObjectName(QStringLiteral("firstWriteBox"));
    box.setInformativeText(QString(target).replace(QLatin1String(", "), QLatin1String("\n")) + QStringLiteral("\n\n")
                           + tr("A run changes it. Run > Plan shows what would be handed over, and hands over nothing."));
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *write = box.addButton(tr("&Write to it"), QMessageBox::AcceptRole);
    write->setObjectName(QStringLiteral("firstWriteAccept"));
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == write;
}

bool FileActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::DragEnter) {
        auto *drag = static_cast<QDragEnterEvent *>(event);
        if (drag->mimeData()->hasUrls()) {
            drag->acceptProposedAction();
            return true;
        }
    } else if (event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        for (const auto &url : drop->mimeData()->urls()) {
            if (url.isLocalFile())
                openPath(url.toLocalFile());
        }
        drop->acceptProposedAction();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace anchorage::desktop
