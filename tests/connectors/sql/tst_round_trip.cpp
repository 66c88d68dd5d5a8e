// What was exported is read back: every type of value, NULLs, strange names, many pages.
#include "tests/connectors/sql/sql_run.h"

#include <QTest>

#include <limits>

using namespace anchorage;
using namespace anchorage::sql::test;

namespace {

AttributeChange one(const std::string &name, AttributeValue value)
{
    const auto type = typeOf(value);
    return AttributeChange::add(name, {std::move(value)}, type, false);
}

const std::vector<std::pair<const char *, AttributeChange>> &values()
{
    static const std::vector<std::pair<const char *, AttributeChange>> all = {
        {"plain text", one("title", std::string("Head of Things"))},
        {"empty text is no NULL", one("title", std::string())},
        {"Unicode beyond the basic plane", one("title", std::string("Zoë Ångström 𝔸 漢字 👩‍🔬"))},
        {"quotes, a comment and a semicolon", one("title", std::string("'; DROP TABLE users; -- \"`\\%?:a"))},
        {"a zero character", one("title", std::string("a\0b", 3))},
        {"digits stay text", one("title", std::string("007"))},
        {"the largest integer", one("rank", std::numeric_limits<std::int64_t>::max())},
        {"the smallest integer", one("rank", std::numeric_limits<std::int64_t>::min())},
        {"an integer beyond a double", one("rank", std::int64_t(9007199254740993))},
        {"true", one("active", true)},
        {"false", one("active", false)},
        {"bytes", one("photo", Binary{std::string("\x00\x01\xff\x00", 4)})},
        {"no bytes are no NULL", one("photo", Binary{})},
    };
    return all;
}

const std::string tables = R"(
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, dn TEXT UNIQUE, title TEXT, rank INTEGER, active BOOLEAN, photo BLOB,
                    boss INTEGER, phone TEXT);
CREATE TABLE proxies (owner INTEGER, address TEXT);
)";
const std::string mapping = R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {
     "title": {}, "phone": {}, "rank": {"type": "integer"}, "active": {"type": "boolean"}, "photo": {"type": "binary"},
     "manager": {"column": "boss", "type": "reference"}, "proxy": {"table": "proxies", "owner": "owner", "column": "address"}}}}})";

/// What an import must show of an Add: the anchor it was answered, the same attributes, sorted values.
CsEntryChange expected(CsEntryChange added, std::int64_t id)
{
    added.identifier = Guid::fromName("import\nuser\n" + std::to_string(id));
    added.anchors = {{"id", id}};
    added.changes.insert(added.changes.begin(), one("id", id));
    return added;
}

} // namespace

class TestRoundTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aValueComesBackAsItWentIn_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < values().size(); ++i)
            QTest::newRow(values()[i].first) << static_cast<int>(i);
    }
    void aValueComesBackAsItWentIn()
    {
        QFETCH(int, index);
        SqlRun run(tables, mapping);
        const auto entry = add("cn=ü'1", {values()[static_cast<std::size_t>(index)].second});
        SAME(run.put({entry}), "ok {id=1}");
        const auto read = run.import();
        QCOMPARE(read.size(), std::size_t(1));
        QCOMPARE(read.front() == expected(entry, 1), true);
    }
    void nullIsNoValue()
    {
        SqlRun run(tables, mapping);
        SAME(run.put({add("cn=u1", {one("title", std::string("A")), one("photo", Binary{"x"})})}), "ok {id=1}");
        SAME(run.put({numbered(update("cn=u1", {}, {cleared("title"), cleared("photo", AttributeType::Binary)}), 1)}), "ok");
        SAME(run.ask("SELECT title FROM users"), "NULL");
        SAME(run.content(), "cn=u1{1}");
    }
    void manyObjectsOverManyPagesCompareEqual_data()
    {
        QTest::addColumn<int>("pageSize");
        for (const int size : {1, 2, 7, 30, 31, 1000})
            QTest::addRow("%d", size) << size;
    }
    void manyObjectsOverManyPagesCompareEqual()
    {
        QFETCH(int, pageSize);
        SqlRun run(tables, mapping);
        std::vector<CsEntryChange> wanted;
        std::vector<CsEntryChange> page;
        for (std::int64_t i = 1; i <= 30; ++i) {
            const auto name = std::to_string(i);
            auto entry = add("cn=u" + name, {one("title", "T" + name), one("rank", i * 1000)});
            if (i > 1)
                entry.changes.push_back(plus("manager", refs({"cn=u" + std::to_string(i - 1)})));
            entry.changes.push_back(plus("proxy", text({"a" + name, "b" + name, "c" + name})));
            wanted.push_back(expected(entry, i));
            page.push_back(std::move(entry));
        }
        const auto answer = run.answer(page);
        QCOMPARE(answer.results->size(), std::size_t(30));
        QCOMPARE(run.import(pageSize) == wanted, true);
    }
    void namesOfTablesAndColumnsMayHoldAnyCharacters()
    {
        SqlRun run(
            R"sql(CREATE TABLE "we""ird; table" ("my ""id" INTEGER PRIMARY KEY AUTOINCREMENT, "d?n:x" TEXT UNIQUE, "drop table; --" TEXT, "%1" TEXT);
CREATE TABLE "li`nk" ("ow'ner" INTEGER, "va lue" TEXT);
)sql",
            R"({"types": {"user": {"table": "we\"ird; table", "anchor": {"column": "my \"id", "attribute": "id"}, "dn": "d?n:x",
                      "attributes": {"title": "drop table; --", "phone": "%1", "proxy": {"table": "li`nk", "owner": "ow'ner", "column": "va lue"}}}}})");
        SAME(run.put({add("cn=u1", {one("title", std::string("A")), plus("proxy", text({"p", "q"}))})}), "ok {id=1}");
        SAME(run.put({numbered(update("cn=u1", {}, {one("phone", std::string("%2")), delta("proxy", {}, text({"p"}))}), 1)}),
             "ok");
        SAME(run.content(), "cn=u1{1} title(A) phone(%2) proxy(q)");
    }
    void referencesMayStandAsDn()
    {
        SqlRun run("CREATE TABLE users (id INTEGER PRIMARY KEY, dn TEXT UNIQUE, boss TEXT);\nCREATE TABLE fans (owner INTEGER, "
                   "fan TEXT);\n",
                   R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {
                      "manager": {"column": "boss", "type": "reference", "stores": "dn"},
                      "member": {"table": "fans", "owner": "owner", "column": "fan", "type": "reference", "stores": "dn"}}}}})");
        SAME(run.put({add("cn=u1", {plus("manager", refs({"cn=u1"}))}), add("cn=u2", {plus("member", refs({"cn=u1"}))})}),
             "ok {id=1}; ok {id=2}");
        SAME(run.put({numbered(update("cn=u1", {}, {AttributeChange::rename("cn=x", "cn=u1")}), 1)}), "ok");
        SAME(run.content(), "cn=x{1} manager(cn=x); cn=u2{2} member(cn=x)");
        SAME(run.put({numbered(del("cn=x", {}), 1)}), "ok");
        SAME(run.content(), "cn=u2{2}");
    }
    void anchorsMayComeWithTheAdd()
    {
        SqlRun run(
            "CREATE TABLE users (uid TEXT PRIMARY KEY, title TEXT);\n",
            R"({"types": {"user": {"table": "users", "anchor": {"column": "uid", "attribute": "id", "type": "string", "given": true},
                      "attributes": {"title": {}}}}})",
            {{"distinguishedNameStyle", "None"}});
        SAME(run.put({add("t1", {one("id", std::string("ann"))}), add("t2", {one("id", std::string("ann"))}), add("t3")}),
             "ok {id=ann}; cd-existing-object; missing-provisioning-attribute");
        SAME(run.content(), "ann{ann}");
    }
    void onlySelectedAttributesAreReadAndCleared()
    {
        SqlRun run(tables, mapping, {{"exportType", "ObjectReplace"}});
        SAME(run.put({add("cn=u1", {one("title", std::string("A")), one("phone", std::string("1"))})}), "ok {id=1}");
        run.close();
        auto types = run.connector().schema(run.given());
        std::erase_if(types.types.front().attributes, [](const SchemaAttribute &a) { return a.name == "phone"; });
        run.connector().openExportConnection(run.given(), types, {});
        run.connector().putExportEntries({numbered(whole("cn=u1", {}, {}), 1)});
        run.connector().closeExportConnection(CloseReason::Normal);
        SAME(run.content(), "cn=u1{1} phone(1)"); // title is cleared, phone was not selected
    }
    void contentOfAnotherTypeStopsTheImportAndIsNamed()
    {
        SqlRun run(tables + "INSERT INTO users (dn, rank) VALUES ('cn=u1', 'many');\n", mapping);
        try {
            run.import();
            QFAIL("the import went on");
        } catch (const sdk::UnexpectedDataException &e) {
            SAME(std::string(e.what()).substr(0, 35), "table users, id 1, column rank: \"ma");
        }
    }
};

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
