// Objects between the rules: names made by the target, passwords, delete-adds, renames.
#include "tests/engine/engine_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

class TestEngineCases : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void underStyleNoneTheAnchorBecomesTheName();
    void anAnchorOfAnotherTypeIsConverted();
    void equalAnchorsUnderStyleNoneAreDuplicates();
    void aPasswordFollowsTheAdd_data();
    void aPasswordFollowsTheAdd();
    void aPasswordThatIsRefusedIsItsObjectsError();
    void aDeleteAddIsDeletedFirstAndCountedOnce();
    void aDeleteAddWhoseDeleteFailsIsNotAdded();
    void aDeleteAddMayBeOneReplace();
    void deletesMayComeLast();
    void aRenamedContainerTakesChildrenAndReferencesAlong();
    void referencesUseTheOldNameUntilARenameSucceeded();
    void aRenameIsRefusedWhereTheConnectorCannot();
};

void TestEngineCases::underStyleNoneTheAnchorBecomesTheName()
{
    auto user = add("tmp-user", {plus("title", text({"A"}))});
    auto group = add("tmp-group", {plus("member", refs({"tmp-user"}))}, "group");
    user.temporaryDn = group.temporaryDn = true;
    Run run(setup({user, group}, MADistinguishedNameStyle::None),
            Script()
                .answer("tmp-user", MAExportError::Success, {plus("id", text({"42"}))})
                .answer("tmp-group", MAExportError::Success, {plus("id", text({"43"}))}));
    run.all();
    SAME(run.pages,
         "p1.1 Add tmp-user title:add(A)\n"
         "p1.1 Add tmp-group\n"
         "p2.1 Upd 43 {id=43} member:upd(+42)\n");
    SAME(run.outcome(), "success add 2 close Normal");

    auto space = run.machine.space();
    auto again = space.object(0);
    again.pending = {PendingOperation::Update, {}, {delta("title", text({"B"}), text({"A"}))}};
    again.unconfirmed.clear();
    QVERIFY(space.replace(0, again));
    auto second = setup({}, MADistinguishedNameStyle::None);
    second.space = space;
    Run secondRun(std::move(second));
    secondRun.all();
    SAME(secondRun.pages, "p1.1 Upd 42 {id=42} title:upd(+B -A)\n");
}

void TestEngineCases::anAnchorOfAnotherTypeIsConverted()
{
    auto of = setup({add("cn=1"), add("cn=2")});
    of.schema.types.front().attributes.front().type = AttributeType::Integer;
    Run run(std::move(of),
            Script()
                .answer("cn=1", MAExportError::Success, {plus("id", text({"42"}))})
                .answer("cn=2", MAExportError::Success, {plus("id", text({"042"}))}));
    run.all();
    SAME(run.findings(), "anchor-type cn=1; anchor-type cn=2");
    QVERIFY(run.machine.space().object(0).anchors.front().value == AttributeValue(std::int64_t(42)));
    QVERIFY(run.machine.space().object(1).anchors.front().value == AttributeValue(std::string("042")));
}

void TestEngineCases::equalAnchorsUnderStyleNoneAreDuplicates()
{
    auto one = add("tmp-1");
    auto two = add("tmp-2", {}, "group");
    one.temporaryDn = two.temporaryDn = true;
    Run run(setup({one, two}, MADistinguishedNameStyle::None),
            Script()
                .answer("tmp-1", MAExportError::Success, {plus("id", text({"42"}))})
                .answer("tmp-2", MAExportError::Success, {plus("id", text({"42"}))}));
    run.all();
    SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
    QCOMPARE(run.machine.space().object(1).lastFailure->code, MAExportError::ExportErrorDuplicateAnchor);
}

void TestEngineCases::aPasswordFollowsTheAdd_data()
{
    QTest::addColumn<bool>("firstPass");
    QTest::addColumn<bool>("interface");
    QTest::addColumn<int>("via");
    QTest::addColumn<QString>("pages");
    QTest::addColumn<QString>("calls");
    const auto add = QStringLiteral("p1.1 Add cn=1 title:add(A)\n");
    const auto put = add + QStringLiteral("p2.1 Upd cn=1 {id=#cn=1} export_password:add(env:PW)\n");
    const auto call = add + QStringLiteral("SetPassword cn=1 env:PW\n");
    const auto putCalls = QStringLiteral("Open Put Put Close Finish");
    const auto setCalls = QStringLiteral("Open Put OpenPassword SetPassword ClosePassword Close Finish");
    QTest::newRow("in the first pass") << true << true << 0
                                       << QStringLiteral("p1.1 Add cn=1 title:add(A) export_password:add(env:PW)\n")
                                       << QStringLiteral("Open Put Close Finish");
    QTest::newRow("by the interface") << false << true << 0 << call << setCalls;
    QTest::newRow("without the interface") << false << false << 0 << put << putCalls;
    QTest::newRow("put is asked for") << false << true << 1 << put << putCalls;
    QTest::newRow("the call is asked for") << false << true << 2 << call << setCalls;
}

void TestEngineCases::aPasswordFollowsTheAdd()
{
    QFETCH(bool, firstPass);
    QFETCH(bool, interface);
    QFETCH(int, via);
    QFETCH(QString, pages);
    QFETCH(QString, calls);
    auto of = setup({add("cn=1", {password(), plus("title", text({"A"}))})});
    of.capabilities.exportPasswordInFirstPass = firstPass;
    of.passwordInterface = interface;
    of.settings.passwordVia = static_cast<RunSettings::PasswordVia>(via);
    Run run(std::move(of));
    run.all();
    QCOMPARE(QString::fromStdString(run.pages), pages);
    QCOMPARE(QString::fromStdString(run.calls), calls);
    SAME(run.outcome(), "success add 1 close Normal");
    const auto left = run.machine.space().object(0);
    QCOMPARE(left.pending.operation, PendingOperation::None);
    for (const auto &change : left.unconfirmed)
        QVERIFY(!change.encrypted);
}

void TestEngineCases::aPasswordThatIsRefusedIsItsObjectsError()
{
    auto of = setup({add("cn=1", {password()}), add("cn=2", {password()})});
    of.passwordInterface = true;
    Run run(std::move(of));
    run.until(State::PasswordSetting);
    run.feed(input::PasswordThrew{{"PasswordPolicyViolationException", "too short", {}, {}}});
    run.all();
    SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
    const auto failed = run.machine.space().object(0);
    QCOMPARE(failed.lastFailure->code, MAExportError::ExportErrorPasswordPolicyViolation);
    QCOMPARE(failed.pending.changes.size(), std::size_t(1)); // the password stays pending, the Add is done
    QCOMPARE(failed.pending.operation, PendingOperation::Update);
}

namespace {

SpaceObject deleteAdd(const std::string &dn)
{
    return pending(known(dn, "old", {plus("title", text({"A"}))}), PendingOperation::DeleteAdd,
                   {plus("title", text({"B"})), plus("manager", refs({dn}))});
}

} // namespace

void TestEngineCases::aDeleteAddIsDeletedFirstAndCountedOnce()
{
    Run run(setup({deleteAdd("cn=1"), add("cn=2", {plus("manager", refs({"cn=1"}))}), del("cn=3", "3")}));
    run.all();
    SAME(run.pages,
         "p1.1 Del cn=1 {id=old}\n"
         "p1.1 Del cn=3 {id=3}\n"
         "p1.2 Add cn=1 title:add(B)\n"
         "p1.2 Add cn=2\n"
         "p2.1 Upd cn=1 {id=#cn=1} manager:add(cn=1)\n"
         "p2.1 Upd cn=2 {id=#cn=2} manager:add(cn=1)\n");
    SAME(run.outcome(), "success add 1 delete 1 delete-add 1 close Normal");
}

void TestEngineCases::aDeleteAddWhoseDeleteFailsIsNotAdded()
{
    Run run(setup({deleteAdd("cn=1")}), Script().answer("cn=1", MAExportError::ExportErrorPermissionIssue));
    run.all();
    SAME(run.pages, "p1.1 Del cn=1 {id=old}\n");
    SAME(run.outcome(), "completed-export-errors failure 1 close Normal");
    QCOMPARE(run.machine.space().object(0).pending.operation, PendingOperation::DeleteAdd);
}

void TestEngineCases::aDeleteAddMayBeOneReplace()
{
    auto of = setup({deleteAdd("cn=1")});
    of.capabilities.deleteAddAsReplace = true;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Rep cn=1 {id=old} title:add(B)\n"
         "p2.1 Upd cn=1 {id=old} manager:add(cn=1)\n");
    SAME(run.outcome(), "success delete-add 1 close Normal");
}

void TestEngineCases::deletesMayComeLast()
{
    auto of = setup({deleteAdd("cn=1"), add("cn=2"), del("cn=3", "3")});
    of.settings.deletesFirst = false;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=2\n"
         "p1.2 Del cn=1 {id=old}\n"
         "p1.2 Del cn=3 {id=3}\n"
         "p1.3 Add cn=1 title:add(B)\n"
         "p2.1 Upd cn=1 {id=#cn=1} manager:add(cn=1)\n");
}

void TestEngineCases::aRenamedContainerTakesChildrenAndReferencesAlong()
{
    Run run(withPages(setup({rename(known("ou=a", "1", {}, "ou"), "ou=b"), known("cn=u,ou=a", "2"),
                             update("cn=g", "3", {plus("member", refs({"cn=u,ou=a"}))},
                                    {delta("member", refs({"cn=v,ou=a"}), refs({"cn=u,ou=a"}))}, "group"),
                             known("cn=v,ou=a", "4")},
                            MADistinguishedNameStyle::Ldap),
                      1));
    run.all();
    SAME(run.pages,
         "p1.1 Upd ou=a {id=1} DN:upd(+ou=b -ou=a)\n"
         "p1.2 Upd cn=g {id=3} member:upd(+cn=v,ou=b -cn=u,ou=b)\n");
    QVERIFY(run.machine.space().find("cn=u,ou=b").has_value());
    SAME(run.outcome(), "success update 1 rename 1 close Normal");
}

void TestEngineCases::referencesUseTheOldNameUntilARenameSucceeded()
{
    // The reference names the object as it will be; in the page of the rename it still has its old name.
    const auto objects = [] {
        return setup({rename(known("ou=a", "1", {}, "ou"), "ou=b"), known("cn=u,ou=a", "2"),
                      update("cn=g", "3", {}, {plus("member", refs({"cn=u,ou=b"}))}, "group")},
                     MADistinguishedNameStyle::Ldap);
    };
    Run together(objects());
    together.all();
    QVERIFY2(together.pages.find("member:add(cn=u,ou=a)") != std::string::npos, together.pages.c_str());
    Run apart(withPages(objects(), 1));
    apart.all();
    QVERIFY2(apart.pages.find("member:add(cn=u,ou=b)") != std::string::npos, apart.pages.c_str());
    SAME(together.findings(), "");
    const auto group = together.machine.space().object(2);
    QCOMPARE(toText(group.image->find("member")->values.front()), std::string("cn=u,ou=b"));
}

void TestEngineCases::aRenameIsRefusedWhereTheConnectorCannot()
{
    auto of = setup({rename(known("cn=1", "1"), "cn=2")});
    of.capabilities.objectRename = false;
    Run run(std::move(of));
    run.all();
    SAME(run.calls, "Refuse");
    QCOMPARE(run.refused->where.entry, std::string("cn=1"));
}

QTEST_GUILESS_MAIN(TestEngineCases)
#include "tst_engine_cases.moc"
