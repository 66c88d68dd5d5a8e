// The driver on the real machine: what reaches the connector, in which order, and what a run returns.
#include "tests/run/run_fixture.h"

#include <csignal>
#include <sys/resource.h>

using namespace anchorage;
using namespace anchorage::test;
using namespace anchorage::run;
using What = Behaviour::What;
using engine::EngineSetup;

namespace {
const std::string opening = "start configure openExportConnection ";
EngineSetup pages(int users_, int size)
{
    return withPages(setup(users(users_)), size);
}
} // namespace

class TestDriver : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRunCallsOpenPutCloseAndShutsDown();
    void everyWayACallCanEnd_data();
    void everyWayACallCanEnd();
    void aProcessThatDoesNotStartIsTheRunsError();
    void aRefusedSetupCallsNothing();
    void stopDuringAPutKeepsItsResults();
    void stopTwiceKills();
    void stopBeforeTheRunBeganCallsNothing();
    void closeGoesOutBesideARunningPut();
    void theStopTimeoutKills();
    void theCallTimeoutCountsFromTheLastSignOfLife();
    void aConnectorThatHangsAndLogsStillTimesOut();
    void aKeptProcessServesTheNextRun();
    void aLateCrashIsSeenWhileLingering();
    void aPageIsCutBeforeTheWiresLimit();
    void anEntryOverTheLimitIsAnObjectError();
    void secretsGoInAsValuesAndComeOutAsMarkers();
    void aSecretThatIsNotThereStopsTheRunBeforeItsPage();
    void theConnectorCannotSpeakAsTheBench();
    void theJournalHasThePageBeforeTheConnectorAndTheAnswerBeforeTheMachine();
    void aFullDiskStopsTheRunInOrder();
};

void TestDriver::aRunCallsOpenPutCloseAndShutsDown()
{
    RunBench bench(pages(3, 2));
    SAME(bench.outcome(bench.run()), "success add 3 close Normal");
    SAME(bench.connector.calls, opening + "putExportEntries(2) putExportEntries(1) closeExportConnection(Normal) shutdown");
    const auto ended = bench.all<event::ProcessEnded>();
    QCOMPARE(ended.size(), std::size_t{1});
    QVERIFY(ended.front().how == event::ProcessEnded::How::Goodbye);
    for (std::size_t i = 0; i < bench.events.size(); ++i)
        QCOMPARE(bench.events[i].sequence, i + 1);
}

void TestDriver::everyWayACallCanEnd_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("nth");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("fates");
    const auto row = [](const char *name, const char *method, int nth, What what, const char *outcome, const char *fates) {
        QTest::newRow(name) << method << nth << static_cast<int>(what) << outcome << fates;
    };
    const char *put = "putExportEntries";
    row("Put 2 throws", put, 2, What::Throw, "stopped-server-down add 2 close Unknown",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 crashes", put, 2, What::Die, "stopped-extension-dll-exception add 2 no close",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 says goodbye", put, 2, What::Goodbye, "stopped-extension-dll-exception add 2 no close",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 speaks rubbish", put, 2, What::Rubbish, "stopped-extension-dll-exception add 2 no close",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 answers another call", put, 2, What::WrongAnswer, "stopped-extension-dll-exception add 2 no close",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 cannot be sent", put, 2, What::SendFails, "stopped-extension-dll-exception add 2 no close",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Put 2 is not offered", put, 2, What::NotOffered, "stopped-entry-point-not-implemented add 2 close Unknown",
        "u1 accepted, u2 accepted, u3 unknown, u4 unknown");
    row("Open throws", "openExportConnection", 1, What::Throw, "stopped-server-down close OpenConnectionFailure", "");
    row("Open crashes", "openExportConnection", 1, What::Die, "stopped-extension-dll-exception no close", "");
    row("Open speaks rubbish", "openExportConnection", 1, What::Rubbish, "stopped-extension-dll-exception no close", "");
    row("Close throws", "closeExportConnection", 1, What::Throw,
        "stopped-ma-extension-error-in-end-connection add 4 close Normal", "u1 accepted, u2 accepted, u3 accepted, u4 accepted");
    row("Close crashes", "closeExportConnection", 1, What::Die, "stopped-extension-dll-exception add 4 close Normal",
        "u1 accepted, u2 accepted, u3 accepted, u4 accepted");
    row("Configure crashes", "configure", 1, What::Die, "stopped-extension-dll-exception no close", "");
    row("Configure is not offered", "configure", 1, What::NotOffered, "success add 4 close Normal",
        "u1 accepted, u2 accepted, u3 accepted, u4 accepted");
}

void TestDriver::everyWayACallCanEnd()
{
    QFETCH(QString, method);
    QFETCH(int, nth);
    QFETCH(int, what);
    QFETCH(QString, outcome);
    QFETCH(QString, fates);
    RunBench bench(pages(4, 2));
    auto behaviour = FakeConnector::does(static_cast<What>(what));
    behaviour.exception = {"ServerDownException", "gone", {}, {}};
    behaviour.signal = 11;
    bench.connector.on(method.toStdString(), nth, behaviour);
    const auto result = bench.run();
    QCOMPARE(QString::fromStdString(bench.outcome(result)), outcome);
    QCOMPARE(QString::fromStdString(bench.fates()), fates);
    QVERIFY(bench.all<event::CallStarted>().size() == bench.all<event::CallEnded>().size()); // each call ends once
    QCOMPARE(bench.all<event::ProcessEnded>().size(), std::size_t{1});
}

void TestDriver::aProcessThatDoesNotStartIsTheRunsError()
{
    RunBench bench(pages(1, 1));
    bench.connector.startError = Error{ErrorCode::Unsupported, "it is for ABI 3, this bench has ABI 1", {}};
    const auto result = bench.run();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unsupported);
    SAME(bench.connector.calls, "start");
}

void TestDriver::aRefusedSetupCallsNothing()
{
    auto setup_ = pages(2, 1);
    setup_.exportMaxPageSize = 1;
    setup_.settings.pageSize = 2;
    RunBench bench(setup_);
    const auto result = bench.run();
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::Refused || result.error().code == ErrorCode::Usage
            || result.error().code == ErrorCode::Input);
    SAME(bench.connector.calls, "");
}

void TestDriver::stopDuringAPutKeepsItsResults()
{
    RunBench bench(pages(4, 2));
    Behaviour slow;
    slow.takes = std::chrono::seconds{10};
    slow.progress = 0;
    bench.connector.on("putExportEntries", 1, slow);
    // Posted between the page's way out and its answer.
    bench.listen = [&](const RunEvent &event) {
        const auto *call = std::get_if<event::CallStarted>(&event.what);
        if (call && call->entries != 0)
            bench.driver->post(control::Stop{});
    };
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui add 2 close TerminatedByUser");
    SAME(bench.fates(), "u1 accepted, u2 accepted");
    QCOMPARE(bench.connector.cancels, 1);
    SAME(bench.connector.calls, opening + "putExportEntries(2) closeExportConnection(TerminatedByUser) shutdown");
}

void TestDriver::stopTwiceKills()
{
    RunBench bench(pages(2, 2));
    bench.connector.on("putExportEntries", FakeConnector::does(What::Hang));
    bench.steps({control::Stop{}, control::Stop{}});
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui no close");
    SAME(bench.fates(), "u1 unknown, u2 unknown");
    SAME(bench.connector.calls, opening + "putExportEntries(2) kill");
    const auto ended = bench.all<event::ProcessEnded>();
    QCOMPARE(ended.size(), std::size_t{1});
    QVERIFY(ended.front().how == event::ProcessEnded::How::Killed);
}

void TestDriver::stopBeforeTheRunBeganCallsNothing()
{
    for (const Control &control : {Control(control::Stop{}), Control(control::Kill{}), Control(control::Shutdown{})}) {
        RunBench bench(pages(1, 1));
        bench.steps({control});
        const auto result = bench.serve();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        SAME(bench.connector.calls, "");
    }
}

void TestDriver::closeGoesOutBesideARunningPut()
{
    auto setup_ = pages(2, 2);
    setup_.settings.closeDuringPut = true;
    RunBench bench(setup_);
    auto hang = FakeConnector::does(What::Hang);
    bench.connector.on("putExportEntries", hang);
    bench.connector.listensToCancel = true; // the Put comes back once it is asked to
    bench.steps({control::Stop{}});
    // Its answer counts: it brings no anchors, so both Adds fail.
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui failure 2 close TerminatedByUser");
    SAME(bench.connector.calls, opening + "putExportEntries(2) closeExportConnection(TerminatedByUser) shutdown");
}

void TestDriver::theStopTimeoutKills()
{
    auto setup_ = pages(2, 2);
    setup_.settings.stopTimeout = std::chrono::seconds{30};
    RunBench bench(setup_);
    bench.connector.on("putExportEntries", FakeConnector::does(What::Hang));
    bench.steps({control::Stop{}});
    const auto before = bench.connector.now;
    SAME(bench.outcome(bench.run()), "stopped-user-termination-from-wmi-or-ui no close");
    QVERIFY(bench.connector.now - before >= std::chrono::seconds{30});
    QVERIFY(bench.connector.now - before < std::chrono::seconds{32});
}

void TestDriver::theCallTimeoutCountsFromTheLastSignOfLife()
{
    auto setup_ = pages(2, 2);
    setup_.settings.callTimeout = std::chrono::seconds{5};
    RunBench bench(setup_);
    auto hang = FakeConnector::does(What::Hang);
    hang.progress = 20; // 20 s of signs of life, then silence
    bench.connector.on("putExportEntries", hang);
    const auto before = bench.connector.now;
    SAME(bench.outcome(bench.run()), "stopped-ma-extension-timeout no close");
    QVERIFY(bench.connector.now - before >= std::chrono::seconds{25});
    QVERIFY(bench.connector.now - before < std::chrono::seconds{27});
    QCOMPARE(bench.all<event::Progress>().size(), std::size_t{20});
}

void TestDriver::aConnectorThatHangsAndLogsStillTimesOut()
{
    auto setup_ = pages(2, 2);
    setup_.settings.callTimeout = std::chrono::seconds{5};
    RunBench bench(setup_);
    bench.connector.on("putExportEntries", FakeConnector::does(What::Hang));
    int lines = 0;
    bench.connector.idle = [&] { // never silent for as long as the time out
        if (bench.connector.calls.find("put") != std::string::npos && ++lines < 1000)
            bench.lastPort->happensLater(connector::event::Log{{"stderr", "busy"}}, std::chrono::milliseconds{100});
    };
    SAME(bench.outcome(bench.run()), "stopped-ma-extension-timeout no close");
    QVERIFY(lines < 100);
}

void TestDriver::aKeptProcessServesTheNextRun()
{
    auto setup_ = pages(1, 1);
    setup_.settings.process = RunSettings::ProcessLife::Keep;
    RunBench bench(setup_);
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    const std::string run = "configure openExportConnection putExportEntries(1) closeExportConnection(Normal)";
    SAME(bench.connector.calls, "start " + run + " " + run);
    const auto started = bench.all<event::ProcessStarted>();
    QVERIFY(started.size() == 2 && !started[0].kept && started[1].kept);

    // It ended between the runs: the next one starts another.
    bench.lastPort->happensLater(connector::event::Died{9, 0, "killed by signal 9"}, {});
    bench.connector.calls.clear();
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    SAME(bench.connector.calls, "start " + run);
}

void TestDriver::aLateCrashIsSeenWhileLingering()
{
    auto setup_ = pages(1, 1);
    setup_.settings.linger = std::chrono::seconds{3};
    RunBench bench(setup_);
    bench.listen = [&](const RunEvent &event) {
        const auto *call = std::get_if<event::CallEnded>(&event.what);
        if (call && call->method == "closeExportConnection")
            bench.lastPort->happensLater(connector::event::Died{11, 0, "killed by signal 11 (SIGSEGV)"}, std::chrono::seconds{2});
    };
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    const auto ended = bench.all<event::ProcessEnded>();
    QCOMPARE(ended.size(), std::size_t{1});
    QVERIFY(ended.front().afterFinish && ended.front().signal == 11);
}

void TestDriver::aPageIsCutBeforeTheWiresLimit()
{
    auto objects = users(4);
    for (auto &object : objects)
        object.pending.changes = {plus("title", text({std::string(3000, 'x')}))};
    auto setup_ = withPages(setup(objects), 4);
    setup_.settings.messageLimit = 8000;
    RunBench bench(setup_);
    SAME(bench.outcome(bench.run()), "success add 4 close Normal");
    SAME(bench.connector.calls, opening + "putExportEntries(2) putExportEntries(2) closeExportConnection(Normal) shutdown");
    for (const auto &request : bench.connector.requests)
        QVERIFY(bench.lastPort == nullptr || FakePort(bench.connector).encodedSize(request) <= 8000);
}

void TestDriver::anEntryOverTheLimitIsAnObjectError()
{
    auto objects = users(3);
    objects[1].pending.changes = {plus("title", text({std::string(10'000, 'x')}))};
    auto setup_ = withPages(setup(objects), 3);
    setup_.settings.messageLimit = 8000;
    RunBench bench(setup_);
    SAME(bench.outcome(bench.run()), "completed-export-errors add 2 failure 1 close Normal");
    QVERIFY(bench.fates().find("u2 error") != std::string::npos);
}

void TestDriver::secretsGoInAsValuesAndComeOutAsMarkers()
{
    auto objects = users(1);
    objects[0].pending.changes.push_back(password("env:PW"));
    auto setup_ = withPages(setup(objects), 1);
    setup_.schema.types[0].attributes.push_back(attribute("export_password"));
    setup_.capabilities.exportPasswordInFirstPass = true;
    setup_.settings.passwordVia = RunSettings::PasswordVia::Put;
    RunBench bench(setup_);
    QTemporaryDir folder;
    bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    bench.parameters = {{"server", std::string("x;pwd=conn-secret")}, {"password", Secret("conn-secret")}};
    int resolved = 0;
    bench.resolver = [&](std::string_view reference) -> Result<Secret> {
        ++resolved;
        if (reference != "env:PW")
            return fail(ErrorCode::NotFound, "no such secret");
        return Secret("obj-secret");
    };
    auto threw = FakeConnector::throws("ServerDownException", "cannot log in with conn-secret or obj-secret");
    threw.exception.inner.push_back({"Inner", "b2JqLXNlY3JldA==", {}, {}}); // base64 of it
    threw.logs = {{"stdout", "user u1 gets obj-secret"}};
    bench.connector.on("putExportEntries", threw);
    const auto result = bench.run();
    SAME(bench.outcome(result), "stopped-server-down close Unknown");
    QCOMPARE(resolved, 1);
    bool arrived = false;
    for (const auto &request : bench.connector.requests) {
        if (const auto *put = std::get_if<wire::request::PutExportEntries>(&request)) {
            const auto *change = put->entries.front().find("export_password");
            arrived = change && std::get<std::string>(change->values.front().value) == "obj-secret";
        }
    }
    QVERIFY(arrived);
    const auto journal = bench.journalText();
    QVERIFY(journal.find("env:PW") != std::string::npos);
    for (const char *secret : {"obj-secret", "conn-secret", "b2JqLXNlY3JldA"})
        QVERIFY2(journal.find(secret) == std::string::npos, secret);
}

void TestDriver::aSecretThatIsNotThereStopsTheRunBeforeItsPage()
{
    auto objects = users(2);
    objects[1].pending.changes.push_back(password("env:PW"));
    auto setup_ = withPages(setup(objects), 1);
    setup_.schema.types[0].attributes.push_back(attribute("export_password"));
    setup_.capabilities.exportPasswordInFirstPass = true;
    setup_.settings.passwordVia = RunSettings::PasswordVia::Put;
    RunBench bench(setup_);
    bench.resolver = [](std::string_view) -> Result<Secret> { return fail(ErrorCode::NotFound, "PW is not set"); };
    const auto result = bench.run();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    SAME(result.error().where.entry, "u2");
    SAME(bench.connector.calls, opening + "putExportEntries(1) closeExportConnection(Unknown) shutdown");
}

void TestDriver::theConnectorCannotSpeakAsTheBench()
{
    RunBench bench(pages(1, 1));
    Behaviour liar;
    liar.logs = {{"bench", "the disk is full"}, {"error", "real"}};
    bench.connector.on("putExportEntries", liar);
    SAME(bench.outcome(bench.run()), "success add 1 close Normal");
    const auto logs = bench.all<event::Log>();
    QCOMPARE(logs.size(), std::size_t{2});
    SAME(logs[0].level, "info");
    SAME(logs[1].level, "error");
}

void TestDriver::theJournalHasThePageBeforeTheConnectorAndTheAnswerBeforeTheMachine()
{
    RunBench bench(pages(2, 2));
    QTemporaryDir folder;
    bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    bool pageWritten = false;
    bench.connector.answer = [&, script = Script()](const std::vector<CsEntryChange> &entries) mutable {
        pageWritten = bench.journalText().find("\"input\":\"Sent\"") != std::string::npos;
        return script(entries);
    };
    bool answerWritten = false;
    bench.listen = [&](const RunEvent &event) {
        const auto *input = std::get_if<event::Input>(&event.what);
        if (input && std::holds_alternative<engine::input::Answered>(input->input))
            answerWritten = bench.journalText().find("\"input\":\"Answered\"") != std::string::npos
                && !bench.driver->machine().handOvers().front().fate;
    };
    SAME(bench.outcome(bench.run()), "success add 2 close Normal");
    QVERIFY(pageWritten);
    QVERIFY(answerWritten);
}

void TestDriver::aFullDiskStopsTheRunInOrder()
{
    // The journal may grow by a little: some line in the middle of the run is the one that does not fit.
    for (const rlim_t room : {0, 200, 1200, 3000}) {
        RunBench bench(pages(20, 1));
        QTemporaryDir folder;
        bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        bench.afterJournal = [&] {
            rlimit small = before;
            small.rlim_cur = bench.journalText().size() + room;
            setrlimit(RLIMIT_FSIZE, &small);
        };
        const auto result = bench.run();
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, oldHandler);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Io);
        const auto &calls = bench.connector.calls;
        const bool opened = calls.find("openExport") != std::string::npos;
        QCOMPARE(calls.find("closeExport") != std::string::npos, opened);
        // What the journal does not know was not sent.
        std::size_t puts = 0;
        for (auto at = calls.find("putExport"); at != std::string::npos; at = calls.find("putExport", at + 1))
            ++puts;
        auto reader = record::JournalReader::open(bench.journalPath);
        QVERIFY(reader);
        std::size_t written = 0;
        while (true) {
            const auto event = reader->next();
            QVERIFY2(event, event ? "" : event.error().text().c_str());
            if (!*event)
                break;
            const auto *input = std::get_if<event::Input>(&(*event)->what);
            written += input && std::holds_alternative<engine::input::Sent>(input->input) ? 1U : 0U;
        }
        QCOMPARE(written, puts);
    }
}

QTEST_GUILESS_MAIN(TestDriver)
#include "tst_driver.moc"
