// What a database's error means: the codes of four drivers, and a real lock and a real loss.
#include "connectors/sql/sql_error.h"
#include "tests/connectors/sql/sql_run.h"

#include <QFile>
#include <QTest>

using namespace anchorage;
using namespace anchorage::sql;
using namespace anchorage::sql::test;

namespace {

using Error = MAExportError;
using Modification = ObjectModificationType;

struct Code {
    const char *driver;
    const char *code;
    SqlFault fault;
};

const std::vector<Code> codes = {
    {"QSQLITE", "2067", SqlFault::Unique},
    {"QSQLITE", "1555", SqlFault::Unique},
    {"QSQLITE", "787", SqlFault::ForeignKey},
    {"QSQLITE", "1299", SqlFault::NotNull},
    {"QSQLITE", "275", SqlFault::Check},
    {"QSQLITE", "20", SqlFault::Value},
    {"QSQLITE", "8", SqlFault::Permission},
    {"QSQLITE", "1032", SqlFault::Permission},
    {"QSQLITE", "5", SqlFault::Locked},
    {"QSQLITE", "517", SqlFault::Locked},
    {"QSQLITE", "10", SqlFault::ConnectionGone},
    {"QSQLITE", "2570", SqlFault::ConnectionGone},
    {"QSQLITE", "1", SqlFault::Other},
    {"QSQLITE", "", SqlFault::Other},
    {"QPSQL", "23505", SqlFault::Unique},
    {"QPSQL", "23503", SqlFault::ForeignKey},
    {"QPSQL", "23502", SqlFault::NotNull},
    {"QPSQL", "23514", SqlFault::Check},
    {"QPSQL", "22001", SqlFault::Value},
    {"QPSQL", "42501", SqlFault::Permission},
    {"QPSQL", "40P01", SqlFault::Locked},
    {"QPSQL", "28P01", SqlFault::Credentials},
    {"QPSQL", "08006", SqlFault::ConnectionGone},
    {"QPSQL", "57P01", SqlFault::ConnectionGone},
    {"QPSQL", "42P01", SqlFault::Other},
    {"QMYSQL", "1062", SqlFault::Unique},
    {"QMYSQL", "1452", SqlFault::ForeignKey},
    {"QMYSQL", "1048", SqlFault::NotNull},
    {"QMYSQL", "1213", SqlFault::Locked},
    {"QMYSQL", "2006", SqlFault::ConnectionGone},
    {"QMYSQL", "1045", SqlFault::Credentials},
    {"QODBC", "2627;3621", SqlFault::Unique},
    {"QODBC", "547", SqlFault::ForeignKey},
    {"QODBC", "515", SqlFault::NotNull},
    {"QODBC", "10054", SqlFault::ConnectionGone},
    {"QOTHER", "2067", SqlFault::Other},
};

struct Meaning {
    SqlFault fault;
    Modification modification;
    Error error;
};

const std::vector<Meaning> meanings = {
    {SqlFault::Unique, Modification::Add, Error::ExportErrorConnectedDirectoryExistingObject},
    {SqlFault::Unique, Modification::Update, Error::ExportErrorConstraintViolation},
    {SqlFault::ForeignKey, Modification::Add, Error::ExportErrorReferenceAttributeFailure},
    {SqlFault::ForeignKey, Modification::Update, Error::ExportErrorReferenceAttributeFailure},
    {SqlFault::ForeignKey, Modification::Delete, Error::ExportErrorConstraintViolation},
    {SqlFault::NotNull, Modification::Add, Error::ExportErrorMissingProvisioningAttribute},
    {SqlFault::NotNull, Modification::Update, Error::ExportErrorConstraintViolation},
    {SqlFault::Check, Modification::Add, Error::ExportErrorConstraintViolation},
    {SqlFault::Value, Modification::Add, Error::ExportErrorInvalidProvisioningAttributeValue},
    {SqlFault::Value, Modification::Replace, Error::ExportErrorInvalidAttributeValue},
    {SqlFault::Permission, Modification::Update, Error::ExportErrorPermissionIssue},
    {SqlFault::Locked, Modification::Update, Error::ExportErrorConnectedDirectoryError},
    {SqlFault::Other, Modification::Delete, Error::ExportErrorConnectedDirectoryError},
};

} // namespace

class TestErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDriversCodeIsSorted_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < codes.size(); ++i)
            QTest::addRow("%s %s", codes[i].driver, codes[i].code) << static_cast<int>(i);
    }
    void aDriversCodeIsSorted()
    {
        QFETCH(int, index);
        const auto &row = codes[static_cast<std::size_t>(index)];
        QCOMPARE(faultOf(QLatin1String(row.driver), QLatin1String(row.code)), row.fault);
    }
    void aFaultIsAnObjectError_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < meanings.size(); ++i)
            QTest::addRow("%d on %s", static_cast<int>(meanings[i].fault), std::string(name(meanings[i].modification)).c_str())
                << static_cast<int>(i);
    }
    void aFaultIsAnObjectError()
    {
        QFETCH(int, index);
        const auto &row = meanings[static_cast<std::size_t>(index)];
        SAME(std::string(engineString(exportErrorOf(row.fault, row.modification))), std::string(engineString(row.error)));
    }
    void aNewObjectThatLacksAColumnsValueIsNamed()
    {
        SqlRun run("CREATE TABLE users (id INTEGER PRIMARY KEY, dn TEXT UNIQUE, title TEXT NOT NULL);\n",
                   R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"title": {}}}}})");
        const auto answer = run.answer({add("cn=u1")});
        SAME(std::string(engineString(answer.results->front().errorCode)), "missing-provisioning-attribute");
        SAME(answer.results->front().errorDetail, "NOT NULL constraint failed: users.title");
    }
    /// What a crash in the middle of a page leaves (scenario 7).
    void withCommitEachEntryTheEntriesBeforeStay()
    {
        for (const bool each : {true, false}) {
            SqlRun run(tablesWithDn, mappingWithDn, {{"commitEach", each ? "entry" : "page"}});
            run.open();
            // The database ends the whole transaction at the second entry.
            run.execute("CREATE TRIGGER refuse AFTER INSERT ON users WHEN NEW.dn = 'cn=u2' "
                        "BEGIN SELECT RAISE(ROLLBACK, 'gone'); END");
            run.put({add("cn=u1"), add("cn=u2"), add("cn=u3")});
            SAME(run.ask("SELECT count(*) FROM users"), each ? "2" : "0");
        }
    }
    /// Another program holds the file longer than lockTimeout.
    void aLockedDatabaseStopsTheRunBeforeThePage()
    {
        SqlRun run(tablesWithDn, mappingWithDn, {{"lockTimeout", "0"}});
        run.open();
        run.execute("BEGIN EXCLUSIVE");
        SAME(run.put({add("cn=u1")}), "ServerDownException: the page cannot be written, nothing of it was: database is locked");
        run.execute("ROLLBACK");
        SAME(run.put({add("cn=u1")}), "ok {id=1}");
    }
    void aReadOnlyDatabaseIsAPermissionIssue()
    {
        SqlRun run(tablesWithDn, mappingWithDn, {{"options", "QSQLITE_OPEN_READONLY"}});
        SAME(run.put({add("cn=u1")}), "permission-issue");
    }
    void aTableThatWentAwayIsAnObjectErrorWithTheDatabasesWords()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        run.open();
        run.execute("DROP TABLE proxies");
        const auto answer = run.answer({add("cn=u1", {plus("proxy", text({"a"}))}), add("cn=u2")});
        SAME(std::string(engineString(answer.results->front().errorCode)), "cd-error");
        SAME(answer.results->front().errorDetail, "no such table: proxies");
        SAME(run.ask("SELECT group_concat(dn) FROM users"), "cn=u2");
    }
    void aFileThatIsNoDatabaseIsServerDown()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        const auto path = run.file() + ".txt";
        QFile file(toQt(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        SqlConnector connector;
        try {
            connector.openExportConnection(parameters({{"database", path}}), {}, {});
            QFAIL("it was opened");
        } catch (const sdk::ServerDownException &e) {
            QVERIFY2(QByteArray(e.what()).contains("file is not a database"), e.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestErrors)
#include "tst_errors.moc"
