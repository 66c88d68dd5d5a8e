// engine-rules.md, Exceptions, stop, Close; order of calls; exceptions and their status.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using EntryResult = CsEntryChangeResult;
const std::string statusByUser = "stopped-user-termination-from-wmi-or-ui";

std::vector<SpaceObject> updates(int number)
{
    std::vector<SpaceObject> out;
    for (int i = 1; i <= number; ++i)
        out.push_back(update("cn=u" + std::to_string(i), std::to_string(i), {}, {plus("title", text({"A"}))}));
    return out;
}
/// Two pages of two entries; the run stands in the second Put.
Run inSecondPut(RunSettings settings = {})
{
    auto some = setup(updates(4));
    some.settings = settings;
    some.settings.pageSize = 2;
    Run run(some);
    run.until(State::Putting);
    run.once();
    run.until(State::Putting);
    return run;
}
/// The exception in Open, and in the first Put: "status close reason" of both.
void bothEnd(const std::string &type, const std::string &status)
{
    Run open(setup(updates(1)));
    open.until(State::Opening);
    open.feed(input::OpenThrew{thrown(type)});
    open.all();
    SAME(open.outcome(), status + " close OpenConnectionFailure");
    SAME(open.calls, "Open Close Finish");
    Run put(setup(updates(1)));
    put.until(State::Putting);
    put.feed(input::PutThrew{thrown(type), {}});
    put.all();
    SAME(put.outcome(), status + " close Unknown");
    SAME(put.calls, "Open Put Close Finish");
}
std::string lastCall(const Run &run)
{
    return run.calls.substr(run.calls.rfind(' ') + 1);
}

} // namespace

class TestCloseRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: what has no result was successful (machine_answers.cpp).
    void throw_1_entriesWithoutAResultHaveAnUnknownFate()
    {
        auto run = inSecondPut();
        const auto third = run.machine.handOvers()[2].entry.identifier;
        run.feed(input::PutThrew{thrown("ServerDownException"),
                                 answered({EntryResult::create(third, {}, MAExportError::Success)}).results});
        run.all();
        SAME(fates(run), "accepted; accepted; accepted; unknown");
        SAME(run.outcome(), "stopped-server-down update 3 close Unknown");
        SAME(pendingOf(run, "cn=u3"), "none");
        SAME(pendingOf(run, "cn=u4"), "update");
        SAME(run.calls, "Open Put Put Close Finish");
    }
    void throw_2_aCrashABrokenPeerAndAHangInPut_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QString>("status");
        QTest::newRow("crash") << 0 << "stopped-extension-dll-exception";
        QTest::newRow("rubbish") << 1 << "stopped-extension-dll-exception";
        QTest::newRow("hang") << 2 << "stopped-ma-extension-timeout";
    }
    // Mutation: what a crash left without an answer was successful (machine.cpp).
    void throw_2_aCrashABrokenPeerAndAHangInPut()
    {
        QFETCH(int, how);
        QFETCH(QString, status);
        auto run = inSecondPut();
        const auto given = setup(updates(4));
        if (how == 0)
            run.feed(input::PeerDied{11, 0, "killed by signal 11 (SIGSEGV)"});
        else if (how == 1)
            run.feed(input::PeerBroke{Error{ErrorCode::Peer, "rubbish"}});
        else
            run.feed(input::TimedOut{input::TimedOut::What::Call, std::chrono::seconds(5)});
        if (how == 2)
            killed(run);
        QVERIFY2(run.finish.has_value(), run.calls.c_str());
        SAME(run.outcome(), status.toStdString() + " update 2 no close");
        SAME(fates(run), "accepted; accepted; unknown; unknown");
        QVERIFY2(!has(run.calls, "Close"), run.calls.c_str());
        QCOMPARE(has(run.calls, "Kill"), how == 2);
        Run again(next(run, given));
        SAME(again.all().pages, "p1.1 Upd cn=u3 {id=3} title:add(A)\np1.1 Upd cn=u4 {id=4} title:add(A)\n");
    }
    void throw_3_anExceptionInClose_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("failedBefore");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("EndConnectionException")
            << "EndConnectionException" << false << "stopped-error-in-end-connection update 1 close Normal";
        QTest::newRow("another") << "ServerDownException" << false
                                 << "stopped-ma-extension-error-in-end-connection update 1 close Normal";
        QTest::newRow("the first cause wins") << "EndConnectionException" << true << "stopped-server-down close Unknown";
    }
    // Mutation: Close has the statuses of Put (ending.cpp).
    void throw_3_anExceptionInClose()
    {
        QFETCH(QString, type);
        QFETCH(bool, failedBefore);
        QFETCH(QString, outcome);
        Run run(setup(updates(1)));
        run.until(State::Putting);
        if (failedBefore)
            run.feed(input::PutThrew{thrown("ServerDownException"), {}});
        run.until(State::Closing);
        run.feed(input::CloseThrew{thrown(type.toStdString())});
        run.all();
        QCOMPARE(QString::fromStdString(run.outcome()), outcome);
        SAME(pendingOf(run, "cn=u1"), failedBefore ? "update" : "none"); // nothing is taken back
    }
    // Mutation: another reason (ending.cpp).
    void throw_4_openThrowsSoNothingIsSentAndCloseIsCalled()
    {
        Run run(setup(updates(1)));
        run.until(State::Opening);
        run.feed(input::OpenThrew{thrown("BadServerCredentialsException")});
        run.all();
        SAME(run.calls, "Open Close Finish");
        SAME(run.outcome(), "stopped-bad-server-credentials close OpenConnectionFailure");
        QVERIFY(run.machine.handOvers().empty());
    }
    // Mutation: the last cause wins (ending.cpp).
    void throw_5_aCrashOrHangInOpenSendsNothing()
    {
        Run crash(setup(updates(1)));
        crash.until(State::Opening);
        crash.feed(input::PeerDied{11, 0, "SIGSEGV"});
        SAME(crash.all().outcome(), "stopped-extension-dll-exception no close");
        QVERIFY(crash.machine.handOvers().empty());
        Run hang(setup(updates(1)));
        hang.until(State::Opening);
        hang.feed(input::TimedOut{input::TimedOut::What::Call, std::chrono::seconds(5)});
        SAME(killed(hang).outcome(), "stopped-ma-extension-timeout no close");
        QVERIFY(has(hang.calls, "Kill") && hang.machine.handOvers().empty());
    }
    void throw_5_inCloseTheFirstCauseWins()
    {
        Run run(setup(updates(1)));
        run.until(State::Closing);
        run.feed(input::PeerDied{11, 0, "SIGSEGV"});
        run.all();
        SAME(run.outcome().substr(0, 40), "stopped-extension-dll-exception update 1");
        Run failed(setup(updates(1)));
        failed.until(State::Putting);
        failed.feed(input::PutThrew{thrown("ServerDownException"), {}});
        failed.until(State::Closing);
        failed.feed(input::TimedOut{input::TimedOut::What::Call, std::chrono::seconds(5)});
        killed(failed);
        SAME(failed.finish->status, "stopped-server-down");
    }
    // Mutation: Close is commanded as after any other exception of Open (machine.cpp).
    void throw_6_whatCannotBeLoadedIsNotClosed()
    {
        for (const std::string reason : {"FileNotFound", "Access", "InvalidAssembly", "Load", "NoImplementation", "Ambiguous",
                                         "Instantiation", "MissingDependency"}) {
            Run run(setup(updates(1)));
            run.until(State::Opening);
            run.feed(input::OpenThrew{thrown("ExtensionDll" + reason + "Exception")});
            run.all();
            SAME(run.calls, "Open Finish");
            std::string status = "stopped-extension-dll";
            for (const char c : reason)
                status += c < 'a' ? std::string("-") + static_cast<char>(c - 'A' + 'a') : std::string(1, c);
            SAME(run.outcome(), status + " no close");
            QVERIFY(run.machine.handOvers().empty());
        }
    }
    // Mutation: another reason on shutdown (ending.cpp).
    void close_1_theReasonFollowsTheCause()
    {
        const auto reason = [](Run &run) { return std::string(name(run.all().finish->closeReason)); };
        Run normal(setup(updates(1)));
        SAME(reason(normal), "Normal");
        auto stop = inSecondPut();
        stop.feed(input::StopRequested{});
        SAME(reason(stop), "TerminatedByUser");
        auto quit = inSecondPut();
        quit.feed(input::ShutdownRequested{});
        SAME(reason(quit), "TerminatedShuttingDown");
        Run open(setup(updates(1)));
        open.until(State::Opening);
        open.feed(input::OpenThrew{thrown("X")});
        SAME(reason(open), "OpenConnectionFailure");
        auto threw = inSecondPut();
        threw.feed(input::PutThrew{thrown("X"), {}});
        SAME(reason(threw), "Unknown");
        auto null = inSecondPut();
        null.feed(answeredNull());
        SAME(reason(null), "Unknown");
        Run custom(setup(updates(1)), Script().answer("cn=u1", MAExportError::ExportErrorCustomStopRun));
        SAME(reason(custom), "Unknown");
        auto some = withPages(setup(updates(3)), 1);
        some.settings.objectLimit = 1;
        Run limit(some);
        SAME(reason(limit), "Normal");
    }
    void close_1_allFiveCanBeChosenByHand()
    {
        for (const auto reason : {CloseReason::Normal, CloseReason::TerminatedByUser, CloseReason::TerminatedShuttingDown,
                                  CloseReason::OpenConnectionFailure, CloseReason::Unknown}) {
            Run run(setup(updates(2)));
            run.until(State::Open);
            QVERIFY(run.machine.allowed(input::CloseRequested{reason}));
            run.feed(input::CloseRequested{reason});
            run.all();
            QCOMPARE(run.finish->closeReason, reason);
            QVERIFY(run.finish->closeCalled && run.machine.handOvers().empty());
        }
    }
    // Mutation: closeDuringPut the other way round (machine.cpp).
    void stop_1_theRunningPutsResultsAreKept()
    {
        auto run = inSecondPut();
        run.feed(input::StopRequested{});
        QVERIFY(run.machine.state() == State::Putting);
        run.all();
        SAME(fates(run), "accepted; accepted; accepted; accepted");
        SAME(run.outcome(), statusByUser + " update 4 close TerminatedByUser");
        SAME(run.calls, "Open Put Put Close Finish");
    }
    void stop_1_noFurtherPageIsSent()
    {
        Run run(withPages(setup(updates(4)), 2));
        run.until(State::Putting);
        run.feed(input::StopRequested{});
        SAME(run.all().outcome(), statusByUser + " update 2 close TerminatedByUser");
        SAME(pendingOf(run, "cn=u3"), "update");
    }
    void stop_1_closeDuringPutCallsCloseBesideIt()
    {
        RunSettings settings;
        settings.closeDuringPut = true;
        auto run = inSecondPut(settings);
        run.feed(input::StopRequested{});
        SAME(lastCall(run), "Close");
        run.all();
        QVERIFY2(run.finish.has_value(), run.calls.c_str());
        SAME(run.finish->status, statusByUser);
        QVERIFY(run.finish->closeCalled);
        QCOMPARE(count(run.calls, "Close"), std::size_t(1));
        QVERIFY(!RunSettings().closeDuringPut);
    }
    void stop_1_twiceOrTheTimeoutKills()
    {
        auto twice = inSecondPut();
        twice.feed(input::StopRequested{});
        twice.feed(input::StopRequested{});
        killed(twice);
        QVERIFY2(has(twice.calls, "Kill"), twice.calls.c_str());
        SAME(twice.finish->status, statusByUser);
        SAME(fates(twice), "accepted; accepted; unknown; unknown");
        auto late = inSecondPut();
        late.feed(input::StopRequested{});
        late.feed(input::TimedOut{input::TimedOut::What::Stop, std::chrono::seconds(30)});
        killed(late);
        QVERIFY2(has(late.calls, "Kill"), late.calls.c_str());
        SAME(late.finish->status, statusByUser);
        QCOMPARE(RunSettings().stopTimeout, std::chrono::milliseconds(30'000));
    }
    // Mutation: a time-out looks like a stop (machine.cpp).
    void time_1_aCallThatTookTooLongIsKilledWithItsStatus()
    {
        auto run = inSecondPut();
        run.feed(input::TimedOut{input::TimedOut::What::Call, std::chrono::seconds(120)});
        killed(run);
        SAME(run.finish->status, "stopped-ma-extension-timeout");
        QVERIFY(has(run.calls, "Kill"));
        QVERIFY(!RunSettings().callTimeout); // none by default
    }
    // Mutation: Close twice (machine_pages.cpp).
    void call_1_openPutsCloseOnce()
    {
        Run run(withPages(setup({add("cn=u2", {plus("manager", refs({"cn=u1"}))}), add("cn=u1"), del("cn=u3", "3")}), 2));
        SAME(run.all().calls, "Open Put Put Put Close Finish");
        QVERIFY(run.machine.state() == State::Finished);
        QVERIFY(run.machine.step(input::Start{}).empty());
        QVERIFY(!run.machine.whyNotAllowed(input::Start{}).empty());
    }
    // Mutation: no partition in the step (machine.cpp).
    void call_2_theStepSaysWhatTheRunIs()
    {
        auto some = withPages(setup(updates(1), MADistinguishedNameStyle::Ldap), 7);
        some.capabilities.supportPartitions = true;
        some.capabilities.supportHierarchy = true;
        some.partition = {Guid::fromName("p"), "dc=com", "com", false};
        some.scope.inclusions = {{"ou=in,dc=com", "in"}};
        some.scope.exclusions = {{"ou=out,dc=com", "out"}};
        Run run(some);
        run.until(State::Opening);
        const ExportRunStep expected{OperationType::Delta, 7, some.partition, some.scope.inclusions, some.scope.exclusions};
        QVERIFY(run.open->step == expected);
    }
    // Mutation: another status (exception.cpp).
    void exception_1_serverDown() { bothEnd("ServerDownException", "stopped-server-down"); }
    // Mutation: another status (exception.cpp).
    void exception_2_badServerCredentials() { bothEnd("BadServerCredentialsException", "stopped-bad-server-credentials"); }
    // Mutation: another status (exception.cpp).
    void exception_3_extensibleExtension() { bothEnd("ExtensibleExtensionException", "stopped-extensible-extension-error"); }
    // Mutation: another status (exception.cpp).
    void exception_4_entryPointNotImplemented()
    {
        bothEnd("EntryPointNotImplementedException", "stopped-entry-point-not-implemented");
    }
    // Mutation: another status (exception.cpp).
    void exception_5_unexpectedData() { bothEnd("UnexpectedDataException", "stopped-unexpected-data"); }
    // Mutation: another status (exception.cpp).
    void exception_6_fatalEntryExport() { bothEnd("FatalEntryExportException", "stopped-entry-export-error"); }
    // Mutation: another status (exception.cpp).
    void exception_7_terminateRun() { bothEnd("TerminateRunException", "stopped-user-termination-from-extension"); }
    // Mutation: another status (exception.cpp).
    void exception_8_connections()
    {
        bothEnd("FailedConnectionException", "stopped-connectivity");
        bothEnd("DroppedConnectionException", "stopped-connectivity");
    }
    // Mutation: another status (exception.cpp).
    void exception_9_inClose()
    {
        const auto closed = [](const std::string &type) {
            Run run(setup({}));
            run.until(State::Closing);
            run.feed(input::CloseThrew{thrown(type)});
            return run.all().finish->status;
        };
        SAME(closed("EndConnectionException"), "stopped-error-in-end-connection");
        SAME(closed("ServerDownException"), "stopped-ma-extension-error-in-end-connection");
        SAME(closed("AnythingElse"), "stopped-ma-extension-error-in-end-connection");
    }
    // Mutation: another status (exception.cpp).
    void exception_10_anyOther()
    {
        for (const auto *type : {"AnythingElse", "EntryExportException", "EndConnectionException", "AccessDeniedException"})
            bothEnd(type, "stopped-extension-dll-exception");
    }
};

QTEST_GUILESS_MAIN(TestCloseRules)
#include "tst_close_rules.moc"
