// CSV: what people export from a spreadsheet or a script, with what it says and what it cannot say.
#include "tests/formats/format_fixture.h"
#include "tests/support/pending_text.h"

#include <QTest>

using namespace anchorage;

class TestCsv : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsAreAdds();
    void actionsAndOperationColumnsAreRead();
    void delimitersAreDetected_data();
    void delimitersAreDetected();
    void encodingsAreDetected_data();
    void encodingsAreDetected();
    void quotesAreDetectedOrSaid();
    void anEncodingCanBeSaid();
    void whatIsWrittenWithOptionsIsReadWithThem();
    void columnsCanBeMapped();
    void withoutADnTheAnchorIsTheName();
    void quotedFieldsGoOverLines();
    void writtenByHandIsTheSame();
    void badFilesAreNamed_data();
    void badFilesAreNamed();
    void aMissingLastLineEndIsAFinding();

private:
    Result<formats::Loaded> load(const std::string &text, formats::CsvOptions csv = {},
                                 MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic)
    {
        formats::LoadRequest request;
        request.path = "pasted.csv";
        request.content = text;
        request.format = "csv";
        request.schema = &m_schema;
        request.style = style;
        request.csv = std::move(csv);
        return formats::load(request);
    }
    static QString shown(const space::Space &space) { return QString::fromStdString(pendingText(space)); }

    FormatFixture m_files;
    Schema m_schema = FormatFixture::schema();
};

void TestCsv::rowsAreAdds()
{
    const auto loaded = load("DN,title,enabled,size,photo,proxy,manager\r\n"
                             "cn=a,Boss,TRUE,-7,AAH/,a|b\\|c|d\\\\,cn=b\r\n"
                             "\r\n"
                             "cn=b,,,,,,\r\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(shown(*loaded->space),
             QStringLiteral(
                 "add cn=a title:add(Boss) enabled:add(true) size:add(\"-7\") photo:add(0x0001ff) proxy:add(a b|c \"d\\\\\") "
                 "manager:add(cn=b)\nadd cn=b\n"));
    QVERIFY(loaded->findings.empty());
}

void TestCsv::actionsAndOperationColumnsAreRead()
{
    const auto loaded =
        load("dn;action;newdn;anchor:guid;title;title:add;title:delete;size:clear;proxy:add;proxy:delete;enabled:first\n"
             "cn=u;Update;cn=v;AQID;;B;A;true;x|y;z;true\n"
             "cn=r;modify;;;T;;;;;;\n"
             "cn=d;delete;;AQID;;;;;;;\n"
             "cn=n;none;;;;;;;;;\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(shown(*loaded->space),
             QStringLiteral("update cn=u {guid=0x010203} DN:upd(+cn=v -cn=u) title:upd(+B -A) size:del proxy:upd(+x +y -z) "
                            "enabled:add(true)\nupdate cn=r title:rep(T)\ndelete cn=d {guid=0x010203}\n"));
}

void TestCsv::delimitersAreDetected_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("comma") << QByteArray("dn,title\ncn=a,T;U\n");
    QTest::newRow("semicolon") << QByteArray("dn;title\ncn=a;T;U\n").replace("T;U", "\"T;U\"");
    QTest::newRow("tab") << QByteArray("dn\ttitle\ncn=a\tT;U\n");
    QTest::newRow("quoted header") << QByteArray("\"dn\",\"title\"\n\"cn=a\",\"T;U\"\n");
    QTest::newRow("Excel's sep line") << QByteArray("sep=;\ndn;title\ncn=a;\"T;U\"\n");
}

void TestCsv::delimitersAreDetected()
{
    QFETCH(QByteArray, text);
    const auto loaded = load(text.toStdString());
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(shown(*loaded->space), QStringLiteral("add cn=a title:add(T;U)\n"));
}

void TestCsv::encodingsAreDetected_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("guessed");
    const QByteArray utf8("dn,title\ncn=a,\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80\n");
    auto bigEndian = QByteArray::fromStdString(formats::utf8ToUtf16Le(utf8.toStdString()));
    for (int i = 0; i + 1 < bigEndian.size(); i += 2)
        std::swap(bigEndian[i], bigEndian[i + 1]);
    QTest::newRow("UTF-8") << utf8 << false;
    QTest::newRow("UTF-8 with mark") << QByteArray("\xEF\xBB\xBF") + utf8 << false;
    QTest::newRow("UTF-16LE") << QByteArray("\xFF\xFE") + QByteArray::fromStdString(formats::utf8ToUtf16Le(utf8.toStdString()))
                              << false;
    QTest::newRow("UTF-16BE") << QByteArray("\xFE\xFF") + bigEndian << false;
    QTest::newRow("UTF-16LE without mark") << QByteArray::fromStdString(formats::utf8ToUtf16Le(utf8.toStdString())) << false;
    QTest::newRow("Windows-1252") << QByteArray("dn,title\ncn=a,\xE4 \x80 \n") << true;
}

void TestCsv::encodingsAreDetected()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, guessed);
    const auto loaded = load(bytes.toStdString());
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(std::get<std::string>(loaded->space->object(0).pending.changes.at(0).values.at(0).value),
             guessed ? std::string("\xC3\xA4 \xE2\x82\xAC ") : std::string("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80"));
    QCOMPARE(!loaded->findings.empty() && loaded->findings[0].id == "encoding-guessed", guessed);
}

void TestCsv::quotesAreDetectedOrSaid()
{
    const auto titled = QStringLiteral("add cn=a title:add(T;U)\n");
    const auto single = load("'dn';'title'\n'cn=a';'T;U'\n");
    QVERIFY2(single.has_value(), single ? "" : single.error().text().c_str());
    QCOMPARE(shown(*single->space), titled);
    formats::CsvOptions hash;
    hash.quote = '#';
    const auto other = load("dn,title\n#cn=a#,#T;U#\n", hash);
    QVERIFY2(other.has_value(), other ? "" : other.error().text().c_str());
    QCOMPARE(shown(*other->space), titled);
    formats::CsvOptions none;
    none.quote = '\0';
    const auto plain = load("dn\ttitle\n\"cn=a\t\"T\"\n", none);
    QVERIFY2(plain.has_value(), plain ? "" : plain.error().text().c_str());
    QCOMPARE(QString::fromStdString(plain->space->object(0).dn), QStringLiteral("\"cn=a"));
}

void TestCsv::anEncodingCanBeSaid()
{
    // Windows-1252 that happens to be proper UTF-8, too.
    formats::CsvOptions old;
    old.encoding = formats::CsvEncoding::Windows1252;
    const auto latin = load("dn,title\ncn=a,\xC3\xA4\n", old);
    QVERIFY2(latin.has_value(), latin ? "" : latin.error().text().c_str());
    QCOMPARE(shown(*latin->space), QStringLiteral("add cn=a title:add(Ã¤)\n"));
    QVERIFY(latin->findings.empty());
    formats::CsvOptions strict;
    strict.encoding = formats::CsvEncoding::Utf8;
    const auto refused = load("dn,title\ncn=a,\xE4\n", strict);
    QVERIFY(!refused && refused.error().where.line == 2);
    formats::CsvOptions wide;
    wide.encoding = formats::CsvEncoding::Utf16;
    const auto sixteen = load(formats::utf8ToUtf16Le("dn,title\ncn=a,\xC3\xA4\n"), wide);
    QVERIFY2(sixteen.has_value(), sixteen ? "" : sixteen.error().text().c_str());
    QCOMPARE(shown(*sixteen->space), QStringLiteral("add cn=a title:add(ä)\n"));
}

void TestCsv::whatIsWrittenWithOptionsIsReadWithThem()
{
    const auto loaded = load("dn,title,proxy\ncn=a,\"T;'U\",\"x;|y+|z'\"\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    formats::SaveRequest save;
    save.path = m_files.path("options.csv");
    save.format = "csv";
    save.schema = &m_schema;
    save.encoding = formats::TextEncoding::Utf16;
    save.csv.delimiter = ';';
    save.csv.quote = '\'';
    save.csv.valueSeparator = "+";
    const auto losses = formats::save(*loaded->space, save);
    QVERIFY2(losses.has_value(), losses ? "" : losses.error().text().c_str());
    QVERIFY(losses->empty());
    const auto again = load(*readFile(save.path), save.csv);
    QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
    QCOMPARE(shown(*again->space), shown(*loaded->space));
}

void TestCsv::columnsCanBeMapped()
{
    formats::CsvOptions csv;
    csv.dnColumn = "Name";
    csv.actionColumn = "What";
    csv.attributes = {{"Job", "title"}, {"Notes", ""}};
    csv.valueSeparator = "+";
    const auto loaded = load("Name,What,Job,Notes,proxy\ncn=a,add,T,private,a+b\n", csv);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(shown(*loaded->space), QStringLiteral("add cn=a title:add(T) proxy:add(a b)\n"));
}

void TestCsv::withoutADnTheAnchorIsTheName()
{
    const auto known = load("guid,action,title\nAQID,update,T\n", {}, MADistinguishedNameStyle::None);
    QVERIFY2(known.has_value(), known ? "" : known.error().text().c_str());
    QCOMPARE(shown(*known->space), QStringLiteral("update 0x010203 {guid=0x010203} title:rep(T)\n"));
    const auto fresh = load("title\nT\n", {}, MADistinguishedNameStyle::None);
    QVERIFY2(fresh.has_value(), fresh ? "" : fresh.error().text().c_str());
    QVERIFY(fresh->space->object(0).temporaryDn && Guid::parse(fresh->space->object(0).dn));
}

void TestCsv::quotedFieldsGoOverLines()
{
    const auto loaded = load("dn,title,proxy\ncn=a,\"one\r\ntwo \"\"three\"\"\n\",\"x\"\n");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(std::get<std::string>(loaded->space->object(0).pending.changes.at(0).values.at(0).value),
             std::string("one\r\ntwo \"three\"\n"));
}

void TestCsv::writtenByHandIsTheSame()
{
    const std::string byHand = "dn,action,objectType,title,proxy,newdn,anchor:guid,title:add,title:delete,proxy:clear\r\n"
                               "cn=a,add,person,\"T, \"\"U\"\"\",a|b\\|c,,,,,\r\n"
                               "cn=b,update,person,,,cn=c,AQID,N,O,true\r\n";
    const auto loaded = load(byHand);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    formats::SaveRequest save;
    save.path = m_files.path("out.csv");
    save.schema = &m_schema;
    const auto losses = formats::save(*loaded->space, save);
    QVERIFY2(losses.has_value(), losses ? "" : losses.error().text().c_str());
    QVERIFY(losses->empty());
    QCOMPARE(*readFile(save.path), byHand);
}

void TestCsv::badFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *text, int line, const char *says) {
        QTest::newRow(name) << QByteArray(text) << line << QByteArray(says);
    };
    row("empty", "", 0, "expected a header line");
    row("too many fields", "dn,title\ncn=a,b,c\n", 2, "3 fields, the header 2");
    row("cut off", "dn,title,size\ncn=a,b\n", 2, "2 fields, the header 3");
    row("quote", "dn,title\ncn=a,\"b\"c\n", 2, "closing quote");
    row("endless quote", "dn,title\ncn=a,\"b\n\n", 2, "never ends");
    row("action", "dn,action\ncn=a,dance\n", 2, "\"dance\"");
    row("attribute", "dn,nose\ncn=a,x\n", 2, "no such attribute");
    row("integer", "dn,size\ncn=a,many\n", 2, "no integer");
    row("no dn", "dn,title\n,x\n", 2, "no DN");
    row("column twice", "dn,title,Title\n", 1, "there twice");
    row("password", "dn,export_password\ncn=a,hunter2\n", 2, "plain text");
    row("twice", "dn,title\ncn=a,x\nCN=A,y\n", 3, "has it already");
    row("two columns, one attribute", "dn,action,title,title:add\ncn=a,update,x,y\n", 2, "same row");
    row("clear in an add", "dn,title:clear\ncn=a,true\n", 2, "only an update");
}

void TestCsv::badFilesAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QByteArray, says);
    const auto loaded = load(text.toStdString());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QVERIFY(loaded.error().text().find("hunter2") == std::string::npos);
    QCOMPARE(loaded.error().where.line, static_cast<std::uint64_t>(line));
    QCOMPARE(loaded.error().where.file, std::string("pasted.csv"));
}

void TestCsv::aMissingLastLineEndIsAFinding()
{
    const auto loaded = load("dn,title\ncn=a,Bo");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->findings.at(0).id, std::string("file-end"));
}

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
