// A native connector that hangs, says too much or answers what it should not: the bench never hangs with it.
#include "tests/connector/faulty_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;
using namespace std::chrono_literals;

class TestFaultyAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHangingCallIsKilled_data();
    void aHangingCallIsKilled();
    void aWaitingCallHearsCancel();
    void closeReachesTheConnectorBesideARunningPut();
    void progressKeepsComing();
    void whatIsPrintedComesBeforeTheAnswer_data();
    void whatIsPrintedComesBeforeTheAnswer();
    void aFloodIsCutAndCounted_data();
    void aFloodIsCutAndCounted();
    void anAnswerOverTheLimitBreaksThePeer();
    void wrongAnswersArriveAsTheyAre_data();
    void wrongAnswersArriveAsTheyAre();
    void wakeEndsAWait();
};

void TestFaultyAnswers::aHangingCallIsKilled_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("call");
    for (const char *call : {"open", "put", "close", "setPassword", "schema", "import"})
        QTest::newRow(call) << QStringLiteral("hang") << QString::fromLatin1(call);
    QTest::newRow("busy") << QStringLiteral("spin") << QStringLiteral("put");
}

void TestFaultyAnswers::aHangingCallIsKilled()
{
    QFETCH(QString, fault);
    QFETCH(QString, call);
    Faulty talk((fault + QLatin1Char('@') + call).toStdString());
    const auto pid = static_cast<pid_t>(talk.port->pid());
    QVERIFY(!talk.ask(requestOf(call.toStdString()), 100ms));
    talk.port->cancel(); // in vain
    QVERIFY(!talk.port->wait(50ms));
    QVERIFY(alive(pid));
    talk.port->kill();
    QVERIFY(!alive(pid));
    QCOMPARE(talk.port->pid(), std::int64_t{0});
    QVERIFY(!talk.port->wait(0ms));
}

void TestFaultyAnswers::aWaitingCallHearsCancel()
{
    Faulty talk("wait@put");
    const auto id = talk.port->send(requestOf("put"));
    QVERIFY(!talk.answerTo(*id, 50ms));
    talk.port->cancel();
    const auto said = talk.answerTo(*id);
    QVERIFY(said && std::holds_alternative<answer::Put>(*said));
    // It was for that call, not for the next one.
    QVERIFY(!talk.ask(requestOf("put"), 50ms));
    talk.port->kill();
}

void TestFaultyAnswers::closeReachesTheConnectorBesideARunningPut()
{
    Faulty talk("wait@put");
    const auto put = talk.port->send(requestOf("put"));
    QVERIFY(!talk.answerTo(*put, 50ms));
    const auto closed = talk.ask(request::CloseExportConnection{CloseReason::TerminatedByUser});
    QVERIFY(closed && std::holds_alternative<answer::Done>(*closed));
    talk.port->cancel();
    QVERIFY(talk.answerTo(*put));
}

void TestFaultyAnswers::progressKeepsComing()
{
    Faulty talk("progress:500@put");
    int signs = 0;
    QVERIFY(talk.port->send(requestOf("put")));
    talk.hear(20s, [&](const PortEvent &event) {
        signs += std::holds_alternative<event::Progress>(event) ? 1 : 0;
        return std::holds_alternative<event::Answered>(event);
    });
    QVERIFY(signs >= 2);
}

void TestFaultyAnswers::whatIsPrintedComesBeforeTheAnswer_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *fault, const char *line) {
        QTest::newRow(fault) << QString::fromLatin1(fault) << QString::fromUtf8(line);
    };
    row("print:Hello, world", "stdout: Hello, world");
    row("write:{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}", "stdout: {\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}");
    row("say:what it wants to say", "info: what it wants to say");
    row("long-line:40", "stderr: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    row("binary", "stdout: \uFFFD\uFFFD\uFFFD no UTF-8");
}

void TestFaultyAnswers::whatIsPrintedComesBeforeTheAnswer()
{
    QFETCH(QString, fault);
    QFETCH(QString, line);
    Faulty talk(fault.toStdString() + "@put");
    for (int turn = 0; turn < 20; ++turn) {
        talk.log.clear();
        const auto said = talk.ask(requestOf("put"));
        QVERIFY(said && std::holds_alternative<answer::Put>(*said));
        QVERIFY2(std::find(talk.log.begin(), talk.log.end(), line.toStdString()) != talk.log.end(), talk.logText().c_str());
    }
}

void TestFaultyAnswers::aFloodIsCutAndCounted_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"flood-stderr:1000000", "flood-stderr:100000000", "flood-stdout:1000000", "flood-stdout:10000000",
                              "long-line:10000000", "log:20000"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void TestFaultyAnswers::aFloodIsCutAndCounted()
{
    QFETCH(QString, fault);
    Faulty talk(fault.toStdString() + "@put");
    const auto said = talk.ask(requestOf("put"), 60s);
    QVERIFY(said && std::holds_alternative<answer::Put>(*said));
    talk.port->shutdown(10s);
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
    const auto text = talk.logText();
    QVERIFY2(contains(text, "left out"), text.substr(0, 1000).c_str());
    QVERIFY2(text.size() < std::size_t{16} * 1024 * 1024, std::to_string(text.size()).c_str());
}

void TestFaultyAnswers::anAnswerOverTheLimitBreaksThePeer()
{
    ProcessSettings settings;
    settings.messageLimit = 1'000'000;
    Faulty talk("giant:2000000@put", settings);
    const auto pid = static_cast<pid_t>(talk.port->pid());
    QVERIFY(!talk.ask(requestOf("put")));
    const auto *broke = talk.endedWith<event::Broke>();
    QVERIFY(broke != nullptr);
    QCOMPARE(broke->error.code, ErrorCode::Peer);
    QVERIFY2(contains(broke->error.message, "over the limit of 1000000 bytes"), broke->error.message.c_str());
    QVERIFY2(contains(broke->error.message, "during putExportEntries"), broke->error.message.c_str());
    QVERIFY(!alive(pid));
}

void TestFaultyAnswers::wrongAnswersArriveAsTheyAre_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("results"); // -1: null
    QTest::newRow("null") << QStringLiteral("null") << -1;
    QTest::newRow("none") << QStringLiteral("none") << 0;
    QTest::newRow("missing") << QStringLiteral("missing") << 0;
    for (const char *fault :
         {"unknown", "empty-id", "foreign", "anchor-type", "anchor-name", "no-anchor", "nul", "error:ExportErrorCustomStopRun"})
        QTest::newRow(fault) << QString::fromLatin1(fault) << 1;
    QTest::newRow("duplicate") << QStringLiteral("duplicate") << 2;
}

void TestFaultyAnswers::wrongAnswersArriveAsTheyAre()
{
    QFETCH(QString, fault);
    QFETCH(int, results);
    Faulty talk(fault.toStdString() + "@put");
    const auto said = talk.ask(requestOf("put"));
    QVERIFY(said && std::holds_alternative<answer::Put>(*said));
    const auto &answered = std::get<answer::Put>(*said).results.results;
    QCOMPARE(answered ? static_cast<int>(answered->size()) : -1, results);
    if (fault == QLatin1String("empty-id"))
        QVERIFY(answered->front().identifier.isNull());
    if (fault == QLatin1String("nul"))
        QCOMPARE(answered->front().errorDetail.size(), std::size_t{12});
}

void TestFaultyAnswers::wakeEndsAWait()
{
    Faulty talk("hang@put");
    QVERIFY(talk.port->send(requestOf("put")));
    talk.port->wake();
    const auto event = talk.port->wait(20s);
    QVERIFY(event && std::holds_alternative<event::Woken>(*event));
    talk.port->kill();
}

QTEST_GUILESS_MAIN(TestFaultyAnswers)
#include "tst_faulty_answers.moc"
