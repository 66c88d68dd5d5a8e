// Every way a native connector can fail ends in one clear account, never in a hang of the bench.
#include "tests/connector/port_fixture.h"

#include <QFile>
#include <QTest>

#include <signal.h>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;
using namespace std::chrono_literals;

namespace {

/// The requests by the name the faulty connector gives their call.
Request requestOf(const std::string &call)
{
    const request::PasswordTarget target{"cn=ann", "user", {}};
    if (call == "capabilities")
        return request::GetCapabilities{};
    if (call == "parameters")
        return request::GetConfigParameters{};
    if (call == "validate")
        return request::ValidateConfigParameters{};
    if (call == "schema")
        return request::GetSchema{};
    if (call == "partitions")
        return request::GetPartitions{};
    if (call == "hierarchy")
        return request::GetHierarchy{};
    if (call == "open")
        return request::OpenExportConnection{};
    if (call == "put" || call == "entry") {
        CsEntryChange entry;
        entry.identifier = Guid::fromName("ann");
        entry.dn = "cn=ann";
        entry.objectType = "user";
        entry.modification = ObjectModificationType::Add;
        return request::PutExportEntries{{entry}};
    }
    if (call == "close")
        return request::CloseExportConnection{};
    if (call == "openImport")
        return request::OpenImportConnection{};
    if (call == "import")
        return request::GetImportEntries{};
    if (call == "closeImport")
        return request::CloseImportConnection{};
    if (call == "openPassword")
        return request::OpenPasswordConnection{};
    if (call == "securityLevel")
        return request::GetConnectionSecurityLevel{};
    if (call == "setPassword")
        return request::SetPassword{target, Secret("new"), {}};
    if (call == "changePassword")
        return request::ChangePassword{target, Secret("old"), Secret("new")};
    return request::ClosePasswordConnection{};
}

const std::vector<std::string> calls{"capabilities",   "parameters",   "validate",     "schema",        "partitions",
                                     "hierarchy",      "open",         "put",          "close",         "openImport",
                                     "import",         "closeImport",  "openPassword", "securityLevel", "setPassword",
                                     "changePassword", "closePassword"};

/// A faulty connector, configured and asked to Open, so that its faults are known in every call.
class Faulty : public Talk {
public:
    explicit Faulty(const std::string &fault, const ProcessSettings &settings = {}) : Talk(faultyPlugin(), settings)
    {
        if (started && ask(request::Configure{{{"fault", fault}}}) && !fault.ends_with("@open"))
            ask(request::OpenExportConnection{});
    }
};

/// A zombie that nobody has reaped is not alive.
bool alive(pid_t pid)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return ::kill(pid, 0) == 0;
    const auto text = status.readAll();
    const auto state = text.lastIndexOf(") ");
    return state < 0 || (text.at(state + 2) != 'Z' && text.at(state + 2) != 'X');
}

bool goneWithin(pid_t pid, std::chrono::milliseconds most)
{
    const auto deadline = std::chrono::steady_clock::now() + most;
    while (alive(pid) && std::chrono::steady_clock::now() < deadline)
        QTest::qWait(10);
    return !alive(pid);
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEndInACallIsADeathThatNamesSignalAndCall_data();
    void anEndInACallIsADeathThatNamesSignalAndCall();
    void aCrashLeavesItsStackInTheLog();
    void anExhaustedStackIsACrashLikeAnyOther();
    void whatWasPrintedBeforeACrashIsKept();
    void anExceptionKeepsItsNameInEveryCall_data();
    void anExceptionKeepsItsNameInEveryCall();
    void everyNamedExceptionKeepsItsName_data();
    void everyNamedExceptionKeepsItsName();
    void innerExceptionsAndTheStackOfTheThrowTravel();
    void whatIsNotImplementedIsSaid();
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
    void anEndAfterCloseIsACrash_data();
    void anEndAfterCloseIsACrash();
    void aGrandchildDoesNotOutliveTheProcess();
    void aPluginThatFindsTheWireBreaksIt();
    void aPluginThatClosesEverythingDies();
    void aConnectorThatCannotBeMadeSaysWhy_data();
    void aConnectorThatCannotBeMadeSaysWhy();
    void anotherAbiIsSaidPlainly();
    void wakeEndsAWait();
};

void TestFaults::anEndInACallIsADeathThatNamesSignalAndCall_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("exitCode");
    for (const auto &call : calls) {
        const auto row = [&](const char *fault, int signal, int exitCode) {
            QTest::newRow((std::string(fault) + '@' + call).c_str())
                << QString::fromLatin1(fault) << QString::fromStdString(call) << signal << exitCode;
        };
        row("crash", SIGSEGV, 0);
        row("exit:0", 0, 0);
        if (call == "put" || call == "open" || call == "close") {
            row("abort", SIGABRT, 0);
            row("kill", SIGKILL, 0);
            row("exit:3", 0, 3);
            row("_exit:0", 0, 0);
        }
    }
}

void TestFaults::anEndInACallIsADeathThatNamesSignalAndCall()
{
    QFETCH(QString, fault);
    QFETCH(QString, call);
    QFETCH(int, signal);
    QFETCH(int, exitCode);
    Faulty talk((fault + QLatin1Char('@') + call).toStdString());
    const auto asked = requestOf(call.toStdString());
    QVERIFY(!talk.ask(asked));
    const auto *died = talk.endedWith<event::Died>();
    QVERIFY2(died != nullptr, talk.logText().c_str());
    QCOMPARE(died->signal, signal);
    QCOMPARE(died->exitCode, exitCode);
    QVERIFY2(contains(died->text, std::string(methodOf(asked))), died->text.c_str());
    QVERIFY2(contains(died->text, signal == 0 ? "without saying goodbye" : "(signal "), died->text.c_str());
    QVERIFY(!talk.port->send(asked));
}

void TestFaults::aCrashLeavesItsStackInTheLog()
{
    Faulty talk("crash@put");
    talk.ask(requestOf("put"));
    QVERIFY2(contains(talk.logText(), "stderr: crashed with SIGSEGV (invalid memory access) at address 0x0"),
             talk.logText().c_str());
    QVERIFY2(contains(talk.logText(), "putExportEntries") && contains(talk.logText(), "faulty.so"), talk.logText().c_str());
}

void TestFaults::anExhaustedStackIsACrashLikeAnyOther()
{
    Faulty talk("overflow@put");
    talk.ask(requestOf("put"));
    const auto *died = talk.endedWith<event::Died>();
    QVERIFY(died != nullptr && died->signal == SIGSEGV);
    QVERIFY2(contains(talk.logText(), "crashed with SIGSEGV"), talk.logText().c_str());
}

void TestFaults::whatWasPrintedBeforeACrashIsKept()
{
    for (const auto *end : {"crash@put", "abort@put", "exit:0@put"}) {
        Faulty talk(std::string("print:the last words@put;") + end);
        talk.ask(requestOf("put"));
        QVERIFY(talk.endedWith<event::Died>());
        QVERIFY2(contains(talk.logText(), "stdout: the last words"), talk.logText().c_str());
    }
}

void TestFaults::anExceptionKeepsItsNameInEveryCall_data()
{
    QTest::addColumn<QString>("call");
    for (const auto &call : calls)
        QTest::newRow(call.c_str()) << QString::fromStdString(call);
}

void TestFaults::anExceptionKeepsItsNameInEveryCall()
{
    QFETCH(QString, call);
    Faulty talk("throw:ServerDownException@" + call.toStdString());
    const auto said = talk.ask(requestOf(call.toStdString()));
    QVERIFY(said && std::holds_alternative<answer::Threw>(*said));
    QCOMPARE(std::get<answer::Threw>(*said).exception.type, std::string("ServerDownException"));
    QVERIFY(talk.ask(request::GetSchema{})); // the host goes on
}

void TestFaults::everyNamedExceptionKeepsItsName_data()
{
    QTest::addColumn<QString>("thrown");
    QTest::addColumn<QString>("type");
    for (const char *name :
         {"ExtensionException", "ServerDownException", "BadServerCredentialsException", "ExtensibleExtensionException",
          "EntryPointNotImplementedException", "UnexpectedDataException", "FatalEntryExportException", "TerminateRunException",
          "EndConnectionException", "EntryExportException", "FailedConnectionException", "DroppedConnectionException",
          "AccessDeniedException", "PasswordPolicyViolationException", "PasswordIllFormedException", "PasswordExtensionException",
          "ObjectNotFoundException"})
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(name);
    const auto row = [](const char *thrown, const char *type) {
        QTest::newRow(thrown) << QString::fromLatin1(thrown) << QString::fromLatin1(type);
    };
    row("derived", "ServerDownException");
    row("runtime_error", "std::runtime_error");
    row("multiline", "std::runtime_error");
    row("own", "anchorage::faulty::(anonymous namespace)::OwnException");
    row("int", "int");
    row("text", "char const*");
}

void TestFaults::everyNamedExceptionKeepsItsName()
{
    QFETCH(QString, thrown);
    QFETCH(QString, type);
    Faulty talk("throw:" + thrown.toStdString() + "@put");
    const auto said = talk.ask(requestOf("put"));
    QVERIFY(said && std::holds_alternative<answer::Threw>(*said));
    const auto &exception = std::get<answer::Threw>(*said).exception;
    QCOMPARE(QString::fromStdString(exception.type), type);
    QVERIFY(!exception.message.empty());
}

void TestFaults::innerExceptionsAndTheStackOfTheThrowTravel()
{
    Faulty talk("throw:nested@put");
    const auto said = talk.ask(requestOf("put"));
    QVERIFY(said);
    const auto &outer = std::get<answer::Threw>(*said).exception;
    QCOMPARE(outer.type, std::string("EntryExportException"));
    QCOMPARE(outer.message, std::string("the outer one"));
    QCOMPARE(outer.inner.size(), std::size_t{1});
    QCOMPARE(outer.inner.front().type, std::string("std::logic_error"));
    QCOMPARE(outer.inner.front().inner.front().message, std::string("the innermost"));
#ifndef __SANITIZE_ADDRESS__
    QVERIFY2(outer.stack.starts_with("#0 ") && contains(outer.stack, "faulty.so"), outer.stack.c_str());
#endif
}

void TestFaults::whatIsNotImplementedIsSaid()
{
    qputenv("ANCHORAGE_FAULTY_INTERFACES", "schema callImport");
    Talk talk(faultyPlugin());
    qunsetenv("ANCHORAGE_FAULTY_INTERFACES");
    QVERIFY(talk.started && !talk.started->interfaces.callExport && talk.started->interfaces.callImport);
    for (const auto &call : calls) {
        const bool has = call == "schema" || contains(call, "mport");
        const auto said = talk.ask(requestOf(call));
        QVERIFY(said);
        QVERIFY2(std::holds_alternative<answer::NotImplemented>(*said) != has, call.c_str());
    }
}

void TestFaults::aHangingCallIsKilled_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("call");
    for (const char *call : {"open", "put", "close", "setPassword", "schema", "import"})
        QTest::newRow(call) << QStringLiteral("hang") << QString::fromLatin1(call);
    QTest::newRow("busy") << QStringLiteral("spin") << QStringLiteral("put");
}

void TestFaults::aHangingCallIsKilled()
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

void TestFaults::aWaitingCallHearsCancel()
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

void TestFaults::closeReachesTheConnectorBesideARunningPut()
{
    Faulty talk("wait@put");
    const auto put = talk.port->send(requestOf("put"));
    QVERIFY(!talk.answerTo(*put, 50ms));
    const auto closed = talk.ask(request::CloseExportConnection{CloseReason::TerminatedByUser});
    QVERIFY(closed && std::holds_alternative<answer::Done>(*closed));
    talk.port->cancel();
    QVERIFY(talk.answerTo(*put));
}

void TestFaults::progressKeepsComing()
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

void TestFaults::whatIsPrintedComesBeforeTheAnswer_data()
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

void TestFaults::whatIsPrintedComesBeforeTheAnswer()
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

void TestFaults::aFloodIsCutAndCounted_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"flood-stderr:1000000", "flood-stderr:100000000", "flood-stdout:1000000", "flood-stdout:10000000",
                              "long-line:10000000", "log:20000"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void TestFaults::aFloodIsCutAndCounted()
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

void TestFaults::anAnswerOverTheLimitBreaksThePeer()
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

void TestFaults::wrongAnswersArriveAsTheyAre_data()
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

void TestFaults::wrongAnswersArriveAsTheyAre()
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

void TestFaults::anEndAfterCloseIsACrash_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("late crash") << QStringLiteral("late:50@close");
    QTest::newRow("crash in the destructor") << QStringLiteral("crash@destroy");
    QTest::newRow("exit in the destructor") << QStringLiteral("exit:0@destroy");
}

void TestFaults::anEndAfterCloseIsACrash()
{
    QFETCH(QString, fault);
    Faulty talk(fault.toStdString());
    QVERIFY(talk.ask(request::CloseExportConnection{}));
    if (fault.startsWith(QLatin1String("late")))
        talk.hearOut();
    else
        talk.port->shutdown(10s);
    talk.hearOut();
    QVERIFY2(talk.endedWith<event::Died>(), talk.logText().c_str());
}

void TestFaults::aGrandchildDoesNotOutliveTheProcess()
{
    Faulty talk("grandchild@put");
    QVERIFY(talk.ask(requestOf("put")));
    const auto at = talk.logText().find("grandchild ");
    QVERIFY(at != std::string::npos);
    const auto pid = static_cast<pid_t>(std::stol(talk.logText().substr(at + 11)));
    QVERIFY(alive(pid));
    talk.port->shutdown(10s);
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
    QVERIFY(goneWithin(pid, 1s));
}

void TestFaults::aPluginThatFindsTheWireBreaksIt()
{
    Faulty talk("vandal@put");
    QVERIFY(!talk.ask(requestOf("put")));
    const auto *broke = talk.endedWith<event::Broke>();
    QVERIFY2(broke != nullptr && contains(broke->error.message, "rubbish in the middle of the wire"), talk.logText().c_str());
}

void TestFaults::aPluginThatClosesEverythingDies()
{
    Faulty talk("close-all@put;hang@put");
    QVERIFY(!talk.ask(requestOf("put")));
    QVERIFY2(talk.endedWith<event::Died>() || talk.endedWith<event::Broke>(), talk.logText().c_str());
}

void TestFaults::aConnectorThatCannotBeMadeSaysWhy_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *fault, const char *says) {
        QTest::newRow(fault) << QString::fromLatin1(fault) << QString::fromLatin1(says);
    };
    row("throw:runtime_error@create", "could not be loaded: std::runtime_error: thrown by the faulty connector");
    row("crash@create", "SIGSEGV (signal 11) during initialize");
    row("exit:0@create", "exit code 0 without saying goodbye during initialize");
    row("hang@create", "did not answer `initialize` within 300 ms");
}

void TestFaults::aConnectorThatCannotBeMadeSaysWhy()
{
    QFETCH(QString, fault);
    QFETCH(QString, says);
    qputenv("ANCHORAGE_FAULTY", "print:the last words@create;" + fault.toLatin1());
    ProcessSettings settings;
    if (fault.startsWith(QLatin1String("hang")))
        settings.startTimeout = 300ms;
    Talk talk(faultyPlugin(), settings);
    qunsetenv("ANCHORAGE_FAULTY");
    QVERIFY(!talk.started);
    const auto text = talk.started.error().text();
    QVERIFY2(contains(text, says.toStdString()), text.c_str());
    QVERIFY2(contains(text, "faulty.so"), text.c_str());
    QVERIFY2(contains(text, "the last words"), text.c_str());
    QCOMPARE(talk.port->pid(), std::int64_t{0});
}

void TestFaults::anotherAbiIsSaidPlainly()
{
    Talk talk(faultyPlugin("faulty_abi"));
    QVERIFY(!talk.started);
    QCOMPARE(talk.started.error().code, ErrorCode::Unsupported);
    const auto text = talk.started.error().text();
    QVERIFY2(contains(text, "found \"anchorage-sdk-0/another-compiler\"") && contains(text, "build it again"), text.c_str());
}

void TestFaults::wakeEndsAWait()
{
    Faulty talk("hang@put");
    QVERIFY(talk.port->send(requestOf("put")));
    talk.port->wake();
    const auto event = talk.port->wait(20s);
    QVERIFY(event && std::holds_alternative<event::Woken>(*event));
    talk.port->kill();
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
