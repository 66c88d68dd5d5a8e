// The chart of a run: what its columns say, and that a call can be chosen with mouse and keyboard.
#include "app/desktop/controller/timeline.h"
#include "app/desktop/views/theme.h"
#include "app/desktop/views/timeline_chart.h"
#include "tests/desktop/memory_desktop.h"

#include <QAbstractItemModel>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::desktop;
using namespace std::chrono_literals;

namespace {

/// Puts of one entry, each 1 ms long, one every 2 ms; every tenth with an error.
Calls manyPuts(std::size_t count)
{
    Calls calls;
    for (std::size_t i = 0; i < count; ++i) {
        report::Call call;
        call.kind = report::CallKind::Put;
        call.state = report::Call::State::Returned;
        call.at = std::chrono::milliseconds(2 * i);
        call.duration = 1ms;
        call.firstHandOver = i;
        call.entries = 1;
        call.errors = i % 10 == 9 ? 1 : 0;
        calls.push_back(call);
    }
    return calls;
}

} // namespace

class tst_timeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void manyCallsBecomeAsManyColumnsAsPixels();
    void theLongestAndTheWorstCallOfAColumnAreSeen();
    void aColumnOfAPartCountsWhatWasBefore();
    void zoomingStaysWithinTheRunAndKeepsThePlace();
    void theNearestCallIsFound();
    void theKeyboardGoesFromCallToCall();
    void aClickJumpsToTheCallAndTheCallBackToTheChart();
    void itIsPaintedInDarkAndLight();
    void anEmptyRunSaysWhatWillBeHere();

private:
    QTemporaryDir m_settings;
};

void tst_timeline::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_timeline::manyCallsBecomeAsManyColumnsAsPixels()
{
    const auto calls = manyPuts(100'000);
    const auto columns = timelineColumns(calls, wholeSpan(calls), 800);
    QCOMPARE(columns.size(), std::size_t(800));
    QCOMPARE(columns.back().entries, std::uint64_t(100'000));
    QCOMPARE(columns.back().errors, std::uint64_t(10'000));
    QVERIFY(std::is_sorted(columns.begin(), columns.end(), [](const auto &a, const auto &b) { return a.entries < b.entries; }));
    QVERIFY(std::all_of(columns.begin(), columns.end(), [](const auto &column) {
        return column.call != TimelineColumn::none && column.worst == TimelineColumn::Worst::Errors;
    }));
}

void tst_timeline::theLongestAndTheWorstCallOfAColumnAreSeen()
{
    auto calls = manyPuts(1'000);
    calls[500].duration = 1500us;
    calls[700].state = report::Call::State::Threw;
    const auto columns = timelineColumns(calls, wholeSpan(calls), 10);
    QVERIFY(std::any_of(columns.begin(), columns.end(), [](const auto &column) { return column.call == 500; }));
    QCOMPARE(std::count_if(columns.begin(), columns.end(),
                           [](const auto &column) { return column.worst == TimelineColumn::Worst::Failed; }),
             1);
}

void tst_timeline::aColumnOfAPartCountsWhatWasBefore()
{
    const auto calls = manyPuts(1'000);
    const auto columns = timelineColumns(calls, {1000ms, 1100ms}, 100);
    QVERIFY(columns.front().entries >= 500 && columns.front().entries <= 501);
    QVERIFY(columns.back().entries >= 549 && columns.back().entries <= 551);
}

void tst_timeline::zoomingStaysWithinTheRunAndKeepsThePlace()
{
    const TimeSpan whole{0ms, 1000ms};
    const auto closer = zoomed(whole, 0.5, 800ms, whole);
    QVERIFY((closer == TimeSpan{400ms, 900ms}));
    QVERIFY(zoomed(closer, 10, 800ms, whole) == whole);
    QVERIFY(zoomed(whole, 1e-12, 300ms, whole).length() >= 1ms);
    QCOMPARE(tickStep(1000ms, 7).count(), std::chrono::nanoseconds(200ms).count());
}

void tst_timeline::theNearestCallIsFound()
{
    const auto calls = manyPuts(10);
    QCOMPARE(callAt(calls, 4500us), std::size_t(2));
    QCOMPARE(callAt(calls, 5900us), std::size_t(3));
    QCOMPARE(callAt(calls, 5s), std::size_t(9));
    QCOMPARE(callAt({}, 5s), TimelineColumn::none);
}

void tst_timeline::theKeyboardGoesFromCallToCall()
{
    test::MemoryDesktop desk;
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    auto *chart = desk.find<TimelineChart>("timelineChart");
    const auto count = desk.controller.story().calls().size();
    QVERIFY(count >= 3);
    const QSignalSpy chosen(chart, &TimelineChart::chosen);
    QTest::keyClick(chart, Qt::Key_Home);
    QCOMPARE(chart->selected(), std::size_t(0));
    QTest::keyClick(chart, Qt::Key_Right);
    QCOMPARE(chart->selected(), std::size_t(1));
    QVERIFY(!chart->accessibleDescription().isEmpty());
    QTest::keyClick(chart, Qt::Key_End);
    QCOMPARE(chart->selected(), count - 1);
    QTest::keyClick(chart, Qt::Key_Left);
    QCOMPARE(chart->selected(), count - 2);
    QCOMPARE(chosen.size(), 4);
    const auto whole = chart->span();
    QTest::keyClick(chart, Qt::Key_Plus);
    QVERIFY(chart->span().length() < whole.length());
    QTest::keyClick(chart, Qt::Key_0);
    QVERIFY(chart->span() == whole);
    desk.find<QToolButton>("timelineIn")->click();
    QVERIFY(chart->span().length() < whole.length());
    desk.find<QToolButton>("timelineAll")->click();
    QVERIFY(chart->span() == whole);
}

void tst_timeline::aClickJumpsToTheCallAndTheCallBackToTheChart()
{
    test::MemoryDesktop desk;
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    desk.find<QTabWidget>("pages")->setCurrentIndex(3);
    auto *chart = desk.find<TimelineChart>("timelineChart");
    QVERIFY(chart->isVisible());
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->rect().center());
    QVERIFY(chart->selected() != TimelineColumn::none);
    const auto *table = desk.find<QTableView>("callsTable");
    QCOMPARE(table->currentIndex().row(), static_cast<int>(chart->selected()));
    desk.controller.places().showCall(0);
    QCOMPARE(chart->selected(), std::size_t(0));
    QHelpEvent help(QEvent::ToolTip, chart->rect().center(), chart->mapToGlobal(chart->rect().center()));
    QVERIFY(QApplication::sendEvent(chart, &help));
    QVERIFY(QToolTip::text().contains(QStringLiteral(" at ")));
    QVERIFY(desk.find<QLabel>("timelineSummary")->text().contains(QStringLiteral("4 entries")));
}

void tst_timeline::itIsPaintedInDarkAndLight()
{
    test::MemoryDesktop desk;
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    desk.find<QTabWidget>("pages")->setCurrentIndex(3);
    auto *chart = desk.find<TimelineChart>("timelineChart");
    applyColorScheme(ColorScheme::Light);
    QCoreApplication::processEvents();
    const auto light = chart->grab().toImage().pixelColor(3, 3).lightness();
    applyColorScheme(ColorScheme::Dark);
    QCoreApplication::processEvents();
    const auto dark = chart->grab().toImage().pixelColor(3, 3).lightness();
    applyColorScheme(ColorScheme::Light);
    QVERIFY2(light > 200 && dark < 80, qPrintable(QStringLiteral("%1 %2").arg(light).arg(dark)));
}

void tst_timeline::anEmptyRunSaysWhatWillBeHere()
{
    const test::Desktop desk;
    auto *chart = desk.find<TimelineChart>("timelineChart");
    QTest::keyClick(chart, Qt::Key_Right);
    QCOMPARE(chart->selected(), TimelineColumn::none);
    QCOMPARE(desk.find<QLabel>("timelineSummary")->text(), QStringLiteral("No calls yet"));
    QVERIFY(!chart->grab().isNull());
}

QTEST_MAIN(tst_timeline)
#include "tst_timeline.moc"
