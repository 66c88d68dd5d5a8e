// What a batch would change, as rows, counts, statements, a CSV table and a page, beside what is expected by hand.
#include "core/project/project.h"
#include "core/report/batch_report.h"
#include "tests/run/run_fixture.h"

#include <QTest>

#include <sstream>

using namespace anchorage;
using namespace anchorage::test;

namespace {

const std::string hostile = "=cmd()|\"</td><script>alert(1)</script>";

space::Space batch()
{
    auto made = setup({add("u1", {plus("title", text({"A", "B"}))}), add("u2", {plus("title", text({hostile}))}),
                       rename(known("u4", "4", {plus("title", text({"old"}))}), "u5"), known("quiet", "9", {})});
    return made.space;
}

} // namespace

class TestBatchReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyChangeIsARow();
    void objectsAndAttributesAreCounted();
    void statementsAreTheExpectationsOfAProject();
    void theTableHasNoFormula();
    void thePageSortsAndRunsNothingOfTheData();
};

void TestBatchReport::everyChangeIsARow()
{
    std::string rows;
    report::forEachRow(batch(), [&](const report::BatchRow &row) {
        for (const auto text : {row.dn, row.type, row.action, std::string_view(row.attribute), std::string_view(row.modification),
                                std::string_view(row.adds), std::string_view(row.deletes)})
            rows.append(text).append("|");
        rows += '\n';
    });
    QCOMPARE(QString::fromStdString(rows),
             QStringLiteral("u1|user|add|title|Add|A; B||\nu2|user|add|title|Add|%1||\nu4|user|update|DN|Update|u5|u4|\n")
                 .arg(QString::fromStdString(hostile)));
}

void TestBatchReport::objectsAndAttributesAreCounted()
{
    const auto counts = report::countBatch(batch());
    QCOMPARE(counts.objects.size(), std::size_t(2));
    QCOMPARE(counts.objects.at({"user", "add"}), std::uint64_t(2));
    QCOMPARE(counts.objects.at({"user", "update"}), std::uint64_t(1));
    QCOMPARE(counts.attributes.at("title"), std::uint64_t(2));
    QCOMPARE(counts.attributes.at(std::string(dnAttribute)), std::uint64_t(1));
    std::ostringstream out;
    report::writeBatchCounts(out, counts);
    QVERIFY(out.str().find("user add: 2\n") != std::string::npos);
    QVERIFY(out.str().find("attribute title is modified: 2\n") != std::string::npos);
}

void TestBatchReport::statementsAreTheExpectationsOfAProject()
{
    const auto counts = report::countBatch(batch());
    SchemaType user{"user", false, {}, {}};
    for (const char *name : {"Title", "mail"})
        user.attributes.emplace_back().name = name;
    const Schema schema{{user}};
    const auto statements = report::statementsOn(counts, &schema);
    QCOMPARE(statements.size(), std::size_t(3)); // DN, title, mail: "Title" is "title"
    const auto text = report::statementsJson(statements);
    const auto project = project::read(R"({"anchorageProject": 1, "expectations": )" + text + "}", "/p/x.anchorage");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QVERIFY(project->expectations.statements == statements);
    QCOMPARE(QString::fromStdString(project::text(statements.back())), QStringLiteral("attribute mail is not modified"));
    QVERIFY(report::statementsOn(counts, nullptr).size() == 2);
}

void TestBatchReport::theTableHasNoFormula()
{
    std::ostringstream out;
    report::writeBatchCsv(out, batch());
    QVERIFY(out.str().starts_with("\xEF\xBB\xBF"));
    const auto table = QString::fromStdString(out.str().substr(3));
    QVERIFY(table.startsWith(QStringLiteral("dn,type,action,attribute,modification,new values,old values\r\n")));
    QVERIFY2(table.contains(QStringLiteral("\"'=cmd()|\"\"</td>")), qPrintable(table));
    QCOMPARE(table.count(QStringLiteral("\r\n")), 4);
}

void TestBatchReport::thePageSortsAndRunsNothingOfTheData()
{
    std::ostringstream out;
    report::writeBatchHtml(out, batch(), "</title><b>");
    const auto page = QString::fromStdString(out.str());
    QVERIFY(!page.contains(QStringLiteral("<script>alert")) && !page.contains(QStringLiteral("</title><b>")));
    QCOMPARE(page.count(QStringLiteral("<script>")), 1);
    QVERIFY(page.contains(QStringLiteral("default-src 'none'")) && page.contains(QStringLiteral("script-src 'sha256-")));
    QCOMPARE(page.count(QStringLiteral("<table class=\"sort\"")), 3);
    QVERIFY(page.contains(QStringLiteral("<td>u4</td><td>user</td><td>update</td><td>DN</td>")));
}

QTEST_APPLESS_MAIN(TestBatchReport)
#include "tst_batch_report.moc"
