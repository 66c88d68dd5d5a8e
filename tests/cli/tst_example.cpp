// The example project: its exact pages for page sizes 1, 100 and all, its counters, and what stands in
// the database afterwards. To renew the golden pages after a rule changed on purpose: run this test with
// ANCHORAGE_WRITE_GOLDEN=1 and read the difference.
#include "tests/cli/cli_fixture.h"
#include "tests/cli/pages_of.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace anchorage::test;

class ExampleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsPagesAreExactly_data();
    void itsPagesAreExactly();
    void thePlanShowsThePagesOfTheRun();
    void theDatabaseHoldsWhatTheObjectsSay();
    void aSecondRunHasNothingToDo();
    void journalAndReplayAgree();
    void reportsAreWrittenInEveryForm();
    void itIsRealisticEnough();
};

namespace {

QString goldenFile(const QString &pageSize)
{
    return QStringLiteral(ANCHORAGE_SOURCE_DIR "/tests/cli/data/contoso-") + pageSize + QStringLiteral(".txt");
}

/// Made-up anchors of a plan and real ones of a run apart, and the texts that hold them unquoted.
QString withoutAnchors(QString pages)
{
    static const QRegularExpression anchor(QStringLiteral(R"( \{[^}]*\})"));
    return pages.remove(anchor);
}

QVariant valueOf(const QString &database, const QString &query)
{
    QVariant value;
    {
        auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        connection.setDatabaseName(database);
        QSqlQuery asked(connection);
        if (connection.open() && asked.exec(query) && asked.next())
            value = asked.value(0);
        else
            value = asked.lastError().text();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return value;
}

constexpr auto counters = "add 254 update 27 rename 5 delete 8 delete-add 1 failure 0";

} // namespace

void ExampleTest::itsPagesAreExactly_data()
{
    QTest::addColumn<QString>("pageSize");
    QTest::newRow("one entry a page") << QStringLiteral("1");
    QTest::newRow("a hundred") << QStringLiteral("100");
    QTest::newRow("all in one page") << QStringLiteral("all");
}

void ExampleTest::itsPagesAreExactly()
{
    QFETCH(QString, pageSize);
    Work work;
    const auto project = work.copyExample();
    const auto number = pageSize == QLatin1String("all") ? QStringLiteral("9999") : pageSize;
    const auto journal = work.path(QStringLiteral("run.journal"));
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--page-size"), number,
                                 QStringLiteral("--journal"), journal},
                                240'000);
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(ended.out.contains(counters), ended.all().constData());
    QVERIFY2(ended.out.contains("Close(Normal) returned"), ended.all().constData());
    const auto pages = pagesOf(journal);
    QFile golden(goldenFile(pageSize));
    if (qEnvironmentVariableIsSet("ANCHORAGE_WRITE_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(pages.toUtf8());
        QSKIP("the golden file was written");
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
    const auto expected = QString::fromUtf8(golden.readAll()).split(QLatin1Char('\n'));
    const auto found = pages.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::min(expected.size(), found.size()); ++i)
        QCOMPARE(found[i], expected[i]); // the first line that differs
    QCOMPARE(found.size(), expected.size());
}

void ExampleTest::thePlanShowsThePagesOfTheRun()
{
    Work work;
    const auto project = work.copyExample();
    const auto plan = work.cli({QStringLiteral("plan"), project});
    QVERIFY2(plan.code == 0, plan.all().constData());
    QFile golden(goldenFile(QStringLiteral("100")));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    auto planned = QString::fromUtf8(plan.out);
    planned.truncate(planned.lastIndexOf(QStringLiteral("# success")));
    QCOMPARE(withoutAnchors(planned), withoutAnchors(QString::fromUtf8(golden.readAll())));
}

void ExampleTest::theDatabaseHoldsWhatTheObjectsSay()
{
    Work work;
    const auto project = work.copyExample();
    const auto database = work.path(QStringLiteral("contoso.db"));
    QCOMPARE(valueOf(database, QStringLiteral("select count(*) from users")).toInt(), 70);
    QVERIFY(work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--quiet")}).code == 0);
    QCOMPARE(valueOf(database, QStringLiteral("select count(*) from users")).toInt(), 70 + 230 - 8);
    QCOMPARE(valueOf(database, QStringLiteral("select count(*) from groups")).toInt(), 8 + 24);
    QCOMPARE(valueOf(database,
                     QStringLiteral("select count(*) from users where manager_id is not null and manager_id not in "
                                    "(select id from users)"))
                 .toInt(),
             0);
    QCOMPARE(
        valueOf(database, QStringLiteral("select count(*) from group_members m join groups g on g.id = m.member_id")).toInt(), 9);
    QCOMPARE(valueOf(database, QStringLiteral("select count(*) from users where employee_id = 'E20001'")).toInt(), 1);
}

void ExampleTest::aSecondRunHasNothingToDo()
{
    Work work;
    const auto project = work.copyExample();
    const auto space = work.path(QStringLiteral("after.json"));
    QVERIFY(work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--quiet"),
                      QStringLiteral("--save-space"), space})
                .code
            == 0);
    const auto again = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--space"), space});
    QVERIFY2(again.code == 0, again.all().constData());
    QVERIFY2(again.out.contains("add 0 update 0 rename 0 delete 0 delete-add 0 failure 0"), again.all().constData());
}

void ExampleTest::journalAndReplayAgree()
{
    Work work;
    const auto project = work.copyExample();
    const auto journal = work.path(QStringLiteral("run.journal"));
    QVERIFY(work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--quiet"),
                      QStringLiteral("--journal"), journal})
                .code
            == 0);
    const auto replay = work.cli({QStringLiteral("replay"), journal});
    QVERIFY2(replay.code == 0, replay.all().constData());
    QVERIFY2(replay.out.contains("every command is the recorded one"), replay.all().constData());
    QVERIFY2(replay.out.contains("295 answered, 0 sent with their fate unknown, 0 not sent"), replay.all().constData());
    // The engine of another version: one letter of a recorded page differs.
    auto text = work.read(QStringLiteral("run.journal"));
    const auto at = text.indexOf("\"command\":\"Put\"");
    QVERIFY(at > 0);
    const auto title = text.indexOf("Senior ", at);
    QVERIFY(title > 0);
    text[title] = 'J';
    work.write(QStringLiteral("other.journal"), text);
    const auto other = work.cli({QStringLiteral("replay"), work.path(QStringLiteral("other.journal"))});
    QVERIFY2(other.code == 1, other.all().constData());
    QVERIFY2(other.out.contains("Junior") || other.out.contains("Jenior"), other.all().constData());
}

void ExampleTest::reportsAreWrittenInEveryForm()
{
    Work work;
    const auto project = work.copyExample();
    QStringList arguments{QStringLiteral("run"),     project,
                          QStringLiteral("--yes"),   QStringLiteral("--json"),
                          QStringLiteral("--junit"), work.path(QStringLiteral("junit.xml"))};
    for (const auto *name : {"r.txt", "r.html", "r.csv", "r.json"})
        arguments << QStringLiteral("--report") << work.path(QString::fromUtf8(name));
    const auto ended = work.cli(arguments);
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY(ended.out.startsWith('{'));
    QVERIFY(work.read(QStringLiteral("junit.xml")).contains("<testsuite"));
    QVERIFY(work.read(QStringLiteral("r.txt")).contains(counters));
    QVERIFY(work.read(QStringLiteral("r.html")).contains("<html"));
    QVERIFY(work.read(QStringLiteral("r.csv")).count('\n') > 295);
    QCOMPARE(work.read(QStringLiteral("r.json")).left(1), QByteArray("{"));
    QVERIFY(!work.exists(QStringLiteral("r.txt.new")));
}

void ExampleTest::itIsRealisticEnough()
{
    const Work work;
    const auto ended =
        work.cli({QStringLiteral("inspect"), QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/examples/contoso.json")});
    QVERIFY2(ended.code == 0, ended.all().constData());
    for (const char *line : {"pending: user add 230", "pending: group add 24", "pending: user rename 5", "pending: user delete 8",
                             "pending: user delete-add 1", "pending: group update 8", "full images: user 70"})
        QVERIFY2(ended.out.contains(line), ended.all().constData());
}

QTEST_GUILESS_MAIN(ExampleTest)
#include "tst_example.moc"
