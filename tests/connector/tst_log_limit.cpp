// A flood of lines passes in part, and the rest is counted.
#include "core/connector/log_limit.h"

#include <QTest>

using namespace anchorage::connector;
using namespace std::chrono_literals;

namespace {

/// How many of `lines` lines of `bytes` bytes pass at this time.
int passing(LogLimit &limit, int lines, std::uint64_t bytes, LogLimit::Time now)
{
    int passed = 0;
    for (int i = 0; i < lines; ++i)
        passed += limit.admits(bytes, now) ? 1 : 0;
    return passed;
}

} // namespace

class TestLogLimit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBurstPassesAndTheRestIsCounted();
    void afterAWhileLinesPassAgainInOrder();
    void bytesCountToo();
    void nothingIsOwedWhereNothingWasLeftOut();
};

void TestLogLimit::aBurstPassesAndTheRestIsCounted()
{
    LogLimit limit({100, 10, 1'000'000, 1'000'000});
    QCOMPARE(passing(limit, 150, 10, 0s), 100);
    QVERIFY(limit.owes());
    QVERIFY(!limit.leftOut(0s));
    QCOMPARE(limit.leftOut(0s, true),
             std::optional(std::string("50 lines (500 bytes) left out: the connector writes faster than the log takes")));
    QVERIFY(!limit.owes());
}

void TestLogLimit::afterAWhileLinesPassAgainInOrder()
{
    LogLimit limit({100, 10, 1'000'000, 1'000'000});
    passing(limit, 101, 10, 0s);
    // There is room, but the line that says what is missing comes first.
    QCOMPARE(passing(limit, 1, 10, 5s), 0);
    QVERIFY(limit.leftOut(5s).value().starts_with("2 lines (20 bytes) left out"));
    QCOMPARE(passing(limit, 100, 10, 5s), 50);
}

void TestLogLimit::bytesCountToo()
{
    LogLimit limit({100, 100, 1'000, 100});
    QCOMPARE(passing(limit, 10, 400, 0s), 3); // the third begins while there is room
    limit.leftOut(0s, true);
    QCOMPARE(passing(limit, 1, 400, 1s), 0);
    limit.leftOut(1s, true);
    QCOMPARE(passing(limit, 1, 400, 4s), 1);
}

void TestLogLimit::nothingIsOwedWhereNothingWasLeftOut()
{
    LogLimit limit;
    QCOMPARE(passing(limit, 10, 10, 0s), 10);
    QVERIFY(!limit.owes() && !limit.leftOut(0s, true));
}

QTEST_APPLESS_MAIN(TestLogLimit)
#include "tst_log_limit.moc"
