// Every format that is written beside a file written by hand from its documentation, byte for byte: one batch
// with every operation and every value type. tests/data/formats has the files, with LF for CRLF.
#include "tests/formats/format_fixture.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <limits>

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(anchorage::formats::TextEncoding)

using namespace anchorage;

class TestWrittenByHand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFileIsTheOneWrittenByHand_data();
    void theFileIsTheOneWrittenByHand();

private:
    FormatFixture m_files;
};

namespace {

using formats::TextEncoding;
using space::PendingOperation;

space::SpaceObject person(const char *dn, char number, std::string_view anchor, space::PendingChange pending)
{
    space::SpaceObject object;
    object.type = "person";
    object.dn = dn;
    object.identifier.bytes.fill(0);
    object.identifier.bytes.back() = static_cast<std::uint8_t>(number);
    if (!anchor.empty())
        object.anchors = {{"guid", Binary{std::string(anchor)}}};
    object.exported = pending.operation != PendingOperation::Add;
    object.pending = std::move(pending);
    return object;
}

space::Space batch()
{
    using T = AttributeType;
    const auto text = [](const char *value) { return AttributeValue(std::string(value)); };
    space::Space space(MADistinguishedNameStyle::Ldap);
    for (auto &object :
         {person("CN=Ann\\, Q,OU=HQ,DC=x", 1, {},
                 {PendingOperation::Add,
                  {},
                  {AttributeChange::add("title", {text("R\xC3\xB6ntgen & <S\xC3\xB6hne>")}, T::String, false),
                   AttributeChange::add("enabled", {true}, T::Boolean, false),
                   AttributeChange::add("size", {std::numeric_limits<std::int64_t>::min()}, T::Integer, false),
                   AttributeChange::add("photo", {Binary{std::string("\0\1\xFF", 3)}}, T::Binary, false),
                   AttributeChange::add("proxy", {text(" lead"), text("b|c")}, T::String, true),
                   AttributeChange::add("manager", {Reference{"CN=Bob,OU=HQ,DC=x"}}, T::Reference, false)}}),
          person("CN=Bob,OU=HQ,DC=x", 2, "\x01\x02\x03",
                 {PendingOperation::Update,
                  {},
                  {AttributeChange::replace(
                       "title", {text("a title so long that its line in LDIF goes on after seventy-six columns, folded")},
                       T::String, false),
                   AttributeChange::update("proxy", {text("new")}, {text("old")}, T::String, true),
                   AttributeChange::remove("manager", T::Reference, false)}}),
          person("CN=Cid,OU=HQ,DC=x", 3, "\x04\x05\x06", {PendingOperation::Update, "CN=Cyd,OU=Lab,DC=x", {}}),
          person("CN=Dee,OU=HQ,DC=x", 4, "\x07\x08\x09", {PendingOperation::Delete, {}, {}}),
          person("CN=Eve,OU=HQ,DC=x", 5, "\x0A\x0B\x0C",
                 {PendingOperation::DeleteAdd, {}, {AttributeChange::add("title", {text("again")}, T::String, false)}})})
        if (!space.insert(object))
            std::abort();
    return space;
}

/// The file by hand, as the format has its line ends.
std::string byHand(const char *file, const char *lineEnd)
{
    const auto text = QString::fromUtf8(QByteArray::fromStdString(
        readFile(std::string(ANCHORAGE_SOURCE_DIR "/tests/data/formats/") + file).value_or(std::string())));
    return QString(text).replace(QLatin1String("\n"), QLatin1String(lineEnd)).toStdString();
}

} // namespace

void TestWrittenByHand::theFileIsTheOneWrittenByHand_data()
{
    QTest::addColumn<std::string>("format");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const char *format, TextEncoding encoding, const std::string &expected) {
        QTest::newRow(name) << std::string(format) << encoding << expected;
    };
    row("canonical", "canonical", TextEncoding::Default, byHand("batch.json", "\n"));
    auto drop = byHand("batch.mmsml.xml", "\r\n");
    row("mmsml, UTF-16", "mmsml", TextEncoding::Default, "\xFF\xFE" + formats::utf8ToUtf16Le(drop));
    drop.replace(drop.find("UTF-16"), 6, "UTF-8");
    row("mmsml, UTF-8", "mmsml", TextEncoding::Utf8, drop);
    row("csexport", "csexport", TextEncoding::Default, byHand("batch.csexport.xml", "\r\n"));
    row("ldif", "ldif", TextEncoding::Default, byHand("batch.ldif", "\n"));
    const auto table = byHand("batch.csv", "\r\n");
    row("csv", "csv", TextEncoding::Default, table);
    row("csv, UTF-16", "csv", TextEncoding::Utf16, "\xFF\xFE" + formats::utf8ToUtf16Le(table));
}

void TestWrittenByHand::theFileIsTheOneWrittenByHand()
{
    QFETCH(std::string, format);
    QFETCH(TextEncoding, encoding);
    QFETCH(std::string, expected);
    QVERIFY(!expected.empty());
    const auto schema = FormatFixture::schema();
    formats::SaveRequest save;
    save.path = m_files.path("written");
    save.format = format;
    save.encoding = encoding;
    if (format == "csv") // which tells what is a list
        save.schema = &schema;
    const auto losses = formats::save(batch(), save);
    QVERIFY2(losses.has_value(), losses ? "" : losses.error().text().c_str());
    const auto written = readFile(save.path);
    QVERIFY(written.has_value());
    const auto place = std::mismatch(written->begin(), written->end(), expected.begin(), expected.end());
    const auto at = static_cast<std::size_t>(place.first - written->begin());
    QVERIFY2(*written == expected,
             ("from byte " + std::to_string(at) + ":\n" + written->substr(at, 300) + "\nby hand:\n" + expected.substr(at, 300))
                 .c_str());
}

QTEST_APPLESS_MAIN(TestWrittenByHand)
#include "tst_written_by_hand.moc"
