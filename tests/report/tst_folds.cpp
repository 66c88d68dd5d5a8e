// The folds under the reports: how a run ended, what became of each object, live and from a journal alike.
#include "core/report/recorded_run.h"
#include "core/report/result_row.h"
#include "core/report/space_row.h"
#include "tests/report/report_fixture.h"

using namespace anchorage;
using namespace anchorage::test;
using What = Behaviour::What;

namespace {

std::string troubleText(const report::RunSummary &summary)
{
    std::string out;
    for (const auto &trouble : summary.troubles)
        out += (out.empty() ? "" : "; ") + std::string(trouble.injected ? "injected " : "") + std::string(name(trouble.what))
            + " in " + std::string(name(trouble.call));
    return out;
}
std::string callText(const report::RunSummary &summary)
{
    std::string out;
    for (const auto &call : summary.calls)
        out += (out.empty() ? "" : " ") + std::string(name(call.kind)) + ":" + std::string(name(call.state));
    return out;
}

space::Space richPending()
{
    return setup({add("u1", {plus("title", text({"T1"}))}),
                  update("u2", "2", {plus("title", text({"A"}))}, {delta("title", text({"B"}), text({"A"}))}),
                  known("k1", "9", {plus("title", text({"known"}))}), del("u5", "5")})
        .space;
}

} // namespace

class TestFolds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void howARunEnded_data();
    void howARunEnded();
    void injectedFaultsAreTheBenchsOwn_data();
    void injectedFaultsAreTheBenchsOwn();
    void aStopIsNoTrouble();
    void theBenchsOwnTroubleIsTold();
    void aLateCrashIsNoCause();
    void aRefusedRunCalledNothing();
    void lineageKeepsWhatWasSent();
    void callsKnowTheirHandOvers();
    void filtersFindResults_data();
    void filtersFindResults();
    void filtersFindPendingObjects();
    void aJournalGivesTheSameReport();
    void aTornJournalSaysSo();
};

void TestFolds::howARunEnded_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("troubles");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("close");
    const auto row = [](const char *name, const char *method, What what, const char *troubles, const char *calls,
                        const char *close) {
        QTest::newRow(name) << method << static_cast<int>(what) << troubles << calls << close;
    };
    const char *open = "openExportConnection";
    const char *put = "putExportEntries";
    const char *close = "closeExportConnection";
    row("well", "none", What::Answer, "",
        "Configure:returned OpenExportConnection:returned PutExportEntries:returned CloseExportConnection:returned",
        "Close(Normal) returned after 1.0 ms");
    row("Open throws", open, What::Throw, "exception in OpenExportConnection",
        "Configure:returned OpenExportConnection:threw CloseExportConnection:returned",
        "Close(OpenConnectionFailure) returned after 1.0 ms");
    row("Put throws", put, What::Throw, "exception in PutExportEntries",
        "Configure:returned OpenExportConnection:returned PutExportEntries:threw CloseExportConnection:returned",
        "Close(Unknown) returned after 1.0 ms");
    row("Put crashes", put, What::Die, "crash in PutExportEntries",
        "Configure:returned OpenExportConnection:returned PutExportEntries:lost", "Close was not called: killed by signal 11");
    row("Put is rubbish", put, What::Rubbish, "rubbish in PutExportEntries",
        "Configure:returned OpenExportConnection:returned PutExportEntries:lost",
        "Close was not called: rubbish at byte 0: <html>");
    row("Put hangs", put, What::Hang, "hang in PutExportEntries",
        "Configure:returned OpenExportConnection:returned PutExportEntries:lost",
        "Close was not called: no answer and no sign of life for 5.00 s");
    row("Close throws", close, What::Throw, "exception in CloseExportConnection",
        "Configure:returned OpenExportConnection:returned PutExportEntries:returned CloseExportConnection:threw",
        "Close(Normal) threw ServerDownException: gone");
    row("Close crashes", close, What::Die, "crash in CloseExportConnection",
        "Configure:returned OpenExportConnection:returned PutExportEntries:returned CloseExportConnection:lost",
        "Close(Normal) was called and did not come back: the process was gone");
}

void TestFolds::howARunEnded()
{
    QFETCH(QString, method);
    QFETCH(int, what);
    QFETCH(QString, troubles);
    QFETCH(QString, calls);
    QFETCH(QString, close);
    auto setup_ = withPages(setup(users(2)), 2);
    setup_.settings.callTimeout = std::chrono::seconds{5};
    ReportBench sample(setup_);
    auto behaviour = FakeConnector::does(static_cast<What>(what));
    behaviour.exception = {"ServerDownException", "gone", {}, {}};
    behaviour.signal = 11;
    sample.bench.connector.on(method.toStdString(), behaviour);
    sample.run();
    QCOMPARE(QString::fromStdString(troubleText(sample.summary())), troubles);
    QCOMPARE(QString::fromStdString(callText(sample.summary())), calls);
    QCOMPARE(QString::fromStdString(sample.summary().closeText()), close);
}

void TestFolds::injectedFaultsAreTheBenchsOwn_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("troubles");
    QTest::newRow("throw") << static_cast<int>(run::Fault::Kind::Throw) << "injected exception in PutExportEntries";
    QTest::newRow("kill") << static_cast<int>(run::Fault::Kind::Kill) << "injected crash in PutExportEntries";
    QTest::newRow("garbage") << static_cast<int>(run::Fault::Kind::Garbage) << "injected rubbish in PutExportEntries";
    QTest::newRow("hang") << static_cast<int>(run::Fault::Kind::Hang) << "injected hang in PutExportEntries";
}

void TestFolds::injectedFaultsAreTheBenchsOwn()
{
    QFETCH(int, kind);
    QFETCH(QString, troubles);
    auto setup_ = withPages(setup(users(2)), 2);
    setup_.settings.callTimeout = std::chrono::seconds{5};
    ReportBench sample(setup_);
    run::Fault fault;
    fault.kind = static_cast<run::Fault::Kind>(kind);
    sample.bench.faults = run::Faults({fault});
    sample.run();
    QCOMPARE(QString::fromStdString(troubleText(sample.summary())), troubles);
    const auto &put = sample.summary().calls.at(2);
    QVERIFY(put.injected && put.state != report::Call::State::Running && put.trouble == 0);
}

void TestFolds::aStopIsNoTrouble()
{
    ReportBench sample(withPages(setup(users(2)), 2));
    sample.bench.connector.on("putExportEntries", FakeConnector::does(What::Hang));
    sample.bench.steps({run::control::Stop{}, run::control::Stop{}});
    sample.run();
    SAME(troubleText(sample.summary()), "");
    SAME(sample.summary().statusText(), "stopped-user-termination-from-wmi-or-ui");
    SAME(sample.summary().closeText(), "Close was not called: the process was gone");
}

void TestFolds::theBenchsOwnTroubleIsTold()
{
    ReportBench sample(withPages(setup(users(1)), 1));
    sample.bench.connector.startError = Error{ErrorCode::NotFound, "there is no such plugin", {}};
    sample.run();
    SAME(troubleText(sample.summary()), "bench in (no call)");
    SAME(sample.summary().cause()->text, "there is no such plugin");
    SAME(sample.summary().closeText(), "Close was not called: nothing was called");
}

void TestFolds::aLateCrashIsNoCause()
{
    auto setup_ = withPages(setup(users(1)), 1);
    setup_.settings.linger = std::chrono::seconds{3};
    ReportBench sample(setup_);
    const auto account = sample.bench.listen;
    sample.bench.listen = [&](const run::RunEvent &event) {
        account(event);
        const auto *call = std::get_if<run::event::CallEnded>(&event.what);
        if (call && call->method == "closeExportConnection")
            sample.bench.lastPort->happensLater(connector::event::Died{11, 0, "killed by signal 11"}, std::chrono::seconds{2});
    };
    sample.run();
    QCOMPARE(sample.summary().troubles.size(), std::size_t{1});
    QVERIFY(sample.summary().cause() == nullptr);
    SAME(sample.summary().statusText(), "success");
}

void TestFolds::aRefusedRunCalledNothing()
{
    auto setup_ = withPages(setup({withoutImage(update("u1", "1", {}, {set("title", text({"x"}))}))}), 1);
    setup_.capabilities.exportType = MAExportType::ObjectReplace;
    ReportBench sample(setup_);
    sample.run();
    SAME(sample.summary().statusText(), "refused");
    QVERIFY(sample.summary().refused && sample.summary().refused->text().find("u1") != std::string::npos);
    SAME(sample.summary().closeText(), "Close was not called: nothing was called");
    QVERIFY(report::reportText(report::Form::Text, sample.report()).find("nothing was called") != std::string::npos);
}

void TestFolds::lineageKeepsWhatWasSent()
{
    auto sample = sampleRun();
    runSample(*sample, "full");
    const auto &results = *sample->results;
    QCOMPARE(results.size(), std::size_t{5});
    const auto u2 = results[results.find(1)];
    QCOMPARE(u2.turns(), 2U);
    QCOMPARE(u2.passes(), 2U);
    SAME(entryText(u2.first().position, u2.entry(0)), "p1.1 Add u2 title:add(T2)");
    SAME(u2.action(), "add");
    SAME(u2.anchorBefore(), "");
    SAME(u2.anchor(), "id=#u2");
    SAME(results[results.find(4)].action(), "rename");
    QCOMPARE(results.count(report::Status::Accepted), std::size_t{4});
    QCOMPARE(results.count(report::Status::Error), std::size_t{1});
    QCOMPARE(results.find(99), report::ObjectResults::none);
    QVERIFY(report::ObjectResults({}).size() == 0);
}

void TestFolds::callsKnowTheirHandOvers()
{
    auto sample = sampleRun();
    runSample(*sample, "full");
    const auto &summary = sample->summary();
    QCOMPARE(summary.callOf(0)->position.pass, 1);
    QCOMPARE(summary.callOf(4)->position.pass, 1);
    QCOMPARE(summary.callOf(5)->position.pass, 2);
    QVERIFY(summary.callOf(7) == nullptr);

    // An entry too large to be sent stands among the hand-overs, but in no call.
    auto objects = users(3);
    objects[1].pending.changes = {plus("title", text({std::string(10'000, 'x')}))};
    auto setup_ = withPages(setup(objects), 1);
    setup_.settings.messageLimit = 8000;
    ReportBench large(setup_);
    large.run();
    QCOMPARE(large.results->handOvers().size(), std::size_t{3});
    QCOMPARE(large.summary().handedOver, std::uint64_t{2});
    for (std::uint32_t i = 0; i < 3; ++i) {
        const auto *call = large.summary().callOf(i);
        QCOMPARE(call != nullptr, i != 1);
        SAME(large.results->handOvers()[i].entry.dn, (*large.results)[i].entry(0).dn);
    }
}

void TestFolds::filtersFindResults_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *filter, const char *found) { QTest::newRow(filter) << filter << found; };
    row("status:error", "u3");
    row("status:ok type:user", "u1 u2 u4");
    row("action:rename", "u4");
    row("pass:2", "u2 g1");
    row("handovers>1 type:group", "g1");
    row("reason:retry-reference", "u2");
    row("reason:held-references", "g1");
    row("code:no-space-left", "u3");
    row("code:custom-continue-run", "u3");
    row("code:ExportErrorCustomContinueRun", "u3");
    row("detail:\"is full\"", "u3");
    row("changed:title", "u1 u2");
    row("changed:title=t2", "u2");
    row("changed:member=u1", "g1");
    row("not changed:title", "u3 u4 g1");
    row("attr:id=4", "u4");
    row("changed:id", "");
    row("anchor:#u1", "u1");
    row("value:T1", "u1");
    row("entry:7", "u2");
    row("duration>40", "u1 u2 u3 u4 g1");
    row("duration<10ms", "u2 g1");
    row("U4 or dn~^g", "u4 g1");
}

void TestFolds::filtersFindResults()
{
    QFETCH(QString, filter);
    QFETCH(QString, found);
    auto sample = sampleRun();
    runSample(*sample, "the disk is full");
    const auto parsed = Filter::parse(filter.toStdString());
    QVERIFY(parsed);
    std::string names;
    for (const auto position : report::matching(*parsed, *sample->results, sample->summary()))
        names += (names.empty() ? "" : " ") + (*sample->results)[position].dn();
    QCOMPARE(QString::fromStdString(names), found);
}

void TestFolds::filtersFindPendingObjects()
{
    const auto made = richPending();
    const auto find = [&made](const char *text) {
        FilterMatcher matches(*Filter::parse(text));
        report::SpaceRow row(made);
        std::string out;
        for (space::ObjectIndex i = 0; i < made.size(); ++i) {
            row.set(i);
            if (matches(row))
                out += (out.empty() ? "" : " ") + std::string(made.dn(i));
        }
        return out;
    };
    SAME(find("action:add"), "u1");
    SAME(find("action:none"), "k1");
    SAME(find("status:pending"), "u1 u2 u5");
    SAME(find("changed:title"), "u1 u2");
    SAME(find("attr:title"), "u1 u2 k1");
    SAME(find("attr:title=known"), "k1");
    SAME(find("action:update not changed:mail"), "u2");
    SAME(find("action:delete anchor:id=5"), "u5");
    SAME(find("value:t1"), "u1");
}

void TestFolds::aJournalGivesTheSameReport()
{
    QTemporaryDir folder;
    auto sample = sampleRun();
    sample->bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    runSample(*sample, hostile);
    auto recorded = report::RecordedRun::open(sample->bench.journalPath);
    QVERIFY2(recorded, recorded ? "" : recorded.error().text().c_str());
    sample->header = recorded->header(); // names are the journal's
    for (const auto form : report::allForms) {
        const auto live = report::reportText(form, sample->report());
        const auto later = report::reportText(form, recorded->report());
        if (form != report::Form::Json) // a byte that is no UTF-8 is U+FFFD in a journal
            QVERIFY2(live.size() == later.size() || live.find('\xff') != std::string::npos, std::string(name(form)).c_str());
    }
    SAME(report::reportText(report::Form::JUnit, sample->report()), report::reportText(report::Form::JUnit, recorded->report()));
    SAME(report::reportText(report::Form::Json, sample->report()), report::reportText(report::Form::Json, recorded->report()));
}

void TestFolds::aTornJournalSaysSo()
{
    QTemporaryDir folder;
    auto sample = sampleRun();
    sample->bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    runSample(*sample, "x");
    QFile file(QString::fromStdString(sample->bench.journalPath));
    QVERIFY(file.resize(file.size() * 3 / 4));
    auto recorded = report::RecordedRun::open(sample->bench.journalPath);
    QVERIFY(recorded);
    SAME(recorded->summary().statusText(), "not finished");
    QVERIFY(report::reportText(report::Form::Text, recorded->report()).find("CUT OFF") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestFolds)
#include "tst_folds.moc"
