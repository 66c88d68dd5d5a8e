// Scenarios 1, 2, 3 of scenarios.md and the machine's part of 9: exact pages.
#include "tests/engine/engine_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

class TestEngineScenarios : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBatchSizeDecidesWhatPass1Contains_data();
    void theBatchSizeDecidesWhatPass1Contains();
    void aReferenceToAFailedObjectIsNeverSentAndStaysPending();

    void anUnansweredRetryBringsEverythingWithoutAnchors();
    void aRetryWithAnchorsBringsTheReferencesOnly();
    void anUpdateThatTheTargetLacksBecomesAnAddOfTheImage();
    void withoutAnImageNothingIsInventedForTheAdd();
    void missingParentsComeBeforeEachChildThatAsked();
    void whatAlwaysAsksForARetryGetsThePlainTwinInTheLastPass();

    void oneChangeInTheShapeOfEachExportType_data();
    void oneChangeInTheShapeOfEachExportType();
    void withoutAnImageOnlyAttributeUpdateRuns();

    void silenceIsSuccessAndLiesAreNot();
    void aDeletionLimitStopsBeforeAnythingIsCalled();
    void treesAreDeletedChildrenFirst();
};

namespace {

std::vector<SpaceObject> scenario1()
{
    return {known("cn=x9", "9"),
            group("cn=g1", {"cn=u1", "cn=u2", "cn=u3", "cn=g2"}),
            add("cn=u2", {plus("manager", refs({"cn=u1"}))}),
            group("cn=g2", {"cn=u3", "cn=x9"}),
            add("cn=u1"),
            add("cn=u3")};
}

} // namespace

void TestEngineScenarios::theBatchSizeDecidesWhatPass1Contains_data()
{
    QTest::addColumn<int>("pageSize");
    QTest::addColumn<bool>("noReferencesFirst");
    QTest::addColumn<QString>("pages");

    QTest::newRow("page 100") << 100 << false
                              << QStringLiteral("p1.1 Add cn=u1\n"
                                                "p1.1 Add cn=u3\n"
                                                "p1.1 Add cn=u2\n"
                                                "p1.1 Add cn=g2 member:add(cn=x9)\n"
                                                "p1.1 Add cn=g1\n"
                                                "p2.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n"
                                                "p2.1 Upd cn=g2 {id=#cn=g2} member:upd(+cn=u3)\n"
                                                "p2.1 Upd cn=g1 {id=#cn=g1} member:upd(+cn=u1 +cn=u2 +cn=u3 +cn=g2)\n");
    QTest::newRow("page 1") << 1 << false
                            << QStringLiteral("p1.1 Add cn=u1\n"
                                              "p1.2 Add cn=u3\n"
                                              "p1.3 Add cn=u2 manager:add(cn=u1)\n"
                                              "p1.4 Add cn=g2 member:add(cn=u3 cn=x9)\n"
                                              "p1.5 Add cn=g1 member:add(cn=u1 cn=u2 cn=u3 cn=g2)\n");
    QTest::newRow("page 3") << 3 << false
                            << QStringLiteral("p1.1 Add cn=u1\n"
                                              "p1.1 Add cn=u3\n"
                                              "p1.1 Add cn=u2\n"
                                              "p1.2 Add cn=g2 member:add(cn=u3 cn=x9)\n"
                                              "p1.2 Add cn=g1 member:add(cn=u1 cn=u2 cn=u3)\n"
                                              "p2.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n"
                                              "p2.1 Upd cn=g1 {id=#cn=g1} member:upd(+cn=g2)\n");
    QTest::newRow("page 1, no references first")
        << 1 << true
        << QStringLiteral("p1.1 Add cn=u1\n"
                          "p1.2 Add cn=u3\n"
                          "p1.3 Add cn=u2\n"
                          "p1.4 Add cn=g2\n"
                          "p1.5 Add cn=g1\n"
                          "p2.1 Upd cn=u2 {id=#cn=u2} manager:add(cn=u1)\n"
                          "p2.2 Upd cn=g2 {id=#cn=g2} member:upd(+cn=u3 +cn=x9)\n"
                          "p2.3 Upd cn=g1 {id=#cn=g1} member:upd(+cn=u1 +cn=u2 +cn=u3 +cn=g2)\n");
}

void TestEngineScenarios::theBatchSizeDecidesWhatPass1Contains()
{
    QFETCH(int, pageSize);
    QFETCH(bool, noReferencesFirst);
    QFETCH(QString, pages);
    auto of = withPages(setup(scenario1()), pageSize);
    of.capabilities.noReferenceValuesInFirstExport = noReferencesFirst;
    Run run(std::move(of));
    run.all();
    QCOMPARE(QString::fromStdString(run.pages), pages);
    SAME(run.outcome(), "success add 5 close Normal");
    SAME(run.findings(), "");
}

void TestEngineScenarios::aReferenceToAFailedObjectIsNeverSentAndStaysPending()
{
    for (const int pageSize : {1, 3, 100}) {
        Run run(withPages(setup(scenario1()), pageSize),
                Script().always("cn=u1", MAExportError::ExportErrorConnectedDirectoryExistingObject));
        run.all();
        SAME(run.outcome(), "completed-export-errors add 4 failure 1 close Normal");
        QVERIFY2(run.pages.find("cn=u1 ") == std::string::npos, run.pages.c_str());
        QVERIFY2(run.pages.find("cn=u1)") == std::string::npos, run.pages.c_str());
        const auto &space = run.machine.space();
        for (const char *dn : {"cn=u2", "cn=g1"}) {
            const auto left = space.object(*space.find(dn));
            QCOMPARE(left.pending.operation, PendingOperation::Update);
            QCOMPARE(left.pending.changes.size(), std::size_t(1));
            QCOMPARE(toText(left.pending.changes.front().values.front().value), std::string("cn=u1"));
        }
        QVERIFY2(run.findings().find("held-target-failed cn=u2") != std::string::npos, run.findings().c_str());
        QVERIFY2(run.findings().find("held-target-failed cn=g1") != std::string::npos, run.findings().c_str());
    }
}

// Scenario 2

void TestEngineScenarios::anUnansweredRetryBringsEverythingWithoutAnchors()
{
    Run run(setup({known("cn=x9", "9"), add("cn=u1", {plus("title", text({"A"})), plus("manager", refs({"cn=x9"}))})}),
            Script().answer("cn=u1", MAExportError::ExportActionRetryReferenceAttribute));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=u1 title:add(A) manager:add(cn=x9)\n"
         "p2.1 Upd cn=u1 title:add(A) manager:add(cn=x9)\n");
    SAME(run.outcome(), "success add 1 close Normal");
    const auto left = run.machine.space().object(1);
    QCOMPARE(left.pending.operation, PendingOperation::None);
    QCOMPARE(left.anchors.size(), std::size_t(1));
}

void TestEngineScenarios::aRetryWithAnchorsBringsTheReferencesOnly()
{
    Run run(
        setup({known("cn=x9", "9"),
               add("cn=u1", {plus("title", text({"A"})), plus("manager", refs({"cn=x9"})), plus("seeAlso", refs({"cn=x9"}))})}),
        Script().answer("cn=u1", MAExportError::ExportActionRetryReferenceAttribute, {plus("id", text({"7"}))}));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=u1 title:add(A) manager:add(cn=x9) seeAlso:add(cn=x9)\n"
         "p2.1 Upd cn=u1 {id=7} manager:add(cn=x9) seeAlso:upd(+cn=x9)\n");
    SAME(run.outcome(), "success add 1 close Normal");
}

void TestEngineScenarios::anUpdateThatTheTargetLacksBecomesAnAddOfTheImage()
{
    Run run(setup({update("cn=u1", "1", {plus("title", text({"A"})), plus("phone", text({"1"}))},
                          {delta("title", text({"B"}), text({"A"}))})}),
            Script().answer("cn=u1", MAExportError::ExportActionConvertUpdateToAdd));
    run.all();
    SAME(run.pages,
         "p1.1 Upd cn=u1 {id=1} title:upd(+B -A)\n"
         "p2.1 Add cn=u1 phone:add(1) title:add(B)\n");
    SAME(run.outcome(), "success update 1 close Normal");
    QCOMPARE(toText(*run.machine.space().object(0).anchors.front().value), std::string("#cn=u1"));
}

void TestEngineScenarios::withoutAnImageNothingIsInventedForTheAdd()
{
    Run run(setup({withoutImage(update("cn=u1", "1", {}, {delta("title", text({"B"}), text({"A"}))}))}),
            Script().answer("cn=u1", MAExportError::ExportActionConvertUpdateToAdd));
    run.all();
    SAME(run.pages, "p1.1 Upd cn=u1 {id=1} title:upd(+B -A)\n");
    SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
    const auto failure = run.machine.space().object(0).lastFailure;
    QVERIFY(failure.has_value());
    QCOMPARE(failure->code, MAExportError::ExportErrorConnectedDirectoryMissingObject);
    QVERIFY2(failure->detail.find("image is unknown") != std::string::npos, failure->detail.c_str());
}

void TestEngineScenarios::missingParentsComeBeforeEachChildThatAsked()
{
    const auto of = [] {
        return setup({known("ou=a", "a", {plus("title", text({"Top"}))}, "ou"), known("ou=b,ou=a", "b", {}, "ou"),
                      add("cn=c1,ou=b,ou=a"), add("cn=c2,ou=b,ou=a"), add("cn=c3,ou=b,ou=a")},
                     MADistinguishedNameStyle::Ldap);
    };
    const auto script = [] {
        Script out;
        for (const char *dn : {"cn=c1,ou=b,ou=a", "cn=c2,ou=b,ou=a", "cn=c3,ou=b,ou=a"})
            out.answer(dn, MAExportError::ExportActionProvisioningParent);
        return out;
    };
    Run run(of(), script());
    run.all();
    const std::string first = "p1.1 Add cn=c1,ou=b,ou=a\np1.1 Add cn=c2,ou=b,ou=a\np1.1 Add cn=c3,ou=b,ou=a\n";
    const auto family = [](int page, const char *child) {
        const std::string at = "p2." + std::to_string(page);
        return at + " Add ou=a {id=a} title:add(Top)\n" + at + " Add ou=b,ou=a {id=b}\n" + at + " Add cn=" + child
            + ",ou=b,ou=a\n";
    };
    SAME(run.pages, first + family(1, "c1") + family(2, "c2") + family(3, "c3"));
    SAME(run.outcome(), "success add 3 close Normal");

    auto once = of();
    once.settings.parents = RunSettings::Parents::Once;
    Run onceRun(std::move(once), script());
    onceRun.all();
    SAME(onceRun.pages, first + family(1, "c1") + "p2.1 Add cn=c2,ou=b,ou=a\np2.1 Add cn=c3,ou=b,ou=a\n");

    auto nearest = of();
    nearest.settings.nearestParentOnly = true;
    Run nearestRun(std::move(nearest), script());
    nearestRun.all();
    QVERIFY2(nearestRun.pages.find("Add ou=a") == std::string::npos, nearestRun.pages.c_str());
}

void TestEngineScenarios::whatAlwaysAsksForARetryGetsThePlainTwinInTheLastPass()
{
    Run run(setup({add("cn=u1", {plus("title", text({"A"}))})}),
            Script().always("cn=u1", MAExportError::ExportActionRetryReferenceAttribute));
    run.all();
    QCOMPARE(std::count(run.pages.begin(), run.pages.end(), '\n'), std::ptrdiff_t(10));
    SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
    SAME(run.findings(), "does-not-converge cn=u1");
    QCOMPARE(run.machine.space().object(0).lastFailure->code, MAExportError::ExportErrorReferenceAttributeFailure);
    QCOMPARE(run.machine.space().object(0).pending.operation, PendingOperation::Add);
}

// Scenario 3

namespace {

std::vector<SpaceObject> scenario3()
{
    auto changed = update(
        "cn=u1", "1",
        {plus("mail", text({"m"})), plus("phone", text({"1"})), plus("title", text({"A"})), plus("proxy", text({"a", "b", "c"})),
         plus("manager", refs({"cn=M1"})), plus("seeAlso", refs({"cn=R1", "cn=R2"}))},
        {delta("title", text({"B"}), text({"A"})), cleared("phone"), delta("proxy", text({"d"}), text({"b"})),
         delta("manager", refs({"cn=M2"}), refs({"cn=M1"})), delta("seeAlso", refs({"cn=R3"}), refs({"cn=R1"}))});
    std::vector<SpaceObject> out{rename(std::move(changed), "cn=new")};
    for (const char *dn : {"cn=M1", "cn=M2", "cn=R1", "cn=R2", "cn=R3"})
        out.push_back(known(dn, dn));
    return out;
}

} // namespace

void TestEngineScenarios::oneChangeInTheShapeOfEachExportType_data()
{
    QTest::addColumn<int>("exportType");
    QTest::addColumn<QString>("page");
    QTest::newRow("AttributeUpdate") << 1
                                     << QStringLiteral(
                                            "p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:upd(+B -A) "
                                            "proxy:upd(+d -b) manager:upd(+cn=M2 -cn=M1) seeAlso:upd(+cn=R3 -cn=R1)\n");
    QTest::newRow("AttributeReplace") << 2
                                      << QStringLiteral("p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:rep(B) "
                                                        "proxy:rep(a c d) manager:rep(cn=M2) seeAlso:rep(cn=R2 cn=R3)\n");
    QTest::newRow("ObjectReplace") << 3
                                   << QStringLiteral("p1.1 Rep cn=u1 {id=1} DN:upd(+cn=new -cn=u1) mail:add(m) title:add(B) "
                                                     "proxy:add(a c d) manager:add(cn=M2) seeAlso:add(cn=R2 cn=R3)\n");
    QTest::newRow("MultivaluedReferenceAttributeUpdate")
        << 5
        << QStringLiteral("p1.1 Upd cn=u1 {id=1} DN:upd(+cn=new -cn=u1) phone:del title:rep(B) "
                          "proxy:rep(a c d) manager:rep(cn=M2) seeAlso:upd(+cn=R3 -cn=R1)\n");
}

void TestEngineScenarios::oneChangeInTheShapeOfEachExportType()
{
    QFETCH(int, exportType);
    QFETCH(QString, page);
    auto of = setup(scenario3());
    of.capabilities.exportType = static_cast<MAExportType>(exportType);
    Run run(std::move(of));
    run.all();
    QCOMPARE(QString::fromStdString(run.pages), page);
    SAME(run.outcome(), "success rename 1 close Normal");
    const auto left = run.machine.space().object(0);
    QCOMPARE(left.dn, std::string("cn=new"));
    QVERIFY(left.pending == space::PendingChange{});
}

void TestEngineScenarios::withoutAnImageOnlyAttributeUpdateRuns()
{
    for (const auto exportType : {MAExportType::AttributeUpdate, MAExportType::AttributeReplace, MAExportType::ObjectReplace,
                                  MAExportType::MultivaluedReferenceAttributeUpdate}) {
        auto objects = scenario3();
        objects.front().image.reset();
        auto of = setup(objects);
        of.capabilities.exportType = exportType;
        Run run(std::move(of));
        run.all();
        if (exportType == MAExportType::AttributeUpdate) {
            SAME(run.outcome(), "success rename 1 close Normal");
        } else {
            SAME(run.calls, "Refuse");
            QCOMPARE(run.refused->code, ErrorCode::Refused);
            QCOMPARE(run.refused->where.entry, std::string("cn=u1"));
        }
    }
}

// Scenario 9, the machine's part

void TestEngineScenarios::silenceIsSuccessAndLiesAreNot()
{
    Run run(setup({add("cn=1", {plus("id", text({"own"}))}), add("cn=2"), add("cn=3"), add("cn=4"), add("cn=5")}));
    run.until(State::Open);
    run.send();
    const auto id = [&](std::size_t object) { return run.machine.space().identifier(static_cast<ObjectIndex>(object)); };
    const auto success = [](Guid identifier, std::vector<AttributeChange> anchors) {
        return CsEntryChangeResult::create(identifier, std::move(anchors), MAExportError::Success);
    };
    PutExportEntriesResults answer;
    *answer.results = {success(id(1), {}), success(Guid::fromName("nobody"), {}), success(id(3), {plus("id", text({"4"}))}),
                       CsEntryChangeResult::create(id(3), {}, MAExportError::ExportErrorInvalidDN),
                       success(id(4), {plus("wrong", text({"5"}))})};
    run.feed(input::Answered{answer});
    run.all();
    SAME(run.outcome(), "completed-export-errors add 2 failure 3 close Normal");
    SAME(run.findings(),
         "result-unknown-identifier; result-duplicate-identifier cn=4; anchor-missing cn=2; anchor-missing cn=3; "
         "anchor-missing cn=5");
    for (const std::size_t failed : {1U, 2U, 4U})
        QCOMPARE(run.machine.space().object(static_cast<ObjectIndex>(failed)).lastFailure->code,
                 MAExportError::ExportErrorMissingAnchorComponent);
}

void TestEngineScenarios::aDeletionLimitStopsBeforeAnythingIsCalled()
{
    auto of = setup({del("cn=1", "1"), del("cn=2", "2"), del("cn=3", "3"), del("cn=4", "4")});
    of.settings.deletionLimit = 3;
    Run run(of);
    run.all();
    SAME(run.calls, "Finish");
    SAME(run.outcome(), "stopped-deletion-limit no close");
    of.settings.deletionLimit = 4;
    Run allowed(of);
    allowed.all();
    SAME(allowed.outcome(), "success delete 4 close Normal");
}

void TestEngineScenarios::treesAreDeletedChildrenFirst()
{
    Run run(
        setup({del("ou=a", "1", "ou"), del("ou=b,ou=a", "2", "ou"), del("cn=c,ou=b,ou=a", "3")}, MADistinguishedNameStyle::Ldap));
    run.all();
    SAME(run.pages, "p1.1 Del cn=c,ou=b,ou=a {id=3}\np1.1 Del ou=b,ou=a {id=2}\np1.1 Del ou=a {id=1}\n");
    QVERIFY(!run.machine.space().exists(0));
}

QTEST_GUILESS_MAIN(TestEngineScenarios)
#include "tst_engine_scenarios.moc"
