#include "app/desktop/models/entry_model.h"
#include "app/desktop/models/objects_model.h"
#include "app/desktop/models/page_model.h"
#include "app/desktop/models/results_model.h"
#include "app/desktop/models/story_models.h"
#include "tests/desktop/example.h"
#include "tests/support/event_loop_probe.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

using namespace anchorage;
using namespace anchorage::desktop;

using test::Example;

class tst_run : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theExampleRunsToTheEnd();
    void steppingHoldsBeforeEachPage();
    void modelsOfTheRunKeepTheirPromises();
    void aPageEditedInFlightIsSentAsEditedAndMarked();
    void stopEndsTheRunAsStoppedByAPerson();
    void aHangDoesNotStopTheWindow();
    void theJournalCanBeSteppedThroughLikeALiveRun();
    void whatTheRunLeftCanBeTakenOver();
    void anErrorThatManyObjectsHaveIsOneGroup();

private:
    QTemporaryDir m_settings;
};

void tst_run::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_run::theExampleRunsToTheEnd()
{
    Example example;
    QVERIFY(example.opened);
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    const auto &story = example.controller.story();
    QVERIFY2(story.result()->has_value(), story.result()->has_value() ? "" : story.result()->error().text().c_str());
    QVERIFY(story.close().called);
    QVERIFY(story.handOvers().size() > 200);
    QVERIFY(example.find<QLabel>("closeText")->text().contains(QString::fromStdString((*story.result())->status)));
    QCOMPARE(example.find<QTableView>("resultsTable")->model()->rowCount(), static_cast<int>(story.handOvers().size()));
    QCOMPARE(example.find<QTableView>("callsTable")->model()->rowCount(), static_cast<int>(story.calls().size()));
}

void tst_run::anErrorThatManyObjectsHaveIsOneGroup()
{
    Example example;
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    const auto &story = example.controller.story();
    const auto failed = [&story] { return story.result() && *story.result() ? (*story.result())->counters.failure : 0; };
    QVERIFY(example.find<QToolButton>("closeFirstFailed")->isHidden());
    example.action("runRun")->trigger(); // what it adds is in the target by now
    QVERIFY(QTest::qWaitFor([&] { return failed() > 100; }, 30'000));
    const auto *groups = example.find<QTreeWidget>("resultsGroups");
    const auto counted = [groups] {
        std::uint64_t all = 0;
        for (int i = 0; i < groups->topLevelItemCount(); ++i)
            all += groups->topLevelItem(i)->text(1).toULongLong();
        return all;
    };
    QVERIFY(QTest::qWaitFor([&] { return counted() == failed(); }, 10'000));
    QVERIFY2(groups->topLevelItemCount() < 10, qPrintable(QString::number(groups->topLevelItemCount())));
    // A kind alone is shown with all of its objects, and the strip leads to the first of any kind.
    auto *group = groups->topLevelItem(0);
    example.find<QTreeWidget>("resultsGroups")->setCurrentItem(group);
    Q_EMIT example.find<QTreeWidget>("resultsGroups")->itemActivated(group, 0);
    auto *results = example.find<QTableView>("resultsTable");
    const int expected = group->text(1).toInt();
    QVERIFY(QTest::qWaitFor([&] { return results->model()->rowCount() == expected; }, 5'000));
    example.find<QToolButton>("closeFirstFailed")->click();
    QVERIFY(results->currentIndex().isValid());
}

void tst_run::steppingHoldsBeforeEachPage()
{
    Example example;
    QVERIFY(!example.action("runPutPage")->isEnabled());
    QVERIFY(example.step("runOpen"));
    QVERIFY(example.controller.run().status().preview);
    QVERIFY(example.controller.story().handOvers().empty());
    const auto planned = example.controller.run().status().preview->page.entries.size();
    QCOMPARE(example.find<QTableView>("nextPageTable")->model()->rowCount(), static_cast<int>(planned));
    QVERIFY(example.step("runPutPage"));
    QCOMPARE(example.controller.story().handOvers().size(), planned);
    QVERIFY(example.step("runPutEntry"));
    QCOMPARE(example.controller.story().handOvers().size(), planned + 1);
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
}

void tst_run::modelsOfTheRunKeepTheirPromises()
{
    Example example;
    auto &story = example.controller.story();
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    ResultsModel results(story);
    CallsModel calls(story);
    OutputModel output(story);
    QAbstractItemModelTester testResults(&results, Mode::QtTest);
    QAbstractItemModelTester testCalls(&calls, Mode::QtTest);
    QAbstractItemModelTester testOutput(&output, Mode::QtTest);
    EntryModel entry;
    QAbstractItemModelTester testEntry(&entry, Mode::QtTest);
    const auto &document = example.controller.document();
    for (space::ObjectIndex i = 0; i < 5; ++i)
        entry.setObject(document.space().object(i), document.schema().find(document.space().type(i)), document.space().style(),
                        false);
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    QCOMPARE(results.rowCount(), static_cast<int>(story.handOvers().size()));
}

void tst_run::aPageEditedInFlightIsSentAsEditedAndMarked()
{
    Example example;
    QVERIFY(example.step("runOpen"));
    const auto planned = example.controller.run().status().preview->page.entries.size();
    QVERIFY(planned > 1);
    example.find<QTableView>("nextPageTable")->selectRow(0);
    example.find<QPushButton>("nextPageLeaveOut")->click();
    const auto calls = example.controller.story().calls().size();
    example.find<QPushButton>("nextPageSend")->click();
    QVERIFY(QTest::qWaitFor([&] { return example.controller.story().calls().size() > calls; }, 30'000));
    QVERIFY(example.waitHeld());
    QCOMPARE(example.controller.story().handOvers().size(), planned - 1);
    QVERIFY(example.controller.story().handOvers().front().edited);
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
}

void tst_run::stopEndsTheRunAsStoppedByAPerson()
{
    Example example;
    QVERIFY(example.step("runOpen"));
    QVERIFY(example.step("runPutPage"));
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
    const auto &story = example.controller.story();
    QVERIFY(story.result()->has_value());
    QVERIFY((*story.result())->status.rfind("stopped-user-termination", 0) == 0);
    QCOMPARE(story.close().reason, CloseReason::TerminatedByUser);
}

void tst_run::aHangDoesNotStopTheWindow()
{
    Example example;
    run::Fault hang;
    hang.kind = run::Fault::Kind::Hang;
    hang.entry = 5;
    example.controller.wishes().faults = {hang};
    test::EventLoopProbe probe;
    example.action("runRun")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return example.controller.run().status().handedOver >= 5; }, 30'000));
    QTest::qWait(300);
    QVERIFY(example.controller.run().active());
    QVERIFY(example.action("runStop")->isEnabled());
    example.action("runStop")->trigger();
    QTest::qWait(100);
    example.action("runStop")->trigger();
    QVERIFY(example.waitEnded());
    QVERIFY(!example.controller.story().troubles().empty());
#ifdef NDEBUG
    QVERIFY2(probe.longest() < test::EventLoopProbe::limit, qPrintable(QString::number(probe.longest().count())));
#endif
}

void tst_run::theJournalCanBeSteppedThroughLikeALiveRun()
{
    Example example;
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    const auto live = example.controller.story().handOvers();
    const auto journal = example.controller.journalFile();
    QVERIFY(QFile::exists(journal));
    example.controller.openPath(journal);
    QVERIFY(example.settle() && example.waitHeld());
    QVERIFY(example.controller.run().recorded());
    QVERIFY(example.step("runOpen"));
    QVERIFY(example.controller.run().status().preview);
    QVERIFY(example.step("runPutPage"));
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    QVERIFY(example.controller.story().handOvers() == live);
}

void tst_run::whatTheRunLeftCanBeTakenOver()
{
    Example example;
    QVERIFY(!example.action("runTakeOver")->isEnabled());
    example.action("runRun")->trigger();
    QVERIFY(example.waitEnded());
    QVERIFY(example.action("runTakeOver")->isEnabled());
    const auto before = example.controller.document().space();
    example.action("runTakeOver")->trigger();
    QVERIFY(!(example.controller.document().space() == before));
    example.action("editUndo")->trigger();
    QVERIFY(example.controller.document().space() == before);
}

QTEST_MAIN(tst_run)
#include "tst_run.moc"
