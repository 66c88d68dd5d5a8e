// Connection parameters: clear refusals, connection strings, no password in any text.
#include "connectors/sql/connection_string.h"
#include "tests/connectors/sql/sql_run.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::sql;
using namespace anchorage::sql::test;

namespace {

struct Text {
    const char *text;
    const char *connection; ///< "driver database host port user password options", or the error
};

const std::vector<Text> texts = {
    {"Driver=QPSQL;Host=db;Port=5433;Database=hr;User=app;Password=pw", "QPSQL hr db 5433 app pw "},
    {" server = db ; UID=app; pwd='a;''b' ;initial catalog=\"h\"\"r\"", "QSQLITE h\"r db 0 app a;'b "},
    {"Database=/tmp/x.db;", "QSQLITE /tmp/x.db  0   "},
    {"Options=connect_timeout=3", "QSQLITE   0   connect_timeout=3"},
    {"Password=secret;Hots=db", "the key \"Hots\" is unknown: expected Driver, Database, Host, Port, User, Password or Options"},
    {"no pairs", "expected key=value pairs separated by semicolons"},
    {"Password='open", "a quoted value does not end"},
    {"Password='a'b;Host=x", "something stands between a quoted value and its semicolon"},
    {"Port=many", "Port is no number from 0 to 65535"},
};

std::string shown(const Connection &c)
{
    return c.driver + ' ' + c.database + ' ' + c.host + ' ' + std::to_string(c.port) + ' ' + c.user + ' ' + c.password.reveal()
        + ' ' + c.options;
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConnectionStringIsRead_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < texts.size(); ++i)
            QTest::newRow(texts[i].text) << static_cast<int>(i);
    }
    void aConnectionStringIsRead()
    {
        QFETCH(int, index);
        const auto &row = texts[static_cast<std::size_t>(index)];
        Connection connection;
        const auto applied = applyConnectionString(row.text, connection);
        SAME(applied ? shown(connection) : applied.error().message, row.connection);
    }
    void odbcGetsItsConnectionStringUnread()
    {
        Connection connection;
        connection.driver = "QODBC";
        QVERIFY(applyConnectionString("DRIVER={SQL Server};SERVER=x;PWD={a;b}", connection));
        SAME(connection.database, "DRIVER={SQL Server};SERVER=x;PWD={a;b}");
    }
    void secretsMayStandInAnyParameter()
    {
        auto given = parameters({{"driver", "QPSQL"}});
        given.push_back({"connectionString", Secret("Database=hr;Password=pw")});
        const auto settings = Settings::parse(given);
        QVERIFY(settings);
        SAME(settings->connection.password.reveal(), "pw");
    }
    void aWrongParameterIsNamed_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("message");
        QTest::newRow("no database") << "database"
                                     << "" << 0 << "no database is named";
        QTest::newRow("a file that is not there") << "database"
                                                  << "/nowhere/x.db" << 0 << "there is no database file /nowhere/x.db";
        QTest::newRow("a driver that is not there") << "driver"
                                                    << "QORACLE" << 0 << "there is no database driver QORACLE; there are: ";
        QTest::newRow("a port") << "port"
                                << "70000" << 0 << "\"70000\" is no number from 0 to 65535";
        QTest::newRow("a timeout") << "lockTimeout"
                                   << "soon" << 0 << "\"soon\" is no number from 0 to 3600";
        QTest::newRow("what is committed") << "commitEach"
                                           << "run" << 1 << "\"run\" is none of its values: page, entry";
        QTest::newRow("an export type") << "exportType"
                                        << "Everything" << 4 << "\"Everything\" is none of its values: AttributeUpdate, ";
        QTest::newRow("a style") << "distinguishedNameStyle"
                                 << "X500" << 4 << "\"X500\" is none of its values: Generic, Ldap, None";
        QTest::newRow("a check box") << "removeReferences"
                                     << "maybe" << 1 << "\"maybe\" is no check box value";
        QTest::newRow("a choice") << "missingObject"
                                  << "wait" << 1 << "\"wait\" is none of its values: refuse, convertToAdd";
    }
    void aWrongParameterIsNamed()
    {
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(int, page);
        QFETCH(QString, message);
        SqlConnector connector;
        Parameters given;
        if (parameter != QLatin1String("database"))
            given.emplace_back("database", ":memory:");
        given.emplace_back(parameter.toStdString(), value.toStdString());
        const auto result = connector.validateConfigParameters(parameters(given), static_cast<ConfigParameterPage>(page));
        QCOMPARE(QString::fromStdString(result.errorParameter), parameter);
        QCOMPARE(QString::fromStdString(result.errorMessage).left(message.size()), message);
    }
    void statementsOnConnectMakeTheTables()
    {
        SqlConnector connector;
        const auto given = parameters({{"database", ":memory:"}, {"mapping", mappingWithDn}, {"onConnect", tablesWithDn}});
        QCOMPARE(connector.schema(given).types.size(), std::size_t(2));
    }
    void everyParameterHasADefinitionOnItsPage()
    {
        SqlConnector connector;
        std::size_t count = 0;
        for (int page = 0; page <= 5; ++page) {
            for (const auto &definition : connector.configParameters({}, static_cast<ConfigParameterPage>(page))) {
                QCOMPARE(static_cast<int>(definition.page), page);
                ++count;
            }
        }
        QCOMPARE(count, std::size_t(18));
    }
    void aPluginInAProcessWithoutAnApplicationBringsOne()
    {
        QVERIFY(QCoreApplication::instance()); // this test's own
        QVERIFY(!applicationIfNone());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
