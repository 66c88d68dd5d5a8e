// engine-rules.md, References and passes: the order of passes, their number, passwords.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

constexpr auto retry = MAExportError::ExportActionRetryReferenceAttribute;
constexpr auto convert = MAExportError::ExportActionConvertUpdateToAdd;
using Via = RunSettings::PasswordVia;

struct PasswordCase {
    bool inFirstPass;
    bool interface;
    Via via;
    const char *pages;
    const char *calls;
};

const std::string inAdd = "p1.1 Add cn=u1 export_password:add(env:PW)\n";
const std::string asUpdate = "p1.1 Add cn=u1\np2.1 Upd cn=u1 {id=#cn=u1} export_password:add(env:PW)\n";
const std::string asCall = "p1.1 Add cn=u1\nSetPassword cn=u1 env:PW\n";

const std::vector<std::pair<const char *, PasswordCase>> passwordCases = {
    {"in the Add", {true, false, Via::Auto, inAdd.c_str(), "Open Put Close Finish"}},
    {"in the Add, also with the interface", {true, true, Via::Auto, inAdd.c_str(), "Open Put Close Finish"}},
    {"in an Update of its own", {false, false, Via::Auto, asUpdate.c_str(), "Open Put Put Close Finish"}},
    {"through SetPassword",
     {false, true, Via::Auto, asCall.c_str(), "Open Put OpenPassword SetPassword ClosePassword Close Finish"}},
    {"in an Update although there is the interface", {false, true, Via::Put, asUpdate.c_str(), "Open Put Put Close Finish"}},
    {"through SetPassword when asked for",
     {false, true, Via::SetPassword, asCall.c_str(), "Open Put OpenPassword SetPassword ClosePassword Close Finish"}},
};

EngineSetup withPassword(const PasswordCase &row)
{
    auto out = setup({add("cn=u1", {password()})});
    out.capabilities.exportPasswordInFirstPass = row.inFirstPass;
    out.passwordInterface = row.interface;
    out.settings.passwordVia = row.via;
    return out;
}

} // namespace

class TestPassRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: actions before held references (passes.cpp).
    void pass_1_heldReferencesThenActionsThenPasswords()
    {
        Run run(setup({update("cn=d", "4", {plus("mail", text({"m"}))}, {plus("title", text({"D"}))}),
                       add("cn=a", {plus("title", text({"A"}))}), add("cn=c"), add("cn=p", {password()}),
                       add("cn=b", {plus("manager", refs({"cn=c"}))})}),
                Script().answer("cn=d", convert).answer("cn=a", retry));
        SAME(run.all().pages,
             "p1.1 Upd cn=d {id=4} title:add(D)\np1.1 Add cn=a title:add(A)\np1.1 Add cn=c\np1.1 Add cn=p\np1.1 Add cn=b\n"
             "p2.1 Upd cn=b {id=#cn=b} manager:add(cn=c)\np2.1 Add cn=d mail:add(m) title:add(D)\np2.1 Upd cn=a title:add(A)\n"
             "p2.1 Upd cn=p {id=#cn=p} export_password:add(env:PW)\n");
        SAME(run.outcome(), "success add 4 update 1 close Normal");
    }
    void pass_1_anObjectWithBothComesOnceAtTheActionsPlace()
    {
        Run run(setup({add("cn=a", {plus("title", text({"A"}))}), add("cn=c"), add("cn=b", {plus("manager", refs({"cn=c"}))}),
                       add("cn=e", {plus("manager", refs({"cn=c"}))})}),
                Script().answer("cn=a", retry).answer("cn=b", retry));
        SAME(run.all().pages.substr(run.pages.find("p2.1")),
             "p2.1 Upd cn=e {id=#cn=e} manager:add(cn=c)\np2.1 Upd cn=a title:add(A)\np2.1 Upd cn=b manager:add(cn=c)\n");
    }
    void pass_2_whatStillAsksGetsThePlainTwin_data()
    {
        QTest::addColumn<int>("action");
        QTest::addColumn<QString>("twin");
        QTest::newRow("ConvertUpdateToAdd") << 1 << "cd-missing-object 0";
        QTest::newRow("RetryReferenceAttribute") << 2 << "dn-attributes-failure 0";
        QTest::newRow("ProvisioningParent") << 3 << "non-existent-parent 0";
    }
    // Mutation: one pass more (machine_answers.cpp).
    void pass_2_whatStillAsksGetsThePlainTwin()
    {
        QFETCH(int, action);
        QFETCH(QString, twin);
        auto some = setup({known("ou=a", "1", {}, "ou"), update("cn=u1,ou=a", "2", {}, {plus("title", text({"A"}))})},
                          MADistinguishedNameStyle::Ldap);
        some.settings.maxPasses = 1;
        Run run(some, Script().always("cn=u1,ou=a", static_cast<MAExportError>(action)));
        run.all();
        QCOMPARE(QString::fromStdString(failureOf(run, "cn=u1,ou=a")), twin);
        SAME(run.findings(), "does-not-converge cn=u1,ou=a");
        SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
        QCOMPARE(count(run.calls, "Put"), std::size_t(1));
    }
    void pass_2_thereAreAtMostMaxPasses()
    {
        for (const int passes : {2, 10}) {
            auto some = setup({add("cn=u1", {plus("title", text({"A"}))})});
            some.settings.maxPasses = passes;
            Run run(some, Script().always("cn=u1", retry));
            run.all();
            QCOMPARE(count(run.pages, "\n"), static_cast<std::size_t>(passes));
            QVERIFY2(has(run.pages, "p" + std::to_string(passes) + ".1 Upd cn=u1 "), run.pages.c_str());
            SAME(run.findings(), "does-not-converge cn=u1");
        }
    }
    void pass_2_theDefaultIsTen() { QCOMPARE(RunSettings().maxPasses, 10); }
    void pwd_1_aPasswordGoesItsWay_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < passwordCases.size(); ++i)
            QTest::newRow(passwordCases[i].first) << static_cast<int>(i);
    }
    // Mutation: SetPassword without the interface, Put with it (passwords.cpp).
    void pwd_1_aPasswordGoesItsWay()
    {
        QFETCH(int, index);
        const auto &row = passwordCases[static_cast<std::size_t>(index)].second;
        Run run(withPassword(row));
        SAME(run.all().pages, row.pages);
        SAME(run.calls, row.calls);
        SAME(run.outcome(), "success add 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "none");
    }
    void pwd_1_aPasswordThatIsAskedForAgainComesAgain()
    {
        Run again(
            withPassword({false, false, Via::Auto, "", ""}),
            Script()
                .answer("cn=u1", MAExportError::Success, {AttributeChange::add("id", text({"1"}), AttributeType::String, false)})
                .answer("cn=u1", retry));
        SAME(again.all().pages.substr(again.pages.find("p2.1")),
             "p2.1 Upd cn=u1 {id=1} export_password:add(env:PW)\np3.1 Upd cn=u1 {id=1} export_password:add(env:PW)\n");
        SAME(pendingOf(again, "cn=u1"), "none");
        Run anew(
            withPassword({false, false, Via::Auto, "", ""}),
            Script()
                .answer("cn=u1", MAExportError::Success, {AttributeChange::add("id", text({"1"}), AttributeType::String, false)})
                .answer("cn=u1", convert));
        SAME(anew.all().pages.substr(anew.pages.find("p3.1")),
             "p3.1 Add cn=u1\np4.1 Upd cn=u1 {id=#cn=u1} export_password:add(env:PW)\n");
        SAME(pendingOf(anew, "cn=u1"), "none");
    }
    void pwd_1_noPasswordAfterAnAddThatFailed()
    {
        for (const bool interface : {false, true}) {
            Run run(withPassword({false, interface, Via::Auto, "", ""}),
                    Script().always("cn=u1", MAExportError::ExportErrorInvalidDN));
            SAME(run.all().pages, "p1.1 Add cn=u1\n");
            SAME(run.calls, "Open Put Close Finish");
        }
    }
};

QTEST_GUILESS_MAIN(TestPassRules)
#include "tst_pass_rules.moc"
