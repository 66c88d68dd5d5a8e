// The memory connector's own reading of the rules that need a memory: hand-overs that follow one another.
#include "tests/connectors/memory/hand_overs.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::memory::test;

namespace {

const std::string flat = R"([{"dn":"u1","type":"user","attributes":{"id":"1","title":"A"}},
    {"dn":"u2","type":"user","attributes":{"id":"2"}}, {"dn":"g1","type":"group","attributes":{"id":"3","member":["u1"]}}])";
using Pages = std::vector<std::vector<CsEntryChange>>;

struct Sequence {
    Parameters parameters;
    Pages pages;
    std::string rule; ///< the last page is failed for it; empty: it is fine
    std::int32_t batchSize = 100;
};

CsEntryChange numbered(CsEntryChange entry, const std::string &identifier)
{
    entry.identifier = Guid::fromName(identifier);
    return entry;
}
AttributeChange typed(AttributeChange change, AttributeType type)
{
    change.type = type;
    return change;
}

const std::vector<std::pair<const char *, Sequence>> &sequences()
{
    static const std::vector<std::pair<const char *, Sequence>> all = {
        {"a page over the batch size", {{}, {{add("u8"), add("u9")}}, "page-1", 1}},
        {"an empty page", {{}, {{}}, "an empty page"}},
        {"an object twice in a page", {{}, {{add("u9"), numbered(add("U9"), "other")}}, "page-1"}},
        {"an identifier twice in a page", {{}, {{numbered(add("u8"), "x"), numbered(add("u9"), "x")}}, "page-1"}},
        {"no identifier", {{}, {{[] { auto e = add("u9"); e.identifier = {}; return e; }()}}, "without an Identifier"}},
        {"an attribute that is not in the schema", {{}, {{add("u9", {plus("shoe", text({"44"}))})}}, "select-1"}},
        {"an import-only attribute", {{}, {{add("u9", {plus("id", text({"44"}))})}}, "select-1"}},
        {"a type that is not in the schema", {{}, {{add("u9", {}, "printer")}}, "select-1"}},
        {"an attribute of another type", {{}, {{add("u9", {typed(plus("title", text({"A"})), AttributeType::Integer)})}}, "the schema"}},
        {"an attribute twice", {{}, {{add("u9", {plus("title", text({"A"})), plus("Title", text({"B"}))})}}, "twice"}},
        {"a value twice", {{}, {{add("u9", {plus("proxy", text({"a", "a"}))})}}, "twice"}},
        {"an Update without changes", {{{"seed", flat}}, {{update("u1", "1", {})}}, "select-2"}},
        {"a Replace on an Add", {{}, {{add("u9", {set("title", text({"A"}))})}}, "the pair of modifications"}},
        {"a Delete with changes", {{{"seed", flat}}, {{[] { auto e = del("u1", "1"); e.changes = {cleared("title")}; return e; }()}}, "object modification Delete"}},
        {"a single-valued Update without the old value", {{{"seed", flat}}, {{update("u1", "1", {delta("title", text({"B"}), {})})}}, "shape-1"}},
        {"a reference to what the same page adds", {{}, {{add("u8"), add("u9", {plus("manager", refs({"u8"}))})}}, "hold-1"}},
        {"a reference to what an earlier page added", {{}, {{add("u8")}, {add("u9", {plus("manager", refs({"u8"}))})}}, ""}},
        {"a reference that a later page's Add makes late",
         {{{"missingReference", "accept"}}, {{add("u9", {plus("manager", refs({"u8"}))})}, {add("u8")}}, "hold-1"}},
        {"a reference to what failed",
         {{{"minimumPasswordLength", "9"}, {"exportPasswordInFirstPass", "1"}, {"missingReference", "accept"}},
          {{add("u8", {plus("export_password", text({"short"}))})}, {add("u9", {plus("manager", refs({"u8"}))})}}, "hold-4"}},
        {"an object that failed again in the same run", {{{"seed", flat}}, {{add("u1")}, {add("u1")}}, "error-1"}},
        {"an Add again after it was accepted", {{}, {{add("u9")}, {add("u9")}}, "pass-1"}},
        {"no anchor after it was answered", {{}, {{add("u9")}, {update("u9", {}, {plus("title", text({"A"}))})}}, "anchor-4"}},
        {"another anchor than was answered", {{}, {{add("u9")}, {update("u9", "77", {plus("title", text({"A"}))})}}, "anchor-4"}},
        {"the anchor that was answered", {{}, {{add("u9")}, {update("u9", "1", {plus("title", text({"A"}))})}}, ""}},
        {"the old name after a rename",
         {{{"seed", flat}, {"objectRename", "1"}}, {{update("u1", "1", {AttributeChange::rename("u7", "u1")})}, {update("u1", "1", {plus("phone", text({"1"}))})}}, "rename-1"}},
        {"the old name in a reference after a rename",
         {{{"seed", flat}, {"objectRename", "1"}}, {{update("u1", "1", {AttributeChange::rename("u7", "u1")})}, {update("u2", "2", {plus("manager", refs({"u1"}))})}}, "rename-1"}},
        {"a rename with the wrong old value", {{{"seed", flat}, {"objectRename", "1"}}, {{update("u1", "1", {AttributeChange::rename("u7", "u6")})}}, "rename-1"}},
        {"a temporary name after the anchor is known",
         {{{"distinguishedNameStyle", "None"}}, {{add("temporary")}, {update("temporary", "1", {plus("title", text({"A"}))})}}, "anchor-6"}},
        {"an attribute replaced in two parts",
         {{{"seed", flat}, {"exportType", "AttributeReplace"}}, {{add("u8")}, {update("g1", "3", {set("member", refs({"u1"}))}, "group")},
           {update("g1", "3", {set("member", refs({"u1", "u8"}))}, "group")}}, "hold-2"}},
        {"a second Replace of an object",
         {{{"seed", flat}, {"exportType", "ObjectReplace"}}, {{whole("g1", "3", {}, "group")}, {whole("g1", "3", {plus("member", refs({"u1"}))}, "group")}}, "hold-2"}},
        {"the Add of a delete-add whose Delete was refused",
         {{{"seed", flat}}, {{numbered(del("u1", "77"), "u1")}, {numbered(add("u1"), "u1")}}, "order-2"}},
        {"a password in the Add", {{}, {{add("u9", {plus("export_password", text({"secret"}))})}}, "pwd-1"}},
        {"an anchor of another type",
         {{{"seed", flat}}, {{[] { auto e = update("u1", {}, {plus("phone", text({"1"}))}); e.anchors = {{"id", std::int64_t(1)}}; return e; }()}}, "anchor-7"}},
    };
    return all;
}

} // namespace

class TestChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBrokenRuleFailsTheRun_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < sequences().size(); ++i)
            QTest::newRow(sequences()[i].first) << static_cast<int>(i);
    }
    void aBrokenRuleFailsTheRun()
    {
        QFETCH(int, index);
        const auto &sequence = sequences()[static_cast<std::size_t>(index)].second;
        Run run(sequence.parameters, sequence.batchSize);
        std::string last;
        for (const auto &page : sequence.pages) {
            QVERIFY2(last.find("UnexpectedData") == std::string::npos, last.c_str()); // only the last page fails
            last = run.put(page);
        }
        const bool failed = last.find("UnexpectedDataException: ") == 0;
        QVERIFY2(failed == !sequence.rule.empty() && last.find(sequence.rule) != std::string::npos, last.c_str());
    }
    void withEnforceOffNothingIsFailed()
    {
        for (const auto &[what, sequence] : sequences()) {
            auto parameters = sequence.parameters;
            parameters.emplace_back("enforce", "off");
            Run run(parameters, sequence.batchSize);
            for (const auto &page : sequence.pages)
                QVERIFY2(run.put(page).find("UnexpectedData") == std::string::npos, what);
        }
    }
    void recordedBatchesMayRepeatAndOrderAsTheyWant()
    {
        Run run({{"enforce", "shapes"}, {"missingReference", "accept"}});
        SAME(run.put({add("u9", {plus("manager", refs({"u8"}))})}), "ok {id=1}");
        SAME(run.put({add("u8")}), "ok {id=2}");
        SAME(run.put({add("u8")}), "cd-existing-object");
        QVERIFY(run.put({add("u7", {plus("id", text({"1"}))})}).find("select-1") != std::string::npos); // shapes still count
    }
    void callsOutOfOrderAreRefused()
    {
        Run run(Parameters{});
        QVERIFY_EXCEPTION_THROWN(run.connector().openExportConnection({}, {}, {}), sdk::UnexpectedDataException);
        run.close();
        QVERIFY_EXCEPTION_THROWN(run.connector().putExportEntries({add("u1")}), sdk::UnexpectedDataException);
        QVERIFY_EXCEPTION_THROWN(run.connector().closeExportConnection(CloseReason::Normal), sdk::UnexpectedDataException);
    }
};

QTEST_APPLESS_MAIN(TestChecks)
#include "tst_checks.moc"
