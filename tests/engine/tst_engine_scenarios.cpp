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

QTEST_GUILESS_MAIN(TestEngineScenarios)
#include "tst_engine_scenarios.moc"
