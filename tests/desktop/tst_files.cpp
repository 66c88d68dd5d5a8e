// Files as a person handles them: new, open in every way there is, save, the modified marker, recent files, the
// window as it was left; and the two questions a project leads to.
#include "app/desktop/views/file_actions.h"
#include "core/base/file.h"
#include "tests/desktop/example.h"

#include <QDropEvent>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

using namespace anchorage;
using namespace anchorage::desktop;
using test::Example;
using test::Scripted;

namespace {

/// Answers the next modal dialog, which runs in an event loop of its own.
template <typename Dialog> void whenAsked(const std::function<void(Dialog &)> &answer)
{
    QTimer::singleShot(50, [answer] {
        if (auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget()))
            answer(*dialog);
        else
            whenAsked<Dialog>(answer);
    });
}

/// As when files are let go over the window.
void drop(QWidget &window, const QStringList &files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const auto &file : files)
        urls += QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

class tst_files : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void aNewProjectIsEmptyAfterAskingAboutChanges();
    void savingTakesTheMarkerAwayAndTheFileOpensAgain();
    void closingWithUnsavedChangesAsks();
    void filesAreOpenedByDragAndDrop();
    void rubbishIsNamedAndChangesNothing_data();
    void rubbishIsNamedAndChangesNothing();
    void aFileIsOpenedFromTheCommandLine_data();
    void aFileIsOpenedFromTheCommandLine();
    void aBatchThatIsOpenedDoesNotOverwriteAnEdit();
    void recentFilesAreOfferedAndForgottenWhenGone();
    void theWindowComesBackAsItWasLeft();
    void theFirstWriteIsAskedForOnce();
    void aSecretIsAskedForAndNeverSaved();

private:
    void write(const QString &name, const QByteArray &text) const;
    QString path(const QString &name) const { return m_files.filePath(name); }
    /// A project, a batch, a connector and a journal.
    QString sample(const QString &kind);

    QTemporaryDir m_settings;
    QTemporaryDir m_files;
};

void tst_files::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
    write(QStringLiteral("batch.ldif"), "dn: cn=from a batch,dc=example\nchangetype: add\nobjectClass: user\nmail: b@x\n");
}

void tst_files::write(const QString &name, const QByteArray &text) const
{
    QVERIFY(replaceFile(path(name).toStdString(), text.toStdString()).has_value());
}

QString tst_files::sample(const QString &kind)
{
    if (kind == QLatin1String("batch"))
        return path(QStringLiteral("batch.ldif"));
    if (kind == QLatin1String("connector"))
        return QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/memory.so");
    const auto file = path(kind == QLatin1String("journal") ? QStringLiteral("run.journal") : QStringLiteral("p.anchorage"));
    if (QFile::exists(file))
        return file;
    Scripted desktop;
    if (kind == QLatin1String("project")) {
        QFile::copy(desktop.file(QStringLiteral("scripted.anchorage")), file);
        return file;
    }
    desktop.controller.wishes().journal = file;
    desktop.action("runRun")->trigger();
    return desktop.waitEnded() ? file : QString();
}

void tst_files::aNewProjectIsEmptyAfterAskingAboutChanges()
{
    Scripted desktop;
    auto &document = desktop.controller.document();
    desktop.action("objectAdd")->trigger();
    QVERIFY(document.isModified());
    whenAsked<QMessageBox>([](QMessageBox &box) { box.button(QMessageBox::Cancel)->click(); });
    desktop.action("fileNew")->trigger();
    QVERIFY(!document.empty());
    whenAsked<QMessageBox>([](QMessageBox &box) { box.button(QMessageBox::Discard)->click(); });
    desktop.action("fileNew")->trigger();
    QVERIFY(document.empty());
    QVERIFY(desktop.find<QWidget>("startPage")->isVisible());
}

void tst_files::savingTakesTheMarkerAwayAndTheFileOpensAgain()
{
    Scripted desktop;
    auto &document = desktop.controller.document();
    QVERIFY(!desktop.window.isWindowModified());
    desktop.action("objectAdd")->trigger();
    QVERIFY(desktop.window.isWindowModified());
    const auto saved = document.space();
    desktop.action("fileSave")->trigger();
    QVERIFY(desktop.settle());
    QVERIFY(!desktop.window.isWindowModified());
    desktop.action("editUndo")->trigger();
    QVERIFY(desktop.window.isWindowModified()); // what the file has is another
    desktop.action("editRedo")->trigger();
    QVERIFY(!desktop.window.isWindowModified());

    test::Desktop later;
    later.controller.openPath(desktop.file(QStringLiteral("scripted.anchorage")));
    QVERIFY(later.settle());
    QCOMPARE(later.controller.document().space().size(), saved.size());
    for (space::ObjectIndex i = 0; i < saved.size(); ++i) {
        QCOMPARE(later.controller.document().space().dn(i), saved.dn(i));
        QVERIFY(later.controller.document().space().object(i).pending == saved.object(i).pending);
    }
}

void tst_files::closingWithUnsavedChangesAsks()
{
    Scripted desktop;
    desktop.action("objectAdd")->trigger();
    whenAsked<QMessageBox>([](QMessageBox &box) { box.button(QMessageBox::Cancel)->click(); });
    desktop.window.close();
    QVERIFY(desktop.window.isVisible());
    whenAsked<QMessageBox>([](QMessageBox &box) { box.button(QMessageBox::Save)->click(); });
    desktop.window.close();
    QVERIFY(QTest::qWaitFor([&] { return !desktop.window.isVisible(); }, 10'000));
    QVERIFY(!desktop.controller.document().isModified());
}

void tst_files::filesAreOpenedByDragAndDrop()
{
    const auto journal = sample(QStringLiteral("journal"));
    const auto project = sample(QStringLiteral("project"));
    test::Desktop desktop;
    auto &document = desktop.controller.document();
    // Let go together they join: the batch finds the project that came before it.
    drop(desktop.window, {project, sample(QStringLiteral("batch"))});
    QVERIFY(desktop.settle());
    QCOMPARE(document.project().file, project.toStdString());
    QVERIFY(document.space().find("cn=from a batch,dc=example"));
    QVERIFY(document.space().find("cn=user 1,dc=example"));
    drop(desktop.window, {sample(QStringLiteral("connector"))});
    QVERIFY(desktop.settle());
    QVERIFY(QString::fromStdString(document.project().connector.path).endsWith(QLatin1String("memory.so")));
    QVERIFY(document.inspection());
    drop(desktop.window, {journal});
    QVERIFY(desktop.settle());
    QVERIFY(QTest::qWaitFor([&] { return desktop.controller.run().recorded(); }, 10'000));
}

void tst_files::rubbishIsNamedAndChangesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text"); // null: a folder
    QTest::addColumn<QString>("said");
    QTest::newRow("a folder") << QStringLiteral("folder") << QByteArray() << QStringLiteral("this is a folder");
    QTest::newRow("a folder like a project")
        << QStringLiteral("folder.anchorage") << QByteArray() << QStringLiteral("this is a folder");
    QTest::newRow("a binary file") << QStringLiteral("picture.png") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xfe", 20)
                                   << QStringLiteral("this is no project");
    QTest::newRow("an empty file") << QStringLiteral("empty.txt") << QByteArray("") << QStringLiteral("this is no project");
    QTest::newRow("an empty project") << QStringLiteral("empty.anchorage") << QByteArray("")
                                      << QStringLiteral("the text ends too early");
    QTest::newRow("a truncated drop file")
        << QStringLiteral("cut.xml")
        << QByteArray("<?xml version=\"1.0\"?>\n<mmsml xmlns=\"http://www.microsoft.com/mms/mmsml/v2\" step-type=\"export\">\n"
                      "<directory-entries>\n<delta operation=\"add\" dn=\"cn=ann\">\n<attr name=\"ma")
        << QStringLiteral(":5:15: this is no well-formed XML");
}

void tst_files::rubbishIsNamedAndChangesNothing()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    const QTemporaryDir folder;
    const auto file = folder.filePath(name);
    if (text.isNull())
        QVERIFY(QDir().mkdir(file));
    else
        QVERIFY(replaceFile(file.toStdString(), text.toStdString()).has_value());
    Scripted desktop;
    auto &document = desktop.controller.document();
    const auto revision = document.revision();
    const auto project = document.project();
    QString told;
    whenAsked<QMessageBox>([&told](QMessageBox &box) {
        told = box.text();
        box.accept();
    });
    drop(desktop.window, {file});
    QVERIFY(QTest::qWaitFor([&told] { return !told.isEmpty(); }, 30'000));
    QVERIFY2(told.contains(file), qPrintable(told));
    QVERIFY2(told.contains(said), qPrintable(told));
    QVERIFY(desktop.settle());
    QCOMPARE(document.revision(), revision);
    QVERIFY(document.project() == project);
    QVERIFY(!document.isModified());
    QVERIFY(!FileActions::recentFiles().contains(file));
}

void tst_files::aFileIsOpenedFromTheCommandLine_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto *kind : {"project", "batch", "journal", "connector"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_files::aFileIsOpenedFromTheCommandLine()
{
    QFETCH(QString, kind);
    const auto file = sample(kind);
    QVERIFY(!file.isEmpty());
    const QTemporaryDir home;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(ANCHORAGE_BIN_DIR "/anchorage"), {file});
    QVERIFY(program.waitForStarted());
    // What was opened is among the recent files.
    const auto recent = [&] {
        const QSettings settings(home.filePath(QStringLiteral("anchorage/anchorage.conf")), QSettings::IniFormat);
        return settings.value(QStringLiteral("recentFiles")).toStringList().contains(file);
    };
    const bool opened = QTest::qWaitFor(recent, 30'000);
    program.terminate();
    if (!program.waitForFinished(5'000))
        program.kill();
    program.waitForFinished();
    QVERIFY2(opened, program.readAllStandardError().constData());
}

void tst_files::aBatchThatIsOpenedDoesNotOverwriteAnEdit()
{
    Scripted desktop;
    auto &document = desktop.controller.document();
    desktop.controller.openPath(sample(QStringLiteral("batch")));
    desktop.action("objectAdd")->trigger(); // while the file is read
    QVERIFY(desktop.settle());
    QVERIFY(document.space().find("cn=from a batch,dc=example"));
    QVERIFY(document.space().find("cn=new user"));
}

void tst_files::recentFilesAreOfferedAndForgottenWhenGone()
{
    const auto copy = path(QStringLiteral("short-lived.anchorage"));
    QFile::copy(sample(QStringLiteral("project")), copy);
    {
        test::Desktop desktop;
        desktop.window.files().openPath(copy);
        QVERIFY(desktop.settle());
        const auto actions = desktop.find<QMenu>("recentMenu")->actions();
        QVERIFY(!actions.isEmpty());
        QVERIFY(actions.front()->text().contains(QLatin1String("short-lived")));
    }
    {
        test::Desktop later;
        auto *list = later.find<QListWidget>("startRecent");
        QCOMPARE(list->count(), 1);
        Q_EMIT list->itemActivated(list->item(0));
        QVERIFY(later.settle());
        QCOMPARE(later.controller.document().project().file, copy.toStdString());
    }
    QFile::remove(copy);
    const test::Desktop last;
    QCOMPARE(last.find<QListWidget>("startRecent")->count(), 0);
}

void tst_files::theWindowComesBackAsItWasLeft()
{
    QSize size;
    {
        Scripted desktop;
        desktop.window.resize(1111, 777);
        desktop.window.findChild<QWidget *>(QStringLiteral("schemaPaneDock"))->hide();
        desktop.find<QTableView>("objectsTable")->setColumnWidth(3, 222);
        size = desktop.window.size();
        desktop.window.close();
    }
    Scripted desktop;
    QCOMPARE(desktop.window.size(), size);
    QVERIFY(!desktop.window.findChild<QWidget *>(QStringLiteral("schemaPaneDock"))->isVisible());
    QCOMPARE(desktop.find<QTableView>("objectsTable")->columnWidth(3), 222);
}

void tst_files::theFirstWriteIsAskedForOnce()
{
    const QTemporaryDir written;
    qputenv("ANCHORAGE_CONFIG_DIR", written.path().toLocal8Bit());
    test::Desktop desktop;
    const auto project = sample(QStringLiteral("project"));
    desktop.controller.openPath(project);
    QVERIFY(desktop.settle());
    whenAsked<QMessageBox>([](QMessageBox &box) {
        QCOMPARE(box.objectName(), QStringLiteral("firstWriteBox"));
        QVERIFY(!box.informativeText().isEmpty());
        box.button(QMessageBox::Cancel)->click();
    });
    desktop.action("runRun")->trigger();
    QVERIFY(desktop.settle());
    QVERIFY(!desktop.controller.story().begun());
    whenAsked<QMessageBox>([](QMessageBox &box) { box.findChild<QPushButton *>(QStringLiteral("firstWriteAccept"))->click(); });
    desktop.action("runRun")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return desktop.controller.story().result().has_value(); }, 30'000));
    // From then on the target is known.
    desktop.action("runRun")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return !desktop.controller.run().active() && desktop.controller.story().result(); }, 30'000));
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
}

void tst_files::aSecretIsAskedForAndNeverSaved()
{
    Scripted desktop;
    auto &document = desktop.controller.document();
    auto project = document.project();
    project.parameters.push_back({"seed", SecretReference{SecretReference::Source::Prompt, "seed"}});
    document.editProject(QStringLiteral("secret"), project);
    bool asked = false;
    whenAsked<QInputDialog>([&asked](QInputDialog &dialog) {
        asked = true;
        QCOMPARE(dialog.textEchoMode(), QLineEdit::Password);
        dialog.setTextValue(QStringLiteral("[]"));
        dialog.accept();
    });
    desktop.action("connectorAsk")->trigger();
    QVERIFY(desktop.settle());
    QVERIFY(asked);
    QVERIFY2(document.inspection(), "the connector was asked with the secret");
    desktop.action("fileSave")->trigger();
    QVERIFY(desktop.settle());
    const auto text = readFile(desktop.file(QStringLiteral("scripted.anchorage")).toStdString());
    QVERIFY(text.has_value());
    QVERIFY2(text->find("prompt") != std::string::npos, text->c_str());
}

QTEST_MAIN(tst_files)
#include "tst_files.moc"
