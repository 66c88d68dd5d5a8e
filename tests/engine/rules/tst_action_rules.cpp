// engine-rules.md, Answers: the three special actions.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;
constexpr auto convert = MAExportError::ExportActionConvertUpdateToAdd;
constexpr auto retry = MAExportError::ExportActionRetryReferenceAttribute;
constexpr auto provision = MAExportError::ExportActionProvisioningParent;

/// ou=a and ou=b below it are known; three users under ou=b are new.
EngineSetup family()
{
    return setup({known("ou=a", "1", {plus("title", text({"A"}))}, "ou"),
                  known("ou=b,ou=a", "2", {plus("title", text({"B"}))}, "ou"), add("cn=u1,ou=b,ou=a"), add("cn=u2,ou=b,ou=a"),
                  add("cn=u3,ou=b,ou=a")},
                 Style::Ldap);
}
Script allAsk()
{
    return Script()
        .answer("cn=u1,ou=b,ou=a", provision)
        .answer("cn=u2,ou=b,ou=a", provision)
        .answer("cn=u3,ou=b,ou=a", provision);
}
/// The names handed over in pass 2, page by page: "ou=a ou=b cn=u1 | ou=a …", first components only.
std::string secondPass(const std::string &pages)
{
    std::string out;
    std::string page;
    for (std::size_t from = pages.find("p2."); from < pages.size();) {
        const auto end = pages.find('\n', from);
        const auto line = pages.substr(from, end - from);
        const auto position = line.substr(0, line.find(' '));
        const auto dn = line.substr(position.size() + 5, line.find_first_of(", ", position.size() + 5) - position.size() - 5);
        out += out.empty() ? "" : position == page ? " " : " | ";
        out += dn;
        page = position;
        from = end + 1;
    }
    return out;
}

} // namespace

class TestActionRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: old anchors travel with the Add (accounting.cpp).
    void action_1_theNextPassAddsTheFullImageWithoutAnchors()
    {
        Run run(setup({update("cn=u1", "7", {plus("mail", text({"m"})), plus("title", text({"A"}))},
                              {delta("title", text({"B"}), text({"A"}))})}),
                Script().answer("cn=u1", convert));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=7} title:upd(+B -A)\np2.1 Add cn=u1 mail:add(m) title:add(B)\n");
        SAME(run.outcome(), "success update 1 close Normal");
        SAME(anchorsOf(run, "cn=u1"), "id=String #cn=u1");
        SAME(pendingOf(run, "cn=u1"), "none");
    }
    void action_1_theAddGoesUnderTheNewName()
    {
        auto renamed = rename(known("cn=u1", "7", {plus("mail", text({"m"}))}), "cn=u9");
        Run run(setup({renamed}), Script().answer("cn=u1", convert));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=7} DN:upd(+cn=u9 -cn=u1)\np2.1 Add cn=u9 mail:add(m)\n");
        QVERIFY(run.machine.space().find("cn=u9"));
    }
    void action_1_referencesAreHeldAsEver()
    {
        // Both are converted: in pass 2 they stand in one page, so the reference goes in pass 3.
        Run run(setup({update("cn=u1", "1", {}, {plus("title", text({"A"}))}),
                       update("cn=u2", "2", {plus("manager", refs({"cn=u1"}))}, {plus("title", text({"A"}))})}),
                Script().answer("cn=u1", convert).answer("cn=u2", convert));
        run.all();
        QVERIFY2(has(run.pages, "p2.1 Add cn=u1 title:add(A)\np2.1 Add cn=u2 title:add(A)\n"), run.pages.c_str());
        QVERIFY2(has(run.pages, "p3.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n"), run.pages.c_str());
        SAME(run.outcome(), "success update 2 close Normal");
    }
    void action_1_withoutAnImageNothingIsInvented()
    {
        Run run(setup({withoutImage(update("cn=u1", "7", {}, {plus("title", text({"B"}))}))}), Script().answer("cn=u1", convert));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=7} title:add(B)\n");
        SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
        SAME(failureOf(run, "cn=u1"), "cd-missing-object 0");
        QVERIFY(!left(run, "cn=u1").lastFailure->detail.empty());
    }
    // Mutation: with and without an anchor swapped (accounting.cpp).
    void action_2_withoutAnAnchorEverythingComesAgainAsAnUpdate()
    {
        Run run(setup({known("cn=x", "9"), add("cn=u1", {plus("title", text({"A"})), plus("manager", refs({"cn=x"}))})}),
                Script().answer("cn=u1", retry));
        SAME(run.all().pages, "p1.1 Add cn=u1 title:add(A) manager:add(cn=x)\np2.1 Upd cn=u1 title:add(A) manager:add(cn=x)\n");
        SAME(run.outcome(), "success add 1 close Normal");
    }
    void action_2_anAddWithoutAttributesComesAgainWithoutAny()
    {
        Run run(setup({add("cn=u1")}), Script().answer("cn=u1", retry));
        SAME(run.all().pages, "p1.1 Add cn=u1\np2.1 Upd cn=u1\n");
        SAME(run.outcome(), "success add 1 close Normal");
    }
    void action_2_withAnAnchorOnlyTheReferencesCome()
    {
        Run run(setup({known("cn=x", "9"), add("cn=u1", {plus("title", text({"A"})), plus("manager", refs({"cn=x"}))})}),
                Script().answer("cn=u1", retry, {anchorAnswer("7")}));
        SAME(run.all().pages, "p1.1 Add cn=u1 title:add(A) manager:add(cn=x)\np2.1 Upd cn=u1 {id=7} manager:add(cn=x)\n");
        SAME(run.outcome(), "success add 1 close Normal");
    }
    void action_2_ofAnObjectExportedBeforeOnlyTheReferencesCome()
    {
        Run run(
            setup({known("cn=x", "9"), update("cn=u1", "7", {}, {plus("title", text({"A"})), plus("manager", refs({"cn=x"}))})}),
            Script().answer("cn=u1", retry));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=7} title:add(A) manager:add(cn=x)\np2.1 Upd cn=u1 {id=7} manager:add(cn=x)\n");
        SAME(run.outcome(), "success update 1 close Normal");
    }
    void action_2_theSettingMakesItAnAddAgain()
    {
        auto some = setup({add("cn=u1", {plus("title", text({"A"}))})});
        some.settings.retryAs = RunSettings::RetryAs::Add;
        Run run(some, Script().answer("cn=u1", retry));
        SAME(run.all().pages, "p1.1 Add cn=u1 title:add(A)\np2.1 Add cn=u1 title:add(A)\n");
    }
    // Mutation: deepest ancestor first (parents.cpp).
    void action_3_allAncestorsComeBeforeEachChildThatAsked()
    {
        Run run(family(), allAsk());
        run.all();
        SAME(secondPass(run.pages), "ou=a ou=b cn=u1 | ou=a ou=b cn=u2 | ou=a ou=b cn=u3");
        QVERIFY2(has(run.pages, "title:add(A)\n") && has(run.pages, "title:add(B)\n"), run.pages.c_str());
        QVERIFY2(!has(run.pages, "Upd"), run.pages.c_str());
        // Parents without a pending change count nowhere (count-1).
        SAME(run.outcome(), "success add 3 close Normal");
    }
    void action_3_onceOrTheNearestOnly()
    {
        auto once = family();
        once.settings.parents = RunSettings::Parents::Once;
        Run first(once, allAsk());
        SAME(secondPass(first.all().pages), "ou=a ou=b cn=u1 cn=u2 cn=u3");
        auto nearest = family();
        nearest.settings.nearestParentOnly = true;
        Run second(nearest, allAsk());
        SAME(secondPass(second.all().pages), "ou=b cn=u1 | ou=b cn=u2 | ou=b cn=u3");
    }
    void action_3_anAncestorOutOfScopeIsNotSent()
    {
        auto some = family();
        some.scope.exclusions = {{"ou=a", {}}};
        some.scope.inclusions = {{"ou=b,ou=a", {}}};
        Run run(some, allAsk());
        SAME(secondPass(run.all().pages), "ou=b cn=u1 | ou=b cn=u2 | ou=b cn=u3");
    }
    void action_3_withoutAnAncestorOrItsImageTheParentDoesNotExist()
    {
        Run none(setup({add("cn=u1,ou=nowhere")}, Style::Ldap), Script().answer("cn=u1,ou=nowhere", provision));
        SAME(none.all().pages, "p1.1 Add cn=u1,ou=nowhere\n");
        SAME(failureOf(none, "cn=u1,ou=nowhere"), "non-existent-parent 0");
        Run blank(setup({withoutImage(known("ou=a", "1", {}, "ou")), add("cn=u1,ou=a")}, Style::Ldap),
                  Script().answer("cn=u1,ou=a", provision));
        SAME(blank.all().pages, "p1.1 Add cn=u1,ou=a\n");
        SAME(failureOf(blank, "cn=u1,ou=a"), "non-existent-parent 0");
    }
    void action_4_anActionThatCannotApplyIsItsPlainTwin_data()
    {
        QTest::addColumn<bool>("onAdd");
        QTest::addColumn<int>("action");
        QTest::addColumn<QString>("twin");
        QTest::newRow("ConvertUpdateToAdd of an Add") << true << 1 << "cd-missing-object 0";
        QTest::newRow("RetryReferenceAttribute of a Delete") << false << 2 << "dn-attributes-failure 0";
        QTest::newRow("ProvisioningParent of a Delete") << false << 3 << "non-existent-parent 0";
    }
    // Mutation: actions apply to a Delete (outcome.cpp).
    void action_4_anActionThatCannotApplyIsItsPlainTwin()
    {
        QFETCH(bool, onAdd);
        QFETCH(int, action);
        QFETCH(QString, twin);
        Run run(setup({onAdd ? add("cn=u1") : del("cn=u1", "1")}), Script().always("cn=u1", static_cast<MAExportError>(action)));
        SAME(run.all().outcome(), "completed-export-errors failure 1 close Normal");
        QCOMPARE(QString::fromStdString(failureOf(run, "cn=u1")), twin);
        SAME(run.findings(), "action-not-applicable cn=u1");
        QCOMPARE(count(run.calls, "Put"), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestActionRules)
#include "tst_action_rules.moc"
