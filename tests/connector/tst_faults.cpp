// A native connector that ends, throws or cannot be loaded: one clear account that names call and cause.
#include "tests/connector/faulty_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> calls{"capabilities",   "parameters",   "validate",     "schema",        "partitions",
                                     "hierarchy",      "open",         "put",          "close",         "openImport",
                                     "import",         "closeImport",  "openPassword", "securityLevel", "setPassword",
                                     "changePassword", "closePassword"};

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
    void anEndAfterCloseIsACrash_data();
    void anEndAfterCloseIsACrash();
    void aGrandchildDoesNotOutliveTheProcess();
    void aPluginThatFindsTheWireBreaksIt();
    void aPluginThatClosesEverythingDies();
    void aConnectorThatCannotBeMadeSaysWhy_data();
    void aConnectorThatCannotBeMadeSaysWhy();
    void anotherAbiIsSaidPlainly();
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

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
