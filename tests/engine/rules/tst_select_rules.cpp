// engine-rules.md, Selection, scope, order, pages.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;
using From = RunSettings::PageSizeFrom;

struct Place {
    const char *dn;
    std::vector<std::string> inclusions;
    std::vector<std::string> exclusions;
    bool isIn;
    const char *decided = ""; ///< what the reason names
};

const std::vector<Place> &places()
{
    static const std::vector<Place> all = {
        {"cn=u,ou=x,dc=com", {}, {}, true},
        {"cn=u,ou=hq,dc=com", {"ou=hq,dc=com"}, {"dc=com"}, true},
        {"cn=u,ou=x,dc=com", {"ou=hq,dc=com"}, {"dc=com"}, false, "dc=com"},
        {"cn=u,ou=x,dc=com", {"dc=com"}, {"ou=x,dc=com"}, false, "ou=x,dc=com"},
        {"cn=u,ou=y,ou=x,dc=com", {"ou=y,ou=x,dc=com", "dc=com"}, {"ou=x,dc=com"}, true},
        {"cn=u,ou=x,dc=com", {"ou=hq,dc=com"}, {}, false},
        {"cn=u,ou=x,dc=com", {}, {"ou=hq,dc=com"}, true},
        {"cn=u,ou=x,dc=com", {""}, {"ou=x,dc=com"}, false, "ou=x,dc=com"},
        {"cn=u,ou=x,dc=com", {""}, {}, true},
        {"cn=u,ou=x,dc=com", {"OU=X, DC=Com"}, {"dc=com"}, true},
    };
    return all;
}

std::vector<HierarchyNode> nodes(const std::vector<std::string> &dns)
{
    std::vector<HierarchyNode> out;
    for (const auto &dn : dns)
        out.push_back({dn, {}});
    return out;
}

struct Size {
    std::int32_t asked;
    From from;
    std::int32_t preset;
    std::int32_t most;
    std::int32_t used; ///< 0: refused
    const char *finding = "";
};

const std::vector<std::pair<const char *, Size>> sizes = {
    {"nothing said", {0, From::Default, 0, 0, 100}},
    {"the connector's default", {0, From::Default, 30, 0, 30}},
    {"a default over the maximum", {0, From::Default, 30, 20, 20}},
    {"the step's size", {7, From::Person, 30, 50, 7}},
    {"0 means the default", {0, From::Person, 30, 50, 30}},
    {"a file's size over the maximum is reduced", {60, From::MaConfiguration, 30, 50, 50, "page-size-reduced"}},
    {"a file's size at the maximum", {50, From::MaConfiguration, 30, 50, 50}},
    {"a person's size over the maximum is refused", {60, From::Person, 30, 50, 0}},
};

} // namespace

class TestSelectRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: import-only attributes are sent (select.cpp).
    void select_1_whatIsNotSelectedIsNotHandedOver()
    {
        auto some = setup({add("cn=u1", {plus("mail", text({"m"})), plus("phone", text({"1"})), plus("title", text({"A"}))}),
                           group("cn=g1", {"cn=u1"})});
        some.schema.types.front().attributes[3].operation = AttributeOperation::ImportOnly; // title
        some.selection.types = {{"user"}};
        some.selection.attributes = {{"mail", "title"}};
        Run run(some);
        SAME(run.all().pages, "p1.1 Add cn=u1 mail:add(m)\n");
        QVERIFY2(has(run.removals, "select-1 cn=u1 phone: ") && has(run.removals, "select-1 cn=u1 title: ")
                     && has(run.removals, "select-1 cn=g1: "),
                 run.removals.c_str());
        // Open gets the same reduced schema; anchors stay.
        QCOMPARE(run.open->schema.types.size(), std::size_t(1));
        const auto &user = run.open->schema.types.front();
        QVERIFY(user.find("mail") && user.find("id") && !user.find("phone"));
    }
    // Mutation: what selection removed is forgotten (select.cpp).
    void select_2_aRemovalHasItsReasonAndWhatItLeftIsNotCounted()
    {
        auto some = setup({update("cn=u1", "1", {}, {plus("phone", text({"1"}))}), add("cn=u2", {plus("phone", text({"1"}))})});
        some.selection.attributes = {{"mail"}};
        Run run(some);
        // An Update without changes is not handed over, an Add is.
        SAME(run.all().pages, "p1.1 Add cn=u2\n");
        SAME(run.outcome(), "success add 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "update");
        QCOMPARE(left(run, "cn=u1").pending.changes.size(), std::size_t(1));
        for (const auto *put : {"select-1 cn=u1 phone: ", "select-1 cn=u2 phone: "}) {
            const auto at = run.removals.find(put);
            QVERIFY2(at != std::string::npos, run.removals.c_str());
            QVERIFY2(run.removals[at + std::string(put).size()] != '\n', "a removal without a reason");
        }
    }
    void select_2_whatSelectionRemovedFromAnAddStaysPending()
    {
        auto some = setup({add("cn=u2", {plus("phone", text({"1"}))})});
        some.selection.attributes = {{"mail"}};
        Run run(some);
        run.all();
        SAME(pendingOf(run, "cn=u2"), "update");
        SAME(left(run, "cn=u2").pending.changes.front().name, "phone");
    }
    // Mutation: the finding is given, too, when another object was handed over (machine_pages.cpp).
    void select_2_aRunThatLeftEverythingOutSaysSo()
    {
        auto some = setup({add("cn=u1"), group("cn=g1", {"cn=u1"})});
        some.selection.types = {{"ou"}};
        Run nothing(some);
        SAME(nothing.all().pages, "");
        SAME(nothing.outcome(), "success close Normal");
        SAME(nothing.findings(), "nothing-handed-over cn=u1");
        const auto &said = nothing.machine.findings().front().message;
        QVERIFY2(has(said, "object type user is not selected; object type group is not selected"), said.c_str());

        some.selection.types = {{"user"}};
        some.settings.pageSize = 1; // no page carries what is left out after the last one
        SAME(Run(some).all().findings(), "");
    }
    void scope_1_theDeepestContainerDecides_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < places().size(); ++i)
            QTest::addRow("%d: %s", static_cast<int>(i), places()[i].dn) << static_cast<int>(i);
    }
    // Mutation: inclusion and exclusion swapped (scope.cpp).
    void scope_1_theDeepestContainerDecides()
    {
        QFETCH(int, index);
        const auto &place = places()[static_cast<std::size_t>(index)];
        auto some = setup({add(place.dn)}, Style::Ldap);
        some.scope.inclusions = nodes(place.inclusions);
        some.scope.exclusions = nodes(place.exclusions);
        Run run(some);
        run.all();
        SAME(run.pages, place.isIn ? "p1.1 Add " + std::string(place.dn) + '\n' : std::string());
        if (!place.isIn)
            QVERIFY2(has(run.removals, std::string("scope-1 ") + place.dn + ": ") && has(run.removals, place.decided),
                     run.removals.c_str());
        SAME(run.outcome(), place.isIn ? "success add 1 close Normal" : "success close Normal");
    }
    void scope_1_thePartitionDecidesLikewise()
    {
        auto some = setup({add("cn=u,dc=com"), add("cn=u,dc=org")}, Style::Ldap);
        some.capabilities.supportPartitions = true;
        some.scope.partitions = {{Guid::fromName("1"), "dc=com", "com", false}, {Guid::fromName("2"), "dc=org", "org", false}};
        some.partition = some.scope.partitions.front();
        Run run(some);
        SAME(run.all().pages, "p1.1 Add cn=u,dc=com\n");
        QVERIFY2(has(run.removals, "scope-1 cn=u,dc=org: "), run.removals.c_str());
        SAME(pendingOf(run, "cn=u,dc=org"), "add");
    }
    // Mutation: deletes from the top (order.cpp).
    void order_1_deletesDeepestFirstThenFewestReferencesShallowestInputOrder()
    {
        const auto objects = std::vector{
            del("ou=o", "1", "ou"), add("cn=b,ou=n", {plus("manager", refs({"cn=k"})), plus("seeAlso", refs({"cn=k"}))}),
            del("cn=c,ou=o", "2"),  add("cn=a,ou=n", {plus("manager", refs({"cn=k"}))}),
            add("cn=z,ou=n"),       update("cn=k", "3", {}, {plus("title", text({"A"}))}),
            add("ou=n", {}, "ou"),  add("cn=y,ou=n"),
        };
        const std::string deletes = "Del cn=c,ou=o {id=2}\nDel ou=o {id=1}\n";
        const std::string changes = "Upd cn=k {id=3} title:add(A)\nAdd ou=n\nAdd cn=z,ou=n\nAdd cn=y,ou=n\n"
                                    "Add cn=a,ou=n manager:add(cn=k)\nAdd cn=b,ou=n manager:add(cn=k) seeAlso:add(cn=k)\n";
        const auto withoutPositions = [](const std::string &pages) {
            std::string out;
            for (std::size_t from = 0; from < pages.size();) {
                const auto end = pages.find('\n', from);
                out += pages.substr(pages.find(' ', from) + 1, end - pages.find(' ', from));
                from = end + 1;
            }
            return out;
        };
        Run run(setup(objects, Style::Ldap));
        SAME(withoutPositions(run.all().pages), deletes + changes);
        // A page comes from one queue.
        QVERIFY2(has(run.pages, "p1.1 Del ou=o") && has(run.pages, "p1.2 Upd cn=k"), run.pages.c_str());
        auto last = setup(objects, Style::Ldap);
        last.settings.deletesFirst = false;
        Run turned(last);
        SAME(withoutPositions(turned.all().pages), changes + deletes);
        QVERIFY2(has(turned.pages, "p1.1 Upd cn=k") && has(turned.pages, "p1.2 Del cn=c"), turned.pages.c_str());
    }
    // Mutation: a delete-add with deleteAddAsReplace goes as two entries, without it as one (order.cpp).
    void order_2_aDeleteAddIsADeleteThenAnAddWithOneIdentifier()
    {
        Run run(setup({pending(known("cn=u1", "1"), PendingOperation::DeleteAdd, {plus("title", text({"B"}))}), del("cn=u2", "2"),
                       add("cn=u3")}));
        SAME(run.all().pages, "p1.1 Del cn=u1 {id=1}\np1.1 Del cn=u2 {id=2}\np1.2 Add cn=u1 title:add(B)\np1.2 Add cn=u3\n");
        SAME(run.outcome(), "success add 1 delete 1 delete-add 1 close Normal");
        const auto &handOvers = run.machine.handOvers();
        QVERIFY(handOvers[0].entry.identifier == handOvers[2].entry.identifier);
        SAME(anchorsOf(run, "cn=u1"), "id=String #cn=u1");
    }
    void order_2_theAddOnlyFollowsADeleteThatSucceeded()
    {
        Run run(setup({pending(known("cn=u1", "1"), PendingOperation::DeleteAdd, {plus("title", text({"B"}))})}),
                Script().answer("cn=u1", MAExportError::ExportErrorPermissionIssue));
        SAME(run.all().pages, "p1.1 Del cn=u1 {id=1}\n");
        SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "delete-add");
    }
    void page_1_theSizeOfAPage_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < sizes.size(); ++i)
            QTest::newRow(sizes[i].first) << static_cast<int>(i);
    }
    // Mutation: no maximum (refusals.cpp).
    void page_1_theSizeOfAPage()
    {
        QFETCH(int, index);
        const auto &row = sizes[static_cast<std::size_t>(index)].second;
        std::vector<SpaceObject> objects;
        for (int i = 0; i < 120; ++i)
            objects.push_back(add("cn=u" + std::to_string(i)));
        auto some = setup(objects);
        some.settings.pageSize = row.asked;
        some.settings.pageSizeFrom = row.from;
        some.exportDefaultPageSize = row.preset;
        some.exportMaxPageSize = row.most;
        Run run(some);
        run.until(State::Open);
        if (row.used == 0) {
            SAME(run.calls, "Refuse");
            QVERIFY2(has(run.refused->text(), "60") && has(run.refused->text(), "50"), run.refused->text().c_str());
            return;
        }
        QCOMPARE(run.open->step.batchSize, row.used);
        QCOMPARE(static_cast<std::int32_t>(run.machine.preview()->page.entries.size()), std::min(row.used, 120));
        SAME(run.findings(), row.finding);
        run.all();
        SAME(run.outcome(), "success add 120 close Normal");
        QCOMPARE(count(run.calls, "Put"), static_cast<std::size_t>((120 + row.used - 1) / row.used));
    }
    void page_1_aPageIsCutBeforeTheWiresLimit()
    {
        Run run(setup({add("cn=u1"), add("cn=u2"), add("cn=u3")}));
        run.until(State::Open);
        run.feed(input::PutNotSent{2, 0});
        QCOMPARE(run.machine.preview()->page.entries.size(), std::size_t(2));
        SAME(run.findings().substr(0, 8), "page-cut");
        run.all();
        QCOMPARE(run.machine.handOvers().size(), std::size_t(3));
        SAME(run.machine.handOvers().back().entry.dn, "cn=u3");
        SAME(run.outcome(), "success add 3 close Normal");
    }
    void page_1_anEntryOverTheLimitIsAnObjectError()
    {
        Run run(setup({add("cn=u1"), add("cn=u2")}));
        run.until(State::Open);
        run.feed(input::PutNotSent{0, 99'000'000});
        run.all();
        SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "add");
        QVERIFY2(has(left(run, "cn=u1").lastFailure->detail, "99000000"), left(run, "cn=u1").lastFailure->detail.c_str());
        QCOMPARE(run.machine.handOvers().back().entry.dn, std::string("cn=u2"));
    }
    void page_1_onePageMayBeSmallerByHand()
    {
        Run run(setup({add("cn=u1"), add("cn=u2"), add("cn=u3")}));
        run.feed(input::PageSizeOnce{1});
        run.all();
        SAME(run.pages.substr(run.pages.size() - 30), "p1.2 Add cn=u2\np1.2 Add cn=u3\n");
    }
};

QTEST_GUILESS_MAIN(TestSelectRules)
#include "tst_select_rules.moc"
