// engine-rules.md, Space and anchors.
#include "core/space/delta.h"
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;

SpaceObject temporary(const std::string &dn, std::vector<AttributeChange> changes = {}, const std::string &typeName = "user")
{
    auto out = add(dn, std::move(changes), typeName);
    out.temporaryDn = true;
    return out;
}
/// The fixture's schema with an integer anchor on every type.
EngineSetup withIntegerIds(EngineSetup out)
{
    for (auto &type : out.schema.types)
        type.attributes.front().type = AttributeType::Integer;
    return out;
}
const std::string user = "00000000-0000-4000-8000-000000000001";
const std::string team = "00000000-0000-4000-8000-000000000002";

} // namespace

class TestSpaceRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: the missing anchor is asked for the other way round (outcome.cpp).
    void anchor_1_theProjectsDefinitionWinsOverTheSchemas()
    {
        auto projects = setup({add("cn=u1", {plus("mail", text({"m"}))})});
        projects.anchors = {{"user", {"mail"}}};
        Run run(projects);
        silently(run);
        SAME(run.outcome(), "success add 1 close Normal");
        SAME(anchorsOf(run, "cn=u1"), "mail=String m");
        Run schemas(setup({add("cn=u1", {plus("mail", text({"m"}))})}));
        SAME(silently(schemas).outcome(), "completed-export-errors failure 1 close Normal");
    }
    void anchor_1_withoutAnyDefinitionThereIsOneFindingAndNoError()
    {
        auto none = setup({add("cn=u1"), add("cn=u2"), group("cn=g1", {})});
        for (auto &type : none.schema.types)
            type.attributes.front().anchor = false;
        Run run(none);
        SAME(silently(run).outcome(), "success add 3 close Normal");
        QCOMPARE(count(run.findings(), "no-anchor-defined"), std::size_t(1));
        SAME(run.findings().substr(0, 17), "no-anchor-defined");
    }
    // Mutation: a temporary DN counts as an anchor (anchors.cpp).
    void anchor_2_anAnchorIsKnownFromEachOfItsSources()
    {
        // The answer.
        Run told(setup({add("cn=u1")}), Script().answer("cn=u1", MAExportError::Success, {anchorAnswer("7")}));
        SAME(told.all().outcome(), "success add 1 close Normal");
        SAME(anchorsOf(told, "cn=u1"), "id=String 7");
        // The Add's own attributes.
        Run own(setup({add("cn=u1", {plus("id", text({"7"}))})}));
        SAME(silently(own).outcome(), "success add 1 close Normal");
        SAME(anchorsOf(own, "cn=u1"), "id=String 7");
        // What is handed over.
        Run known(setup({update("cn=u1", "7", {}, {plus("title", text({"A"}))})}));
        SAME(silently(known).outcome(), "success update 1 close Normal");
        SAME(anchorsOf(known, "cn=u1"), "id=String 7");
        // The DN, when it is the anchor.
        auto dnAsAnchor = setup({add("cn=u1,dc=x")}, Style::Ldap);
        dnAsAnchor.capabilities.isDNAsAnchor = true;
        Run ldap(dnAsAnchor);
        SAME(silently(ldap).outcome(), "success add 1 close Normal");
        // The DN under None, unless it is temporary.
        Run named(setup({add("7")}, Style::None));
        SAME(silently(named).outcome(), "success add 1 close Normal");
        Run unnamed(setup({temporary(user)}, Style::None));
        SAME(silently(unnamed).outcome(), "completed-export-errors failure 1 close Normal");
    }
    // Mutation: the missing anchor is asked for the other way round (outcome.cpp).
    void anchor_3_anAcceptedAddWithoutAnAnchorIsAnObjectError()
    {
        Run run(setup({add("cn=u1"), add("cn=u2")}));
        run.until(State::Putting);
        const auto second = run.machine.handOvers()[1].entry.identifier;
        run.feed(answered({CsEntryChangeResult::create(second, {anchorAnswer("2")}, MAExportError::Success)}));
        run.all();
        SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
        SAME(run.findings(), "anchor-missing cn=u1");
        SAME(failureOf(run, "cn=u1"), "missing-anchor-component 0");
        SAME(pendingOf(run, "cn=u1"), "add");
    }
    void anchor_3_holdsForAnAddThatWasHandedOverAsAnUpdate()
    {
        Run run(
            setup({add("cn=u1", {plus("title", text({"A"}))})}),
            Script().answer("cn=u1", MAExportError::ExportActionRetryReferenceAttribute).answer("cn=u1", MAExportError::Success));
        SAME(run.all().outcome(), "completed-export-errors failure 1 close Normal");
        SAME(failureOf(run, "cn=u1"), "missing-anchor-component 0");
    }
    // Mutation: emptyAnchors the other way round (anchors.cpp).
    void anchor_4_knownAnchorsTravelAndUnknownOnesAreAbsent()
    {
        const auto objects = std::vector{update("cn=u1", "7", {}, {plus("title", text({"A"}))}),
                                         update("cn=u2", "", {}, {plus("title", text({"A"}))})};
        Run absent(setup(objects));
        SAME(silently(absent).pages, "p1.1 Upd cn=u1 {id=7} title:add(A)\np1.1 Upd cn=u2 title:add(A)\n");
        auto asNull = setup(objects);
        asNull.settings.emptyAnchors = RunSettings::EmptyAnchors::Null;
        Run null(asNull);
        silently(null);
        const auto &entry = null.machine.handOvers()[1].entry;
        QCOMPARE(entry.anchors.size(), std::size_t(1));
        SAME(entry.anchors.front().name, "id");
        QVERIFY(!entry.anchors.front().value);
    }
    // Mutation: an Add is not asked for its modification (machine_pages.cpp).
    void anchor_4_aKnownObjectHandedOverWithoutItsAnchorIsAFindingOnceAType()
    {
        Run run(setup({add("cn=u0"), update("cn=u1", "7", {}, {plus("title", text({"A"}))}),
                       update("cn=u2", "", {}, {plus("title", text({"A"}))}),
                       update("cn=u3", "", {}, {plus("title", text({"A"}))}), del("cn=g1", "", "group")}));
        SAME(run.all().findings(), "anchor-absent cn=g1; anchor-absent cn=u2");
        QCOMPARE(run.machine.findings().front().severity, Severity::Warning);
    }
    void anchor_4_withoutADefinitionNoAnchorIsMissed()
    {
        auto some = setup({update("cn=u1", "", {}, {plus("title", text({"A"}))})});
        for (auto &type : some.schema.types)
            for (auto &attribute : type.attributes)
                attribute.anchor = false;
        Run run(some);
        SAME(run.all().findings(), "no-anchor-defined");
    }
    // Mutation: no finding on an update (anchors.cpp).
    void anchor_5_anotherAnchorOnAnUpdateIsKeptAsReturned()
    {
        Run run(setup({update("cn=u1", "7", {}, {plus("title", text({"A"}))})}),
                Script().answer("cn=u1", MAExportError::Success, {anchorAnswer("8")}));
        SAME(run.all().outcome(), "success update 1 close Normal");
        SAME(anchorsOf(run, "cn=u1"), "id=String 8");
        SAME(run.findings(), "anchor-changed cn=u1");
    }
    void anchor_5_anotherAnchorOnADeleteIsAFindingToo()
    {
        Run run(setup({del("cn=u1", "7")}), Script().answer("cn=u1", MAExportError::Success, {anchorAnswer("8")}));
        SAME(run.all().outcome(), "success delete 1 close Normal");
        SAME(run.findings(), "anchor-changed cn=u1");
    }
    // Mutation: the DN does not follow the anchor (machine_answers.cpp).
    void anchor_6_theAnchorBecomesTheNameForHandOversAndReferences()
    {
        const auto objects =
            std::vector{temporary(user, {plus("title", text({"A"}))}), temporary(team, {plus("member", refs({user}))}, "group")};
        const auto given = setup(objects, Style::None);
        Run run(given,
                Script()
                    .answer(user, MAExportError::Success, {anchorAnswer("42")})
                    .answer(team, MAExportError::Success, {anchorAnswer("43")}));
        SAME(run.all().pages, "p1.1 Add " + user + " title:add(A)\np1.1 Add " + team + "\np2.1 Upd 43 {id=43} member:upd(+42)\n");
        SAME(run.outcome(), "success add 2 close Normal");
        QVERIFY(run.machine.space().find("42") && !run.machine.space().find(user));
        QVERIFY(!left(run, "42").temporaryDn);
        // The next run as well.
        auto second = next(run, given);
        edit(second, "42", {delta("title", text({"B"}), text({"A"}))});
        Run again(second);
        SAME(again.all().pages.substr(0, 40), "p1.1 Upd 42 {id=42} title:upd(+B -A)\n");
    }
    // Mutation: the converted value is not taken (anchors.cpp).
    void anchor_7_anExactValueOfAnotherTypeIsConverted()
    {
        Run run(withIntegerIds(setup({temporary(user)}, Style::None)),
                Script().answer(user, MAExportError::Success, {anchorAnswer("42")}));
        SAME(run.all().outcome(), "success add 1 close Normal");
        SAME(anchorsOf(run, "42"), "id=Integer 42");
        SAME(run.findings().substr(0, 11), "anchor-type");
    }
    void anchor_7_aNameOfSeveralComponentsIsJoinedAndBinaryIsHex()
    {
        auto two = setup({temporary(user, {plus("mail", text({"m"}))})}, Style::None);
        two.anchors = {{"user", {"id", "mail"}}};
        Run run(two, Script().answer(user, MAExportError::Success, {anchorAnswer("42"), anchorAnswer("m", "mail")}));
        SAME(run.all().outcome(), "success add 1 close Normal");
        QVERIFY(run.machine.space().find("42+m"));

        auto binary = setup({temporary(user)}, Style::None);
        binary.schema.types.front().attributes.front().type = AttributeType::Binary;
        Run bytes(binary, Script().answer(user, MAExportError::Success, {anchorAnswer(Binary{"\x0f\xa0"})}));
        SAME(bytes.all().outcome(), "success add 1 close Normal");
        QVERIFY2(bytes.machine.space().find("0fa0") || bytes.machine.space().find("0x0fa0"), "the name is the anchor in hex");
    }
    void anchor_7_equalAnchorsUnderNoneAreADuplicate()
    {
        Run run(setup({temporary(user), temporary(team)}, Style::None),
                Script()
                    .answer(user, MAExportError::Success, {anchorAnswer("42")})
                    .answer(team, MAExportError::Success, {anchorAnswer("42")}));
        SAME(run.all().outcome(), "completed-export-errors add 1 failure 1 close Normal");
        SAME(failureOf(run, team), "duplicate-anchor 0");
    }
    // Mutation: fresh identifiers the other way round (page.cpp).
    void id_1_theIdentifierOfAnObjectStaysOverPassesAndRuns()
    {
        const auto given = setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})});
        Run run(given);
        run.all();
        const auto &handOvers = run.machine.handOvers();
        QCOMPARE(handOvers.size(), std::size_t(3));
        QVERIFY(handOvers[1].entry.identifier == handOvers[2].entry.identifier);
        QVERIFY(handOvers[0].entry.identifier != handOvers[1].entry.identifier);
        auto second = next(run, given);
        edit(second, "cn=u2", {plus("title", text({"A"}))});
        Run again(second);
        again.all();
        QVERIFY(again.machine.handOvers().front().entry.identifier == handOvers[1].entry.identifier);
    }
    void id_1_freshIdentifiersDifferAndAreStillMatched()
    {
        auto fresh = setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})});
        fresh.settings.freshIdentifiers = true;
        Run run(fresh);
        SAME(run.all().outcome(), "success add 2 close Normal");
        const auto &handOvers = run.machine.handOvers();
        QVERIFY(handOvers[1].entry.identifier != handOvers[2].entry.identifier);
    }
    void space_1_aShapeThatNeedsAnUnknownImageIsRefusedBeforeOpen_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<bool>("runs");
        QTest::newRow("AttributeUpdate") << 1 << true;
        QTest::newRow("AttributeReplace") << 2 << false;
        QTest::newRow("ObjectReplace") << 3 << false;
        QTest::newRow("MultivaluedReferenceAttributeUpdate") << 5 << false;
    }
    // Mutation: one object without an image is let through (refusals.cpp).
    void space_1_aShapeThatNeedsAnUnknownImageIsRefusedBeforeOpen()
    {
        QFETCH(int, exportType);
        QFETCH(bool, runs);
        Run run(of(static_cast<MAExportType>(exportType),
                   setup({withoutImage(update("cn=u1", "1", {}, {delta("proxy", text({"d"}), text({"b"}))}))})));
        silently(run);
        SAME(run.calls, runs ? "Open Put Close Finish" : "Refuse");
        if (!runs)
            QVERIFY2(has(run.refused->text(), "cn=u1"), run.refused->text().c_str());
    }
    // Mutation: recorded entries are shaped anew (order.cpp).
    void space_2_recordedEntriesGoOutAsTheyAreInTheirOrder()
    {
        auto recorded = setup({group("cn=g1", {"cn=u1"}), add("cn=u1", {plus("mail", text({"m"})), plus("phone", text({"1"}))}),
                               add("cn=out"), del("cn=u9", "9")});
        const auto entry = [](const std::string &dn, ObjectModificationType modification, std::vector<AttributeChange> changes,
                              const std::string &typeName = "user") {
            CsEntryChange out;
            out.dn = dn;
            out.objectType = typeName;
            out.modification = modification;
            out.changes = std::move(changes);
            return out;
        };
        using Modification = ObjectModificationType;
        recorded.space.addRecorded({0, entry("cn=g1", Modification::Add, {plus("member", refs({"cn=u1"}))}, "group")});
        recorded.space.addRecorded(
            {1, entry("cn=u1", Modification::Add, {plus("mail", text({"m"})), plus("phone", text({"1"}))})});
        recorded.space.addRecorded({2, entry("cn=out", Modification::Add, {})});
        recorded.space.addRecorded({3, entry("cn=u9", Modification::Delete, {})});
        recorded.space.addRecorded({1, entry("cn=u1", Modification::Update, {delta("mail", text({"n"}), text({"m"}))})});
        recorded.scope.exclusions = {{"cn=out", {}}};
        recorded.selection.attributes = {{"id", "mail", "member"}};
        Run run(recorded);
        run.all();
        // Not ordered, not held; phone is not selected, cn=out excluded; u1's repeat starts a new page.
        QVERIFY2(has(run.pages, "p1.1 Add cn=g1 member:add(cn=u1)\np1.1 Add cn=u1 mail:add(m)\n"), run.pages.c_str());
        QVERIFY2(has(run.pages, "Del cn=u9"), run.pages.c_str());
        QVERIFY2(has(run.pages, "mail:upd(+n -m)\n"), run.pages.c_str());
        QCOMPARE(count(run.pages, "\n"), std::size_t(4));
        QVERIFY(run.pages.find("Del cn=u9") < run.pages.find("mail:upd"));
        QVERIFY2(!has(run.pages.substr(run.pages.find("Upd cn=u1") - 5, 4), "p1.1"), run.pages.c_str());
        QVERIFY2(has(run.removals, "select-1 cn=u1 phone") && has(run.removals, "scope-1 cn=out"), run.removals.c_str());
    }
    // Mutation: unconfirmed values are not sent again (effective.cpp).
    void space_3_theNextRunStartsFromWhatThisOneLeft()
    {
        const auto given = setup({add("cn=u1"), add("cn=u2", {plus("title", text({"A"}))})});
        Run first(given, Script().answer("cn=u1", MAExportError::ExportErrorInvalidDN));
        SAME(first.all().outcome(), "completed-export-errors add 1 failure 1 close Normal");
        auto second = next(first, given);
        edit(second, "cn=u2", {plus("phone", text({"1"}))});
        Run again(second, Script().answer("cn=u1", MAExportError::ExportErrorInvalidDN));
        again.all();
        // Still pending; anchors are known; title was exported and not confirmed, so it goes again.
        SAME(again.pages, "p1.1 Add cn=u1\np1.1 Upd cn=u2 {id=#cn=u2} phone:add(1) title:add(A)\n");
        SAME(failureOf(again, "cn=u1"), "invalid-dn 1");
    }
    // Mutation: a delta set by hand is tidied (shape.cpp).
    void compose_1_aDeleteThatIsSetByHandIsNeverTidied()
    {
        Run run(setup({update("cn=g1", "1", {}, {delta("member", {}, refs({"cn=nobody"}))}, "group")}));
        SAME(run.all().pages, "p1.1 Upd cn=g1 {id=1} member:upd(-cn=nobody)\n");
    }
    void compose_1_aChangeIsComputedFromTheDesiredState()
    {
        const auto change = space::computeChange(image({plus("proxy", text({"a", "b"})), plus("phone", text({"1"}))}),
                                                 image({plus("proxy", text({"b", "c"})), plus("title", text({"T"}))}));
        auto object = update("cn=u1", "1", {plus("proxy", text({"a", "b"})), plus("phone", text({"1"}))}, change.changes);
        Run run(setup({object}));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=1} phone:del title:add(T) proxy:upd(+c -a)\n");
    }
};

QTEST_GUILESS_MAIN(TestSpaceRules)
#include "tst_space_rules.moc"
