// Keys made by the database (scenarios.md 5): style None, one table makes the ids of both types.
#include "tests/connectors/sql/sql_run.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::sql::test;

namespace {

const std::string tables = R"(
CREATE TABLE ids (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL);
INSERT INTO ids (id, kind) VALUES (41, 'seed');
CREATE TABLE users (id INTEGER PRIMARY KEY REFERENCES ids(id), title TEXT);
CREATE TABLE groups (id INTEGER PRIMARY KEY REFERENCES ids(id), description TEXT);
CREATE TABLE members (grp INTEGER NOT NULL REFERENCES groups(id), member INTEGER NOT NULL REFERENCES ids(id));
)";
const std::string mapping = R"({"ids": {"table": "ids", "type": "kind"}, "types": {
  "user":  {"table": "users", "anchor": "id", "attributes": {"title": {}}},
  "group": {"table": "groups", "anchor": "id", "attributes": {
     "description": {}, "member": {"table": "members", "owner": "grp", "type": "reference"}}}}})";
const std::string userGuid = "5f0c0000-0000-4000-8000-000000000001";
const std::string groupGuid = "5f0c0000-0000-4000-8000-000000000002";
const Parameters styleNone{{"distinguishedNameStyle", "None"}};

} // namespace

class TestScenario5 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsOfBothTypesComeFromOneTable()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid, {plus("title", text({"A"}))}), add(groupGuid, {}, "group")}), "ok {id=42}; ok {id=43}");
        SAME(run.ask("SELECT group_concat(id || kind) FROM ids"), "41seed,42user,43group");
        // Pass 2: the held member, under the names that the anchors became.
        SAME(run.put({numbered(update("43", {}, {delta("member", refs({"42"}), {})}, "group"), 43)}), "ok");
        SAME(run.content(), "42{42} title(A); 43{43} member(42)");
        run.close();
        // A second run with a new title.
        SAME(run.put({numbered(update("42", {}, {delta("title", text({"B"}), text({"A"}))}), 42)}), "ok");
        SAME(run.content(), "42{42} title(B); 43{43} member(42)");
    }
    void aGroupMayHoldAGroup()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid, {}, "group"), add(groupGuid, {}, "group")}), "ok {id=42}; ok {id=43}");
        SAME(run.put({numbered(update("43", {}, {delta("member", refs({"42", "43"}), {})}, "group"), 43)}), "ok");
        SAME(run.content(), "42{42}; 43{43} member(42 43)");
    }
    void aTemporaryNameIsNoReference()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid), add(groupGuid, {plus("member", refs({userGuid}))}, "group")}),
             "ok {id=42}; dn-attributes-failure");
        SAME(run.ask("SELECT group_concat(id) FROM ids"), "41,42"); // the failed Add left no id behind
    }
    void aDeleteFreesTheSharedId()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid), add(groupGuid, {}, "group")}), "ok {id=42}; ok {id=43}");
        SAME(run.put({numbered(update("43", {}, {delta("member", refs({"42"}), {})}, "group"), 43)}), "ok");
        SAME(run.put({numbered(del("42", {}), 42)}), "ok");
        SAME(run.content(), "43{43}");
        SAME(run.ask("SELECT group_concat(id) FROM ids"), "41,43");
    }
    void theNameAloneFindsTheRow()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid)}), "ok {id=42}");
        SAME(run.put({update("42", {}, {plus("title", text({"B"}))})}), "ok");
        SAME(run.put({update(userGuid, {}, {plus("title", text({"C"}))})}), "cd-missing-object");
    }
    void nothingCanBeRenamed()
    {
        SqlRun run(tables, mapping, styleNone);
        SAME(run.put({add(userGuid)}), "ok {id=42}");
        SAME(run.put({numbered(update("42", {}, {AttributeChange::rename("77", "42")}), 42)}), "invalid-dn");
        QVERIFY(!run.connector().capabilities(run.given()).objectRename);
    }
};

QTEST_GUILESS_MAIN(TestScenario5)
#include "tst_scenario_5.moc"
