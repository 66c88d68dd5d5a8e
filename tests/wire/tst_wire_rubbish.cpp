// Bytes that are no messages: at every split, cut anywhere, changed anywhere. Always one clear error.
#include "core/wire/line_decoder.h"
#include "core/wire/message_reader.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace anchorage;
using namespace anchorage::wire;

namespace {

struct Decoded {
    std::vector<std::string> lines;
    std::optional<Error> error;
    bool operator==(const Decoded &) const = default;
};

Decoded decode(const std::vector<std::string_view> &pieces, std::uint64_t limit)
{
    LineDecoder decoder(limit);
    Decoded decoded;
    const auto take = [&] {
        for (;;) {
            const auto line = decoder.next();
            if (!line) {
                decoded.error = line.error();
                return;
            }
            if (!*line)
                return;
            decoded.lines.emplace_back(**line);
        }
    };
    for (const auto piece : pieces) {
        decoder.feed(piece);
        take();
    }
    if (const auto end = decoder.finish(); !end)
        decoded.error = end.error();
    return decoded;
}

/// Lines of wire.md: `>` to a process, `<` back.
std::vector<std::string> examples(char direction)
{
    QFile document(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs/wire.md"));
    if (!document.open(QIODevice::ReadOnly))
        qFatal("no wire.md");
    std::vector<std::string> found;
    while (!document.atEnd())
        if (const auto line = document.readLine().trimmed(); line.startsWith(QByteArray(1, direction) + " {"))
            found.push_back(line.mid(2).toStdString());
    return found;
}

/// Any answer may be asked about as any method: a wrong form is an error, never more.
Result<FromConnector> readAnswer(MessageReader &reader, std::string_view line, std::string_view method = "putExportEntries")
{
    return reader.fromConnector(line, [method](RequestId) { return method; });
}

} // namespace

class TestWireRubbish : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySplitOfRubbishGivesTheSame_data();
    void everySplitOfRubbishGivesTheSame();
    void theErrorNamesThePlace();
    void whatIsNoMessageIsNamedToTheHost_data();
    void whatIsNoMessageIsNamedToTheHost();
    void whatIsNoMessageIsNamedToTheBench_data();
    void whatIsNoMessageIsNamedToTheBench();
    void everyCutMessageIsAnError();
    void anAnswerToAnotherQuestionIsNoCrash();
    void changedBytesAreNoCrash();
};

void TestWireRubbish::everySplitOfRubbishGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("stream");
    const auto row = [](const char *name, const QByteArray &stream) { QTest::newRow(name) << stream; };
    row("messages", "{\"a\":1}\n{\"b\":2}\r\n{\"c\":3}\n");
    row("empty lines", "\n\n\r\n\n{}\n\n");
    row("returns", "\r\r\n\ra\r\n\r");
    row("zeros", QByteArray("\0\0\n\0{}\n", 7));
    row("no UTF-8", "\xff\xfe\x80\n\xc3\n\xa4\n");
    row("a line of exactly the limit", "0123456789abcdef\nx\n");
    row("a line over the limit", "0123\n0123456789abcdefg\nx\n");
    row("an endless line", QByteArray(200, 'x'));
    row("half a line at the end", "{}\n{\"half");
    row("nothing", "");
    row("UTF-16", QByteArray("{\0\"\0a\0\"\0\n\0}\0", 12));
}

void TestWireRubbish::everySplitOfRubbishGivesTheSame()
{
    QFETCH(QByteArray, stream);
    const std::string text = stream.toStdString();
    const std::string_view whole(text);
    constexpr std::uint64_t limit = 16;
    const auto expected = decode({whole}, limit);
    const auto same = [&](const Decoded &found) {
        // The first bytes that are quoted depend on how much had come; what and where do not.
        QCOMPARE(found.lines, expected.lines);
        QCOMPARE(found.error.has_value(), expected.error.has_value());
        if (found.error) {
            const auto said = [](const Error &error) { return error.message.substr(0, error.message.find("; it begins")); };
            QCOMPARE(said(*found.error), said(*expected.error));
        }
    };
    for (std::size_t first = 0; first <= whole.size(); ++first) {
        same(decode({whole.substr(0, first), whole.substr(first)}, limit));
        for (std::size_t second = first; second <= std::min(whole.size(), std::size_t{40}); ++second)
            same(decode({whole.substr(0, first), whole.substr(first, second - first), whole.substr(second)}, limit));
    }
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < whole.size(); ++i)
        bytes.push_back(whole.substr(i, 1));
    same(decode(bytes, limit));
}

void TestWireRubbish::theErrorNamesThePlace()
{
    const auto over = decode({"{}\n0123456789abcdefg\n"}, 16);
    QVERIFY2(over.error->message.find("offset 3") != std::string::npos, over.error->message.c_str());
    const auto half = decode({"{}\n{\"half"}, 16);
    QVERIFY2(half.error->message.find("6 bytes after offset 3") != std::string::npos, half.error->message.c_str());
    QVERIFY2(half.error->message.find("{\"half") != std::string::npos, half.error->message.c_str());
}

void TestWireRubbish::whatIsNoMessageIsNamedToTheHost_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *line, const char *says) {
        QTest::newRow(QByteArray(line).left(60).constData()) << QByteArray(line) << QByteArray(says);
    };
    row("", "no message");
    row("{", "no message");
    row("null", "jsonrpc");
    row("\"text\"", "jsonrpc");
    row("[]", "jsonrpc");
    row("{}", "jsonrpc");
    row(R"({"jsonrpc":2.0,"id":1,"method":"shutdown"})", "jsonrpc");
    row(R"({"jsonrpc":"2.0","id":1})", "method");
    row(R"({"jsonrpc":"2.0","id":"one","method":"shutdown"})", "id");
    row(R"({"jsonrpc":"2.0","id":1.5,"method":"shutdown"})", "id");
    row(R"({"jsonrpc":"2.0","id":1,"method":7})", "method");
    row(R"({"jsonrpc":"2.0","method":"shutdown"})", "the notification \"shutdown\" is unknown");
    row(R"({"jsonrpc":"2.0","id":1,"method":"initialize"})", "magic");
    row(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"magic":"anchorage-wire","protocolMin":99999999999,"protocolMax":1}})",
        "protocolMin: 99999999999 is out of range");
    row(R"({"jsonrpc":"2.0","id":1,"method":"configure","params":[]})", "parameters");
    row(R"({"jsonrpc":"2.0","id":1,"method":"configure","params":{"parameters":[{"value":"x"}]}})", "name");
    row(R"({"jsonrpc":"2.0","id":1,"method":"closeExportConnection","params":{"reason":"Bored"}})", "\"Bored\"");
    row(R"({"jsonrpc":"2.0","id":1,"method":"putExportEntries","params":{"entries":{}}})", "entries");
    row(R"({"jsonrpc":"2.0","id":1,"method":"putExportEntries","params":{"entries":[{"modification":"Add","identifier":"x"}]}})",
        "no identifier");
    row(R"({"jsonrpc":"2.0","id":1,"method":"putExportEntries","params":{"entries":[{"modification":"Add","changes":[{"name":"n","type":"Integer","modification":"Add","add":["seven"]}]}]}})",
        "entries");
    row(R"({"jsonrpc":"2.0","id":1,"method":"setPassword","params":{"dn":"","objectType":"","anchors":[],"newPassword":"plain"}})",
        "newPassword");
}

void TestWireRubbish::whatIsNoMessageIsNamedToTheHost()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    MessageReader reader;
    const auto read = reader.fromBench(line.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Peer);
    QVERIFY2(read.error().message.find(says.toStdString()) != std::string::npos, read.error().message.c_str());
}

void TestWireRubbish::whatIsNoMessageIsNamedToTheBench_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *method, const char *result, const char *says) {
        QTest::addRow("%s %s", method, QByteArray(result).left(50).constData())
            << QByteArray(method) << QByteArray(result) << QByteArray(says);
    };
    row("initialize", "{}", "magic");
    row("initialize", R"({"magic":"anchorage-wire"})", "protocol");
    row("initialize", R"({"magic":"anchorage-wire","protocol":1})", "connector");
    row("initialize", R"({"magic":"anchorage-wire","protocol":1,"connector":{"interfaces":"all"}})", "interfaces");
    row("getCapabilities", R"({"capabilities":{"exportType":"Sometimes"}})", "exportType");
    row("getCapabilities", R"({"capabilities":{"fullExport":"yes"}})", "fullExport");
    row("getSchema", R"({"schema":{"types":[{"attributes":[]}]}})", "name");
    row("getSchema", R"({"schema":{"types":[{"name":"user","attributes":[{"name":"a","type":"Float"}]}]}})", "type");
    row("getPartitions", R"({"partitions":[{"identifier":"1"}]})", "identifier");
    row("getHierarchy", R"({"nodes":[{}]})", "dn");
    row("getConfigParameters", R"({"definitions":[{"name":"a","type":"Slider"}]})", "type");
    row("validateConfigParameters", R"({"result":{"code":"Perhaps"}})", "code");
    row("putExportEntries", R"({"results":{}})", "results");
    row("putExportEntries", R"({"results":[null]})", "results");
    row("putExportEntries", R"({"results":[{"identifier":"00000000-0000-0000-0000-000000000001","errorCode":"NotBad"}]})",
        "errorCode");
    row("putExportEntries",
        R"({"results":[{"identifier":"00000000-0000-0000-0000-000000000001","anchors":[{"name":"a","type":"Binary","modification":"Add","add":["%"]}]}]})",
        "base64");
    row("getImportEntries", R"({"entries":[]})", "moreToImport");
    row("getConnectionSecurityLevel", R"({"level":"Rather"})", "\"Rather\"");
}

void TestWireRubbish::whatIsNoMessageIsNamedToTheBench()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, result);
    QFETCH(QByteArray, says);
    const auto line = R"({"jsonrpc":"2.0","id":1,"result":)" + result.toStdString() + "}";
    MessageReader reader;
    const auto read = readAnswer(reader, line, std::string_view(method.constData(), static_cast<std::size_t>(method.size())));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Peer);
    QVERIFY2(read.error().message.find(says.toStdString()) != std::string::npos, read.error().message.c_str());
}

void TestWireRubbish::everyCutMessageIsAnError()
{
    MessageReader reader;
    for (const auto &line : examples('>'))
        for (std::size_t length = 0; length < line.size(); ++length)
            QVERIFY(!reader.fromBench(std::string_view(line).substr(0, length)));
    for (const auto &line : examples('<'))
        for (std::size_t length = 0; length < line.size(); ++length)
            QVERIFY(!readAnswer(reader, std::string_view(line).substr(0, length)));
}

void TestWireRubbish::anAnswerToAnotherQuestionIsNoCrash()
{
    MessageReader reader;
    int wrong = 0;
    for (const auto &line : examples('<'))
        for (const char *method : {"initialize", "getCapabilities", "getSchema", "putExportEntries", "getImportEntries",
                                   "getHierarchy", "getConfigParameters", "validateConfigParameters"})
            wrong += readAnswer(reader, line, method) ? 0 : 1;
    QVERIFY(wrong > 50);
}

void TestWireRubbish::changedBytesAreNoCrash()
{
    std::mt19937 random(20261124); // NOLINT(bugprone-random-generator-seed): the same each time
    MessageReader reader;
    const auto twist = [&](std::string line) {
        for (int changes = 1 + static_cast<int>(random() % 4); changes > 0; --changes) {
            const auto at = random() % line.size();
            switch (random() % 3) {
            case 0:
                line[at] = static_cast<char>(random());
                break;
            case 1:
                line.erase(at, random() % 8);
                break;
            default:
                line.insert(at, line.substr(random() % line.size(), random() % 16));
            }
            if (line.empty())
                line = "x";
        }
        return line;
    };
    for (int round = 0; round < 200; ++round) {
        for (const auto &line : examples('>'))
            if (const auto read = reader.fromBench(twist(line)); !read)
                QVERIFY(!read.error().message.empty());
        for (const auto &line : examples('<'))
            if (const auto read = readAnswer(reader, twist(line)); !read)
                QVERIFY(!read.error().message.empty());
    }
}

QTEST_APPLESS_MAIN(TestWireRubbish)
#include "tst_wire_rubbish.moc"
