// The directory in a file, read back by another connector, and what an import shows of an export.
#include "tests/connectors/memory/hand_overs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace anchorage;
using namespace anchorage::memory;
using namespace anchorage::memory::test;

namespace {

const std::string everyType = R"({"types": [{"name": "thing", "attributes": [
    {"name": "id", "type": "String", "anchor": true, "allowedOperation": "ImportOnly"},
    {"name": "text", "type": "String"}, {"name": "number", "type": "Integer"}, {"name": "flag", "type": "Boolean"},
    {"name": "bytes", "type": "Binary"}, {"name": "to", "type": "Reference"},
    {"name": "many", "type": "String", "multiValued": true}]}]})";

AttributeChange one(const std::string &name, AttributeValue value)
{
    const auto type = typeOf(value);
    return AttributeChange::add(name, {std::move(value)}, type, false);
}

class Folder {
public:
    std::string file(const char *name = "store.json") const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    void write(const std::string &text, const char *name = "store.json") const
    {
        QFile out(QString::fromStdString(file(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(text)) < 0)
            qFatal("cannot write");
    }
    std::string read(const char *name = "store.json") const
    {
        QFile in(QString::fromStdString(file(name)));
        return in.open(QIODevice::ReadOnly) ? in.readAll().toStdString() : std::string("no file");
    }

private:
    QTemporaryDir m_folder;
};

std::vector<CsEntryChange> importAll(MemoryConnector &connector, const ConfigParameters &given, std::int32_t pageSize = 100)
{
    ImportRunStep step;
    step.pageSize = pageSize;
    connector.openImportConnection(given, connector.schema(given), step);
    std::vector<CsEntryChange> out;
    for (bool more = true; more;) {
        const auto page = connector.getImportEntries({});
        more = page.moreToImport;
        out.insert(out.end(), page.entries.begin(), page.entries.end());
        if (static_cast<std::int32_t>(page.entries.size()) > pageSize)
            qFatal("a page over the page size");
    }
    connector.closeImportConnection(CloseReason::Normal, {});
    return out;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasExportedIsReadBackByAnotherConnector()
    {
        const Folder folder;
        const Parameters given{{"store", folder.file()}, {"schema", everyType}};
        std::vector<CsEntryChange> page{
            add("t1",
                {one("text", std::string("Zoë \"x\" \xf0\x9d\x94\xb8\n")),
                 one("number", std::numeric_limits<std::int64_t>::max()), one("flag", false),
                 one("bytes", Binary{std::string("\0\xff", 2)}),
                 AttributeChange::add("many", text({"a", "", "b"}), AttributeType::String, true)},
                "thing"),
            add("t2", {one("number", std::int64_t(9007199254740993)), one("to", Reference{"t1"})}, "thing")};
        {
            Run run(given);
            SAME(run.put({page[0]}), "ok {id=1}");
            SAME(run.put({page[1]}), "ok {id=2}");
            run.close();
        }
        MemoryConnector other;
        for (const int pageSize : {1, 2, 100}) {
            const auto read = importAll(other, parameters(given), pageSize);
            QCOMPARE(read.size(), page.size());
            for (std::size_t i = 0; i < page.size(); ++i) {
                auto wanted = page[i];
                wanted.changes.insert(wanted.changes.begin(), one("id", std::to_string(i + 1)));
                wanted.anchors = {{"id", std::to_string(i + 1)}};
                wanted.identifier = read[i].identifier;
                QVERIFY2(read[i] == wanted, page[i].dn.c_str());
            }
        }
    }
    void theStoreIsWrittenAtTheEndOrAfterEachPage()
    {
        for (const bool afterPut : {false, true}) {
            const Folder folder;
            Run run({{"store", folder.file()}, {"storeAfterPut", afterPut ? "1" : "0"}});
            SAME(run.put({add("u1")}), "ok {id=1}");
            QCOMPARE(folder.read() != "no file", afterPut);
            run.close();
            QVERIFY(folder.read().find("\"u1\"") != std::string::npos);
        }
    }
    void numbersGoOnWhereTheStoreEnded()
    {
        const Folder folder;
        const Parameters given{{"store", folder.file()}};
        Run first(given);
        SAME(first.put({add("u1"), add("u2")}), "ok {id=1}; ok {id=2}");
        first.close();
        Run second(given);
        SAME(second.put({del("u2", "2")}), "ok");
        SAME(second.put({add("u3")}), "ok {id=3}");
        second.close();
        SAME(second.content(), "u1{1}; u3{3}");
    }
    void withoutAStoreTheDirectoryLivesAsLongAsTheProcess()
    {
        MemoryConnector connector;
        Run first(connector, {});
        SAME(first.put({add("u1")}), "ok {id=1}");
        first.close();
        Run second(connector, {});
        SAME(second.put({add("u1")}), "cd-existing-object");
        second.close();
        Run other(Parameters{});
        SAME(other.put({add("u1")}), "ok {id=1}");
    }
    void aStoreThatCannotBeReadStopsTheRunAndIsNotOverwritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("no JSON") << "{"
                                 << "line 1";
        QTest::newRow("unknown member") << R"({"object": []})"
                                        << "unknown member \"object\"; did you mean \"objects\"?";
        QTest::newRow("a DN twice") << R"([{"dn":"u1","type":"user"},{"dn":"U1","type":"user"}])"
                                    << "U1: this DN occurs twice";
        QTest::newRow("no type") << R"([{"dn":"u1"}])"
                                 << "object 1: the member \"type\" is missing";
        QTest::newRow("a value of a wrong type") << R"([{"dn":"u1","type":"user","attributes":{"title":{"base65":"AA=="}}}])"
                                                 << "object 1: ";
    }
    void aStoreThatCannotBeReadStopsTheRunAndIsNotOverwritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const Folder folder;
        folder.write(text.toStdString());
        MemoryConnector connector;
        try {
            connector.openExportConnection(parameters({{"store", folder.file()}}), {}, {});
            QFAIL("it was opened");
        } catch (const sdk::UnexpectedDataException &e) {
            QVERIFY2(QString::fromUtf8(e.what()).contains(message), e.what());
        }
        connector.closeExportConnection(CloseReason::OpenConnectionFailure);
        QCOMPARE(QString::fromStdString(folder.read()), text);
    }
    void aSeedFillsANewDirectoryOnly()
    {
        const Folder folder;
        folder.write(R"([{"dn":"u1","type":"user","attributes":{"id":"9"}}])", "seed.json");
        const Parameters given{{"store", folder.file()}, {"seed", folder.file("seed.json")}};
        Run first(given);
        SAME(first.put({del("u1", "9"), add("u2")}), "ok; ok {id=10}");
        first.close();
        Run second(given);
        second.close();
        SAME(second.content(), "u2{10}");
    }
    void anImportShowsTheStepsContainersOnly()
    {
        const auto given =
            parameters({{"distinguishedNameStyle", "Ldap"},
                        {"supportHierarchy", "1"},
                        {"supportPartitions", "1"},
                        {"partitions", "dc=com\ndc=org"},
                        {"seed", R"([{"dn":"ou=a,dc=com","type":"organizationalUnit"},{"dn":"cn=u1,ou=a,dc=com","type":"user"},
                        {"dn":"cn=u2,dc=com","type":"user"},{"dn":"cn=u3,dc=org","type":"user"}])"}});
        MemoryConnector connector;
        ImportRunStep step;
        step.partition.dn = "dc=com";
        step.exclusions = {{"ou=a,dc=com", {}}};
        connector.openImportConnection(given, connector.schema(given), step);
        const auto page = connector.getImportEntries({});
        QCOMPARE(page.entries.size(), std::size_t(1));
        SAME(page.entries.front().dn, "cn=u2,dc=com");
        connector.closeImportConnection(CloseReason::Normal, {});

        const auto partitions = connector.partitions(given);
        QCOMPARE(partitions.size(), std::size_t(2));
        SAME(partitions[1].dn, "dc=org");
        const auto below = connector.hierarchy(given, {"dc=com", {}});
        QCOMPARE(below.size(), std::size_t(1));
        SAME(below.front().dn, "ou=a,dc=com");
    }
    void importsThatItsCapabilitiesForbidAreRefused()
    {
        MemoryConnector connector;
        QVERIFY_EXCEPTION_THROWN(connector.openImportConnection(parameters({{"supportImport", "0"}}), {}, {}),
                                 sdk::UnexpectedDataException);
        ImportRunStep delta;
        delta.importType = OperationType::Delta;
        QVERIFY_EXCEPTION_THROWN(connector.openImportConnection({}, {}, delta), sdk::UnexpectedDataException);
        QVERIFY_EXCEPTION_THROWN(connector.getImportEntries({}), sdk::UnexpectedDataException);
    }
    void theLogShowsHandOversWithoutPasswords()
    {
        const Folder folder;
        Run run({{"log", folder.file("log.txt")}, {"exportPasswordInFirstPass", "1"}});
        SAME(run.put({add("u1", {plus("title", text({"A"})), plus("export_password", text({"s3cret-word"}))})}), "ok {id=1}");
        run.close();
        SAME(folder.read("log.txt"),
             "open Delta batch=100 partition=default\nput 1\nAdd u1 title:add(A) export_password:add([secret])\nclose Normal\n");
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "tst_store.moc"
