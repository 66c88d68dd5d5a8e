// JSON in and out: values survive, faults are named with their place.
#include "core/json/model_json.h"

#include <QTest>

#include <limits>

using namespace anchorage;

class TestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faultsAreNamedWithTheirPlace_data();
    void faultsAreNamedWithTheirPlace();
    void unknownMembersAreNamedWithTheNearestKnownOne();
    void stringsOfEveryKindSurvive();
    void entriesSurvive();
    void settingsSurvive();
    void aSecretIsWrittenOnlyWhereAsked();
    void pathsGrowFromTheInsideOut();
};

void TestJson::faultsAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QByteArray &text, int line, int column, const char *says) {
        QTest::newRow(name) << text << line << column << QByteArray(says);
    };
    row("empty", "", 1, 1, "ends too early");
    row("trailing comma", "{\"a\": 1,\n}", 2, 1, "name of a member");
    row("missing comma", "[1\n 2]", 2, 2, "expected ','");
    row("bad word", "[tru]", 1, 2, "expected true");
    row("control character", "\"a\tb\"", 1, 3, "control character");
    row("bad utf-8", "\"\xff\"", 1, 2, "no UTF-8");
    row("lone surrogate", "\"\\ud800\"", 1, 8, "surrogate");
    row("two values", "1 2", 1, 3, "end of the text");
    row("leading zero", "[01]", 1, 2, "begin with 0");
    row("deep", QByteArray(1000000, '['), 1, 257, "256 deep");
}

void TestJson::faultsAreNamedWithTheirPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QByteArray, says);
    json::Document document;
    const auto root = document.parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!root);
    QVERIFY2(root.error().message.find(says.toStdString()) != std::string::npos, root.error().text().c_str());
    QCOMPARE(root.error().where.line, static_cast<std::uint64_t>(line));
    QCOMPARE(root.error().where.column, static_cast<std::uint64_t>(column));
}

void TestJson::unknownMembersAreNamedWithTheNearestKnownOne()
{
    json::Document document;
    const auto root = document.parse(R"({"exportTyp": 1})");
    QCOMPARE(root->refuseUnknown({"exportType", "pageSize"}).error().message,
             std::string("unknown member \"exportTyp\"; did you mean \"exportType\"?"));
    QCOMPARE(document.parse(R"({"a": 1, "a": 2})")->refuseUnknown({"a"}).error().message,
             std::string("the member \"a\" stands twice"));
}

void TestJson::stringsOfEveryKindSurvive()
{
    for (const auto &text :
         {std::string("plain"), std::string("q\"\\\n\t\x01", 6), std::string("nul\0nul", 7), std::string("äπ漢𝒳")}) {
        std::string out;
        json::Writer(out).value(text);
        json::Document document;
        QCOMPARE(std::string(*document.parse(out)->toString()), text);
    }
    std::string out;
    json::Writer(out).value(std::string("a\xff"));
    QCOMPARE(out, std::string("\"a\xEF\xBF\xBD\""));
}

void TestJson::entriesSurvive()
{
    CsEntryChange entry;
    entry.identifier = Guid::fromName("x");
    entry.dn = "cn=ann,ou=\"x\"";
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Update;
    entry.anchors = {{"id", std::numeric_limits<std::int64_t>::min()}, {"site", std::nullopt}};
    entry.changes = {
        AttributeChange::rename("cn=bob", "cn=ann"),
        AttributeChange::update("member", {Reference{"cn=u1"}}, {Reference{"cn=u2"}}, AttributeType::Reference, true),
        AttributeChange::replace("photo", {Binary{std::string("\0\xff", 2)}}, AttributeType::Binary, false),
        AttributeChange::add("age", {std::numeric_limits<std::int64_t>::max()}, AttributeType::Integer, false),
        AttributeChange::add("on", {true}, AttributeType::Boolean, false),
        AttributeChange::remove("phone", AttributeType::String, true)};
    entry.changes[3].encrypted = true;
    std::string out;
    json::Writer writer(out);
    json::write(writer, entry);
    json::Document document;
    const auto read = json::read<CsEntryChange>(*document.parse(out));
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QVERIFY(*read == entry);
    QVERIFY(out.find("\"-9223372036854775808\"") != std::string::npos);
}

void TestJson::settingsSurvive()
{
    RunSettings settings;
    settings.pageSize = 7;
    settings.deletesFirst = false;
    settings.deletionLimit = 3;
    settings.callTimeout = std::chrono::milliseconds(1500);
    settings.process = RunSettings::ProcessLife::Keep;
    std::string out;
    json::Writer writer(out);
    json::write(writer, settings);
    json::Document document;
    QVERIFY(*json::read<RunSettings>(*document.parse(out)) == settings);
    QVERIFY(!json::applySetting(settings, "pagesize", "1"));
    QVERIFY(!json::applySetting(settings, "maxPasses", "0"));
}

void TestJson::aSecretIsWrittenOnlyWhereAsked()
{
    const ConfigParameter parameter{"Password", Secret("hunter2")};
    std::string marked;
    json::Writer markedWriter(marked);
    json::write(markedWriter, parameter, json::Secrets::Mark);
    QCOMPARE(marked, std::string(R"({"name":"Password","secret":true})"));
    std::string revealed;
    json::Writer revealedWriter(revealed);
    json::write(revealedWriter, parameter, json::Secrets::Reveal);
    QCOMPARE(revealed, std::string(R"({"name":"Password","value":"hunter2","secret":true})"));
}

void TestJson::pathsGrowFromTheInsideOut()
{
    json::Document document;
    const auto entry = json::read<CsEntryChange>(
        *document.parse(R"({"modification":"Add","changes":[{"name":"a","modification":"Add","type":"Integer","add":["x"]}]})"));
    QCOMPARE(entry.error().message, std::string("changes[0].add[0]: expected an integer of 64 bits, found \"x\""));
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
