// Scenario 7: a connector that kills itself half way through a page, and kill -9 of the bench at random
// points. Afterwards the journal opens, each entry is exactly one of not sent / sent, fate unknown /
// answered, and no connector process is alive a second later. 30 kills; ANCHORAGE_KILLS says how many else.
#include "core/record/fates.h"
#include "tests/cli/cli_fixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <set>

using namespace anchorage;
using namespace anchorage::test;

namespace {

/// Where the bench was when it was killed, as its journal tells.
enum class Where { BeforeOpen, InOpen, InPut, BetweenPages, InClose, AfterTheEnd };

struct Told {
    Where where = Where::BeforeOpen;
    std::uint64_t notSent = 0, unknown = 0, answered = 0;
    std::set<std::int64_t> processes;
    std::string error; // of reading
};

Told readBack(const QString &path)
{
    Told told;
    // Killed before the file was made: nothing was called then.
    if (!QFileInfo::exists(path))
        return told;
    auto reader = record::JournalReader::open(path.toStdString());
    if (!reader) {
        told.error = reader.error().text();
        return told;
    }
    if (!reader->begun())
        return told;
    record::FatesFold fold;
    for (;;) {
        auto next = reader->next();
        if (!next) {
            told.error = next.error().text();
            return told;
        }
        if (!*next)
            break;
        fold.add(**next);
        if (const auto *call = std::get_if<run::event::CallStarted>(&(*next)->what)) {
            if (call->method == "openExportConnection")
                told.where = Where::InOpen;
            else if (call->method == "closeExportConnection")
                told.where = Where::InClose;
        } else if (const auto *input = std::get_if<run::event::Input>(&(*next)->what)) {
            if (std::holds_alternative<engine::input::Sent>(input->input))
                told.where = Where::InPut;
            else if (std::holds_alternative<engine::input::OpenReturned>(input->input)
                     || std::holds_alternative<engine::input::Answered>(input->input))
                told.where = Where::BetweenPages;
            else if (std::holds_alternative<engine::input::CloseReturned>(input->input))
                told.where = Where::AfterTheEnd;
        } else if (const auto *process = std::get_if<run::event::ProcessStarted>(&(*next)->what)) {
            told.processes.insert(process->pid);
        }
    }
    const auto fates = fold.fates(reader->header().setup.space);
    told.notSent = fates.notSent;
    told.unknown = fates.unknown;
    told.answered = fates.answered;
    return told;
}

/// Processes that run the host with our folder in their command line or environment.
QStringList connectorsOf(const QString &marker)
{
    QStringList alive;
    const QDir proc(QStringLiteral("/proc"));
    for (const auto &name : proc.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile environment(QStringLiteral("/proc/") + name + QStringLiteral("/environ"));
        QFile state(QStringLiteral("/proc/") + name + QStringLiteral("/stat"));
        if (!environment.open(QIODevice::ReadOnly) || !environment.readAll().contains(marker.toUtf8()))
            continue;
        if (state.open(QIODevice::ReadOnly) && state.readAll().contains(") Z"))
            continue; // dead, and not yet collected
        alive << name;
    }
    return alive;
}

QByteArray users(int count)
{
    QByteArray objects;
    for (int i = 1; i <= count; ++i)
        objects += QByteArray(i == 1 ? "" : ",") + "\n{\"dn\": \"cn=u" + QByteArray::number(i)
            + "\", \"type\": \"user\", \"pending\": {\"operation\": \"add\", \"attributes\": {\"cn\": \"u" + QByteArray::number(i)
            + "\"}}}";
    return "{\"anchorageSpace\": 1, \"objects\": [" + objects + "]}";
}

} // namespace

class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConnectorThatKillsItselfLeavesUnknownEntriesAndTheNextRunSortsThemOut();
    void aPageHalfWrittenToADatabaseIsHandedOverAgain();
    void killingTheBenchAnywhereLosesNothing();
};

void KillTest::aConnectorThatKillsItselfLeavesUnknownEntriesAndTheNextRunSortsThemOut()
{
    Work work;
    // memory writes its store after every Put; the script ends the process behind the third entry, and the
    // first three were stored by a run of their own.
    const auto store = work.path(QStringLiteral("store.json"));
    const auto space = [](int count) {
        QByteArray objects;
        for (int i = 1; i <= count; ++i)
            objects += QByteArray(i == 1 ? "" : ",") + "{\"dn\": \"cn=u" + QByteArray::number(i)
                + "\", \"type\": \"user\", \"pending\": {\"operation\": \"add\"}}";
        return "{\"anchorageSpace\": 1, \"objects\": [" + objects + "]}";
    };
    const auto three = work.write(QStringLiteral("three.json"), space(3));
    const auto five = work.write(QStringLiteral("five.json"), space(5));
    const QStringList run{QStringLiteral("run"),   QStringLiteral("--connector"), QStringLiteral("memory"),
                          QStringLiteral("--yes"), QStringLiteral("--param"),     QStringLiteral("store=") + store};
    QCOMPARE(work.cli(run + QStringList{QStringLiteral("--batch"), three}).code, 0);
    const auto answers = work.write(QStringLiteral("answers.json"), R"([{"dn": "cn=u4", "crash": "segfault"}])");
    const auto first = work.path(QStringLiteral("first.journal"));
    const auto crashed = work.cli(run
                                  + QStringList{QStringLiteral("--batch"), five, QStringLiteral("--journal"), first,
                                                QStringLiteral("--param"), QStringLiteral("answers=") + answers});
    QVERIFY2(crashed.code == 2, crashed.all().constData());
    QVERIFY2(crashed.out.contains("SIGSEGV"), crashed.all().constData());
    const auto told = readBack(first);
    QCOMPARE(told.error, std::string());
    QCOMPARE(told.unknown, std::uint64_t{5});
    const auto again = work.cli(run + QStringList{QStringLiteral("--space"), first});
    QVERIFY2(again.code == 1, again.all().constData());
    QVERIFY2(again.out.contains("add 2 update 0 rename 0 delete 0 delete-add 0 failure 3"), again.all().constData());
    QCOMPARE(again.out.count("): cd-existing-object"), 3);
}

void KillTest::aPageHalfWrittenToADatabaseIsHandedOverAgain()
{
    Work work;
    const auto target = work.path(QStringLiteral("target.db"));
    const auto sql = [&target](const QStringList &statements) {
        QString first;
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("side"));
            database.setDatabaseName(target);
            QSqlQuery query(database.open() ? QSqlQuery(database) : QSqlQuery());
            for (const auto &statement : statements)
                if (!query.exec(statement))
                    first = statement + QStringLiteral(": ") + query.lastError().text();
            if (first.isEmpty() && query.next())
                first = query.value(0).toString();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("side"));
        return first;
    };
    // The fourth entry never ends: its trigger counts 10^18 rows. Each entry is a transaction of its own.
    QStringList rows;
    for (int i = 0; i < 1000; ++i)
        rows << QStringLiteral("(%1)").arg(i);
    QCOMPARE(
        sql({QStringLiteral("CREATE TABLE users (id INTEGER PRIMARY KEY, dn TEXT NOT NULL UNIQUE, title TEXT)"),
             QStringLiteral("CREATE TABLE n (i INTEGER)"), QStringLiteral("INSERT INTO n VALUES ") + rows.join(QLatin1Char(',')),
             QStringLiteral(
                 "CREATE TRIGGER endless AFTER INSERT ON users WHEN NEW.dn = 'cn=u4' BEGIN SELECT count(*) FROM n a, n b, "
                 "n c, n d, n e, n f WHERE a.i + b.i + c.i + d.i + e.i + f.i < 0; END")}),
        QString());
    const auto batch = work.write(QStringLiteral("five.json"), R"({"anchorageSpace": 1, "objects": [
        {"dn": "cn=u1", "type": "user", "pending": {"operation": "add", "attributes": {"title": "A"}}},
        {"dn": "cn=u2", "type": "user", "pending": {"operation": "add", "attributes": {"title": "B"}}},
        {"dn": "cn=u3", "type": "user", "pending": {"operation": "add", "attributes": {"title": "C"}}},
        {"dn": "cn=u4", "type": "user", "pending": {"operation": "add", "attributes": {"title": "D"}}},
        {"dn": "cn=u5", "type": "user", "pending": {"operation": "add", "attributes": {"title": "E"}}}]})");
    const auto mapping =
        work.write(QStringLiteral("mapping.json"), R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn",
        "attributes": {"title": {}}}}})");
    const QStringList run{QStringLiteral("run"),     QStringLiteral("--connector"),
                          QStringLiteral("sql"),     QStringLiteral("--yes"),
                          QStringLiteral("--param"), QStringLiteral("database=") + target,
                          QStringLiteral("--param"), QStringLiteral("mapping=") + mapping,
                          QStringLiteral("--param"), QStringLiteral("commitEach=entry")};
    const auto first = work.path(QStringLiteral("first.journal"));
    QProcess bench;
    work.prepare(bench);
    bench.start(program(), run + QStringList{QStringLiteral("--batch"), batch, QStringLiteral("--journal"), first});
    QVERIFY(bench.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(sql({QStringLiteral("SELECT count(*) FROM users")}), QStringLiteral("3"), 60'000);
    const auto process = readBack(first).processes;
    QCOMPARE(process.size(), std::size_t{1});
    ::kill(static_cast<pid_t>(*process.begin()), SIGKILL);
    QVERIFY(bench.waitForFinished(60'000));
    const auto out = bench.readAllStandardOutput();
    QCOMPARE(bench.exitCode(), 2);
    QVERIFY2(out.contains("SIGKILL"), out.constData());
    const auto told = readBack(first);
    QCOMPARE(told.error, std::string());
    QCOMPARE(told.unknown, std::uint64_t{5});
    QCOMPARE(sql({QStringLiteral("DROP TRIGGER endless"), QStringLiteral("SELECT count(*) FROM users")}), QStringLiteral("3"));

    const auto again = work.cli(run + QStringList{QStringLiteral("--space"), first});
    QVERIFY2(again.code == 1, again.all().constData());
    QVERIFY2(again.out.contains("add 2 update 0 rename 0 delete 0 delete-add 0 failure 3"), again.all().constData());
    QCOMPARE(again.out.count("): cd-existing-object"), 3);
    QCOMPARE(sql({QStringLiteral("SELECT group_concat(title, '') FROM (SELECT title FROM users ORDER BY dn)")}),
             QStringLiteral("ABCDE"));
}

void KillTest::killingTheBenchAnywhereLosesNothing()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("ANCHORAGE_KILLS", &isNumber);
    const int kills = isNumber && wanted > 0 ? wanted : 30;
    int per[6] = {};
    auto random = QRandomGenerator(20260124);
    // Moments come by chance: a state that was not hit yet gets more kills, within reason.
    const auto missing = [&] {
        return per[static_cast<int>(Where::BeforeOpen)] == 0 || per[static_cast<int>(Where::InPut)] == 0
            || per[static_cast<int>(Where::BetweenPages)] == 0 || per[static_cast<int>(Where::InClose)] == 0;
    };
    for (int i = 0; i < kills || (missing() && i < 4 * kills); ++i) {
        // Each call takes a while, so that every state has its share; each fifth run hangs in a Put. Between
        // pages the bench is busy with large ones only.
        const bool large = i % 6 == 1;
        const std::uint64_t pageSize = large ? 1500 : 3;
        const auto entries = 4 * pageSize;
        Work work;
        const auto marker = work.path(QStringLiteral("config"));
        const auto batch = work.write(QStringLiteral("users.json"), users(static_cast<int>(entries)));
        const auto journal = work.path(QStringLiteral("run.journal"));
        const bool hangs = i % 5 == 4 && !large;
        const auto fault =
            QStringLiteral("slow:100@open;slow:60@put;slow:150@close") + (hangs ? QStringLiteral(";hang@put#2") : QString());
        QProcess bench;
        work.prepare(bench);
        bench.start(program(),
                    {QStringLiteral("run"), QStringLiteral("--connector"), faultyConnector(), QStringLiteral("--batch"), batch,
                     QStringLiteral("--yes"), QStringLiteral("--page-size"), QString::number(pageSize),
                     QStringLiteral("--journal"), journal, QStringLiteral("--param"), QStringLiteral("fault=") + fault});
        QVERIFY(bench.waitForStarted());
        if (i % 6 == 0) {
            QTest::qSleep(static_cast<int>(random.bounded(60))); // while it starts
        } else if (large) {
            // Right behind an answer, which is being judged.
            QElapsedTimer time;
            time.start();
            QFile file(journal);
            QByteArray seen;
            while (time.elapsed() < 20'000 && !seen.contains("\"input\":\"Answered\"")) {
                seen = seen.right(40);
                if (file.isOpen() || file.open(QIODevice::ReadOnly))
                    seen += file.readAll();
            }
        } else if (i % 6 == 2) {
            QElapsedTimer time;
            time.start();
            while (time.elapsed() < 5000 && !hangs
                   && !work.read(QStringLiteral("run.journal")).contains("\"call\":\"closeExportConnection\""))
                QTest::qSleep(2);
            QTest::qSleep(static_cast<int>(random.bounded(100)));
        } else {
            QElapsedTimer time;
            time.start();
            while (time.elapsed() < 5000 && !work.exists(QStringLiteral("run.journal")))
                QTest::qSleep(1);
            QTest::qSleep(static_cast<int>(random.bounded(450)));
        }
        ::kill(static_cast<pid_t>(bench.processId()), SIGKILL);
        bench.waitForFinished();

        const auto told = readBack(journal);
        QVERIFY2(told.error.empty(), told.error.c_str());
        ++per[static_cast<int>(told.where)];
        if (told.where != Where::BeforeOpen)
            QCOMPARE(told.notSent + told.unknown + told.answered, entries);
        if (told.where == Where::BetweenPages || told.where == Where::InClose)
            QCOMPARE(told.unknown, std::uint64_t{0});
        if (told.where == Where::InPut)
            QCOMPARE(told.unknown, pageSize);

        QElapsedTimer time;
        time.start();
        auto alive = connectorsOf(marker);
        while (!alive.isEmpty() && time.elapsed() < 1000) {
            QTest::qSleep(20);
            alive = connectorsOf(marker);
        }
        QVERIFY2(alive.isEmpty(), qPrintable(QStringLiteral("still alive after a second: ") + alive.join(QLatin1Char(' '))));
    }
    qInfo("kills: %d before Open, %d in Open, %d in Put, %d between pages, %d in Close, %d after the end", per[0], per[1], per[2],
          per[3], per[4], per[5]);
    for (const auto where : {Where::BeforeOpen, Where::InPut, Where::BetweenPages, Where::InClose})
        QVERIFY2(per[static_cast<int>(where)] > 0, "not every state was hit: the test proves less than it says");
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_kill.moc"
