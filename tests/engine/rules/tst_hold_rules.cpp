// engine-rules.md, References and passes: holding.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;

std::string pagesOf(EngineSetup of)
{
    Run run(std::move(of));
    return run.all().pages;
}
EngineSetup noReferencesFirst(EngineSetup of)
{
    of.capabilities.noReferenceValuesInFirstExport = true;
    return of;
}
/// A known group with member m1 that gets u1 (new) and x9 (known), and a new title.
std::vector<SpaceObject> knownGroup()
{
    return {known("cn=m1", "1"), known("cn=x9", "9"), add("cn=u1"),
            update("cn=g1", "2", {plus("title", text({"A"})), plus("member", refs({"cn=m1"}))},
                   {delta("title", text({"B"}), text({"A"})), delta("member", refs({"cn=u1", "cn=x9"}), {})}, "group")};
}

} // namespace

class TestHoldRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: nothing waits (hold.cpp).
    void hold_1_aReferenceWaitsForATargetOfAnEarlierPage()
    {
        const auto objects = std::vector{add("cn=u2", {plus("manager", refs({"cn=u1"}))}), add("cn=u1")};
        SAME(pagesOf(withPages(setup(objects), 2)),
             "p1.1 Add cn=u1\np1.1 Add cn=u2\np2.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n");
        SAME(pagesOf(withPages(setup(objects), 1)), "p1.1 Add cn=u1\np1.2 Add cn=u2 manager:add(cn=u1)\n");
    }
    void hold_1_aDeleteAddIsATargetToWaitFor()
    {
        const auto objects = std::vector{pending(known("cn=u1", "1"), PendingOperation::DeleteAdd, {}),
                                         add("cn=u2", {plus("manager", refs({"cn=u1"}))})};
        SAME(pagesOf(setup(objects)),
             "p1.1 Del cn=u1 {id=1}\np1.2 Add cn=u1\np1.2 Add cn=u2\np2.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n");
    }
    void hold_1_withNoReferenceValuesInFirstExportEveryReferenceWaits()
    {
        SAME(pagesOf(
                 withPages(noReferencesFirst(setup({known("cn=x9", "9"), add("cn=u1", {plus("manager", refs({"cn=x9"}))})})), 1)),
             "p1.1 Add cn=u1\np2.1 Upd cn=u1 {id=#cn=u1} manager:add(cn=x9)\n");
    }
    void hold_1_valueDeletesAreNotHeld()
    {
        const auto objects = std::vector{
            add("cn=u1"),
            update("cn=g1", "1", {plus("member", refs({"cn=x", "cn=u1"}))}, {delta("member", {}, refs({"cn=u1"}))}, "group"),
            known("cn=x", "2")};
        SAME(pagesOf(setup(objects)), "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=1} member:upd(-cn=u1)\n");
        SAME(pagesOf(noReferencesFirst(setup(objects))), "p1.1 Add cn=u1\np2.1 Upd cn=g1 {id=1} member:upd(-cn=u1)\n");
    }
    // In the rename's own page too: nothing is known of its success when the page is made. Mutation: the new
    // name at once (hold.cpp).
    void hold_1_aPendingRenameIsReferredToByItsOldNameUntilItSucceeded()
    {
        const auto objects = std::vector{rename(known("cn=u1", "1"), "cn=u9"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})};
        SAME(pagesOf(withPages(setup(objects), 2)),
             "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=u9 -cn=u1)\np1.1 Add cn=u2 manager:add(cn=u1)\n");
        SAME(pagesOf(withPages(setup(objects), 1)),
             "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=u9 -cn=u1)\np1.2 Add cn=u2 manager:add(cn=u9)\n");
    }
    void hold_1_aRenameThatFailsKeepsTheOldNameInReferences()
    {
        Run run(withPages(setup({rename(known("cn=u1", "1"), "cn=u9"), add("cn=u2", {plus("manager", refs({"cn=u9"}))})}), 1),
                Script().answer("cn=u1", MAExportError::ExportErrorInvalidDN));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=u9 -cn=u1)\np1.2 Add cn=u2 manager:add(cn=u1)\n");
    }
    void hold_2_whatCanBeSentDependsOnTheExportType_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<QString>("pages");
        QTest::newRow("AttributeUpdate sends the sendable part")
            << 1
            << "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=2} title:upd(+B -A) member:upd(+cn=x9)\np2.1 Upd cn=g1 {id=2} "
               "member:upd(+cn=u1)\n";
        QTest::newRow("MultivaluedReferenceAttributeUpdate too")
            << 5
            << "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=2} title:rep(B) member:upd(+cn=x9)\np2.1 Upd cn=g1 {id=2} "
               "member:upd(+cn=u1)\n";
        QTest::newRow("AttributeReplace holds the whole attribute")
            << 2 << "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=2} title:rep(B)\np2.1 Upd cn=g1 {id=2} member:rep(cn=m1 cn=u1 cn=x9)\n";
        QTest::newRow("ObjectReplace holds the whole entry")
            << 3 << "p1.1 Add cn=u1\np2.1 Rep cn=g1 {id=2} title:add(B) member:add(cn=m1 cn=u1 cn=x9)\n";
    }
    // Mutation: AttributeReplace sends a part (hold.cpp).
    void hold_2_whatCanBeSentDependsOnTheExportType()
    {
        QFETCH(int, exportType);
        QFETCH(QString, pages);
        Run run(of(static_cast<MAExportType>(exportType), setup(knownGroup())));
        QCOMPARE(QString::fromStdString(run.all().pages), pages);
        SAME(run.outcome(), "success add 1 update 1 close Normal");
        QVERIFY2(has(run.removals, "hold-"), "a held value is shown as a removal");
    }
    void hold_2_noReferenceValuesInFirstExportHoldsTheSameParts_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<QString>("pages");
        QTest::newRow("AttributeUpdate")
            << 1 << "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=2} title:upd(+B -A)\np2.1 Upd cn=g1 {id=2} member:upd(+cn=u1 +cn=x9)\n";
        QTest::newRow("AttributeReplace")
            << 2 << "p1.1 Add cn=u1\np1.1 Upd cn=g1 {id=2} title:rep(B)\np2.1 Upd cn=g1 {id=2} member:rep(cn=m1 cn=u1 cn=x9)\n";
        QTest::newRow("ObjectReplace") << 3
                                       << "p1.1 Add cn=u1\np2.1 Rep cn=g1 {id=2} title:add(B) member:add(cn=m1 cn=u1 cn=x9)\n";
    }
    void hold_2_noReferenceValuesInFirstExportHoldsTheSameParts()
    {
        QFETCH(int, exportType);
        QFETCH(QString, pages);
        QCOMPARE(
            QString::fromStdString(pagesOf(noReferencesFirst(of(static_cast<MAExportType>(exportType), setup(knownGroup()))))),
            pages);
    }
    void hold_2_anAddGoesOutWithoutItsReferences()
    {
        const auto objects =
            std::vector{add("cn=u1"), add("cn=g1", {plus("title", text({"A"})), plus("member", refs({"cn=u1"}))}, "group")};
        SAME(pagesOf(of(MAExportType::ObjectReplace, setup(objects))),
             "p1.1 Add cn=u1\np1.1 Add cn=g1 title:add(A)\np2.1 Rep cn=g1 {id=#cn=g1} title:add(A) member:add(cn=u1)\n");
    }
    void hold_3_theLaterPassHasTheShapeOfTheExportType_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<QString>("last");
        QTest::newRow("Update with what was held") << 1 << "p2.1 Upd cn=g1 {id=#cn=g1} member:upd(+cn=u1)\n";
        QTest::newRow("Replace of the whole attribute") << 2 << "p2.1 Upd cn=g1 {id=#cn=g1} member:rep(cn=u1 cn=x9)\n";
        QTest::newRow("Replace with the full image") << 3 << "p2.1 Rep cn=g1 {id=#cn=g1} title:add(A) member:add(cn=u1 cn=x9)\n";
        QTest::newRow("deltas for multi-valued references") << 5 << "p2.1 Upd cn=g1 {id=#cn=g1} member:upd(+cn=u1)\n";
    }
    // Mutation: held values come back as attribute Add (hold.cpp).
    void hold_3_theLaterPassHasTheShapeOfTheExportType()
    {
        QFETCH(int, exportType);
        QFETCH(QString, last);
        Run run(of(static_cast<MAExportType>(exportType),
                   setup({known("cn=x9", "9"), add("cn=u1"),
                          add("cn=g1", {plus("title", text({"A"})), plus("member", refs({"cn=u1", "cn=x9"}))}, "group")})));
        QCOMPARE(QString::fromStdString(run.all().pages).right(last.size()), last);
        SAME(run.outcome(), "success add 2 close Normal");
    }
    // Mutation: targets outside the run are waited for (hold.cpp).
    void hold_4_aReferenceToAFailedTargetIsNotSentAndStaysPending()
    {
        const auto given = setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})});
        Run run(given, Script().always("cn=u1", MAExportError::ExportErrorInvalidDN));
        SAME(run.all().pages, "p1.1 Add cn=u1\np1.1 Add cn=u2\n");
        SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
        SAME(run.findings(), "held-target-failed cn=u2");
        SAME(pendingOf(run, "cn=u2"), "update");
        SAME(failureOf(run, "cn=u2"), "none");
        // The next run tries both again.
        Run again(withPages(next(run, given), 1));
        SAME(again.all().pages, "p1.1 Add cn=u1\np1.2 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n");
    }
    void hold_4_cyclesAndSelfReferencesResolveOverPasses()
    {
        SAME(pagesOf(setup({add("cn=a", {plus("manager", refs({"cn=b"}))}), add("cn=b", {plus("manager", refs({"cn=a"}))}),
                            add("cn=c", {plus("manager", refs({"cn=c"}))})})),
             "p1.1 Add cn=a\np1.1 Add cn=b\np1.1 Add cn=c\np2.1 Upd cn=a {id=#cn=a} manager:add(cn=b)\n"
             "p2.1 Upd cn=b {id=#cn=b} manager:add(cn=a)\np2.1 Upd cn=c {id=#cn=c} manager:add(cn=c)\n");
    }
    void hold_4_aTargetThatIsNotHandedOverCountsAsFailed_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("dropped") << "dropped";
        QTest::newRow("out of scope") << "scope";
        QTest::newRow("of a type that is not selected") << "type";
    }
    void hold_4_aTargetThatIsNotHandedOverCountsAsFailed()
    {
        QFETCH(QString, how);
        auto target = add("cn=t,ou=x", {}, "ou");
        target.dropped = how == QLatin1String("dropped");
        auto some = setup({target, add("cn=u1", {plus("manager", refs({"cn=t,ou=x"}))})}, Style::Ldap);
        if (how == QLatin1String("scope"))
            some.scope.exclusions = {{"ou=x", {}}};
        if (how == QLatin1String("type"))
            some.selection.types = {{"user"}};
        Run run(some);
        SAME(run.all().pages, "p1.1 Add cn=u1\n");
        SAME(run.findings(), "held-target-failed cn=u1");
        SAME(run.outcome(), "success add 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "update");
        SAME(pendingOf(run, "cn=t,ou=x"), "add");
    }
    // Mutation: unknownReferences the other way round (hold.cpp).
    void hold_5_aReferenceToAnUnknownObjectIsSentWithAFinding()
    {
        Run run(setup({add("cn=u1", {plus("manager", refs({"cn=elsewhere"}))})}));
        SAME(run.all().pages, "p1.1 Add cn=u1 manager:add(cn=elsewhere)\n");
        SAME(run.findings(), "unknown-reference cn=u1");
    }
    void hold_5_orHeldWhenTheSettingSaysSo()
    {
        auto some = setup({add("cn=u1", {plus("manager", refs({"cn=elsewhere"}))})});
        some.settings.unknownReferences = RunSettings::UnknownReferences::Hold;
        Run run(some);
        SAME(run.all().pages, "p1.1 Add cn=u1\n");
        SAME(pendingOf(run, "cn=u1"), "update");
    }
};

QTEST_GUILESS_MAIN(TestHoldRules)
#include "tst_hold_rules.moc"
