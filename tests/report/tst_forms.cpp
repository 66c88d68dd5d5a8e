// Every form of a report beside a file written by hand from resources/docs/reports.md, and with hostile texts.
#include "core/json/json_reader.h"
#include "tests/report/report_fixture.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace anchorage;
using namespace anchorage::test;
using report::Form;

namespace {

QString written(Form form, const std::string &detail)
{
    auto sample = sampleRun();
    runSample(*sample, detail);
    return QString::fromStdString(report::reportText(form, sample->report()));
}

/// Every token read, or the parser's error.
QString xmlFault(const QString &text, QString *all = nullptr)
{
    QXmlStreamReader xml(text);
    while (!xml.atEnd()) {
        xml.readNext();
        if (all) {
            *all += xml.text();
            for (const auto &attribute : xml.attributes())
                *all += attribute.value();
        }
    }
    return xml.errorString();
}

} // namespace

class TestForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void formsAreAsWrittenByHand_data();
    void formsAreAsWrittenByHand();
    void hostileTextsStayTextInXml_data();
    void hostileTextsStayTextInXml();
    void hostileTextsStayTextInHtml();
    void hostileTextsStayTextInJson();
    void spreadsheetsFindNoFormula();
    void theTerminalGetsNoControlCharacters();
    void theHtmlPageFetchesNothing();
    void severalRunsGoIntoOneReport_data();
    void severalRunsGoIntoOneReport();
    void anOutputThatFailsEndsTheWriting_data();
    void anOutputThatFailsEndsTheWriting();
    void aFloodOfOutputIsBounded();
    void formsAreFoundByNameAndSuffix();
};

void TestForms::formsAreAsWrittenByHand_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("file");
    for (const auto &[form, file] : {std::pair(Form::Text, "report.txt"), std::pair(Form::Json, "report.json"),
                                     std::pair(Form::JUnit, "report.junit.xml"), std::pair(Form::Csv, "report.csv"),
                                     std::pair(Form::Html, "report.html"), std::pair(Form::RunHistory, "report.run-history.xml")})
        QTest::newRow(file) << static_cast<int>(form) << QString::fromLatin1(file);
}

void TestForms::formsAreAsWrittenByHand()
{
    QFETCH(int, form);
    QFETCH(QString, file);
    auto got = written(static_cast<Form>(form), "disk 3 is full, no \"space\"");
    QFile expectedFile(QStringLiteral(ANCHORAGE_TEST_DATA "/report/") + file);
    QVERIFY2(expectedFile.open(QIODevice::ReadOnly), qPrintable(expectedFile.fileName()));
    auto expected = QString::fromUtf8(expectedFile.readAll());
    if (static_cast<Form>(form) == Form::Json) { // by hand in lines; equal as JSON
        json::Document one;
        json::Document two;
        QVERIFY(one.parse(got.toStdString()));
        const auto parsed = two.parse(expected.toStdString());
        QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
        static const QRegularExpression between(QStringLiteral("\\n\\s*"));
        expected.replace(between, QString());
        got.replace(between, QString());
    }
    if (static_cast<Form>(form) == Form::Html) { // what the page shows; style and script have tests of their own
        const auto from = got.indexOf(QStringLiteral("<body>"));
        got = got.mid(from, got.indexOf(QStringLiteral("<script>")) - from);
    }
    expected.replace(QStringLiteral("MA-ID"), QString::fromStdString(Guid::fromName("shop.anchorage").text()).toUpper());
    expected.replace(QStringLiteral("STEP-ID"),
                     QString::fromStdString(Guid::fromName("shop.anchorage\nexport").text()).toUpper());
    const auto gotLines = got.split(u'\n');
    const auto expectedLines = expected.split(u'\n');
    for (qsizetype i = 0; i < qMin(gotLines.size(), expectedLines.size()); ++i)
        QCOMPARE(gotLines[i], expectedLines[i]);
    QCOMPARE(gotLines.size(), expectedLines.size());
}

void TestForms::hostileTextsStayTextInXml_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("JUnit") << static_cast<int>(Form::JUnit);
    QTest::newRow("run history") << static_cast<int>(Form::RunHistory);
}

void TestForms::hostileTextsStayTextInXml()
{
    QFETCH(int, form);
    const auto text = written(static_cast<Form>(form), hostile);
    QString all;
    QCOMPARE(xmlFault(text, &all), QString());
    QVERIFY(all.contains(QStringLiteral("</script><b>&amp; ]]> \"q\" \u2401\u241b[31m")));
    QVERIFY(all.contains(QStringLiteral("line 2 \ufffd")));
}

void TestForms::hostileTextsStayTextInHtml()
{
    const auto text = written(Form::Html, hostile);
    QCOMPARE(text.count(QStringLiteral("</script>")), 1);
    QVERIFY(!text.contains(QStringLiteral("<b>")));
    QVERIFY(text.contains(QStringLiteral("&lt;/script&gt;&lt;b&gt;&amp;amp; ]]&gt; &quot;q&quot;")));
    QVERIFY(!text.contains(QChar(0x1b)));
}

void TestForms::hostileTextsStayTextInJson()
{
    const auto text = written(Form::Json, hostile).toStdString();
    json::Document document;
    const auto parsed = document.parse(text);
    QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
    QVERIFY(text.find("\\u001b[31m\\nline 2 \xef\xbf\xbd") != std::string::npos);
}

void TestForms::spreadsheetsFindNoFormula()
{
    auto sample = sampleRun();
    runSample(*sample, hostile);
    const auto bytes = report::reportText(Form::Csv, sample->report());
    QVERIFY(bytes.starts_with("\xef\xbb\xbf"));
    const auto text = QString::fromStdString(bytes); // without the mark
    QVERIFY(text.contains(QStringLiteral(",\"'=cmd()|' /C calc'!A0 </script><b>&amp; ]]> \"\"q\"\" ")));
    // A small reader of RFC 4180: every record has as many cells as the head.
    QList<qsizetype> cells{1};
    bool quoted = false;
    const auto &body = text;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body[i] == u'"')
            quoted = !quoted;
        else if (!quoted && body[i] == u',')
            ++cells.last();
        else if (!quoted && body[i] == u'\n' && i + 1 < body.size())
            cells << 1;
    }
    QVERIFY(!quoted);
    QCOMPARE(cells.size(), qsizetype{6});
    for (const auto count : cells)
        QCOMPARE(count, cells.first());
}

void TestForms::theTerminalGetsNoControlCharacters()
{
    const auto text = written(Form::Text, hostile);
    for (const auto c : text)
        QVERIFY(c == u'\n' || c >= u' ');
    QVERIFY(text.contains(QStringLiteral("\\x1b[31m\\nline 2")));
}

void TestForms::theHtmlPageFetchesNothing()
{
    const auto text = written(Form::Html, "x");
    for (const char *outside : {"http:", "https:", "src=", "href=", "url(", "@import"})
        QVERIFY2(!text.contains(QLatin1String(outside)), outside);
    QVERIFY(text.contains(QStringLiteral("default-src 'none'")));
    QVERIFY(text.contains(QStringLiteral("prefers-color-scheme:dark")));
    // The policy allows this very script.
    const auto from = text.indexOf(QStringLiteral("<script>")) + 8;
    const auto script = text.mid(from, text.indexOf(QStringLiteral("</script>")) - from);
    const auto hash = QCryptographicHash::hash(script.toUtf8(), QCryptographicHash::Sha256).toBase64();
    QVERIFY(text.contains(QStringLiteral("'sha256-") + QString::fromLatin1(hash)));
}

void TestForms::severalRunsGoIntoOneReport_data()
{
    QTest::addColumn<int>("form");
    for (const auto form : report::allForms)
        QTest::newRow(std::string(name(form)).c_str()) << static_cast<int>(form);
}

void TestForms::severalRunsGoIntoOneReport()
{
    QFETCH(int, form);
    auto sample = sampleRun();
    runSample(*sample, "x");
    std::string out;
    auto writer = report::makeWriter(static_cast<Form>(form), [&out](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
    });
    QVERIFY(writer->add(sample->report()));
    QVERIFY(writer->add(sample->report()));
    QVERIFY(writer->finish());
    if (static_cast<Form>(form) == Form::Json) {
        json::Document document;
        const auto parsed = document.parse(out);
        QVERIFY(parsed);
        QCOMPARE(parsed->at("runs")->size(), std::size_t{2});
    } else if (static_cast<Form>(form) == Form::JUnit || static_cast<Form>(form) == Form::RunHistory) {
        QCOMPARE(xmlFault(QString::fromStdString(out)), QString());
    }
    QVERIFY(out.find("shop.anchorage", out.find("no-space-left") + 1) != std::string::npos);
}

void TestForms::anOutputThatFailsEndsTheWriting_data()
{
    severalRunsGoIntoOneReport_data();
}

void TestForms::anOutputThatFailsEndsTheWriting()
{
    QFETCH(int, form);
    auto sample = sampleRun();
    runSample(*sample, "x");
    int pieces = 0;
    auto writer = report::makeWriter(static_cast<Form>(form), [&pieces](std::string_view) -> Result<void> {
        ++pieces;
        return fail(ErrorCode::Io, "the disk is full");
    });
    const auto added = writer->add(sample->report());
    const auto finished = writer->finish();
    QVERIFY(!finished);
    QCOMPARE(finished.error().code, ErrorCode::Io);
    QCOMPARE(pieces, 1);
    const auto onDisk = report::writeReport("/dev/full/x", static_cast<Form>(form), sample->report());
    QVERIFY(!onDisk);
    QCOMPARE(onDisk.error().code, ErrorCode::Io);
}

void TestForms::aFloodOfOutputIsBounded()
{
    report::ConnectorOutput output(1000);
    for (std::uint64_t i = 1; i <= 10'000; ++i)
        output.add({i, {}, run::event::Log{"stderr", "line " + std::to_string(i)}});
    QVERIFY(output.first().size() < 200 && output.last().size() < 200);
    QCOMPARE(output.first().size() + output.last().size() + output.leftOut(), std::uint64_t{10'000});
    SAME(output.last().back().text, "line 10000");
}

void TestForms::formsAreFoundByNameAndSuffix()
{
    for (const auto form : report::allForms)
        QVERIFY(report::formFromText(name(form)) == form);
    QVERIFY(report::formOfFile("a/b.html") == Form::Html);
    QVERIFY(report::formOfFile("b.xml") == Form::JUnit);
    QVERIFY(!report::formOfFile("b.ldif"));
}

QTEST_GUILESS_MAIN(TestForms)
#include "tst_forms.moc"
