// Breakpoints, faults and run settings: what a person sets for a run.
#include "app/desktop/views/breakpoints_pane.h"
#include "app/desktop/views/fault_dialog.h"
#include "app/desktop/views/run_settings_dialog.h"
#include "core/run/typed_breaks.h"
#include "tests/desktop/desktop_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

using namespace anchorage;

class TestRunDialogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::isolateSettings(m_folder); }
    void init() { QSettings().clear(); }

    void everyKindOfBreakpointCanBeAdded_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("condition");
        QTest::newRow("page") << "page"
                              << "2.1";
        QTest::newRow("every page") << "page"
                                    << "";
        QTest::newRow("pass") << "pass"
                              << "2";
        QTest::newRow("entry") << "entry"
                               << "37";
        QTest::newRow("type") << "type"
                              << "user";
        QTest::newRow("dn") << "dn"
                            << "^cn=ann";
        QTest::newRow("outcome") << "outcome"
                                 << "error";
        QTest::newRow("error") << "error"
                               << "cd-existing-object";
        QTest::newRow("action") << "action"
                                << "ExportActionRetryReferenceAttribute";
        QTest::newRow("close") << "close"
                               << "";
    }
    void everyKindOfBreakpointCanBeAdded()
    {
        QFETCH(QString, kind);
        QFETCH(QString, condition);
        test::Desktop desk;
        auto *kinds = desk.find<QComboBox>("breakpointKind");
        kinds->setCurrentIndex(kinds->findData(kind));
        desk.find<QLineEdit>("breakpointCondition")->setText(condition);
        desk.find<QPushButton>("breakpointAdd")->click();
        QCOMPARE(desk.find<QListWidget>("breakpointList")->count(), 1);
        QVERIFY(!desk.controller.wishes().breakpoints.empty());
        const auto typed = QSettings().value(QStringLiteral("breakpoints")).toStringList().value(0).mid(1).toStdString();
        const auto parsed = run::parseBreakpoint(typed);
        QVERIFY(parsed);
        QCOMPARE(run::parseBreakpoint(run::typedText(*parsed)), parsed);
    }

    void aBreakpointThatIsSwitchedOffStaysInTheList()
    {
        test::Desktop desk;
        auto *pane = desk.find<desktop::BreakpointsPane>("breakpointsPane");
        QVERIFY(pane->add(QStringLiteral("type:user")));
        auto *list = desk.find<QListWidget>("breakpointList");
        list->item(0)->setCheckState(Qt::Unchecked);
        QVERIFY(desk.controller.wishes().breakpoints.empty());

        test::Desktop later; // the next start of the program
        QCOMPARE(later.find<QListWidget>("breakpointList")->count(), 1);
        QVERIFY(later.controller.wishes().breakpoints.empty());
    }

    void aPatternThatIsNoneIsExplained()
    {
        test::Desktop desk;
        auto *kinds = desk.find<QComboBox>("breakpointKind");
        kinds->setCurrentIndex(kinds->findData(QStringLiteral("dn")));
        desk.find<QLineEdit>("breakpointCondition")->setText(QStringLiteral("("));
        desk.find<QPushButton>("breakpointAdd")->click();
        QCOMPARE(desk.find<QListWidget>("breakpointList")->count(), 0);
        QVERIFY(!desk.find<QLabel>("breakpointError")->text().isEmpty());
    }

    void aFaultIsPlannedAndTakenBack()
    {
        test::Desktop desk;
        desk.action("runFault")->trigger();
        auto *dialog = desk.find<QDialog>("faultDialog");
        QVERIFY(dialog != nullptr);
        dialog->findChild<QComboBox *>(QStringLiteral("faultKind"))->setCurrentIndex(1); // hang
        dialog->findChild<QSpinBox *>(QStringLiteral("faultEntry"))->setValue(3);
        dialog->findChild<QPushButton *>(QStringLiteral("faultPlan"))->click();
        QCOMPARE(desk.controller.wishes().faults.size(), std::size_t{1});
        QCOMPARE(desk.controller.wishes().faults.front().entry, std::uint64_t{3});
        QVERIFY(desk.controller.wishes().faults.front().kind == run::Fault::Kind::Hang);
        auto *planned = dialog->findChild<QListWidget *>(QStringLiteral("faultsPlanned"));
        planned->setCurrentRow(0);
        dialog->findChild<QPushButton *>(QStringLiteral("faultRemove"))->click();
        QVERIFY(desk.controller.wishes().faults.empty());
        dialog->close();
    }

    void settingsBecomePartOfTheProjectAndCanBeUndone()
    {
        test::Desktop desk;
        desk.action("runSettings")->trigger();
        auto *dialog = desk.find<QDialog>("runSettingsDialog");
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit *>(QStringLiteral("setting_deletionLimit"))->setText(QStringLiteral("3"));
        dialog->findChild<QCheckBox *>(QStringLiteral("setting_waitForDebugger"))->setChecked(true);
        dialog->findChild<QComboBox *>(QStringLiteral("setting_process"))->setCurrentText(QStringLiteral("keep"));
        dialog->accept();
        const auto settings = desk.controller.document().project().runSettings();
        QCOMPARE(settings.deletionLimit, std::optional<std::int64_t>(3));
        QVERIFY(settings.waitForDebugger);
        QVERIFY(settings.process == RunSettings::ProcessLife::Keep);
        desk.action("editUndo")->trigger();
        QCOMPARE(desk.controller.document().project().runSettings(), RunSettings());
    }

    void aWrongSettingKeepsTheDialogOpenAndSaysWhatIsExpected()
    {
        test::Desktop desk;
        desk.action("runSettings")->trigger();
        auto *dialog = desk.find<QDialog>("runSettingsDialog");
        dialog->findChild<QLineEdit *>(QStringLiteral("setting_maxPasses"))->setText(QStringLiteral("many"));
        dialog->accept();
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("settingsError"))->text().contains(QStringLiteral("maxPasses")));
        QVERIFY(desk.controller.document().project().settings.empty());
        dialog->reject();
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestRunDialogs)
#include "tst_run_dialogs.moc"
