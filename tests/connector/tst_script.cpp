// A connector that is any program: it may speak the wire well, badly or not at all.
#include "tests/connector/port_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;
using namespace std::chrono_literals;

namespace {

Request onePut()
{
    CsEntryChange entry;
    entry.identifier = Guid::fromName("ann");
    entry.dn = "cn=ann";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Add;
    return request::PutExportEntries{{entry}};
}

} // namespace

class TestScript : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aScriptIsAConnector();
    void theScriptOfTheGuideRuns();
    void aHandshakeThatFailsSaysWhy_data();
    void aHandshakeThatFailsSaysWhy();
    void rubbishInARunEndsInOneAccount_data();
    void rubbishInARunEndsInOneAccount();
    void aSecondAnswerAndAWrongFormBreakThePeer();
    void whoStaysAfterShutdownIsKilled();
    void whoSaysNoGoodbyeHasCrashed();
    void aProgramThatIsNotThereIsNamed();
    void whatReadsNothingIsNoHang();
};

void TestScript::aScriptIsAConnector()
{
    Talk talk(rubbish({"good"}));
    QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
    QCOMPARE(talk.started->kind, std::string("script"));
    QVERIFY(talk.ask(request::OpenExportConnection{}));
    const auto put = talk.ask(onePut());
    QVERIFY(put && std::get<answer::Put>(*put).results.results->size() == 1);
    QVERIFY(std::holds_alternative<answer::NotImplemented>(talk.ask(request::GetSchema{}).value()));
    talk.port->shutdown(10s);
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
}

void TestScript::theScriptOfTheGuideRuns()
{
    QFile guide(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs/script-connector.md"));
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const auto text = guide.readAll();
    const auto begin = text.indexOf("```python\n") + 10;
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("people.py")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(text.mid(begin, text.indexOf("```", begin) - begin));
    script.close();
    QVERIFY(script.setPermissions(script.permissions() | QFile::ExeOwner | QFile::ExeUser));
    const auto location = locateConnector("people.py", folder.path().toStdString());
    QVERIFY2(location, location ? "" : location.error().text().c_str());
    QCOMPARE(location->kind, ConnectorKind::Command);

    Talk talk(*location);
    QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
    const auto schema = talk.ask(request::GetSchema{});
    QVERIFY(schema
            && std::get<answer::SchemaAnswer>(*schema).schema.types.front().anchorNames() == std::vector<std::string>{"id"});
    QVERIFY(talk.ask(request::Configure{}) && talk.ask(request::OpenExportConnection{}));
    const auto added = talk.ask(onePut());
    const auto &results = std::get<answer::Put>(added.value()).results.results.value();
    QCOMPARE(results.front().anchors.front().values.front().value, AttributeValue(std::string("1")));
    auto deletion = std::get<request::PutExportEntries>(onePut());
    deletion.entries.front().modification = ObjectModificationType::Delete;
    deletion.entries.front().anchors = {{"id", std::string("7")}};
    const auto missing = talk.ask(deletion);
    QCOMPARE(std::get<answer::Put>(missing.value()).results.results->front().errorCode,
             MAExportError::ExportErrorConnectedDirectoryMissingObject);
    QVERIFY(talk.logText().find("info: 1 entries") != std::string::npos);
    talk.port->shutdown(10s);
    talk.hearOut();
    QVERIFY(talk.endedWith<event::Ended>());
}

void TestScript::aHandshakeThatFailsSaysWhy_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *mode, ErrorCode code, const char *says) {
        QTest::newRow(mode) << QString::fromLatin1(mode) << static_cast<int>(code) << QString::fromLatin1(says);
    };
    row("hello", ErrorCode::Peer, "it begins with \"Hello, I am a connector\"");
    row("no-json", ErrorCode::Peer, "it begins with \"Hello, I am a connector\"");
    row("old-rpc", ErrorCode::Peer, "expected \"2.0\", found \"1.0\"");
    row("wrong-magic", ErrorCode::Unsupported, "its magic is \"something-else\", expected \"anchorage-wire\"");
    row("wrong-version", ErrorCode::Unsupported, "speaks version 99 of the wire, this bench versions 1 to 1");
    row("unknown-id", ErrorCode::Peer, "answers request 1001, which is not open");
    row("half", ErrorCode::Peer, "ended in the middle of a message");
    row("silent", ErrorCode::Timeout, "did not answer `initialize` within 500 ms");
    row("over", ErrorCode::Peer, "over the limit of 5000000 bytes");
    row("exit", ErrorCode::Peer, "exit code 3 without saying goodbye during initialize");
    row("crash", ErrorCode::Peer, "SIGSEGV (signal 11) during initialize");
    row("asks", ErrorCode::Peer, "a connector asks the bench nothing");
    row("array", ErrorCode::Peer, "no message of the wire");
    row("deep", ErrorCode::Peer, "no message of the wire");
    row("nul", ErrorCode::Peer, "it begins with \"\\x00\\x00");
}

void TestScript::aHandshakeThatFailsSaysWhy()
{
    QFETCH(QString, mode);
    QFETCH(int, code);
    QFETCH(QString, says);
    ProcessSettings settings;
    settings.messageLimit = 5'000'000;
    if (mode == QLatin1String("silent"))
        settings.startTimeout = 500ms;
    Talk talk(rubbish({mode.toStdString()}), settings);
    QVERIFY(!talk.started);
    const auto text = talk.started.error().text();
    QVERIFY2(text.find(says.toStdString()) != std::string::npos, text.c_str());
    QCOMPARE(static_cast<int>(talk.started.error().code), code);
    QCOMPARE(talk.port->pid(), std::int64_t{0});
}

void TestScript::rubbishInARunEndsInOneAccount_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("says"); // of Broke; empty: it died
    const auto row = [](const char *mode, const char *says) {
        QTest::newRow(mode) << QString::fromLatin1(mode) << QString::fromLatin1(says);
    };
    row("no-json", "it begins with \"Hello, I am a connector\"");
    row("old-rpc", "expected \"2.0\"");
    row("unknown-id", "which is not open");
    row("over", "over the limit");
    row("asks", "asks the bench nothing");
    row("array", "no message of the wire");
    row("deep", "no message of the wire");
    row("nul", "no message of the wire");
    row("half", "");
    row("exit", "");
    row("crash", "");
}

void TestScript::rubbishInARunEndsInOneAccount()
{
    QFETCH(QString, mode);
    QFETCH(QString, says);
    ProcessSettings settings;
    settings.messageLimit = 5'000'000;
    Talk talk(rubbish({mode.toStdString(), "2"}), settings);
    QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
    QVERIFY(talk.ask(onePut()));
    QVERIFY(!talk.ask(onePut()));
    const auto *died = talk.endedWith<event::Died>();
    const auto *broke = talk.endedWith<event::Broke>();
    QVERIFY(says.isEmpty() ? died != nullptr : broke != nullptr);
    const auto text = died != nullptr ? died->text : broke->error.text();
    QVERIFY2(text.find(says.toStdString()) != std::string::npos, text.c_str());
    QVERIFY2(text.find("during putExportEntries") != std::string::npos, text.c_str());
    // An answer that nobody asked for, or of a wrong form, is no answer either.
    QVERIFY(!talk.port->wait(0ms));
}

void TestScript::aSecondAnswerAndAWrongFormBreakThePeer()
{
    Talk twice(rubbish({"twice"}));
    QVERIFY(twice.ask(onePut()));
    twice.hearOut();
    const auto *broke = twice.endedWith<event::Broke>();
    QVERIFY(broke != nullptr && broke->error.message.find("which is not open") != std::string::npos);
    Talk text(rubbish({"results-text"}));
    QVERIFY(!text.ask(onePut()));
    broke = text.endedWith<event::Broke>();
    QVERIFY(broke != nullptr && broke->error.message.find("results: expected") != std::string::npos);
}

void TestScript::whoStaysAfterShutdownIsKilled()
{
    Talk talk(rubbish({"stays"}));
    QVERIFY(talk.started);
    const auto pid = static_cast<pid_t>(talk.port->pid());
    talk.port->shutdown(300ms);
    QVERIFY(::kill(pid, 0) != 0);
    QVERIFY(!talk.port->wait(0ms));
}

void TestScript::whoSaysNoGoodbyeHasCrashed()
{
    Talk talk(rubbish({"no-goodbye"}));
    QVERIFY(talk.started);
    talk.port->shutdown(10s);
    talk.hearOut();
    const auto *died = talk.endedWith<event::Died>();
    QVERIFY(died != nullptr && died->signal == 0 && died->exitCode == 0);
}

void TestScript::aProgramThatIsNotThereIsNamed()
{
    Talk talk({ConnectorKind::Command, "/no/such/program", {}, {}, {}});
    QVERIFY(!talk.started);
    QCOMPARE(talk.started.error().code, ErrorCode::NotFound);
    QVERIFY(talk.started.error().text().find("/no/such/program") != std::string::npos);
}

void TestScript::whatReadsNothingIsNoHang()
{
    Talk talk(rubbish({"deaf"}));
    QVERIFY(talk.started);
    // More than every buffer holds: send() must return all the same.
    CsEntryChange entry;
    entry.dn = "cn=ann";
    entry.changes = {AttributeChange::add("cn", {std::string(10'000'000, 'x')}, AttributeType::String, false)};
    QVERIFY(talk.port->send(request::PutExportEntries{{entry}}));
    QVERIFY(!talk.port->wait(200ms));
    talk.port->kill();
    Talk mute(rubbish({"closes"}));
    QVERIFY(mute.started);
    QVERIFY(!mute.ask(onePut()));
    const auto *broke = mute.endedWith<event::Broke>();
    QVERIFY2(broke != nullptr && broke->error.message.find("closed its end of the wire") != std::string::npos,
             broke != nullptr ? broke->error.message.c_str() : "");
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
