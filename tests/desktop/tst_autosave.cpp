// Nothing is lost when the program ends in the middle of work, and a connector that was built anew is noticed.
#include "app/desktop/controller/autosave.h"
#include "app/desktop/controller/edits.h"
#include "app/desktop/views/file_actions.h"
#include "app/desktop/views/notice_board.h"
#include "app/desktop/views/notices.h"
#include "core/base/file.h"
#include "tests/desktop/desktop_fixture.h"

#include <QDir>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

/// What is on disk at this moment, elsewhere: as a crash would leave it, without the lock.
void copyKept(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const auto &file : QDir(from).entryList({QStringLiteral("*.json")}, QDir::Files))
        QFile::copy(from + QLatin1Char('/') + file, to + QLatin1Char('/') + file);
}

bool isEmptyOfWork(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files).isEmpty();
}

} // namespace

class tst_autosave : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_settings); }
    void unsavedObjectsComeBackAfterACrash();
    void aSavedProjectComesBackWithItsUnsavedChangesOnTop();
    void whatASessionThatLivesKeepsIsNotOffered();
    void nothingStaysAfterAnOrderlyEnd();
    void discardedWorkIsGone();
    void aConnectorThatChangesOnDiskIsOfferedForReload();

private:
    QTemporaryDir m_settings;
};

void tst_autosave::unsavedObjectsComeBackAfterACrash()
{
    QTemporaryDir folder;
    const auto crashed = folder.filePath(QStringLiteral("crashed"));
    space::Space edited;
    {
        test::Desktop desktop;
        Autosave autosave(desktop.controller, folder.filePath(QStringLiteral("live")));
        desktop.controller.document().load(test::users(3));
        addObject(desktop.controller.document());
        edited = desktop.controller.document().space();
        autosave.write();
        autosave.wait();
        copyKept(folder.filePath(QStringLiteral("live")), crashed);
    }
    test::Desktop next;
    Autosave autosave(next.controller, crashed);
    const RecoveryNotices notices(autosave, next.window.files(), next.window.notices());
    auto *restore = next.find<QPushButton>("recoveryRestore");
    QVERIFY(restore != nullptr);
    restore->click();
    QVERIFY(next.settle());
    QVERIFY(next.controller.document().space() == edited);
    QVERIFY(next.controller.document().isModified());
    QVERIFY(next.find<QPushButton>("recoveryRestore") == nullptr || !next.find<QPushButton>("recoveryRestore")->isVisible());
    autosave.wait();
    QCOMPARE(QDir(crashed).entryList({QStringLiteral("*.space.json")}).size(), 1); // kept again, under the new session
}

void tst_autosave::aSavedProjectComesBackWithItsUnsavedChangesOnTop()
{
    QTemporaryDir folder;
    const auto crashed = folder.filePath(QStringLiteral("crashed"));
    const auto file = folder.filePath(QStringLiteral("mine.anchorage"));
    {
        test::Desktop desktop;
        Autosave autosave(desktop.controller, folder.filePath(QStringLiteral("live")));
        auto project = desktop.controller.document().project();
        project.schema = project::schema_source::Inline{{{{"user", false, {}, {}}}}};
        project.capabilities = MACapabilities();
        desktop.controller.document().editProject(QStringLiteral("schema"), project);
        desktop.controller.saveProject(file);
        QVERIFY(desktop.settle());
        QVERIFY(QFileInfo::exists(file));
        project = desktop.controller.document().project();
        project.description = "not saved yet";
        desktop.controller.document().editProject(QStringLiteral("description"), project);
        autosave.write();
        autosave.wait();
        copyKept(folder.filePath(QStringLiteral("live")), crashed);
    }
    test::Desktop next;
    Autosave autosave(next.controller, crashed);
    const auto left = autosave.left();
    QCOMPARE(left.size(), 1U);
    QCOMPARE(left.front().projectFile, file);
    autosave.recover(left.front());
    QVERIFY(next.settle());
    auto &document = next.controller.document();
    QCOMPARE(document.project().description, "not saved yet");
    QCOMPARE(document.project().file, file.toStdString());
    QVERIFY(document.isModified());
    next.action("editUndo")->trigger();
    QCOMPARE(document.project().description, ""); // as it was saved
}

void tst_autosave::whatASessionThatLivesKeepsIsNotOffered()
{
    QTemporaryDir folder;
    test::Desktop desktop;
    Autosave autosave(desktop.controller, folder.path());
    addObject(desktop.controller.document());
    autosave.write();
    autosave.wait();
    QVERIFY(!isEmptyOfWork(folder.path()));
    test::Desktop second;
    Autosave other(second.controller, folder.path());
    QVERIFY(other.left().empty());
}

void tst_autosave::nothingStaysAfterAnOrderlyEnd()
{
    QTemporaryDir folder;
    {
        test::Desktop desktop;
        Autosave autosave(desktop.controller, folder.path());
        addObject(desktop.controller.document());
        autosave.write();
        autosave.wait();
        desktop.action("editUndo")->trigger(); // as saved again
        autosave.wait();
        QVERIFY(isEmptyOfWork(folder.path()));
        desktop.action("editRedo")->trigger();
        autosave.write();
    }
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void tst_autosave::discardedWorkIsGone()
{
    QTemporaryDir folder;
    const auto crashed = folder.filePath(QStringLiteral("crashed"));
    {
        test::Desktop desktop;
        Autosave autosave(desktop.controller, folder.filePath(QStringLiteral("live")));
        addObject(desktop.controller.document());
        autosave.write();
        autosave.wait();
        copyKept(folder.filePath(QStringLiteral("live")), crashed);
    }
    test::Desktop next;
    Autosave autosave(next.controller, crashed);
    const RecoveryNotices notices(autosave, next.window.files(), next.window.notices());
    next.find<QPushButton>("recoveryDiscard")->click();
    autosave.wait();
    QVERIFY(isEmptyOfWork(crashed));
    QCOMPARE(next.controller.document().space().size(), 0U);
}

void tst_autosave::aConnectorThatChangesOnDiskIsOfferedForReload()
{
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("connector.so"));
    QVERIFY(replaceFile(file.toStdString(), "first build"));
    test::Desktop desktop;
    auto project = desktop.controller.document().project();
    project.connector.path = file.toStdString();
    desktop.controller.document().editProject(QStringLiteral("connector"), project);
    QVERIFY(desktop.find<QFrame>("reloadNotice") == nullptr);
    QVERIFY(QFile::remove(file)); // as builds do
    QVERIFY(replaceFile(file.toStdString(), "the second build is longer"));
    QVERIFY(QTest::qWaitFor([&] { return desktop.find<QFrame>("reloadNotice") != nullptr; }, 20'000));
    QVERIFY(desktop.find<QPushButton>("reloadAccept") != nullptr);
    auto empty = desktop.controller.document().project();
    empty.connector = {};
    desktop.controller.document().editProject(QStringLiteral("none"), empty);
    QVERIFY(desktop.find<QFrame>("reloadNotice") == nullptr);
}

QTEST_MAIN(tst_autosave)
#include "tst_autosave.moc"
