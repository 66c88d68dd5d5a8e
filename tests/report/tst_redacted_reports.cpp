// Reports of a run, redacted: in every form that can be, nothing of a person is left and the case can still be read.
#include "core/base/file.h"
#include "core/formats/redact.h"
#include "core/report/batch_report.h"
#include "tests/report/report_fixture.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <sstream>

using namespace anchorage;
using namespace anchorage::test;
using report::Form;

class TestRedactedReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingOfAPersonIsLeft_data();
    void nothingOfAPersonIsLeft();
    void aPageKeepsItsStructure();
    void thePageOfABatchKeepsItsStructure();
    void plainTextAndPagesOfOthersAreRefused();
    void aPageThatWasCutOffIsRefused();

private:
    Result<QString> redacted(const std::string &name, std::string_view text) const
    {
        const auto in = m_folder.filePath(QString::fromStdString(name)).toStdString();
        if (!replaceFile(in, text))
            return fail(ErrorCode::Io, "the test cannot write");
        formats::LoadRequest request;
        request.path = in;
        Pseudonyms pseudonyms(3);
        if (auto done = formats::redact(request, in + ".out", pseudonyms); !done)
            return fail(done.error());
        return QString::fromStdString(*readFile(in + ".out"));
    }
    static std::string written(Form form)
    {
        auto sample = std::make_unique<ReportBench>(
            withPages(setup({numbered(add("cn=Annabel", {plus("title", text({"Miss Annabel"}))}), 1),
                             numbered(add("u2", {plus("title", text({"T2"}))}), 2), numbered(add("u3"), 3),
                             numbered(group("cn=Contoso", {"cn=Annabel"}), 5)}),
                      5));
        runSample(*sample, "the quota of <Annabel> & co. is full: 0x80230220");
        return report::reportText(form, sample->report());
    }
    QTemporaryDir m_folder;
};

void TestRedactedReports::nothingOfAPersonIsLeft_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("stays");
    const auto row = [](Form form, const char *file, const QStringList &stays) {
        QTest::newRow(file) << static_cast<int>(form) << QString::fromLatin1(file) << stays;
    };
    const auto code = QStringLiteral("0x80230220");
    const auto error = QStringLiteral("ExportErrorCustomContinueRun");
    row(Form::Json, "run.json", {code, error, QStringLiteral("title")});
    row(Form::Csv, "run.csv",
        {code, error, QStringLiteral("hand-overs"), QStringLiteral(",add,accepted,1,1,1,1,1,"), QStringLiteral(",id=")});
    row(Form::Html, "run.html", {code, QStringLiteral("title:add("), QStringLiteral("p1.1 Add ")});
    row(Form::JUnit, "run.xml",
        {code, QStringLiteral("<testsuite"), QStringLiteral("name=\"status\" value=\"completed-export-errors\"")});
    row(Form::RunHistory, "history.xml", {code, QStringLiteral("<export-add detail=\"true\">3<")});
}

void TestRedactedReports::nothingOfAPersonIsLeft()
{
    QFETCH(int, form);
    QFETCH(QString, file);
    QFETCH(QStringList, stays);
    const auto before = written(static_cast<Form>(form));
    QVERIFY(before.find("Annabel") != std::string::npos);
    const auto after = redacted(file.toStdString(), before);
    QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
    for (const auto *secret : {"annabel", "contoso", "shop", "quota"})
        QVERIFY2(!after->contains(QString::fromLatin1(secret), Qt::CaseInsensitive), qPrintable(*after));
    for (const auto &part : stays)
        QVERIFY2(after->contains(part), qPrintable(part + QStringLiteral(" is not in ") + *after));
}

void TestRedactedReports::aPageKeepsItsStructure()
{
    const auto before = QString::fromStdString(written(Form::Html));
    const auto after = redacted("run.html", before.toStdString());
    QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
    const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    const auto tagsOf = [&](const QString &page) {
        QStringList out;
        for (const auto &match : tags.globalMatch(page))
            out += match.captured();
        return out;
    };
    QCOMPARE(tagsOf(*after), tagsOf(before));
    // One name, one pseudonym: as an object, as a reference.
    const auto dn = QRegularExpression(QStringLiteral("<td>(cn=[A-Z][a-z]{6})</td>")).match(*after).captured(1);
    QVERIFY2(!dn.isEmpty(), qPrintable(*after));
    QVERIFY2(after->count(dn) >= 3, qPrintable(*after));
    QVERIFY(after->contains(QStringLiteral("= accepted")) && after->contains(QStringLiteral("<dt>Counters</dt>")));
}

void TestRedactedReports::thePageOfABatchKeepsItsStructure()
{
    const auto made = setup({add("cn=Annabel", {plus("title", text({"Miss Annabel"}))})});
    std::ostringstream page;
    report::writeBatchHtml(page, made.space, "annabel.csv");
    const auto after = redacted("batch.html", page.str());
    QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
    QVERIFY2(!after->contains(QStringLiteral("annabel"), Qt::CaseInsensitive), qPrintable(*after));
    QVERIFY2(after->contains(QStringLiteral("<td>title</td><td>Add</td>")), qPrintable(*after));
    QVERIFY(after->contains(QStringLiteral("<td>add</td>")));
}

void TestRedactedReports::plainTextAndPagesOfOthersAreRefused()
{
    const auto plain = redacted("run.txt", written(Form::Text));
    QVERIFY(!plain && plain.error().code == ErrorCode::Unsupported);
    QVERIFY2(plain.error().message.find("plain text") != std::string::npos, plain.error().text().c_str());
    const auto page = redacted("other.html", "<!DOCTYPE html><html><title>Annabel</title></html>");
    QVERIFY(!page && page.error().code == ErrorCode::Unsupported);
    QVERIFY2(page.error().message.find("Anchorage wrote") != std::string::npos, page.error().text().c_str());
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("other.html.out"))));
}

void TestRedactedReports::aPageThatWasCutOffIsRefused()
{
    const auto page = written(Form::Html);
    for (const auto length : {page.size() - 9, page.size() - 12, page.size() / 2, page.size() / 3}) {
        const auto cut = redacted("cut.html", std::string_view(page).substr(0, length));
        QVERIFY2(!cut && cut.error().message.find("cut off") != std::string::npos, std::to_string(length).c_str());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("cut.html.out"))));
    }
}

QTEST_APPLESS_MAIN(TestRedactedReports)
#include "tst_redacted_reports.moc"
