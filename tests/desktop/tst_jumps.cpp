// From a finding to the result, to the call, to the line the connector wrote, and all the way back; and what a flood
// of lines leaves to be seen.
#include "app/desktop/models/rows_model.h"
#include "app/desktop/views/table_view.h"
#include "tests/desktop/memory_desktop.h"

#include <QFile>
#include <QMenu>
#include <QTextBrowser>

using namespace anchorage;
using namespace anchorage::desktop;
using test::MemoryDesktop;

namespace {

/// One entry a page; the second one is refused, and the connector writes a line about it.
const QByteArray onePerPage = ", 'steps': [{'name': 'Export', 'exportType': 'Delta', 'pageSize': 1}]";
const QByteArray refusing = ", 'answers': '[{`dn`: `cn=bob,ou=it,ou=hq,dc=north`, `print`: `bob is looked at`,"
                            " `answer`: `cd-missing-object`}]'";

TableView *table(const test::Desktop &desk, const char *name)
{
    return desk.find<TableView>(name);
}

/// The row that has this text somewhere; -1: none.
int rowWith(const TableView *view, const QString &text)
{
    for (int row = 0; row < view->model()->rowCount(); ++row)
        if (view->rowsModel()->rowText(row).contains(text))
            return row;
    return -1;
}

/// Chooses from the menu of that row.
bool choose(TableView *view, int row, const QString &text)
{
    if (row < 0)
        return false;
    view->selectRow(row);
    QMenu menu;
    Q_EMIT view->menuOpening(&menu);
    for (auto *action : menu.actions()) {
        if (action->text().remove(QLatin1Char('&')) == text) {
            action->trigger();
            QCoreApplication::processEvents();
            return true;
        }
    }
    return false;
}

QString currentText(const TableView *view)
{
    const auto row = view->currentIndex().row();
    return row < 0 ? QString() : view->rowsModel()->rowText(row);
}

} // namespace

class tst_jumps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFindingLeadsToTheResultAndThatToTheLineAndBack();
    void aFindingOfAnObjectThatWasNotSentLeadsToTheObjectAlone();
    void aFloodOfLinesIsBoundedAndSaidSo();

private:
    QTemporaryDir m_settings;
};

void tst_jumps::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_jumps::aFindingLeadsToTheResultAndThatToTheLineAndBack()
{
    MemoryDesktop desk(onePerPage, refusing);
    QVERIFY(desk.opened);
    // Something of the object that the schema does not know: a finding.
    auto bob = desk.controller.document().space().object(1);
    bob.pending.changes.push_back(
        AttributeChange::add("mail", {std::string("a"), std::string("b")}, AttributeType::String, true));
    auto space = desk.controller.document().space();
    QVERIFY(space.replace(1, std::move(bob)));
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(4));
    desk.controller.document().edit(QStringLiteral("two mails"), std::move(space), {});
    const auto name = QStringLiteral("cn=bob");
    auto *findings = table(desk, "findingsTable");
    QVERIFY(QTest::qWaitFor([&] { return rowWith(findings, name) >= 0; }, 10'000));

    auto *results = table(desk, "resultsTable");
    auto *calls = table(desk, "callsTable");
    auto *output = table(desk, "outputTable");
    QVERIFY(choose(findings, rowWith(findings, name), QStringLiteral("Go to the last result")));
    QVERIFY2(currentText(results).contains(name), qPrintable(currentText(results)));
    QVERIFY(results->isVisible());
    QVERIFY(choose(results, results->currentIndex().row(), QStringLiteral("Go to its output")));
    QVERIFY2(currentText(output).contains(QLatin1String("bob is looked at")), qPrintable(currentText(output)));
    QVERIFY(output->isVisible());

    // And back: from the line to the call, from there and from the line to the result, and on to the object.
    QVERIFY(choose(output, output->currentIndex().row(), QStringLiteral("Go to the call")));
    const auto bobs = calls->currentIndex().row();
    QVERIFY(calls->isVisible());
    results->selectRow(0);
    QVERIFY(choose(output, output->currentIndex().row(), QStringLiteral("Go to the first result")));
    QVERIFY(currentText(results).contains(name));
    results->selectRow(0);
    QVERIFY(choose(calls, bobs, QStringLiteral("Go to the first result")));
    QVERIFY(currentText(results).contains(name));
    QVERIFY(choose(calls, bobs, QStringLiteral("Go to its output")));
    QVERIFY(currentText(output).contains(QLatin1String("bob is looked at")));
    QVERIFY(choose(results, rowWith(results, name), QStringLiteral("Go to the call")));
    QCOMPARE(calls->currentIndex().row(), bobs);
    QVERIFY(choose(results, rowWith(results, name), QStringLiteral("Go to the object")));
    auto *objects = table(desk, "objectsTable");
    QVERIFY(currentText(objects).contains(name));
    results->selectRow(0);
    QVERIFY(choose(objects, objects->currentIndex().row(), QStringLiteral("Go to its last result")));
    QVERIFY(currentText(results).contains(name));
    // The lineage below the results links to the call as well.
    calls->selectRow(0);
    Q_EMIT desk.find<QTextBrowser>("resultsLineage")->anchorClicked(QUrl(QStringLiteral("call:%1").arg(bobs + 1)));
    QCOMPARE(calls->currentIndex().row(), bobs);
}

void tst_jumps::aFindingOfAnObjectThatWasNotSentLeadsToTheObjectAlone()
{
    MemoryDesktop desk;
    auto space = desk.controller.document().space();
    auto eve = space.object(2);
    eve.pending.changes = {AttributeChange::add("noSuchAttribute", {std::string("x")}, AttributeType::String, false)};
    QVERIFY(space.replace(2, std::move(eve)));
    desk.controller.document().edit(QStringLiteral("unknown attribute"), std::move(space), {});
    auto *findings = table(desk, "findingsTable");
    const auto name = QStringLiteral("cn=eve");
    QVERIFY(QTest::qWaitFor([&] { return rowWith(findings, name) >= 0; }, 10'000));
    QVERIFY(!choose(findings, rowWith(findings, name), QStringLiteral("Go to the last result")));
    QVERIFY(choose(findings, rowWith(findings, name), QStringLiteral("Go to the object")));
    QVERIFY(currentText(table(desk, "objectsTable")).contains(name));
}

void tst_jumps::aFloodOfLinesIsBoundedAndSaidSo()
{
    test::Desktop desk;
    auto &story = desk.controller.story();
    story.begin(test::users(1));
    constexpr std::size_t flood = RunStory::linesKept * 2;
    constexpr std::size_t chunk = 5'000;
    auto *output = table(desk, "outputTable");
    int most = 0;
    for (std::size_t i = 0; i < flood; i += chunk) {
        RunChunk lines;
        for (std::size_t j = i; j < i + chunk; ++j) {
            auto &line = lines.lines.emplace_back();
            line.sequence = j;
            line.level = "stdout";
            line.text = "line " + std::to_string(j);
        }
        story.append(std::move(lines));
        most = std::max(most, output->model()->rowCount());
    }
    // The first ones and the last ones are there, and one line between them says what is not.
    const auto bound = static_cast<int>(RunStory::linesKept);
    QVERIFY2(most <= bound + bound / 10, qPrintable(QString::number(most)));
    const int rows = output->model()->rowCount();
    QVERIFY(rows >= bound);
    const auto text = [output](int row) { return output->rowsModel()->rowText(row); };
    QVERIFY(text(0).contains(QLatin1String("line 0")));
    QVERIFY(text(rows - 1).contains(QStringLiteral("line %1").arg(flood - 1)));
    const int note = rowWith(output, QStringLiteral("are not shown here"));
    QVERIFY(note > 0);
    const auto gone = static_cast<std::size_t>(static_cast<int>(flood) - (rows - 1));
    QVERIFY2(text(note).contains(QStringLiteral("%1 lines are not shown here; the journal has them all").arg(gone)),
             qPrintable(text(note)));
    QVERIFY(text(note).contains(QLatin1String("bench"))); // said by the bench, not by the connector
    QCOMPARE(rowWith(output, QStringLiteral("line %1").arg(flood / 2 - flood / 10)), -1);
}

QTEST_MAIN(tst_jumps)
#include "tst_jumps.moc"
