// A person at the controls: stepping, breakpoints, faults, edits in flight, reload, debugger.
#include "core/record/replay.h"
#include "core/record/resume.h"
#include "tests/run/run_fixture.h"

using namespace anchorage;
using namespace anchorage::test;
using namespace anchorage::run;
using engine::EngineSetup;
using What = Behaviour::What;

namespace {
const std::string opening = "start configure openExportConnection ";
EngineSetup pages(int users_, int size)
{
    return withPages(setup(users(users_)), size);
}
std::string puts(const RunBench &bench)
{
    std::string out;
    for (const auto &call : bench.all<event::CallStarted>()) {
        if (call.entries != 0)
            out += (out.empty() ? "" : " ") + std::to_string(call.entries);
    }
    return out;
}
} // namespace

Q_DECLARE_METATYPE(anchorage::run::Breakpoint)
Q_DECLARE_METATYPE(anchorage::run::Fault)

class TestStepping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachStepMakesOneCall();
    void putEntryIsAPageOfOne();
    void closeWithAChosenReason_data();
    void closeWithAChosenReason();
    void breakpointsStopWhereTheySay_data();
    void breakpointsStopWhereTheySay();
    void goingOnFromABreakpointMovesOn();
    void aBadPatternIsRefusedWithItsPlace();
    void faultsAtEntryN_data();
    void faultsAtEntryN();
    void anInjectedHangCanBeStopped();
    void anEditInFlightIsSentAndMarked();
    void anEditWithoutEntriesIsRefused();
    void reloadOpensAnotherProcessAndGoesOn();
    void reloadThatDoesNotOpenEndsTheRun();
    void aRunTakesUpAtARecordedPageInANewProcess();
    void aRunTakesUpAtAnEarlierPageToo();
    void recordedInputsOfAnotherSetupEndTheRun();
    void openIsHeldForTheDebugger();
    void stoppingWhileTheDebuggerIsAwaitedCallsNothing();
    void stepsThatCannotBeTakenSayWhy();
    void killWithoutARunningCallIsStop();
    void killDuringACallDoesNotWaitForIt();
    void shutdownClosesWithItsReason();
    void theProcessMayDieWhileAPersonThinks();
};

void TestStepping::eachStepMakesOneCall()
{
    RunBench bench(pages(4, 2));
    std::vector<std::string> after;
    bench.listen = [&](const RunEvent &event) {
        if (std::holds_alternative<event::Held>(event.what))
            after.push_back(bench.connector.calls);
    };
    bench.steps({control::Open{}, control::PutPage{}, control::PutPage{}, control::PutPage{}});
    SAME(bench.outcome(bench.serve()), "success add 4 close Normal");
    const std::vector<std::string> expected{opening.substr(0, opening.size() - 1), opening + "putExportEntries(2)",
                                            opening + "putExportEntries(2) putExportEntries(2)"};
    // Before Open there may be a Held as well.
    QVERIFY(after.size() >= expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        SAME(after[after.size() - expected.size() + i], expected[i]);
}

void TestStepping::putEntryIsAPageOfOne()
{
    RunBench bench(pages(4, 4));
    bench.steps({control::Open{}, control::PutEntry{}, control::PutEntry{}, control::Run{}});
    SAME(bench.outcome(bench.serve()), "success add 4 close Normal");
    SAME(puts(bench), "1 1 2");
}

void TestStepping::closeWithAChosenReason_data()
{
    QTest::addColumn<int>("reason");
    for (int i = 0; i <= 4; ++i)
        QTest::newRow(std::string(name(static_cast<CloseReason>(i))).c_str()) << i;
}

void TestStepping::closeWithAChosenReason()
{
    QFETCH(int, reason);
    const auto chosen = static_cast<CloseReason>(reason);
    RunBench bench(pages(4, 2));
    bench.steps({control::Open{}, control::PutPage{}, control::Close{chosen}});
    const auto result = bench.serve();
    QVERIFY(result);
    QCOMPARE(result->closeReason, chosen);
    SAME(bench.connector.calls,
         opening + "putExportEntries(2) closeExportConnection(" + std::string(name(chosen)) + ") shutdown");
}

void TestStepping::breakpointsStopWhereTheySay_data()
{
    QTest::addColumn<Breakpoint>("breakpoint");
    QTest::addColumn<QString>("putsBefore");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, Breakpoint breakpoint, const char *putsBefore, const char *text) {
        QTest::newRow(name) << std::move(breakpoint) << putsBefore << text;
    };
    // Pages: [u1 u2] [u3 g1{u4}] [u4], then pass 2 [g1 +u4].
    row("any page", breakpoint::BeforePage{}, "", "before a page");
    row("page 2 of pass 1", breakpoint::BeforePage{1, 2}, "2", "before page 2 of pass 1");
    row("pass 2", breakpoint::BeforePage{2, {}}, "2 2 1", "before a page of pass 2");
    row("entry 4", breakpoint::BeforeEntry{4}, "2", "before entry 4: u4");
    row("type group", breakpoint::ObjectType{"GROUP"}, "2 2", "before an entry of type GROUP: g1");
    row("DN", breakpoint::DnPattern{"^U3$"}, "2", "before an entry with DN ~ ^U3$: u3");
    row("outcome error", breakpoint::Outcome{breakpoint::Outcome::What::ObjectError, {}}, "2 2",
        "after the outcome object error: u4");
    row("outcome accepted", breakpoint::Outcome{breakpoint::Outcome::What::Accepted, {}}, "2", "after the outcome accepted: u1");
    row("special action", breakpoint::SpecialAction{}, "2", "after a special action: u2");
    row("before Close", breakpoint::BeforeClose{}, "2 2 1 1", "before Close");
}

void TestStepping::breakpointsStopWhereTheySay()
{
    QFETCH(Breakpoint, breakpoint);
    QFETCH(QString, putsBefore);
    QFETCH(QString, text);
    auto objects = users(4);
    objects.push_back(group("g1", {"u1"}));
    auto script = Script();
    script.answer("u2", MAExportError::ExportActionRetryReferenceAttribute);
    script.answer("u4", MAExportError::ExportErrorInvalidDN);
    RunBench bench(withPages(setup(objects), 2));
    bench.connector.answer = script;
    QVERIFY(bench.breakpoints.add(breakpoint));
    QString before;
    QString hit;
    bench.listen = [&](const RunEvent &event) {
        if (const auto *found = std::get_if<event::BreakpointHit>(&event.what); found && hit.isEmpty()) {
            hit = QString::fromStdString(found->text);
            before = QString::fromStdString(puts(bench));
        }
    };
    bench.steps({control::RunToBreak{}, control::Run{}});
    QVERIFY(bench.serve());
    QCOMPARE(hit, text);
    QCOMPARE(before, putsBefore);
}

void TestStepping::goingOnFromABreakpointMovesOn()
{
    RunBench bench(pages(6, 2));
    QVERIFY(bench.breakpoints.add(breakpoint::BeforePage{}));
    bench.steps({control::RunToBreak{}, control::RunToBreak{}, control::RunToBreak{}, control::PutPage{}, control::RunToBreak{}});
    SAME(bench.outcome(bench.serve()), "success add 6 close Normal");
    QCOMPARE(bench.all<event::BreakpointHit>().size(), std::size_t{3});
}

void TestStepping::aBadPatternIsRefusedWithItsPlace()
{
    Breakpoints breakpoints;
    const auto added = breakpoints.add(breakpoint::DnPattern{"cn=(a"});
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::Usage);
    QVERIFY(added.error().message.find("cn=(a") != std::string::npos);
    QVERIFY(breakpoints.empty());
}

void TestStepping::faultsAtEntryN_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("putsOfTheConnector");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("fates");
    const auto row = [](const char *name, Fault::Kind kind, std::uint64_t entry, const char *puts_, const char *outcome,
                        const char *fates) {
        Fault fault;
        fault.kind = kind;
        fault.entry = entry;
        QTest::newRow(name) << fault << puts_ << outcome << fates;
    };
    const char *after3 = "u1 accepted, u2 accepted, u3 accepted, u4 unknown, u5 unknown";
    row("throw at 4", Fault::Kind::Throw, 4, "3", "stopped-server-down add 3 close Unknown", after3);
    row("kill at 4", Fault::Kind::Kill, 4, "3", "stopped-extension-dll-exception add 3 no close", after3);
    row("garbage at 4", Fault::Kind::Garbage, 4, "3", "stopped-extension-dll-exception add 3 no close", after3);
    row("hang at 4", Fault::Kind::Hang, 4, "3", "stopped-ma-extension-timeout add 3 no close", after3);
    row("throw at 1", Fault::Kind::Throw, 1, "", "stopped-server-down close Unknown",
        "u1 unknown, u2 unknown, u3 unknown, u4 unknown, u5 unknown");
    row("throw at 6", Fault::Kind::Throw, 6, "5", "stopped-server-down add 5 close Unknown",
        "u1 accepted, u2 accepted, u3 accepted, u4 accepted, u5 accepted, u6 unknown");
    row("behind the end", Fault::Kind::Kill, 9, "5 1", "success add 6 close Normal",
        "u1 accepted, u2 accepted, u3 accepted, u4 accepted, u5 accepted, u6 accepted");
}

void TestStepping::faultsAtEntryN()
{
    QFETCH(Fault, fault);
    QFETCH(QString, putsOfTheConnector);
    QFETCH(QString, outcome);
    QFETCH(QString, fates);
    auto setup_ = pages(6, 5);
    setup_.settings.callTimeout = std::chrono::seconds{5};
    RunBench bench(setup_);
    bench.faults = Faults({fault});
    QCOMPARE(QString::fromStdString(bench.outcome(bench.run())), outcome);
    QCOMPARE(QString::fromStdString(puts(bench)), putsOfTheConnector);
    const auto got = QString::fromStdString(bench.fates());
    QVERIFY2(got.startsWith(fates), qPrintable(got)); // the faulty page holds what is left of it
    for (const auto &handOver : bench.driver->machine().handOvers())
        QCOMPARE(handOver.injected, fault.entry <= 6 && std::holds_alternative<engine::fate::Unknown>(*handOver.fate));
    QCOMPARE(bench.all<event::FaultInjected>().size(), std::size_t{fault.entry <= 6 ? 1U : 0U});
}

void TestStepping::anInjectedHangCanBeStopped()
{
    RunBench bench(pages(2, 2));
    Fault hang;
    hang.kind = Fault::Kind::Hang;
    bench.faults = Faults({hang});
    bench.steps({control::Stop{}, control::Stop{}});
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui no close");
    SAME(bench.connector.calls, opening + "kill");
}

void TestStepping::anEditInFlightIsSentAndMarked()
{
    RunBench bench(pages(3, 3));
    bench.steps({control::Open{}});
    bool edited = false;
    bench.connector.idle = [&] {
        if (const auto *next = bench.driver->machine().preview(); next && !edited) {
            edited = true;
            auto entries = next->page.handOver();
            entries.pop_back(); // u3 out of the page
            entries[0].changes[0].values[0].value = std::string("edited");
            bench.driver->post(control::EditPage{entries});
            bench.driver->post(control::PutPage{});
            bench.driver->post(control::Run{});
        }
    };
    const auto result = bench.serve();
    QVERIFY(result);
    const auto &handOvers = bench.driver->machine().handOvers();
    QVERIFY(handOvers.size() >= 2);
    QVERIFY(handOvers[0].edited && handOvers[1].edited);
    bool seen = false;
    for (const auto &request : bench.connector.requests) {
        if (const auto *put = std::get_if<wire::request::PutExportEntries>(&request))
            seen = seen || std::get<std::string>(put->entries[0].changes[0].values[0].value) == "edited";
    }
    QVERIFY(seen);
    // The journal's Sent holds the edited page itself.
    for (const auto &told : bench.all<event::Input>()) {
        if (const auto *sent = std::get_if<engine::input::Sent>(&told.input); sent && sent->edited) {
            QCOMPARE(told.put, std::uint64_t{0});
            QCOMPARE(sent->entries.size(), std::size_t{2});
        }
    }
}

void TestStepping::anEditWithoutEntriesIsRefused()
{
    RunBench bench(pages(1, 1));
    bench.steps({control::Open{}, control::EditPage{}, control::Run{}});
    SAME(bench.outcome(bench.serve()), "success add 1 close Normal");
    SAME(bench.refusals(), "Edit page: a page without entries is never handed over");
}

void TestStepping::reloadOpensAnotherProcessAndGoesOn()
{
    RunBench bench(pages(4, 2));
    bench.steps({control::Open{}, control::PutPage{}, control::Reload{}, control::Run{}});
    SAME(bench.outcome(bench.serve()), "success add 4 close Normal");
    SAME(bench.connector.calls,
         opening + "putExportEntries(2) shutdown " + opening + "putExportEntries(2) closeExportConnection(Normal) shutdown");
}

void TestStepping::reloadThatDoesNotOpenEndsTheRun()
{
    RunBench bench(pages(4, 2));
    bench.connector.on("openExportConnection", 2, FakeConnector::throws("ServerDownException"));
    bench.steps({control::Open{}, control::PutPage{}, control::Reload{}, control::Run{}});
    SAME(bench.outcome(bench.serve()), "stopped-extension-dll-exception add 2 no close");
}

void TestStepping::aRunTakesUpAtARecordedPageInANewProcess()
{
    const QTemporaryDir folder;
    RunBench broken(pages(6, 2));
    broken.journalPath = folder.filePath(QStringLiteral("broken.journal")).toStdString();
    broken.connector.on("putExportEntries", 2, FakeConnector::throws("ServerDownException"));
    const auto outcome = broken.outcome(broken.run());
    QVERIFY2(outcome.starts_with("stopped") && outcome.find("add 2") != std::string::npos, outcome.c_str());

    auto reader = record::JournalReader::open(broken.journalPath);
    QVERIFY(reader.has_value());
    const auto told = record::inputsBefore(*reader);
    QVERIFY(told.has_value());
    RunBench mended(pages(6, 2));
    mended.journalPath = folder.filePath(QStringLiteral("mended.journal")).toStdString();
    mended.resume = *told;
    SAME(mended.outcome(mended.run()), "success add 6 close Normal");
    SAME(mended.connector.calls, opening + "putExportEntries(2) putExportEntries(2) closeExportConnection(Normal) shutdown");
    QCOMPARE(mended.driver->machine().handOvers().size(), std::size_t(6));

    // Its journal is whole: it replays without the earlier one.
    auto again = record::JournalReader::open(mended.journalPath);
    QVERIFY(again.has_value());
    const auto replayed = record::replay(*again);
    QVERIFY(replayed.has_value());
    QVERIFY2(!replayed->divergence, replayed->divergence ? replayed->divergence->text().c_str() : "");
    QVERIFY(replayed->finish.has_value());
}

void TestStepping::aRunTakesUpAtAnEarlierPageToo()
{
    const QTemporaryDir folder;
    RunBench first(pages(6, 2));
    first.journalPath = folder.filePath(QStringLiteral("first.journal")).toStdString();
    SAME(first.outcome(first.run()), "success add 6 close Normal");
    const auto before = [&](std::optional<PagePosition> page) {
        auto reader = record::JournalReader::open(first.journalPath);
        return record::inputsBefore(*reader, page);
    };
    RunBench later(pages(6, 2));
    later.resume = *before(PagePosition{1, 2});
    later.steps({control::Open{}, control::PutPage{}, control::Run{}});
    SAME(later.outcome(later.serve()), "success add 6 close Normal");
    SAME(later.connector.calls, opening + "putExportEntries(2) putExportEntries(2) closeExportConnection(Normal) shutdown");
    QCOMPARE(before(PagePosition{3, 1}).error().code, ErrorCode::Usage);
}

void TestStepping::recordedInputsOfAnotherSetupEndTheRun()
{
    RunBench bench(pages(2, 2));
    bench.resume = {engine::input::Start{}};
    const auto result = bench.run();
    QVERIFY(!result.has_value());
    QVERIFY2(result.error().message.find("does not lead to a page") != std::string::npos, result.error().message.c_str());
    SAME(bench.connector.calls, "");
}

void TestStepping::openIsHeldForTheDebugger()
{
    auto setup_ = pages(1, 1);
    setup_.settings.waitForDebugger = true;
    RunBench bench(setup_);
    std::string callsThen;
    bench.listen = [&](const RunEvent &event) {
        if (std::holds_alternative<event::Held>(event.what))
            callsThen = bench.connector.calls;
    };
    bench.steps({control::Continue{}});
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    const auto waits = bench.all<event::DebuggerWait>();
    QCOMPARE(waits.size(), std::size_t{1});
    QCOMPARE(waits.front().pid, std::int64_t{4711});
    SAME(callsThen, "start");
}

void TestStepping::stoppingWhileTheDebuggerIsAwaitedCallsNothing()
{
    auto setup_ = pages(1, 1);
    setup_.settings.waitForDebugger = true;
    RunBench bench(setup_);
    bench.steps({control::Stop{}});
    const auto result = bench.run();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    SAME(bench.connector.calls, "start shutdown");
}

void TestStepping::stepsThatCannotBeTakenSayWhy()
{
    RunBench bench(pages(1, 1));
    bench.steps({control::Open{}, control::Open{}, control::Continue{}, control::Run{}});
    SAME(bench.outcome(bench.serve()), "success add 1 close Normal");
    SAME(bench.refusals(), "Open: the run has begun; Continue: nothing waits for a debugger");
}

void TestStepping::killDuringACallDoesNotWaitForIt()
{
    RunBench bench(pages(4, 2));
    bench.connector.on("putExportEntries", 2, FakeConnector::does(What::Hang));
    bench.steps({control::Kill{}});
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui add 2 no close");
    SAME(bench.connector.calls, opening + "putExportEntries(2) putExportEntries(2) kill");
}

void TestStepping::killWithoutARunningCallIsStop()
{
    RunBench bench(pages(4, 2));
    bench.steps({control::Open{}, control::PutPage{}, control::Kill{}});
    SAME(bench.outcome(bench.serve()), "stopped-user-termination-from-wmi-or-ui add 2 close TerminatedByUser");
    SAME(bench.connector.calls, opening + "putExportEntries(2) closeExportConnection(TerminatedByUser) shutdown");
}

void TestStepping::shutdownClosesWithItsReason()
{
    RunBench bench(pages(4, 2));
    bench.steps({control::Open{}, control::PutPage{}, control::Shutdown{}});
    const auto result = bench.serve();
    QVERIFY(result);
    QCOMPARE(result->closeReason, CloseReason::TerminatedShuttingDown);
}

void TestStepping::theProcessMayDieWhileAPersonThinks()
{
    RunBench bench(pages(4, 2));
    bench.steps({control::Open{}, control::PutPage{}});
    bench.listen = [&](const RunEvent &event) {
        const auto *held = std::get_if<event::Held>(&event.what);
        if (held && bench.connector.calls.find("put") != std::string::npos)
            bench.lastPort->happensLater(connector::event::Died{11, 0, "killed by signal 11"}, std::chrono::milliseconds{10});
    };
    SAME(bench.outcome(bench.serve()), "stopped-extension-dll-exception add 2 no close");
}

QTEST_GUILESS_MAIN(TestStepping)
#include "tst_stepping.moc"
