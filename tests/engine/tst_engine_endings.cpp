// The machine's part of scenario 6: cause -> Close, reason, status, fates. And the state table.
#include "tests/engine/engine_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

class TestEngineEndings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whenOpenThrowsNothingIsSent();
    void aPutThatThrowsLeavesItsPageUnknown();
    void aPutThatThrowsKeepsTheResultsItStillGave();
    void theTypeOfAnExceptionDecidesTheStatus_data();
    void theTypeOfAnExceptionDecidesTheStatus();
    void stopInAPutKeepsItsResults();
    void stopTwiceKills();
    void closeCanGoOutBesideTheRunningPut();
    void aCloseThatThrowsIsAnErrorUnlessTheRunHadFailedBefore();
    void customStopRunKeepsTheRestOfThePage();
    void aProcessThatEndsCannotBeClosed_data();
    void aProcessThatEndsCannotBeClosed();
    void aCallWithoutAnAnswerIsKilled();
    void aNullAnswerIsAnExtensionError();
    void allCloseReasonsCanBeChosenByHand();
    void shutdownClosesWithItsOwnReason();
    void limitsEndBetweenPages();

    void everyStateKnowsWhatItTakes_data();
    void everyStateKnowsWhatItTakes();
    void whatIsNotAllowedChangesNothing();
};

namespace {

const ExceptionInfo serverDown{"Microsoft.MetadirectoryServices.ServerDownException", "no answer", {}, {}};

EngineSetup adds(int count, int pageSize)
{
    std::vector<SpaceObject> objects;
    for (int i = 1; i <= count; ++i)
        objects.push_back(add("cn=" + std::to_string(i)));
    return withPages(setup(objects), pageSize);
}

/// "accepted unknown not-sent …", in the order of the space.
std::string fates(const Run &run)
{
    std::string out;
    for (ObjectIndex i = 0; i < run.machine.space().size(); ++i) {
        std::string fate = "not-sent";
        for (const auto &handOver : run.machine.handOvers()) {
            if (handOver.object != i)
                continue;
            fate = !handOver.fate ? "running"
                                  : std::visit(overloaded{[](const fate::Accepted &) { return "accepted"; },
                                                          [](const fate::NextPass &) { return "next-pass"; },
                                                          [](const fate::ObjectError &) { return "error"; },
                                                          [](const fate::StopsRun &) { return "stops"; },
                                                          [](const fate::Unknown &) { return "unknown"; }},
                                               *handOver.fate);
        }
        out += (out.empty() ? "" : " ") + fate;
    }
    return out;
}

} // namespace

void TestEngineEndings::whenOpenThrowsNothingIsSent()
{
    Run run(adds(2, 1));
    run.until(State::Opening);
    run.feed(input::OpenThrew{{"BadServerCredentialsException", "no", {}, {}}});
    run.all();
    SAME(run.calls, "Open Close Finish");
    SAME(run.outcome(), "stopped-bad-server-credentials close OpenConnectionFailure");
    SAME(fates(run), "not-sent not-sent");
}

void TestEngineEndings::aPutThatThrowsLeavesItsPageUnknown()
{
    Run run(adds(5, 2));
    run.until(State::Putting);
    run.once(); // answered
    run.send();
    run.feed(input::PutThrew{serverDown, {}});
    run.all();
    SAME(run.outcome(), "stopped-server-down add 2 close Unknown");
    SAME(fates(run), "accepted accepted unknown unknown not-sent");
    const auto unknown = run.machine.space().object(2);
    QCOMPARE(unknown.pending.operation, PendingOperation::Add);
    QVERIFY(!unknown.lastFailure);
}

void TestEngineEndings::aPutThatThrowsKeepsTheResultsItStillGave()
{
    Run run(adds(2, 2));
    run.until(State::Putting);
    PutExportEntriesResults partial;
    partial.results->push_back(
        CsEntryChangeResult::create(run.machine.space().identifier(0), {plus("id", text({"1"}))}, MAExportError::Success));
    run.feed(input::PutThrew{serverDown, partial});
    run.all();
    SAME(fates(run), "accepted unknown");
    SAME(run.outcome(), "stopped-server-down add 1 close Unknown");
}

void TestEngineEndings::theTypeOfAnExceptionDecidesTheStatus_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *type, const char *status) {
        QTest::newRow(type) << QString::fromUtf8(type) << QString::fromUtf8(status);
    };
    row("ServerDownException", "stopped-server-down");
    row("ExtensibleExtensionException", "stopped-extensible-extension-error");
    row("EntryPointNotImplementedException", "stopped-entry-point-not-implemented");
    row("UnexpectedDataException", "stopped-unexpected-data");
    row("FatalEntryExportException", "stopped-entry-export-error");
    row("TerminateRunException", "stopped-user-termination-from-extension");
    row("System.NullReferenceException", "stopped-extension-dll-exception");
}

void TestEngineEndings::theTypeOfAnExceptionDecidesTheStatus()
{
    QFETCH(QString, type);
    QFETCH(QString, status);
    Run run(adds(1, 1));
    run.until(State::Putting);
    run.feed(input::PutThrew{{type.toStdString(), "why", {}, {}}, {}});
    run.all();
    QCOMPARE(QString::fromStdString(run.finish->status), status);
}

void TestEngineEndings::stopInAPutKeepsItsResults()
{
    Run run(adds(3, 1));
    run.until(State::Putting);
    QVERIFY(run.feed(input::StopRequested{}).empty());
    QCOMPARE(run.machine.state(), State::Putting);
    run.all();
    SAME(run.outcome(), "stopped-user-termination-from-wmi-or-ui add 1 close TerminatedByUser");
    SAME(fates(run), "accepted not-sent not-sent");
}

void TestEngineEndings::stopTwiceKills()
{
    Run run(adds(1, 1));
    run.until(State::Putting);
    run.feed(input::StopRequested{});
    run.feed(input::StopRequested{});
    SAME(run.calls, "Open Put Kill");
    run.feed(input::PeerDied{9, 0, "killed"});
    SAME(run.outcome(), "stopped-user-termination-from-wmi-or-ui no close");
    QCOMPARE(run.machine.state(), State::Faulted);
    SAME(fates(run), "unknown");
}

void TestEngineEndings::closeCanGoOutBesideTheRunningPut()
{
    for (const bool closeFirst : {true, false}) {
        auto of = adds(2, 1);
        of.settings.closeDuringPut = true;
        Run run(std::move(of));
        run.until(State::Putting);
        run.feed(input::StopRequested{});
        SAME(run.calls, "Open Put Close");
        QCOMPARE(run.machine.state(), State::Putting);
        if (closeFirst)
            run.feed(input::CloseReturned{});
        run.once();
        if (!closeFirst) {
            QCOMPARE(run.machine.state(), State::Closing);
            run.feed(input::CloseReturned{});
        }
        SAME(run.calls, "Open Put Close Finish");
        SAME(run.outcome(), "stopped-user-termination-from-wmi-or-ui add 1 close TerminatedByUser");
    }
}

void TestEngineEndings::aCloseThatThrowsIsAnErrorUnlessTheRunHadFailedBefore()
{
    const auto closeThrows = [](const char *type, bool putThrew) {
        Run run(adds(1, 1));
        run.until(State::Putting);
        if (putThrew)
            run.feed(input::PutThrew{serverDown, {}});
        run.until(State::Closing);
        run.feed(input::CloseThrew{{type, "why", {}, {}}});
        return run.outcome();
    };
    SAME(closeThrows("EndConnectionException", false), "stopped-error-in-end-connection add 1 close Normal");
    SAME(closeThrows("System.Exception", false), "stopped-ma-extension-error-in-end-connection add 1 close Normal");
    SAME(closeThrows("EndConnectionException", true), "stopped-server-down close Unknown");
}

void TestEngineEndings::customStopRunKeepsTheRestOfThePage()
{
    Run run(adds(5, 3), Script().answer("cn=2", MAExportError::ExportErrorCustomStopRun));
    run.all();
    SAME(fates(run), "accepted stops accepted not-sent not-sent");
    SAME(run.outcome(), "stopped-extensible-extension-error add 2 failure 1 close Unknown");
}

void TestEngineEndings::aProcessThatEndsCannotBeClosed_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("fate");
    QTest::newRow("in Open") << int(State::Opening) << QStringLiteral("stopped-extension-dll-exception no close")
                             << QStringLiteral("not-sent");
    QTest::newRow("between pages") << int(State::Open) << QStringLiteral("stopped-extension-dll-exception no close")
                                   << QStringLiteral("not-sent");
    QTest::newRow("in Put") << int(State::Putting) << QStringLiteral("stopped-extension-dll-exception no close")
                            << QStringLiteral("unknown");
    QTest::newRow("in Close") << int(State::Closing) << QStringLiteral("stopped-extension-dll-exception add 1 close Normal")
                              << QStringLiteral("accepted");
}

void TestEngineEndings::aProcessThatEndsCannotBeClosed()
{
    QFETCH(int, state);
    QFETCH(QString, outcome);
    QFETCH(QString, fate);
    for (const bool broke : {false, true}) {
        Run run(adds(1, 1));
        run.until(static_cast<State>(state));
        if (broke)
            run.feed(input::PeerBroke{{ErrorCode::Peer, "rubbish at byte 3", {}}});
        else
            run.feed(input::PeerDied{11, 0, "killed by signal 11 (SIGSEGV)"});
        QCOMPARE(QString::fromStdString(run.outcome()), outcome);
        QCOMPARE(QString::fromStdString(fates(run)), fate);
        QCOMPARE(run.machine.state(), State::Faulted);
    }
}

void TestEngineEndings::aCallWithoutAnAnswerIsKilled()
{
    using What = input::TimedOut::What;
    Run run(adds(1, 1));
    run.until(State::Putting);
    run.feed(input::TimedOut{What::Call, std::chrono::milliseconds{120'000}});
    SAME(run.calls, "Open Put Kill");
    run.feed(input::PeerDied{9, 0, "killed"});
    SAME(run.outcome(), "stopped-ma-extension-timeout no close");

    Run stopped(adds(1, 1));
    stopped.until(State::Putting);
    stopped.feed(input::StopRequested{});
    stopped.feed(input::TimedOut{What::Stop, std::chrono::milliseconds{30'000}});
    stopped.feed(input::PeerDied{9, 0, "killed"});
    SAME(stopped.outcome(), "stopped-user-termination-from-wmi-or-ui no close");
}

void TestEngineEndings::aNullAnswerIsAnExtensionError()
{
    Run run(adds(2, 1));
    run.until(State::Putting);
    run.feed(input::Answered{{std::nullopt}});
    run.all();
    SAME(run.outcome(), "stopped-extensible-extension-error close Unknown");
    SAME(run.findings(), "result-null");
    SAME(fates(run), "unknown not-sent");
}

void TestEngineEndings::allCloseReasonsCanBeChosenByHand()
{
    for (const auto reason : {CloseReason::Normal, CloseReason::TerminatedByUser, CloseReason::TerminatedShuttingDown,
                              CloseReason::OpenConnectionFailure, CloseReason::Unknown}) {
        Run run(adds(1, 1));
        run.until(State::Open);
        run.feed(input::CloseRequested{reason});
        run.all();
        SAME(run.outcome(), "stopped-user-termination-from-wmi-or-ui close " + std::string(name(reason)));
    }
}

void TestEngineEndings::shutdownClosesWithItsOwnReason()
{
    Run run(adds(2, 1));
    run.until(State::Putting);
    run.feed(input::ShutdownRequested{});
    run.all();
    SAME(run.outcome(), "stopped-service-shutdown add 1 close TerminatedShuttingDown");
}

void TestEngineEndings::limitsEndBetweenPages()
{
    auto objects = adds(6, 2);
    objects.settings.objectLimit = 3;
    Run limited(objects);
    limited.all();
    SAME(limited.outcome(), "stopped-object-limit add 4 close Normal");

    auto errors = adds(6, 2);
    errors.settings.errorLimit = 1;
    Script refuseAll;
    for (int i = 1; i <= 6; ++i)
        refuseAll.answer("cn=" + std::to_string(i), MAExportError::ExportErrorPermissionIssue);
    Run failing(errors, refuseAll);
    failing.all();
    SAME(failing.outcome(), "stopped-error-limit failure 2 close Normal");
}

void TestEngineEndings::everyStateKnowsWhatItTakes_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("allowed");
    const auto row = [](State state, const char *allowed) {
        QTest::newRow(name(state).data()) << int(state) << QString::fromUtf8(allowed);
    };
    row(State::Ready, "Start PageSizeOnce");
    row(State::Opening, "OpenReturned OpenThrew PeerDied PeerBroke TimedOut StopRequested ShutdownRequested PageSizeOnce");
    row(State::Open, "Sent PutNotSent PeerDied PeerBroke StopRequested CloseRequested ShutdownRequested Reloaded PageSizeOnce");
    row(State::Putting, "Answered PutThrew PeerDied PeerBroke TimedOut StopRequested ShutdownRequested");
    row(State::Closing, "PeerDied PeerBroke TimedOut StopRequested ShutdownRequested CloseReturned CloseThrew");
    row(State::PasswordOpening, "PeerDied PeerBroke TimedOut StopRequested ShutdownRequested PasswordOpened PasswordThrew");
    row(State::PasswordSetting, "PeerDied PeerBroke TimedOut StopRequested ShutdownRequested PasswordSet PasswordThrew");
    row(State::PasswordClosing, "PeerDied PeerBroke TimedOut StopRequested ShutdownRequested PasswordThrew PasswordClosed");
    row(State::Finished, "");
    row(State::Faulted, "");
    row(State::Refused, "");
}

namespace {

std::vector<Input> allInputs()
{
    return {
        input::Start{},         input::OpenReturned{},   input::OpenThrew{},         input::Sent{},        input::PutNotSent{},
        input::Answered{},      input::PutThrew{},       input::PeerDied{},          input::PeerBroke{},   input::TimedOut{},
        input::StopRequested{}, input::CloseRequested{}, input::ShutdownRequested{}, input::Reloaded{},    input::PageSizeOnce{},
        input::CloseReturned{}, input::CloseThrew{},     input::PasswordOpened{},    input::PasswordSet{}, input::PasswordThrew{},
        input::PasswordClosed{}};
}

/// A run held in that state.
Run runIn(State state)
{
    auto of = setup({add("cn=1", {password()})});
    of.passwordInterface = true;
    if (state == State::Refused) {
        of.exportMaxPageSize = 1;
        of = withPages(std::move(of), 2);
    }
    Run run(std::move(of));
    if (state == State::Faulted) {
        run.until(State::Putting);
        run.feed(input::PeerDied{});
    } else {
        run.until(state);
    }
    return run;
}

} // namespace

void TestEngineEndings::everyStateKnowsWhatItTakes()
{
    QFETCH(int, state);
    QFETCH(QString, allowed);
    const Run run = runIn(static_cast<State>(state));
    QCOMPARE(int(run.machine.state()), state);
    std::string found;
    for (const auto &input : allInputs()) {
        const auto why = run.machine.whyNotAllowed(input);
        if (why.empty())
            found += (found.empty() ? "" : " ") + std::string(name(input));
        else
            QVERIFY(why.find('_') == std::string::npos);
    }
    QCOMPARE(QString::fromStdString(found), allowed);
}

void TestEngineEndings::whatIsNotAllowedChangesNothing()
{
    for (int number = 0; number <= int(State::Refused); ++number) {
        Run run = runIn(static_cast<State>(number));
        const auto before = run.machine.space();
        for (const auto &input : allInputs()) {
            if (run.machine.allowed(input))
                continue;
            QVERIFY(run.machine.step(input).empty());
            QCOMPARE(int(run.machine.state()), number);
        }
        QVERIFY(run.machine.space() == before);
    }
}

QTEST_GUILESS_MAIN(TestEngineEndings)
#include "tst_engine_endings.moc"
