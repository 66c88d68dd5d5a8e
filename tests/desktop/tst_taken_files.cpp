// A project saved under another name, and schema files in every way they come: alone, beside objects, let go over the
// window, named on the command line, taken back.
#include "app/desktop/views/file_actions.h"
#include "core/base/file.h"
#include "core/project/project.h"
#include "tests/desktop/memory_desktop.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>
#include <QTreeWidget>

using namespace anchorage;
using namespace anchorage::desktop;
using test::MemoryDesktop;

namespace {

const QByteArray robotSchema = R"("schema": {"types": [{"name": "robot", "attributes": [
 {"name": "serial", "type": "String", "anchor": true}, {"name": "floor", "type": "Integer"}]}]})";
const QByteArray schemaAlone = "{\"anchorageSpace\": 1, " + robotSchema + "}";
/// The schema stands behind the object, which cannot be read without it.
const QByteArray schemaAndObject =
    R"({"anchorageSpace": 1, "style": "Ldap", "objects": [{"dn": "cn=r2,dc=north", "type": "robot",
 "pending": {"operation": "add", "attributes": {"floor": 3}}}], )"
    + robotSchema + "}";

/// Fills in the dialog that asks under which name to save.
bool saveAs(MemoryDesktop &desk, const QString &file, bool accept = true)
{
    auto *dialog = desk.find<QFileDialog>("saveProjectDialog");
    if (dialog == nullptr)
        return false;
    dialog->selectFile(file);
    if (accept)
        static_cast<QDialog *>(dialog)->accept(); // QFileDialog's own looks at what was selected
    else
        dialog->reject();
    return desk.settle();
}

QStringList types(const test::Desktop &desk)
{
    QStringList names;
    const auto *tree = desk.find<QTreeWidget>("schemaTree");
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        names += tree->topLevelItem(i)->text(0);
    return names;
}

bool usesFile(test::Desktop &desk, const QString &file)
{
    const auto *source = std::get_if<project::schema_source::File>(&desk.controller.document().project().schema);
    return source != nullptr && QString::fromStdString(source->path) == file;
}

} // namespace

class tst_taken_files : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aProjectIsSavedUnderAnotherName();
    void aDialogThatIsCancelledSavesNothing();
    void anUnnamedProjectIsNamedBeforeTheWindowCloses();
    void aSchemaAloneIsTakenAndSaid();
    void aSchemaBesideObjectsIsTakenWithThem();
    void aSchemaThatIsInUseAlreadyStaysWhereItIs();
    void aFileWithoutAnythingSaysWhatToDo();
    void aSchemaFileIsLetGoOverTheWindow();
    void aSchemaFileIsNamedOnTheCommandLine();
    void takingAConnectorBackForgetsItsAnswers();

private:
    QTemporaryDir m_settings;
};

void tst_taken_files::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_taken_files::aProjectIsSavedUnderAnotherName()
{
    MemoryDesktop desk;
    QVERIFY(desk.opened);
    const auto before = readFile(desk.path(QStringLiteral("test.anchorage")).toStdString());
    desk.action("objectAdd")->trigger();
    QVERIFY(desk.window.isWindowModified());
    desk.action("fileSaveAs")->trigger();
    const auto file = desk.path(QStringLiteral("other.anchorage"));
    QVERIFY(saveAs(desk, desk.path(QStringLiteral("other")))); // the suffix is added
    QVERIFY2(desk.failure.isEmpty(), qPrintable(desk.failure));
    QVERIFY(!desk.window.isWindowModified());
    QVERIFY2(desk.window.windowTitle().startsWith(QLatin1String("other.anchorage")), qPrintable(desk.window.windowTitle()));
    const auto saved = project::load(file.toStdString());
    QVERIFY2(saved.has_value(), saved ? "" : saved.error().text().c_str());
    QCOMPARE(saved->space.objects.size(), std::size_t(5));
    QVERIFY(saved->connector == desk.controller.document().project().connector);
    QCOMPARE(readFile(desk.path(QStringLiteral("test.anchorage")).toStdString()), before);
    QVERIFY(FileActions::recentFiles().contains(file));
    desk.controller.openPath(file);
    QVERIFY(desk.settle());
    QCOMPARE(desk.controller.document().space().size(), 5U);
}

void tst_taken_files::aDialogThatIsCancelledSavesNothing()
{
    MemoryDesktop desk;
    desk.action("objectAdd")->trigger();
    desk.action("fileSaveAs")->trigger();
    QVERIFY(saveAs(desk, desk.path(QStringLiteral("never.anchorage")), false));
    QVERIFY(!QFile::exists(desk.path(QStringLiteral("never.anchorage"))));
    QVERIFY(desk.window.isWindowModified());
    QVERIFY(desk.window.windowTitle().startsWith(QLatin1String("test.anchorage")));
}

void tst_taken_files::anUnnamedProjectIsNamedBeforeTheWindowCloses()
{
    MemoryDesktop desk;
    desk.controller.newProject();
    desk.action("objectAdd")->trigger();
    QTimer::singleShot(50, &desk.window, [] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            box->button(QMessageBox::Save)->click();
    });
    desk.window.close();
    QVERIFY(desk.window.isVisible()); // until it has a name
    const auto file = desk.path(QStringLiteral("named.anchorage"));
    QVERIFY(saveAs(desk, file));
    QVERIFY(QTest::qWaitFor([&] { return !desk.window.isVisible(); }, 10'000));
    QVERIFY(project::load(file.toStdString()).has_value());
}

void tst_taken_files::aSchemaAloneIsTakenAndSaid()
{
    MemoryDesktop desk;
    const auto before = types(desk);
    desk.write(QStringLiteral("robots.json"), schemaAlone);
    desk.controller.openPath(desk.path(QStringLiteral("robots.json")));
    QVERIFY(desk.settle());
    QVERIFY2(desk.failure.isEmpty(), qPrintable(desk.failure));
    QCOMPARE(types(desk), QStringList{QStringLiteral("robot")});
    QVERIFY(usesFile(desk, desk.path(QStringLiteral("robots.json"))));
    QCOMPARE(desk.controller.document().space().size(), 4U);
    const auto told = desk.window.statusBar()->currentMessage();
    QVERIFY2(told.contains(QLatin1String("robots.json")) && told.contains(QLatin1String("schema")), qPrintable(told));
    desk.action("editUndo")->trigger();
    QVERIFY(desk.settle());
    QCOMPARE(types(desk), before); // the connector's own again
}

void tst_taken_files::aSchemaBesideObjectsIsTakenWithThem()
{
    MemoryDesktop desk;
    desk.write(QStringLiteral("both.json"), schemaAndObject);
    desk.controller.openPath(desk.path(QStringLiteral("both.json")));
    QVERIFY(desk.settle());
    QVERIFY2(desk.failure.isEmpty(), qPrintable(desk.failure));
    QCOMPARE(types(desk), QStringList{QStringLiteral("robot")});
    const auto &space = desk.controller.document().space();
    const auto robot = space.find("cn=r2,dc=north");
    QVERIFY(robot);
    QVERIFY(space.object(*robot).pending.changes.front().type == AttributeType::Integer);
    const auto told = desk.window.statusBar()->currentMessage();
    QVERIFY2(told.contains(QLatin1String("schema")) && told.contains(QLatin1String("1 of them new")), qPrintable(told));
}

void tst_taken_files::aSchemaThatIsInUseAlreadyStaysWhereItIs()
{
    MemoryDesktop desk;
    desk.write(QStringLiteral("robots.json"), schemaAlone);
    desk.write(QStringLiteral("both.json"), schemaAndObject);
    desk.controller.openPath(desk.path(QStringLiteral("robots.json")));
    desk.controller.openPath(desk.path(QStringLiteral("both.json")));
    QVERIFY(desk.settle());
    QVERIFY(usesFile(desk, desk.path(QStringLiteral("robots.json"))));
    QCOMPARE(desk.controller.document().space().size(), 5U);
}

void tst_taken_files::aFileWithoutAnythingSaysWhatToDo()
{
    MemoryDesktop desk;
    desk.write(QStringLiteral("empty.json"), "{\"anchorageSpace\": 1}");
    desk.controller.openPath(desk.path(QStringLiteral("empty.json")));
    QVERIFY(desk.settle());
    QVERIFY2(desk.failure.contains(QLatin1String("empty.json")), qPrintable(desk.failure));
    QVERIFY2(desk.failure.contains(QLatin1String("add some to it, or open another file")), qPrintable(desk.failure));
}

void tst_taken_files::aSchemaFileIsLetGoOverTheWindow()
{
    MemoryDesktop desk;
    desk.write(QStringLiteral("robots.json"), schemaAlone);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(desk.path(QStringLiteral("robots.json")))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &drop);
    QVERIFY(desk.settle());
    QCOMPARE(types(desk), QStringList{QStringLiteral("robot")});
}

void tst_taken_files::aSchemaFileIsNamedOnTheCommandLine()
{
    const QTemporaryDir home;
    const auto file = home.filePath(QStringLiteral("robots.json"));
    QVERIFY(replaceFile(file.toStdString(), schemaAlone.toStdString()).has_value());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(ANCHORAGE_BIN_DIR "/anchorage"), {file});
    QVERIFY(program.waitForStarted());
    const auto recent = [&] { // what was opened is among the recent files
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

void tst_taken_files::takingAConnectorBackForgetsItsAnswers()
{
    MemoryDesktop desk;
    const auto before = types(desk);
    QVERIFY(!before.isEmpty());
    desk.controller.openPath(QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/sql.so"));
    QVERIFY(desk.settle());
    QVERIFY(desk.find<QLabel>("connectorAbout")->text().contains(QLatin1String("sql"), Qt::CaseInsensitive));
    desk.action("editUndo")->trigger();
    QVERIFY(desk.settle());
    QCOMPARE(types(desk), before);
    QVERIFY(!desk.find<QLabel>("connectorAbout")->text().contains(QLatin1String("sql"), Qt::CaseInsensitive));
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE((*desk.controller.story().result())->status, std::string("success"));
}

QTEST_MAIN(tst_taken_files)
#include "tst_taken_files.moc"
