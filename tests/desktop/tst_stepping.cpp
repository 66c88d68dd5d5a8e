// What a person does while stepping: breakpoints that hold, faults that are provoked, Close with a reason, an edit
// in flight. Through the window's own actions and fields.
#include "app/desktop/models/findings_model.h"
#include "app/desktop/models/page_model.h"
#include "tests/desktop/example.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

using namespace anchorage;
using namespace anchorage::desktop;
using test::Example;

class tst_stepping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void aBreakpointHoldsTheRun_data();
    void aBreakpointHoldsTheRun();
    void aFaultEndsTheRunAsItWould_data();
    void aFaultEndsTheRunAsItWould();
    void theRunIsClosedWithTheChosenReason_data();
    void theRunIsClosedWithTheChosenReason();
    void anEntryEditedInFlightIsSentAsItStands();
    void anEditInFlightThatIsNoEntryIsRefusedWithItsPlace();
    void aReloadTakesANewProcessAndGoesOn();
    void modelsOfTheNextPageKeepTheirPromises();

private:
    QTemporaryDir m_settings;
};

void tst_stepping::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_stepping::aBreakpointHoldsTheRun_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("sent"); // hand-overs before it holds
    QTest::newRow("page") << "page"
                          << "1.2" << 2;
    QTest::newRow("pass") << "pass"
                          << "2" << 6;
    QTest::newRow("entry") << "entry"
                           << "4" << 2; // before its page: it never cuts one
    QTest::newRow("type") << "type"
                          << "group" << 4;
    QTest::newRow("dn") << "dn"
                        << "^cn=user 5" << 4;
    QTest::newRow("outcome") << "outcome"
                             << "error" << 2;
    QTest::newRow("error") << "error"
                           << "permission-issue" << 2;
    QTest::newRow("action") << "action"
                            << "ExportActionRetryReferenceAttribute" << 4;
    QTest::newRow("close") << "close"
                           << "" << 7;
}

void tst_stepping::aBreakpointHoldsTheRun()
{
    QFETCH(QString, kind);
    QFETCH(QString, condition);
    QFETCH(int, sent);
    test::Scripted desktop;
    auto *kinds = desktop.find<QComboBox>("breakpointKind");
    QVERIFY(kinds->findData(kind) >= 0);
    kinds->setCurrentIndex(kinds->findData(kind));
    desktop.find<QLineEdit>("breakpointCondition")->setText(condition);
    desktop.find<QPushButton>("breakpointAdd")->click();
    QVERIFY2(desktop.find<QLabel>("breakpointError")->text().isEmpty(),
             qPrintable(desktop.find<QLabel>("breakpointError")->text()));
    desktop.action("runToBreak")->trigger();
    const auto &run = desktop.controller.run();
    QVERIFY(QTest::qWaitFor(
        [&] {
            return desktop.controller.story().result() || (run.active() && run.status().held && !run.status().breakpoint.empty());
        },
        30'000));
    QVERIFY2(run.active(), "it ran to the end");
    QCOMPARE(static_cast<int>(desktop.controller.story().handOvers().size()), sent);
    desktop.action("runRun")->trigger(); // past breakpoints
    QVERIFY(desktop.waitEnded());
    QCOMPARE(static_cast<int>(desktop.controller.story().handOvers().size()), 7);
}

void tst_stepping::aFaultEndsTheRunAsItWould_data()
{
    using What = report::Trouble::What;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("trouble");
    QTest::newRow("throw") << static_cast<int>(run::Fault::Kind::Throw) << static_cast<int>(What::Exception);
    QTest::newRow("kill") << static_cast<int>(run::Fault::Kind::Kill) << static_cast<int>(What::Crash);
    QTest::newRow("garbage") << static_cast<int>(run::Fault::Kind::Garbage) << static_cast<int>(What::Rubbish);
    QTest::newRow("hang") << static_cast<int>(run::Fault::Kind::Hang) << static_cast<int>(What::Crash); // a person ended it
}

void tst_stepping::aFaultEndsTheRunAsItWould()
{
    QFETCH(int, kind);
    QFETCH(int, trouble);
    Example example;
    example.action("runFault")->trigger();
    auto *kinds = example.find<QComboBox>("faultKind");
    kinds->setCurrentIndex(kinds->findData(kind));
    example.find<QSpinBox>("faultEntry")->setValue(7);
    example.find<QPushButton>("faultPlan")->click();
    example.find<QDialog>("faultDialog")->reject();
    example.action("runRun")->trigger();
    const auto &story = example.controller.story();
    if (kind == static_cast<int>(run::Fault::Kind::Hang)) {
        QVERIFY(QTest::qWaitFor([&] { return example.controller.run().status().handedOver >= 7; }, 30'000));
        example.action("runStop")->trigger();
        QTest::qWait(100);
        example.action("runKill")->trigger();
    }
    QVERIFY(example.waitEnded());
    QVERIFY(!story.troubles().empty());
    QCOMPARE(static_cast<int>(story.troubles().front().what), trouble);
    QVERIFY(story.troubles().front().injected);
    // The six before it were really put; the seventh reached nobody.
    QCOMPARE(outcomeOf(story.handOvers()[6]), ObjectOutcome::What::Unknown);
    QVERIFY(!example.find<QLabel>("closeText")->text().isEmpty());
    QVERIFY(example.find<QWidget>("closeStrip")->isVisible());
}

void tst_stepping::theRunIsClosedWithTheChosenReason_data()
{
    QTest::addColumn<int>("reason");
    for (int i = 0; i <= static_cast<int>(CloseReason::Unknown); ++i)
        QTest::newRow(std::string(name(static_cast<CloseReason>(i))).c_str()) << i;
}

void tst_stepping::theRunIsClosedWithTheChosenReason()
{
    QFETCH(int, reason);
    Example example;
    QVERIFY(example.step("runOpen"));
    QVERIFY(example.step("runPutPage"));
    const auto action = "runClose" + std::string(name(static_cast<CloseReason>(reason)));
    QVERIFY(example.action(action.c_str()) != nullptr);
    example.action(action.c_str())->trigger();
    QVERIFY(example.waitEnded());
    QVERIFY(example.controller.story().close().called);
    QCOMPARE(static_cast<int>(example.controller.story().close().reason), reason);
    QCOMPARE(example.controller.story().calls().back().kind, report::CallKind::Close);
}

void tst_stepping::anEntryEditedInFlightIsSentAsItStands()
{
    Example example;
    QVERIFY(example.step("runOpen"));
    example.find<QTabWidget>("pages")->setCurrentIndex(1);
    example.find<QTabWidget>("nextPageTabs")->setCurrentIndex(2);
    example.find<QTableView>("nextPageTable")->selectRow(0);
    auto *json = example.find<QPlainTextEdit>("nextPageJson");
    const auto &page = example.controller.run().status().preview->page;
    QCOMPARE(example.find<QTabWidget>("pages")->tabText(1), QStringLiteral("Next page (%1)").arg(page.entries.size()));
    const auto dn = QString::fromStdString(page.entries.front().entry.dn);
    QVERIFY2(json->toPlainText().contains(dn), qPrintable(json->toPlainText()));
    json->setPlainText(json->toPlainText().replace(dn, QStringLiteral("cn=Edited in flight,ou=People,dc=contoso,dc=example")));
    example.find<QPushButton>("nextPageApply")->click();
    QVERIFY2(example.find<QLabel>("nextPageJsonState")->text().isEmpty(),
             qPrintable(example.find<QLabel>("nextPageJsonState")->text()));
    const auto calls = example.controller.story().calls().size();
    example.find<QPushButton>("nextPageSend")->click();
    QVERIFY(QTest::qWaitFor([&] { return example.controller.story().calls().size() > calls; }, 30'000));
    QVERIFY(example.waitHeld());
    const auto &sent = example.controller.story().handOvers().front();
    QVERIFY(sent.edited);
    QVERIFY2(sent.entry.dn.starts_with("cn=Edited in flight"), sent.entry.dn.c_str());
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
}

void tst_stepping::anEditInFlightThatIsNoEntryIsRefusedWithItsPlace()
{
    Example example;
    QVERIFY(example.step("runOpen"));
    example.find<QTabWidget>("pages")->setCurrentIndex(1);
    example.find<QTabWidget>("nextPageTabs")->setCurrentIndex(2);
    example.find<QTableView>("nextPageTable")->selectRow(0);
    example.find<QPlainTextEdit>("nextPageJson")->setPlainText(QStringLiteral("{\n  \"dn\": 12\n}"));
    example.find<QPushButton>("nextPageApply")->click();
    QVERIFY(!example.find<QLabel>("nextPageJsonState")->text().isEmpty());
    QVERIFY(!example.find<QPushButton>("nextPageSend")->isEnabled());
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
}

void tst_stepping::aReloadTakesANewProcessAndGoesOn()
{
    Example example;
    QVERIFY(example.step("runOpen"));
    QVERIFY(example.step("runPutPage"));
    const auto pid = example.controller.run().status().pid;
    const auto handedOver = example.controller.story().handOvers().size();
    example.controller.control(run::control::Reload{});
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto now = example.controller.run().status();
            return now.pid != 0 && now.pid != pid && now.held;
        },
        30'000));
    QCOMPARE(example.controller.story().handOvers().size(), handedOver);
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
}

void tst_stepping::modelsOfTheNextPageKeepTheirPromises()
{
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    PageModel page;
    RemovalsModel removals;
    DifferenceModel difference;
    FindingsModel findings;
    const QAbstractItemModelTester testPage(&page, Mode::QtTest);
    const QAbstractItemModelTester testRemovals(&removals, Mode::QtTest);
    const QAbstractItemModelTester testDifference(&difference, Mode::QtTest);
    const QAbstractItemModelTester testFindings(&findings, Mode::QtTest);
    Example example;
    QVERIFY(example.step("runOpen"));
    const auto preview = example.controller.run().status().preview;
    page.set(preview);
    removals.set(preview);
    const auto planned = page.rowCount();
    page.leaveOut(1);
    QCOMPARE(page.rowCount(), planned - 1);
    auto entry = page.entry(0);
    entry.dn += ",dc=elsewhere";
    page.edit(0, entry);
    QVERIFY(page.edited(0));
    page.takeBack();
    QCOMPARE(page.rowCount(), planned);
    QVERIFY(!page.isEdited());
    const auto &first = page.planned(0);
    difference.set(differences(example.controller.story().start().object(first.object), first.entry, preview->removals, {},
                               QStringLiteral("AttributeUpdate"), false));
    Finding finding;
    finding.id = "one";
    findings.set(FindingsModel::From::Project, {{finding, {}}});
    findings.append({finding, finding}, 0);
    QCOMPARE(findings.rowCount(), 3);
    QCOMPARE(findings.rowOfRunFinding(1), 2);
    findings.set(FindingsModel::From::Space, {{finding, {}}, {finding, {}}});
    QCOMPARE(findings.rowOfRunFinding(1), 4);
    page.set(nullptr);
    removals.set(nullptr);
    QCOMPARE(page.rowCount(), 0);
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
}

QTEST_MAIN(tst_stepping)
#include "tst_stepping.moc"
