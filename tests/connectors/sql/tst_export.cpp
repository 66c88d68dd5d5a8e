// What the sql connector writes for each kind of hand-over, shown by reading the tables back.
#include "tests/connectors/sql/sql_run.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::sql::test;

namespace {

/// u1{1}, u2{2}, g1{1} with both; u1 has a manager, two proxies, a title.
const std::string objects = tablesWithDn + R"(
INSERT INTO users (dn, title, mail) VALUES ('cn=u1', 'A', 'a@x'), ('cn=u2', NULL, NULL);
UPDATE users SET boss = 2 WHERE id = 1;
INSERT INTO proxies VALUES (1, 'a'), (1, 'b');
INSERT INTO groups (dn, purpose) VALUES ('cn=g1', 'all');
INSERT INTO members VALUES (1, 1), (1, 2);
)";
const std::string before = "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2}; "
                           "cn=g1{1} description(all) member(cn=u1 cn=u2)";

struct Step {
    CsEntryChange entry;
    std::string answer;
    std::string content = before;
    Parameters parameters = {};
};

AttributeChange number(const std::string &name, std::int64_t value)
{
    return AttributeChange::add(name, {value}, AttributeType::Integer, false);
}

const std::vector<std::pair<const char *, Step>> &steps()
{
    static const std::vector<std::pair<const char *, Step>> all = {
        {"an Add is answered with the id the database made",
         {add("cn=u3", {plus("title", text({"C"})), plus("manager", refs({"cn=u1"})), plus("proxy", text({"x", "y"}))}),
          "ok {id=3}",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2}; cn=u3{3} title(C) manager(cn=u1) proxy(x y); "
          "cn=g1{1} description(all) member(cn=u1 cn=u2)"}},
        {"an Add without attributes is a row",
         {add("cn=u3"), "ok {id=3}",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2}; cn=u3{3}; "
          "cn=g1{1} description(all) member(cn=u1 cn=u2)"}},
        {"an object may refer to itself in its Add",
         {add("cn=u3", {plus("manager", refs({"cn=u3"}))}), "ok {id=3}",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2}; cn=u3{3} manager(cn=u3); "
          "cn=g1{1} description(all) member(cn=u1 cn=u2)"}},
        {"a name that is taken, also by another type", {add("cn=g1"), "cd-existing-object"}},
        {"AttributeUpdate: old and new values, deltas",
         {numbered(update("cn=u1", {},
                          {delta("title", text({"B"}), text({"A"})), delta("proxy", text({"d"}), text({"b"})), cleared("mail"),
                           cleared("manager", AttributeType::Reference)}),
                   1),
          "ok", "cn=u1{1} title(B) proxy(a d); cn=u2{2}; cn=g1{1} description(all) member(cn=u1 cn=u2)"}},
        {"a value add of a present value and a delete of an absent one are done already",
         {numbered(update("cn=u1", {}, {delta("proxy", text({"a"}), text({"zz"}))}), 1), "ok"}},
        {"a delete of a reference the database does not know is done already",
         {numbered(update("cn=g1", {}, {delta("member", {}, refs({"cn=nobody"}))}, "group"), 1), "ok"}},
        {"AttributeReplace: the full set",
         {numbered(update("cn=u1", {}, {set("proxy", text({"c", "a"})), set("title", text({"B"}))}), 1), "ok",
          "cn=u1{1} title(B) mail(a@x) manager(cn=u2) proxy(a c); cn=u2{2}; cn=g1{1} description(all) member(cn=u1 cn=u2)"}},
        {"a deleted multi-valued attribute",
         {numbered(update("cn=g1", {}, {cleared("member", AttributeType::Reference)}, "group"), 1), "ok",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2}; cn=g1{1} description(all)"}},
        {"ObjectReplace clears what it does not name",
         {numbered(whole("cn=u1", {}, {plus("title", text({"B"})), plus("proxy", text({"b"}))}), 1),
          "ok",
          "cn=u1{1} title(B) proxy(b); cn=u2{2}; cn=g1{1} description(all) member(cn=u1 cn=u2)",
          {{"exportType", "ObjectReplace"}}}},
        {"a delete-add as Replace of another type moves the object to the other table",
         {whole("cn=u2", {}, {plus("description", text({"was a user"}))}, "group"),
          "ok {id=2}",
          "cn=u1{1} title(A) mail(a@x) proxy(a b); cn=g1{1} description(all) member(cn=u1); cn=u2{2} description(was a user)",
          {{"deleteAddAsReplace", "1"}}}},
        {"a rename, with another change",
         {numbered(update("cn=u2", {}, {AttributeChange::rename("cn=u9", "cn=u2"), plus("title", text({"T"}))}), 2), "ok",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u9) proxy(a b); cn=u9{2} title(T); cn=g1{1} description(all) member(cn=u1 "
          "cn=u9)"}},
        {"a rename to a name that is taken",
         {numbered(update("cn=u2", {}, {AttributeChange::rename("cn=u1", "cn=u2")}), 2), "cd-existing-object"}},
        {"a Delete takes link rows and references with it",
         {numbered(del("cn=u2", {}), 2), "ok",
          "cn=u1{1} title(A) mail(a@x) proxy(a b); cn=g1{1} description(all) member(cn=u1)"}},
        {"a Delete that the database's foreign keys forbid",
         {numbered(del("cn=u2", {}), 2), "constraint-violation", before, {{"removeReferences", "0"}}}},
        {"an Update by DN, without an anchor",
         {update("cn=u2", {}, {plus("phone", text({"1"}))}), "ok",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2} phone(1); cn=g1{1} description(all) member(cn=u1 "
          "cn=u2)"}},
        {"an anchor that comes as text",
         {update("cn=u2", "2", {plus("phone", text({"1"}))}), "ok",
          "cn=u1{1} title(A) mail(a@x) manager(cn=u2) proxy(a b); cn=u2{2} phone(1); cn=g1{1} description(all) member(cn=u1 "
          "cn=u2)"}},
        {"a missing row", {numbered(update("cn=u7", {}, {plus("phone", text({"1"}))}), 7), "cd-missing-object"}},
        {"a missing row asks for an Add when told so",
         {numbered(update("cn=u7", {}, {plus("phone", text({"1"}))}), 7),
          "convert-update-to-add",
          before,
          {{"missingObject", "convertToAdd"}}}},
        {"a missing row of a Delete",
         {numbered(del("cn=u7", {}), 7), "cd-missing-object", before, {{"missingObject", "convertToAdd"}}}},
        {"a reference to nothing",
         {numbered(update("cn=u1", {}, {set("manager", refs({"cn=nobody"}))}), 1), "dn-attributes-failure"}},
        {"a member that is nothing leaves the others out too",
         {numbered(update("cn=g1", {}, {delta("member", refs({"cn=u1", "cn=nobody"}), refs({"cn=u2"}))}, "group"), 1),
          "dn-attributes-failure"}},
        {"a unique value that is taken, on an existing object",
         {numbered(update("cn=u2", {}, {plus("mail", text({"a@x"}))}), 2), "constraint-violation"}},
        {"a unique value that is taken, on a new object", {add("cn=u3", {plus("mail", text({"a@x"}))}), "cd-existing-object"}},
        {"a cleared column that needs a value",
         {numbered(update("cn=g1", {}, {cleared("description")}, "group"), 1), "constraint-violation"}},
        {"a value the table forbids", {numbered(update("cn=u1", {}, {number("rank", 100)}), 1), "constraint-violation"}},
        {"two values for one column", {add("cn=u3", {plus("title", text({"a", "b"}))}), "constraint-violation"}},
        {"a value of another type", {add("cn=u3", {plus("rank", text({"many"}))}), "syntax-violation"}},
        {"an unknown attribute", {add("cn=u3", {plus("shoe", text({"44"}))}), "cd-error"}},
        {"an unknown type", {add("cn=u3", {}, "printer"), "cd-error"}},
        {"the anchor cannot be written", {add("cn=u3", {number("id", 77)}), "permission-issue"}},
        {"the anchor cannot be changed", {numbered(update("cn=u1", {}, {number("id", 77)}), 1), "permission-issue"}},
        {"text that is no UTF-8", {add("cn=u3", {plus("title", text({"\xff\xfe"}))}), "syntax-violation"}},
    };
    return all;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOrSaysWhyNot_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < steps().size(); ++i)
            QTest::newRow(steps()[i].first) << static_cast<int>(i);
    }
    void writesOrSaysWhyNot()
    {
        QFETCH(int, index);
        const auto &step = steps()[static_cast<std::size_t>(index)].second;
        SqlRun run(objects, mappingWithDn, step.parameters);
        SAME(run.content(), before);
        SAME(run.put({step.entry}), step.answer);
        run.close();
        SAME(run.content(), step.content);
    }
    void aBadEntryFailsAlone()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        SAME(run.put({add("cn=u1", {plus("mail", text({"a@x"}))}),
                      add("cn=u2", {plus("proxy", text({"p"})), plus("mail", text({"a@x"}))}),
                      add("cn=u3", {plus("manager", refs({"cn=u1"}))})}),
             "ok {id=1}; cd-existing-object; ok {id=2}");
        SAME(run.content(), "cn=u1{1} mail(a@x); cn=u3{2} manager(cn=u1)");
        SAME(run.ask("SELECT count(*) FROM proxies"), "0");
    }
    /// A deferred constraint shows at the commit, which names no entry: the page is then written entry by entry.
    void anEntryThatFailsAtTheCommitFailsAlone()
    {
        SqlRun run(
            "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, dn TEXT UNIQUE, unit TEXT REFERENCES units(name) "
            "DEFERRABLE INITIALLY DEFERRED);\nCREATE TABLE units (name TEXT PRIMARY KEY);\nINSERT INTO units VALUES ('here');\n",
            R"({"types": {"user": {"table": "users", "anchor": "id", "dn": "dn", "attributes": {"unit": {}}}}})");
        SAME(run.put(
                 {add("cn=u1", {plus("unit", text({"here"}))}), add("cn=u2", {plus("unit", text({"nowhere"}))}), add("cn=u3")}),
             "ok {id=1}; dn-attributes-failure; ok {id=2}");
        SAME(run.content(), "cn=u1{1} unit(here); cn=u3{2}");
    }
    void aPageIsThereForOthersOnlyWhenItIsWhole()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        SAME(run.put({add("cn=u1")}), "ok {id=1}");
        SAME(run.ask("SELECT count(*) FROM users"), "1"); // before Close
    }
    void refusesWhatIsLeftWhenSomebodyGivesUp()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        int asked = 0;
        run.connector().setHost({.log = {}, .progress = {}, .cancelled = [&] { return ++asked > 2; }});
        SAME(run.put({add("cn=u1"), add("cn=u2"), add("cn=u3")}), "ok {id=1}; ok {id=2}; cd-error");
        run.connector().setHost({});
        SAME(run.content(), "cn=u1{1}; cn=u2{2}");
    }
    void openTwiceAndPutWithoutOpenAreRefused()
    {
        SqlRun run(tablesWithDn, mappingWithDn);
        QVERIFY_EXCEPTION_THROWN(run.connector().putExportEntries({}), sdk::UnexpectedDataException);
        run.open();
        QVERIFY_EXCEPTION_THROWN(run.open(), sdk::UnexpectedDataException);
    }
    /// After an Open that threw the engine calls Close (throw-4).
    void closeAfterAnOpenThatThrewIsFine()
    {
        sql::SqlConnector connector;
        QVERIFY_EXCEPTION_THROWN(connector.openExportConnection(parameters({{"database", "/nowhere/at.all"}}), {}, {}),
                                 sdk::ServerDownException);
        connector.closeExportConnection(CloseReason::OpenConnectionFailure);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
