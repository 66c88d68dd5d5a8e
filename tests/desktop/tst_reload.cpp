// Wait for debugger, and Reload: while a run holds, and after it is over.
#include "app/desktop/views/debugger_strip.h"
#include "tests/desktop/memory_desktop.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

const QByteArray smallPages = ", 'steps': [{'name': 'Export', 'exportType': 'Delta', 'pageSize': 1}]";

/// One entry a page, so that there are pages to take up at.
class Paged : public test::MemoryDesktop {
public:
    Paged() : MemoryDesktop(smallPages) { }
    QDialog *reloadDialog()
    {
        action("runReload")->trigger();
        return find<QDialog>("reloadDialog");
    }
    bool step(const char *name)
    {
        const auto sent = controller.story().calls().size();
        action(name)->trigger();
        return QTest::qWaitFor(
            [&] {
                return settle() && controller.story().calls().size() > sent
                    && (!controller.run().active() || controller.run().status().held);
            },
            30'000);
    }
};

} // namespace

class tst_reload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWayToAttachDependsOnTheConnector();
    void openWaitsForADebuggerAndShowsHowToAttach();
    void stopWhileADebuggerIsAwaitedCallsNothing();
    void waitingIsASettingOfTheProjectThatCanBeTakenBack();
    void reloadSaysThatTheTargetIsNotRolledBack();
    void reloadWhileHeldGoesOnWithTheSamePageInANewProcess();
    void afterAnExceptionTheRunIsTakenUpAtItsPage();
    void anEarlierPageCanBeChosen();
    void nothingCanBeReloadedBeforeARun();

private:
    QTemporaryDir m_settings;
};

void tst_reload::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_reload::theWayToAttachDependsOnTheConnector()
{
    connector::ConnectorLocation location;
    auto ways = attachWays(location, 4711);
    QCOMPARE(ways.size(), std::size_t(2));
    QCOMPARE(ways[0].text, QStringLiteral("gdb -p 4711"));
    QCOMPARE(ways[1].text, QStringLiteral("lldb -p 4711"));
    location.kind = connector::ConnectorKind::DotNet;
    QCOMPARE(attachWays(location, 4711).front().text, QStringLiteral("127.0.0.1:55555"));
    location.options = {{"debuggerAddress", "127.0.0.1:4712"}};
    QCOMPARE(attachWays(location, 4711).front().text, QStringLiteral("127.0.0.1:4712"));
}

void tst_reload::openWaitsForADebuggerAndShowsHowToAttach()
{
    test::MemoryDesktop desk;
    QVERIFY(desk.find<QWidget>("debuggerStrip")->isHidden());
    desk.action("connectorDebug")->trigger();
    desk.action("runRun")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return desk.settle() && desk.controller.run().status().debuggerWait; }, 30'000));
    const auto *strip = desk.find<QWidget>("debuggerStrip");
    QVERIFY(!strip->isHidden());
    QVERIFY(desk.controller.story().handOvers().empty());
    const auto pid = QString::number(desk.controller.run().status().pid);
    QVERIFY(desk.find<QLabel>("debuggerText")->text().contains(pid));
    QCOMPARE(desk.find<QLineEdit>("debuggerWay0")->text(), QStringLiteral("gdb -p ") + pid);
    desk.find<QPushButton>("debuggerCopy0")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("gdb -p ") + pid);
    QVERIFY(!desk.action("runPutPage")->isEnabled());
    QVERIFY(desk.action("runContinue")->isEnabled());
    desk.find<QPushButton>("debuggerContinue")->click();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QVERIFY(strip->isHidden());
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(4));
}

void tst_reload::stopWhileADebuggerIsAwaitedCallsNothing()
{
    test::MemoryDesktop desk;
    desk.action("connectorDebug")->trigger();
    desk.action("runOpen")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return desk.settle() && desk.controller.run().status().debuggerWait; }, 30'000));
    desk.find<QPushButton>("debuggerStop")->click();
    QVERIFY(desk.waitEnded());
    QVERIFY(desk.find<QWidget>("debuggerStrip")->isHidden());
    QVERIFY(desk.controller.story().handOvers().empty());
}

void tst_reload::waitingIsASettingOfTheProjectThatCanBeTakenBack()
{
    test::MemoryDesktop desk;
    auto *action = desk.action("connectorDebug");
    QVERIFY(!action->isChecked());
    action->trigger();
    QVERIFY(desk.controller.document().project().runSettings().waitForDebugger);
    desk.action("editUndo")->trigger();
    QVERIFY(!desk.controller.document().project().runSettings().waitForDebugger);
    QVERIFY(!action->isChecked());
}

void tst_reload::reloadSaysThatTheTargetIsNotRolledBack()
{
    Paged desk;
    QVERIFY(desk.step("runOpen"));
    QVERIFY(desk.step("runPutPage"));
    auto *dialog = desk.reloadDialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("reloadWarning"))->text().contains(QStringLiteral("not rolled back")));
    const auto words = dialog->findChild<QLabel *>(QStringLiteral("reloadWords"))->text();
    QVERIFY2(words.contains(QStringLiteral("pass 1, page 2")), qPrintable(words));
    QVERIFY(words.contains(QString::number(desk.controller.run().status().pid)));
    const auto pid = desk.controller.run().status().pid;
    dialog->reject();
    QCoreApplication::processEvents();
    QCOMPARE(desk.controller.run().status().pid, pid);
    desk.action("runStop")->trigger();
    QVERIFY(desk.waitEnded());
}

void tst_reload::reloadWhileHeldGoesOnWithTheSamePageInANewProcess()
{
    Paged desk;
    QVERIFY(desk.step("runOpen"));
    QVERIFY(desk.step("runPutPage"));
    const auto before = desk.controller.run().status();
    desk.reloadDialog()->accept();
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto &now = desk.controller.run().status();
            return now.held && now.pid != 0 && now.pid != before.pid && now.callRunning.empty();
        },
        30'000));
    QVERIFY(desk.controller.run().status().preview);
    QVERIFY(desk.controller.run().status().preview->page.position == before.preview->page.position);
    desk.action("runRun")->trigger();
    QVERIFY(desk.waitEnded());
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(4));
}

void tst_reload::afterAnExceptionTheRunIsTakenUpAtItsPage()
{
    Paged desk;
    run::Fault fault;
    fault.entry = 3;
    desk.controller.setFaults({fault});
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE(desk.controller.story().troubles().size(), std::size_t(1));
    const auto firstJournal = desk.controller.journalFile();
    desk.controller.setFaults({}); // "fixed"
    auto *dialog = desk.reloadDialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QComboBox *>(QStringLiteral("reloadPage"))->currentText().contains(QStringLiteral("page 3")));
    dialog->accept();
    QVERIFY2(desk.waitHeld(), qPrintable(desk.failure));
    QVERIFY(QTest::qWaitFor([&] { return desk.controller.run().status().pid != 0 && desk.controller.run().status().preview; },
                            30'000));
    // What was answered before is there and was not handed over again.
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(2));
    QCOMPARE(desk.controller.run().status().preview->page.position.page, 3);
    QVERIFY(desk.controller.journalFile() != firstJournal);
    desk.action("runRun")->trigger();
    QVERIFY(desk.waitEnded());
    const auto &result = desk.controller.story().result();
    QVERIFY2(result->has_value(), result->has_value() ? "" : result->error().text().c_str());
    QCOMPARE((*result)->status, std::string("success"));
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(4));
}

void tst_reload::anEarlierPageCanBeChosen()
{
    Paged desk;
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    auto *dialog = desk.reloadDialog();
    auto *pages = dialog->findChild<QComboBox *>(QStringLiteral("reloadPage"));
    QCOMPARE(pages->count(), 4);
    pages->setCurrentIndex(1);
    dialog->accept();
    QVERIFY(QTest::qWaitFor(
        [&] {
            return desk.settle() && desk.controller.run().active() && desk.controller.run().status().held
                && desk.controller.run().status().preview;
        },
        30'000));
    QCOMPARE(desk.controller.run().status().preview->page.position.page, 2);
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(1));
    desk.action("runStop")->trigger();
    QVERIFY(desk.waitEnded());
}

void tst_reload::nothingCanBeReloadedBeforeARun()
{
    test::MemoryDesktop desk;
    QVERIFY(!desk.action("runReload")->isEnabled());
    QVERIFY(desk.action("runReload")->toolTip().contains(QStringLiteral("No run")));
}

QTEST_MAIN(tst_reload)
#include "tst_reload.moc"
