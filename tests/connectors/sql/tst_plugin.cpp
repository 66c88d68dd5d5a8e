// The plugin file as a host loads it, in a process that has no Qt application of its own.
#include "connectors/sdk/entry.h"
#include "tests/support/hand_overs.h"

#include <QCoreApplication>
#include <QLibrary>
#include <QTest>

#include <memory>

using namespace anchorage;
using namespace anchorage::test;

class TestPlugin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worksInAProcessWithoutAnApplication()
    {
        QVERIFY(!QCoreApplication::instance());
        QLibrary plugin(QStringLiteral(ANCHORAGE_BIN_DIR "/connectors/sql"));
        QVERIFY2(plugin.load(), qPrintable(plugin.errorString()));
        const auto abi = reinterpret_cast<const char *(*)()>(plugin.resolve("anchorage_connector_abi"));
        const auto create = reinterpret_cast<sdk::Connector *(*)()>(plugin.resolve("anchorage_connector_create"));
        QVERIFY(abi && create);
        SAME(abi(), ANCHORAGE_SDK_ABI);
        const std::unique_ptr<sdk::Connector> connector(create());
        SAME(connector->name(), "sql");
        QVERIFY(connector->callExport() && connector->callImport() && !connector->callPassword());
        const auto given = parameters({{"database", ":memory:"},
                                       {"distinguishedNameStyle", "None"},
                                       {"onConnect", "CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT);"}});
        const auto schema = connector->getSchema()->schema(given);
        SAME(schema.types.front().name, "users");
        connector->callExport()->openExportConnection(given, schema, {});
        const auto answer = connector->callExport()->putExportEntries({add("t1", {plus("title", text({"A"}))}, "users")});
        SAME(resultText(add("t1"), *answer.results), "ok {id=1}");
        connector->callExport()->closeExportConnection(CloseReason::Normal);
    }
};

QTEST_APPLESS_MAIN(TestPlugin)
#include "tst_plugin.moc"
