// engine-rules.md, Shapes.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;
constexpr auto attributeUpdate = MAExportType::AttributeUpdate;
constexpr auto attributeReplace = MAExportType::AttributeReplace;
constexpr auto objectReplace = MAExportType::ObjectReplace;
constexpr auto referenceUpdate = MAExportType::MultivaluedReferenceAttributeUpdate;

/// scenarios.md 3: one change of everything.
EngineSetup everything(MAExportType exportType, bool renamed = true)
{
    auto user = update("cn=u1", "1",
                       {plus("mail", text({"m"})), plus("phone", text({"1"})), plus("title", text({"A"})),
                        plus("proxy", text({"a", "b", "c"})), plus("manager", refs({"cn=m1"})),
                        plus("seeAlso", refs({"cn=r1", "cn=r2"}))},
                       {cleared("phone"), delta("title", text({"B"}), text({"A"})), delta("proxy", text({"d"}), text({"b"})),
                        delta("manager", refs({"cn=m2"}), refs({"cn=m1"})), delta("seeAlso", refs({"cn=r3"}), refs({"cn=r1"}))});
    if (renamed)
        user.pending.newDn = "cn=new";
    return of(
        exportType,
        setup({user, known("cn=m1", "2"), known("cn=m2", "3"), known("cn=r1", "4"), known("cn=r2", "5"), known("cn=r3", "6")}));
}

std::string pagesOf(EngineSetup of)
{
    Run run(std::move(of));
    return run.all().pages;
}

} // namespace

class TestShapeRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: no old value (shape.cpp).
    void shape_1_attributeUpdateSendsWhatChanged()
    {
        SAME(pagesOf(everything(attributeUpdate, false)),
             "p1.1 Upd cn=u1 {id=1} phone:del title:upd(+B -A) proxy:upd(+d -b) manager:upd(+cn=m2 -cn=m1) seeAlso:upd(+cn=r3 "
             "-cn=r1)\n");
    }
    void shape_1_firstValuesAreAddsAndTheLastValueGoneIsADelete()
    {
        SAME(pagesOf(setup({update("cn=u1", "1", {plus("proxy", text({"a"})), plus("phone", text({"1"}))},
                                   {plus("title", text({"B"})), cleared("proxy"), cleared("phone")}),
                            update("cn=g1", "2", {}, {plus("member", refs({"cn=u1"}))}, "group")})),
             "p1.1 Upd cn=u1 {id=1} phone:del title:add(B) proxy:del\np1.1 Upd cn=g1 {id=2} member:add(cn=u1)\n");
    }
    void shape_1_anUnknownOldValueIsTakenFromTheRecordElseReplaced()
    {
        Run run(setup({withoutImage(update("cn=u1", "1", {}, {set("title", text({"B"}))})),
                       withoutImage(update("cn=u2", "2", {}, {delta("title", text({"B"}), text({"A"}))}))}));
        SAME(run.all().pages, "p1.1 Upd cn=u1 {id=1} title:rep(B)\np1.1 Upd cn=u2 {id=2} title:upd(+B -A)\n");
        SAME(run.findings(), "old-value-unknown cn=u1");
    }
    void shape_1_aKnownImageGivesTheOldValue()
    {
        SAME(pagesOf(setup({update("cn=u1", "1", {plus("title", text({"A"}))}, {set("title", text({"B"}))})})),
             "p1.1 Upd cn=u1 {id=1} title:upd(+B -A)\n");
    }
    // Mutation: one value instead of the full set (shape.cpp).
    void shape_2_attributeReplaceSendsTheFullValueSet()
    {
        SAME(pagesOf(everything(attributeReplace, false)),
             "p1.1 Upd cn=u1 {id=1} phone:del title:rep(B) proxy:rep(a c d) manager:rep(cn=m2) seeAlso:rep(cn=r2 cn=r3)\n");
    }
    // Mutation: only what changed (shape.cpp).
    void shape_3_objectReplaceSendsTheWholeObject()
    {
        SAME(pagesOf(everything(objectReplace, false)),
             "p1.1 Rep cn=u1 {id=1} mail:add(m) title:add(B) proxy:add(a c d) manager:add(cn=m2) seeAlso:add(cn=r2 cn=r3)\n");
    }
    // Mutation: deltas for strings too (shape.cpp).
    void shape_4_onlyMultiValuedReferencesComeAsDeltas()
    {
        SAME(pagesOf(everything(referenceUpdate, false)),
             "p1.1 Upd cn=u1 {id=1} phone:del title:rep(B) proxy:rep(a c d) manager:rep(cn=m2) seeAlso:upd(+cn=r3 -cn=r1)\n");
    }
    void shape_5_anAddHasEveryAttributeAsAttributeAdd_data()
    {
        QTest::addColumn<int>("exportType");
        for (const int type : {1, 2, 3, 5})
            QTest::addRow("%d", type) << type;
    }
    // Mutation: a delete-add as Update (entry_builder.cpp).
    void shape_5_anAddHasEveryAttributeAsAttributeAdd()
    {
        QFETCH(int, exportType);
        SAME(
            pagesOf(of(static_cast<MAExportType>(exportType),
                       setup({add("cn=u1",
                                  {plus("title", text({"A"})), plus("proxy", text({"a", "b"})), plus("manager", refs({"cn=m"}))}),
                              known("cn=m", "1")}))),
            "p1.1 Add cn=u1 title:add(A) proxy:add(a b) manager:add(cn=m)\n");
    }
    void shape_5_aDeleteAddAsReplaceIsOneReplace()
    {
        auto some = setup({pending(known("cn=u1", "1", {plus("mail", text({"m"}))}), PendingOperation::DeleteAdd,
                                   {plus("title", text({"B"}))})});
        some.capabilities.deleteAddAsReplace = true;
        Run run(some, Script().answer("cn=u1", MAExportError::Success, {anchorAnswer("2")}));
        run.all();
        QVERIFY2(has(run.pages, "p1.1 Rep cn=u1 "), run.pages.c_str());
        QVERIFY2(has(run.pages, "title:add(B)\n") && !has(run.pages, "mail"), run.pages.c_str());
        QCOMPARE(count(run.pages, "\n"), std::size_t(1));
        SAME(run.outcome(), "success delete-add 1 close Normal");
        SAME(anchorsOf(run, "cn=u1"), "id=String 2");
    }
    // Mutation: unchanged objects stay out of a full export (order.cpp).
    void full_1_everyObjectGoesOutWhole()
    {
        const auto full = [](MAExportType type) {
            auto some = of(type,
                           setup({known("cn=u1", "1", {plus("mail", text({"m"})), plus("proxy", text({"a", "b"}))}),
                                  update("cn=u2", "2", {plus("title", text({"A"}))}, {delta("title", text({"B"}), text({"A"}))}),
                                  add("cn=u3", {plus("title", text({"C"}))})}));
            some.capabilities.fullExport = true;
            some.settings.exportType = OperationType::Full;
            return some;
        };
        Run run(full(attributeUpdate));
        SAME(run.all().pages,
             "p1.1 Upd cn=u1 {id=1} mail:rep(m) proxy:rep(a b)\np1.1 Upd cn=u2 {id=2} title:rep(B)\np1.1 Add cn=u3 "
             "title:add(C)\n");
        QVERIFY(run.open->step.exportType == OperationType::Full);
        SAME(run.outcome(), "success add 1 update 2 close Normal");
        const auto whole = pagesOf(full(objectReplace));
        QVERIFY2(has(whole, "p1.1 Rep cn=u1 {id=1} mail:add(m) proxy:add(a b)\np1.1 Rep cn=u2 {id=2} title:add(B)\n"),
                 whole.c_str());
    }
    void full_1_aDeltaExportSendsOnlyWhatIsPending()
    {
        Run run(setup({known("cn=u1", "1", {plus("mail", text({"m"}))})}));
        SAME(run.all().pages, "");
        QVERIFY(run.open->step.exportType == OperationType::Delta);
    }
    void rename_1_standsFirstInEveryExportType_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<QString>("begin");
        QTest::newRow("AttributeUpdate") << 1 << "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:upd(+B -A) ";
        QTest::newRow("AttributeReplace") << 2 << "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:rep(B) ";
        QTest::newRow("ObjectReplace") << 3 << "p1.1 Rep cn=u1 {id=1} DN:upd(+cn=new -cn=u1) mail:add(m) title:add(B) ";
        QTest::newRow("MultivaluedReferenceAttributeUpdate")
            << 5 << "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:rep(B) ";
    }
    // Mutation: the DN change stands last (entry_builder.cpp).
    void rename_1_standsFirstInEveryExportType()
    {
        QFETCH(int, exportType);
        QFETCH(QString, begin);
        Run run(everything(static_cast<MAExportType>(exportType)));
        run.all();
        QCOMPARE(QString::fromStdString(run.pages).left(begin.size()), begin);
        SAME(run.outcome(), "success rename 1 close Normal");
        QVERIFY(run.machine.space().find("cn=new") && !run.machine.space().find("cn=u1"));
    }
    void rename_1_isRefusedBeforeOpenWithoutObjectRename()
    {
        auto some = setup({rename(known("cn=u1", "1"), "cn=new")});
        some.capabilities.objectRename = false;
        Run run(some);
        SAME(run.all().calls, "Refuse");
        QVERIFY2(has(run.refused->text(), "cn=u1"), run.refused->text().c_str());
    }
    void rename_1_childrenAndReferencesUseTheNewNameAfterSuccess()
    {
        const auto objects =
            std::vector{rename(known("ou=a", "1", {}, "ou"), "ou=b"), update("cn=u,ou=a", "2", {}, {plus("title", text({"A"}))}),
                        update("cn=g", "3", {}, {plus("member", refs({"cn=u,ou=a", "ou=a"}))}, "group")};
        Run run(withPages(setup(objects, Style::Ldap), 1));
        SAME(run.all().pages,
             "p1.1 Upd ou=a {id=1} DN:upd(+ou=b -ou=a)\np1.2 Upd cn=u,ou=b {id=2} title:add(A)\n"
             "p1.3 Upd cn=g {id=3} member:add(cn=u,ou=b ou=b)\n");
        SAME(run.outcome(), "success update 2 rename 1 close Normal");
        Run failed(withPages(setup(objects, Style::Ldap), 1), Script().answer("ou=a", MAExportError::ExportErrorPermissionIssue));
        QVERIFY2(
            has(failed.all().pages, "p1.2 Upd cn=u,ou=a {id=2} title:add(A)\np1.3 Upd cn=g {id=3} member:add(cn=u,ou=a ou=a)\n"),
            failed.pages.c_str());
    }
};

QTEST_GUILESS_MAIN(TestShapeRules)
#include "tst_shape_rules.moc"
