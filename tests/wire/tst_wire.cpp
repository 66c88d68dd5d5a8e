// The wire: every message survives, every split is harmless, rubbish ends in one clear error.
#include "core/wire/line_decoder.h"
#include "core/wire/message_reader.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::wire;

namespace {

CsEntryChange anEntry()
{
    CsEntryChange entry;
    entry.identifier = Guid::fromName("e");
    entry.dn = "cn=\"ä\"\n,ou=x";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Update;
    entry.anchors = {{"id", std::int64_t(9007199254740993)}};
    entry.changes = {AttributeChange::update("member", {Reference{"a"}}, {Reference{"b"}}, AttributeType::Reference, true),
                     AttributeChange::add("photo", {Binary{std::string("\0\xff", 2)}}, AttributeType::Binary, false)};
    return entry;
}

std::vector<Request> requests()
{
    Schema schema{{{"user",
                    true,
                    {{"id", AttributeType::Integer, false, true, AttributeOperation::ImportOnly, true, false, false}},
                    {"cn"}}}};
    ExportRunStep step{OperationType::Full, 7, {Guid::fromName("p"), "dc=x", "x", false}, {{"ou=a", "A"}}, {{"ou=b", ""}}};
    request::PasswordTarget target{"cn=a", "user", {{"id", std::string("1")}}};
    return {request::Initialize{std::string(magic), 1, 1, "0.1", {{"maFolder", "/tmp/x"}}},
            request::Configure{{{"Server", std::string("s")}, {"Password", Secret("p\"w")}}},
            request::GetCapabilities{},
            request::GetConfigParameters{ConfigParameterPage::RunStep},
            request::ValidateConfigParameters{ConfigParameterPage::Schema},
            request::GetSchema{},
            request::GetPartitions{},
            request::GetHierarchy{{"ou=x", "X"}},
            request::OpenExportConnection{schema, step},
            request::PutExportEntries{{anEntry(), anEntry()}},
            request::CloseExportConnection{CloseReason::TerminatedByUser},
            request::OpenImportConnection{schema, {OperationType::Full, 5, {}, {}, {}, "cookie"}},
            request::GetImportEntries{"cookie"},
            request::CloseImportConnection{CloseReason::Normal, "cookie"},
            request::OpenPasswordConnection{{}},
            request::GetConnectionSecurityLevel{},
            request::SetPassword{target, Secret("n"), {true, false, true}},
            request::ChangePassword{target, Secret("o"), Secret("n")},
            request::ClosePasswordConnection{},
            request::Shutdown{}};
}

std::vector<std::pair<std::string_view, Answer>> answers()
{
    ConnectorDescription description{"memory", "1.0", "native", {}, 100, 9999, 0, 0};
    description.interfaces.callExport = true;
    description.interfaces.password = true;
    description.findings = {{"link-dependency", Severity::Error, {}, {}, "x needs y", {}}};
    MACapabilities capabilities;
    capabilities.exportType = MAExportType::MultivaluedReferenceAttributeUpdate;
    capabilities.normalizations.uppercase = true;
    capabilities.objectRename = true;
    ConfigParameterDefinition definition{"Mode", ConfigParameterType::DropDown, "t", "", {"a", "b"}, true, "a",
                                         false,  ConfigParameterPage::Global};
    auto result = CsEntryChangeResult::create(Guid::fromName("e"),
                                              {AttributeChange::add("id", {std::string("7")}, AttributeType::String, false)},
                                              MAExportError::ExportErrorCustomContinueRun, "name", "detail");
    ExceptionInfo exception{"ServerDownException", "down", "at x", {{"IOException", "no", "", {}}}};
    return {{"initialize", answer::Initialized{std::string(magic), 1, description}},
            {"configure", answer::Done{}},
            {"getCapabilities", answer::Capabilities{capabilities}},
            {"getConfigParameters", answer::ConfigParameterDefinitions{{definition}}},
            {"validateConfigParameters", answer::Validated{{ParameterValidationResultCode::Failure, "no", "Mode"}}},
            {"getSchema", answer::SchemaAnswer{{{{"user", false, {}, {}}}}}},
            {"getPartitions", answer::Partitions{{{Guid::fromName("p"), "dc=x", "x", true}}}},
            {"getHierarchy", answer::Hierarchy{{{"ou=x", "X"}}}},
            {"putExportEntries", answer::Put{{std::vector{result}}}},
            {"putExportEntries", answer::Put{{std::nullopt}}},
            {"openImportConnection", answer::ImportOpened{"c"}},
            {"getImportEntries", answer::ImportEntries{{anEntry()}, true, "c"}},
            {"closeImportConnection", answer::ImportClosed{"c"}},
            {"getConnectionSecurityLevel", answer::SecurityLevel{ConnectionSecurityLevel::Secure}},
            {"openExportConnection", answer::Threw{exception}},
            {"changePassword", answer::NotImplemented{"changePassword"}}};
}

} // namespace

class TestWire : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRequestSurvives();
    void everyAnswerSurvives();
    void everyNoticeSurvives();
    void aPutIsWrittenLikeThis();
    void everySplitIsHarmless();
    void aLineOverTheLimitIsFinal();
    void anUnfinishedLineIsAnError();
    void rubbishIsNamed_data();
    void rubbishIsNamed();
    void anUnknownMethodIsNoError();
    void everyTruncationIsAnError();
};

void TestWire::everyRequestSurvives()
{
    MessageReader reader;
    for (const auto &request : requests()) {
        std::string line;
        encode(line, 42, request);
        QCOMPARE(line.back(), '\n');
        QCOMPARE(line.find('\n'), line.size() - 1);
        line.pop_back();
        const auto read = reader.fromBench(line);
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        const auto *incoming = std::get_if<IncomingRequest>(&*read);
        QVERIFY2(incoming != nullptr && incoming->id == 42 && incoming->request == request, line.c_str());
    }
}

void TestWire::everyAnswerSurvives()
{
    MessageReader reader;
    for (const auto &[method, answer] : answers()) {
        std::string line;
        encode(line, 7, answer);
        line.pop_back();
        const auto asked = method;
        const auto read = reader.fromConnector(line, [&](RequestId id) { return id == 7 ? asked : std::string_view(); });
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        const auto *incoming = std::get_if<IncomingAnswer>(&*read);
        QVERIFY2(incoming != nullptr && incoming->answer == answer, line.c_str());
    }
}

void TestWire::everyNoticeSurvives()
{
    MessageReader reader;
    for (const Notice &notice :
         {Notice(notice::Log{"stdout", "a\nb"}), Notice(notice::Progress{"half"}), Notice(notice::Goodbye{})}) {
        std::string line;
        encode(line, notice);
        line.pop_back();
        const auto read = reader.fromConnector(line, [](RequestId) { return std::string_view(); });
        QVERIFY(read && std::get<Notice>(*read) == notice);
    }
    std::string line;
    encode(line, Cancel{});
    line.pop_back();
    QVERIFY(std::holds_alternative<Cancel>(*reader.fromBench(line)));
}

// Written by hand from resources/docs/wire.md: what other languages will have to read.
void TestWire::aPutIsWrittenLikeThis()
{
    CsEntryChange entry;
    entry.identifier = *Guid::parse("00000000-0000-0000-0000-000000000001");
    entry.dn = "cn=ann";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Add;
    entry.changes = {AttributeChange::add("mail", {std::string("a@x")}, AttributeType::String, false)};
    std::string line;
    encode(line, 3, request::PutExportEntries{{entry}});
    QCOMPARE(
        line,
        std::string(
            R"({"jsonrpc":"2.0","id":3,"method":"putExportEntries","params":{"entries":[{"identifier":"00000000-0000-0000-0000-000000000001","dn":"cn=ann","objectType":"user","modification":"Add","changes":[{"name":"mail","modification":"Add","add":["a@x"]}]}]}})"
            "\n"));
}

void TestWire::everySplitIsHarmless()
{
    const std::string stream = "{\"a\":1}\r\n\n{\"b\":\"x\"}\n";
    for (std::size_t split = 0; split <= stream.size(); ++split) {
        LineDecoder decoder(100);
        std::vector<std::string> lines;
        for (const auto &piece : {stream.substr(0, split), stream.substr(split)}) {
            decoder.feed(piece);
            for (auto line = decoder.next(); line && *line; line = decoder.next())
                lines.emplace_back(**line);
        }
        QCOMPARE(lines, (std::vector<std::string>{"{\"a\":1}", "", "{\"b\":\"x\"}"}));
        QVERIFY(decoder.finish());
        QCOMPARE(decoder.offset(), static_cast<std::uint64_t>(stream.size()));
    }
}

void TestWire::aLineOverTheLimitIsFinal()
{
    LineDecoder decoder(8);
    decoder.feed("12345678\n");
    QCOMPARE(**decoder.next(), std::string_view("12345678"));
    decoder.feed("123456\x01\x02\x03");
    const auto first = decoder.next();
    QVERIFY(!first);
    QVERIFY2(first.error().message.find("offset 9") != std::string::npos
                 && first.error().message.find("123456\\x01") != std::string::npos,
             first.error().message.c_str());
    decoder.feed("\n{}\n");
    QVERIFY(decoder.next().error() == first.error());
}

void TestWire::anUnfinishedLineIsAnError()
{
    LineDecoder decoder(100);
    decoder.feed("{}\n{\"half");
    QVERIFY(decoder.next()->has_value());
    QVERIFY(!decoder.next()->has_value());
    QVERIFY(!decoder.finish());
}

void TestWire::rubbishIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *line, const char *says) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(says);
    };
    row("text", "Hello, world", "no message");
    row("not 2.0", R"({"jsonrpc":"1.0","id":7,"result":{}})", "expected \"2.0\"");
    row("unknown id", R"({"jsonrpc":"2.0","id":8,"result":{}})", "which is not open");
    row("no result", R"({"jsonrpc":"2.0","id":7})", "neither result nor error");
    row("array", R"([{"jsonrpc":"2.0"}])", "jsonrpc");
    row("results missing", R"({"jsonrpc":"2.0","id":7,"result":{}})", "results");
    row("result without identifier", R"({"jsonrpc":"2.0","id":7,"result":{"results":[{"errorCode":"Success"}]}})", "identifier");
    row("asks the bench", R"({"jsonrpc":"2.0","id":1,"method":"log","params":{}})", "asks the bench nothing");
}

void TestWire::rubbishIsNamed()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    MessageReader reader;
    const auto read = reader.fromConnector(
        line.toStdString(), [](RequestId id) { return id == 7 ? std::string_view("putExportEntries") : std::string_view(); });
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Peer);
    QVERIFY2(read.error().message.find(says.toStdString()) != std::string::npos, read.error().message.c_str());
}

void TestWire::anUnknownMethodIsNoError()
{
    MessageReader reader;
    const auto read = reader.fromBench(R"({"jsonrpc":"2.0","id":9,"method":"dance","params":{}})");
    const auto *unknown = read ? std::get_if<UnknownMethod>(&*read) : nullptr;
    QVERIFY(unknown != nullptr && unknown->id == 9 && unknown->method == "dance");
}

void TestWire::everyTruncationIsAnError()
{
    std::string line;
    encode(line, 1, request::PutExportEntries{{anEntry()}});
    line.pop_back();
    MessageReader reader;
    for (std::size_t length = 0; length < line.size(); ++length)
        QVERIFY(!reader.fromBench(std::string_view(line).substr(0, length)));
}

QTEST_APPLESS_MAIN(TestWire)
#include "tst_wire.moc"
