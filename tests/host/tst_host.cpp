// anchorage-host as a program: what it says to its stdin and stdout, byte by byte, and how it ends.
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace {

const QString hostProgram = QStringLiteral(ANCHORAGE_BIN_DIR "/anchorage-host");
const QString faulty = QStringLiteral(ANCHORAGE_BIN_DIR "/../tests/connectors/faulty.so");
const QByteArray initialize =
    R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"magic":"anchorage-wire","protocolMin":1,"protocolMax":1}})"
    "\n";

QByteArray configure(const char *fault)
{
    return R"({"jsonrpc":"2.0","id":2,"method":"configure","params":{"parameters":[{"name":"fault","value":")" + QByteArray(fault)
        + "\"}]}}\n";
}

QByteArray request(int id, const char *method, const char *params = "{}")
{
    return R"({"jsonrpc":"2.0","id":)" + QByteArray::number(id) + R"(,"method":")" + method + R"(","params":)" + params + "}\n";
}

const char *open = R"({"schema":{"types":[]},"step":{}})";

class Host : public QProcess {
public:
    explicit Host(const QStringList &arguments = {faulty}, const QStringList &environment = {})
    {
        setEnvironment(QProcess::systemEnvironment() + environment);
        start(hostProgram, arguments);
    }
    ~Host() override
    {
        kill();
        waitForFinished();
    }
    /// Everything up to and including a line with this text.
    QByteArray readTo(const QByteArray &text)
    {
        QByteArray all;
        while (!all.contains(text)) {
            if (!canReadLine() && !waitForReadyRead(20'000))
                return all + "(no more)";
            all += readLine();
        }
        return all;
    }
};

} // namespace

class TestHost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itSaysHowItIsUsed();
    void aConversationByHand();
    void goodbyeIsTheLastMessage();
    void whatItPrintsWhenItEndsComesBeforeGoodbye();
    void anotherMagicOrVersionIsRefused_data();
    void anotherMagicOrVersionIsRefused();
    void callsBeforeInitializeAreRefused();
    void rubbishFromTheBenchEndsIt();
    void itEndsWithTheBench_data();
    void itEndsWithTheBench();
    void aLibraryThatIsNoConnectorIsSaid_data();
    void aLibraryThatIsNoConnectorIsSaid();
    void theGuardEndsAtTheEndOfStdin();
};

void TestHost::itSaysHowItIsUsed()
{
    const auto exitCode = [](const QStringList &arguments) {
        Host host(arguments);
        host.waitForFinished();
        return host.exitCode();
    };
    QCOMPARE(exitCode({}), 64);
    QCOMPARE(exitCode({QStringLiteral("--what")}), 64);
    QCOMPARE(exitCode({QStringLiteral("a.so"), QStringLiteral("b.so")}), 64);
    QCOMPARE(exitCode({QStringLiteral("--help")}), 0);
    QCOMPARE(exitCode({QStringLiteral("--version")}), 0);
}

void TestHost::aConversationByHand()
{
    Host host;
    host.write(initialize);
    const auto first = host.readTo("\"id\":1");
    QVERIFY2(first.startsWith(
                 R"({"jsonrpc":"2.0","id":1,"result":{"magic":"anchorage-wire","protocol":1,"connector":{"name":"faulty")"),
             first.constData());
    host.write(request(2, "dance"));
    QCOMPARE(host.readTo("\"id\":2"),
             QByteArray(R"({"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"the connector does not implement dance"}})"
                        "\n"));
    // Empty lines and carriage returns do no harm.
    host.write("\r\n\n" + request(3, "openExportConnection", open).replace("\n", "\r\n"));
    QCOMPARE(host.readTo("\"id\":3"), QByteArray("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}\n"));
}

void TestHost::goodbyeIsTheLastMessage()
{
    Host host;
    host.write(initialize + request(2, "shutdown"));
    QVERIFY(host.waitForFinished());
    QCOMPARE(host.exitCode(), 0);
    const auto lines = host.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.at(lines.size() - 2), QByteArray("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"));
    QCOMPARE(lines.last(), QByteArray("{\"jsonrpc\":\"2.0\",\"method\":\"goodbye\"}"));
}

void TestHost::whatItPrintsWhenItEndsComesBeforeGoodbye()
{
    Host host({faulty}, {QStringLiteral("ANCHORAGE_FAULTY=print:the end@destroy")});
    host.write(initialize + request(2, "shutdown"));
    QVERIFY(host.waitForFinished());
    const auto all = host.readAllStandardOutput();
    QVERIFY2(all.contains(R"("params":{"level":"stdout","text":"the end"})"), all.constData());
    QVERIFY2(all.endsWith("{\"jsonrpc\":\"2.0\",\"method\":\"goodbye\"}\n"), all.constData());
}

void TestHost::anotherMagicOrVersionIsRefused_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("magic") << QByteArray(R"({"magic":"lsp","protocolMin":1,"protocolMax":1})")
                           << QByteArray("its magic is \\\"lsp\\\"");
    QTest::newRow("later version") << QByteArray(R"({"magic":"anchorage-wire","protocolMin":7,"protocolMax":9})")
                                   << QByteArray("the bench speaks versions 7 to 9 of the wire, this host 1 to 1");
}

void TestHost::anotherMagicOrVersionIsRefused()
{
    QFETCH(QByteArray, params);
    QFETCH(QByteArray, says);
    Host host;
    host.write(request(1, "initialize", params.constData()));
    const auto answer = host.readTo("\"id\":1");
    QVERIFY2(answer.contains(says) && answer.contains("anchorage.Unsupported"), answer.constData());
}

void TestHost::callsBeforeInitializeAreRefused()
{
    Host host;
    host.write(request(1, "getSchema"));
    QVERIFY(host.readTo("\"id\":1").contains("`initialize` has to come first"));
    host.write(initialize);
    host.readTo("\"result\"");
    host.write(initialize);
    QVERIFY(host.readTo("\"error\"").contains("`initialize` came twice"));
}

void TestHost::rubbishFromTheBenchEndsIt()
{
    Host host;
    host.write("Hello\n");
    QVERIFY(host.waitForFinished());
    QCOMPARE(host.exitCode(), 65);
    const auto said = host.readAllStandardError();
    QVERIFY2(said.contains("it begins with \"Hello\""), said.constData());
}

void TestHost::itEndsWithTheBench_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("idle") << QByteArray("slow:0@open");
    QTest::newRow("hanging") << QByteArray("hang@open");
    QTest::newRow("spinning") << QByteArray("spin@open");
    QTest::newRow("flooding stdout") << QByteArray("flood-stdout:100000000000@open");
}

void TestHost::itEndsWithTheBench()
{
    QFETCH(QByteArray, fault);
    Host host;
    host.write(initialize + configure(fault.constData()) + request(3, "openExportConnection", open));
    host.readTo("\"id\":2");
    host.closeWriteChannel();
    QElapsedTimer timer;
    timer.start();
    while (host.state() != QProcess::NotRunning && timer.elapsed() < 20'000) {
        host.waitForReadyRead(10);
        host.readAllStandardOutput();
    }
    QCOMPARE(host.state(), QProcess::NotRunning);
}

void TestHost::aLibraryThatIsNoConnectorIsSaid_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no file") << QStringLiteral("/no/such.so") << QByteArray("there is no such connector");
    QTest::newRow("no library") << QStringLiteral(ANCHORAGE_SOURCE_DIR "/CMakeLists.txt") << QByteArray("it cannot be loaded");
    QTest::newRow("another library") << QStringLiteral("libm.so.6") << QByteArray("there is no such connector");
    for (const char *folder : {"/usr/lib/x86_64-linux-gnu/", "/lib/x86_64-linux-gnu/", "/usr/lib/aarch64-linux-gnu/"}) {
        const auto library = QString::fromLatin1(folder) + QStringLiteral("libm.so.6");
        if (QFile::exists(library))
            QTest::newRow(folder) << library << QByteArray("this library is no Anchorage connector");
    }
    QTest::newRow("another ABI") << QStringLiteral(ANCHORAGE_BIN_DIR "/../tests/connectors/faulty_abi.so")
                                 << QByteArray("was built for another ABI");
}

void TestHost::aLibraryThatIsNoConnectorIsSaid()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, says);
    Host host({path});
    host.write(initialize);
    const auto answer = host.readTo("\"id\":1");
    QVERIFY2(answer.contains(says), answer.constData());
    // It can still be ended in good order.
    host.write(request(2, "shutdown"));
    QVERIFY(host.readTo("goodbye").contains("\"id\":2"));
    QVERIFY(host.waitForFinished());
    QCOMPARE(host.exitCode(), 0);
}

void TestHost::theGuardEndsAtTheEndOfStdin()
{
    Host guard({QStringLiteral("--guard")});
    QVERIFY(guard.waitForStarted());
    guard.write("whatever\n");
    QVERIFY(!guard.waitForFinished(50));
    guard.closeWriteChannel();
    QVERIFY(guard.waitForFinished());
}

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
