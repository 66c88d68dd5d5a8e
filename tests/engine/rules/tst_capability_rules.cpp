// engine-rules.md, Capabilities: what a connector declares and what that changes in its hand-overs.
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

} // namespace

class TestCapabilityRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void capability_1_theExportTypeDecidesTheShape_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<QString>("pages");
        QTest::newRow("AttributeUpdate") << 1 << "p1.1 Upd cn=g1 {id=1} title:upd(+B -A) member:upd(+cn=b)\n";
        QTest::newRow("AttributeReplace") << 2 << "p1.1 Upd cn=g1 {id=1} title:rep(B) member:rep(cn=a cn=b)\n";
        QTest::newRow("ObjectReplace") << 3 << "p1.1 Rep cn=g1 {id=1} title:add(B) member:add(cn=a cn=b)\n";
        QTest::newRow("MultivaluedReferenceAttributeUpdate") << 5 << "p1.1 Upd cn=g1 {id=1} title:rep(B) member:upd(+cn=b)\n";
    }
    // Mutation: the export type is not looked at (shape.cpp).
    void capability_1_theExportTypeDecidesTheShape()
    {
        QFETCH(int, exportType);
        QFETCH(QString, pages);
        QCOMPARE(QString::fromStdString(pagesOf(of(
                     static_cast<MAExportType>(exportType),
                     setup({known("cn=a", "2"), known("cn=b", "3"),
                            update("cn=g1", "1", {plus("title", text({"A"})), plus("member", refs({"cn=a"}))},
                                   {delta("title", text({"B"}), text({"A"})), delta("member", refs({"cn=b"}), {})}, "group")})))),
                 pages);
    }
    // Mutation: in the second pass instead (hold.cpp).
    void capability_2_noReferenceValuesInFirstExport()
    {
        const auto pages = [](bool on, int size) {
            auto some = withPages(setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})}), size);
            some.capabilities.noReferenceValuesInFirstExport = on;
            return pagesOf(some);
        };
        QVERIFY2(has(pages(false, 1), "p1.2 Add cn=u2 manager:add(cn=u1)\n"), "an earlier page has it");
        QVERIFY2(has(pages(true, 1), "p1.2 Add cn=u2\np2.1 Upd cn=u2 "), "never in pass 1");
        QVERIFY2(has(pages(false, 2), "p1.1 Add cn=u2\np2.1 Upd cn=u2 "), "not in the same page");
    }
    // Mutation: exportPasswordInFirstPass the other way round (passwords.cpp).
    void capability_3_exportPasswordInFirstPass()
    {
        for (const bool on : {true, false}) {
            auto some = setup({add("cn=u1", {password()})});
            some.capabilities.exportPasswordInFirstPass = on;
            QCOMPARE(has(pagesOf(some), "Add cn=u1 export_password:add(env:PW)"), on);
        }
    }
    // Mutation: the step is always Delta (machine.cpp).
    void capability_4_aFullStepIsHandedFullAndEverything()
    {
        auto some = setup({known("cn=u1", "1", {plus("mail", text({"m"}))})});
        some.settings.exportType = OperationType::Full;
        some.capabilities.fullExport = true;
        Run full(some);
        SAME(full.all().pages, "p1.1 Upd cn=u1 {id=1} mail:rep(m)\n");
        QVERIFY(full.open->step.exportType == OperationType::Full);
        some.capabilities.fullExport = false;
        Run refused(some);
        SAME(refused.all().calls, "Refuse");
        some.settings.exportType = OperationType::Delta;
        Run delta(some);
        SAME(delta.all().pages, "");
        QVERIFY(delta.open->step.exportType == OperationType::Delta);
    }
    // Mutation: deleteAddAsReplace the other way round (order.cpp).
    void capability_5_deleteAddAsReplace()
    {
        for (const bool on : {true, false}) {
            auto some = setup({pending(known("cn=u1", "1"), PendingOperation::DeleteAdd, {plus("title", text({"B"}))})});
            some.capabilities.deleteAddAsReplace = on;
            Run run(some);
            run.all();
            QCOMPARE(count(run.pages, "\n"), std::size_t(on ? 1 : 2));
            QCOMPARE(has(run.pages, "p1.1 Rep cn=u1"), on);
            QCOMPARE(has(run.pages, "p1.1 Del cn=u1"), !on);
        }
    }
    // Mutation: renames under None (refusals.cpp).
    void capability_6_objectRename()
    {
        auto some = setup({rename(known("cn=u1", "1"), "cn=u2")});
        SAME(pagesOf(some), "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=u2 -cn=u1)\n");
        some.capabilities.objectRename = false;
        Run off(some);
        SAME(off.all().calls, "Refuse");
        // Always off under None, whatever is declared.
        auto none = setup({rename(known("1", "1"), "2")}, Style::None);
        none.capabilities.objectRename = true;
        Run under(none);
        SAME(under.all().calls, "Refuse");
    }
    // Mutation: the DN is no anchor (anchors.cpp).
    void capability_7_isDnAsAnchor()
    {
        for (const bool on : {true, false}) {
            auto some = setup({add("cn=u1,dc=x")}, Style::Ldap);
            some.capabilities.isDNAsAnchor = on;
            Run run(some);
            SAME(silently(run).outcome(), on ? "success add 1 close Normal" : "completed-export-errors failure 1 close Normal");
        }
    }
    // Mutation: deletes that need no confirmation are left out (order.cpp).
    void capability_8_objectConfirmationChangesNothingInTheExport()
    {
        const auto pages = [](MAObjectConfirmation confirmation) {
            auto some = setup({add("cn=u1"), del("cn=u2", "2"), update("cn=u3", "3", {}, {plus("title", text({"A"}))})});
            some.capabilities.objectConfirmation = confirmation;
            return pagesOf(some);
        };
        const auto normal = pages(MAObjectConfirmation::Normal);
        SAME(pages(MAObjectConfirmation::NoDeleteConfirmation), normal);
        SAME(pages(MAObjectConfirmation::NoAddAndDeleteConfirmation), normal);
    }
    // Mutation: the step has no exclusions (machine.cpp).
    void capability_9_theStepCarriesPartitionAndContainers()
    {
        auto some = setup({add("cn=u1,ou=in,dc=com"), add("cn=u2,ou=out,dc=com")}, Style::Ldap);
        some.capabilities.supportPartitions = true;
        some.capabilities.supportHierarchy = true;
        some.partition = {Guid::fromName("p"), "dc=com", "com", false};
        some.scope.exclusions = {{"ou=out,dc=com", "out"}};
        Run run(some);
        SAME(run.all().pages, "p1.1 Add cn=u1,ou=in,dc=com\n");
        QVERIFY(run.open);
        SAME(run.open->step.partition.dn, "dc=com");
        QCOMPARE(run.open->step.exclusions.size(), std::size_t(1));
        SAME(run.open->step.exclusions.front().dn, "ou=out,dc=com");
    }
    // Mutation: a page size of 1 (machine.cpp).
    void capability_10_concurrentOperationChangesNothing()
    {
        auto some = setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})});
        const auto off = pagesOf(some);
        some.capabilities.concurrentOperation = true;
        SAME(pagesOf(some), off);
    }
    // Mutation: Generic names have parents (order.cpp).
    void capability_11_underNoneTheAnchorIsTheName()
    {
        auto user = add("00000000-0000-4000-8000-000000000001");
        user.temporaryDn = true;
        Run none(setup({user}, Style::None), Script().answer(user.dn, MAExportError::Success, {anchorAnswer("42")}));
        none.all();
        QVERIFY(none.machine.space().find("42"));
        // Generic names have no parents, Ldap names do: the deeper one is deleted first.
        const auto deletes = std::vector{del("ou=a", "1", "ou"), del("cn=b,ou=a", "2")};
        SAME(pagesOf(setup(deletes, Style::Generic)), "p1.1 Del ou=a {id=1}\np1.1 Del cn=b,ou=a {id=2}\n");
        SAME(pagesOf(setup(deletes, Style::Ldap)), "p1.1 Del cn=b,ou=a {id=2}\np1.1 Del ou=a {id=1}\n");
    }
    void capability_12_anchorsAreNormalizedBeforeHandOver_data()
    {
        QTest::addColumn<bool>("uppercase");
        QTest::addColumn<bool>("removeAccents");
        QTest::addColumn<QString>("anchor");
        QTest::newRow("as they are") << false << false << QStringLiteral("é1b");
        QTest::newRow("upper case") << true << false << QStringLiteral("É1B");
        QTest::newRow("without accents") << false << true << QStringLiteral("e1b");
        QTest::newRow("both") << true << true << QStringLiteral("E1B");
    }
    // Mutation: no upper case (normalization.cpp).
    void capability_12_anchorsAreNormalizedBeforeHandOver()
    {
        QFETCH(bool, uppercase);
        QFETCH(bool, removeAccents);
        QFETCH(QString, anchor);
        auto some = setup({update("cn=u1", "é1b", {}, {plus("title", text({"é"}))})});
        some.capabilities.normalizations = {uppercase, removeAccents};
        QCOMPARE(QString::fromStdString(pagesOf(some)), QStringLiteral("p1.1 Upd cn=u1 {id=%1} title:add(é)\n").arg(anchor));
    }
    // Mutation: not looked at (refusals.cpp).
    void capability_13_withoutSupportExportNothingIsCalled()
    {
        auto some = setup({add("cn=u1")});
        some.capabilities.supportExport = false;
        Run run(some);
        SAME(run.all().calls, "Refuse");
    }
};

QTEST_GUILESS_MAIN(TestCapabilityRules)
#include "tst_capability_rules.moc"
