// Cases between the rules: names made by the target, passwords, recorded entries, full exports, delete-adds,
// renames, pages that were edited or cut, second runs.
#include "core/engine/plan.h"
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
    void attributeReplaceHoldsTheWholeAttribute();
    void objectReplaceLetsTheWholeEntryWait();
    void anObjectReplaceWithoutReferencesFirst();
    void aFullExportHandsOverEverything();
    void recordedEntriesGoAsTheyAre();
    void recordedUpdatesMayBecomeAddsWhereImagesAreKnown();
    void whatIsNotSelectedStaysPending();
    void theDeepestContainerDecides();
    void aPageIsCutWhereTheWireEnds();
    void anEntryOverTheWiresLimitIsAnObjectError();
    void oneEntryAtATimeIsAPageOfItsOwn();
    void anEditedPageIsAccountedForAsItWasSent();
    void unconfirmedValuesAreSentAgainWithTheNextChange();
    void identifiersMayBeFreshForEachHandOver();
    void aPageSizeOverTheMaximum();
    void anUnknownOldValueIsReplaced();
    void aCycleResolvesOverPasses();
    void unknownReferencesAreSentOrHeld();
    void aPlanMakesUpAnchors();
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

void TestEngineCases::attributeReplaceHoldsTheWholeAttribute()
{
    auto of = setup({update("cn=g", "1", {plus("title", text({"A"})), plus("member", refs({"cn=x"}))},
                            {delta("title", text({"B"}), text({"A"})), delta("member", refs({"cn=u"}), {})}, "group"),
                     known("cn=x", "x"), add("cn=u")});
    of.capabilities.exportType = MAExportType::AttributeReplace;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=u\n"
         "p1.1 Upd cn=g {id=1} title:rep(B)\n"
         "p2.1 Upd cn=g {id=1} member:rep(cn=x cn=u)\n");
    SAME(run.outcome(), "success add 1 update 1 close Normal");
}

void TestEngineCases::objectReplaceLetsTheWholeEntryWait()
{
    auto of = setup({update("cn=g", "1", {plus("title", text({"A"})), plus("member", refs({"cn=x"}))},
                            {delta("title", text({"B"}), text({"A"})), delta("member", refs({"cn=u"}), {})}, "group"),
                     known("cn=x", "x"), add("cn=u"), group("cn=h", {"cn=u"})});
    of.capabilities.exportType = MAExportType::ObjectReplace;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=u\n"
         "p1.1 Add cn=h\n"
         "p2.1 Rep cn=g {id=1} title:add(B) member:add(cn=x cn=u)\n"
         "p2.1 Rep cn=h {id=#cn=h} member:add(cn=u)\n");
    SAME(run.outcome(), "success add 2 update 1 close Normal");
}

void TestEngineCases::anObjectReplaceWithoutReferencesFirst()
{
    auto of = setup({update("cn=g", "1", {plus("title", text({"A"})), plus("member", refs({"cn=x"}))},
                            {delta("title", text({"B"}), text({"A"}))}, "group"),
                     known("cn=x", "x"), update("cn=u", "u", {}, {plus("title", text({"C"}))})});
    of.capabilities.exportType = MAExportType::ObjectReplace;
    of.capabilities.noReferenceValuesInFirstExport = true;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Rep cn=u {id=u} title:add(C)\n"
         "p2.1 Rep cn=g {id=1} title:add(B) member:add(cn=x)\n");
}

void TestEngineCases::aFullExportHandsOverEverything()
{
    const auto objects = [] {
        return setup({known("cn=x", "x", {plus("title", text({"X"})), plus("phone", text({"1"}))}),
                      update("cn=u", "u", {plus("title", text({"A"})), plus("phone", text({"2"}))},
                             {delta("title", text({"B"}), text({"A"})), cleared("phone")}),
                      add("cn=n", {plus("manager", refs({"cn=x"}))}), del("cn=d", "d")});
    };
    auto of = objects();
    of.settings.exportType = OperationType::Full;
    of.capabilities.fullExport = true;
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Del cn=d {id=d}\n"
         "p1.2 Upd cn=x {id=x} phone:rep(1) title:rep(X)\n"
         "p1.2 Upd cn=u {id=u} phone:del title:rep(B)\n"
         "p1.2 Add cn=n manager:add(cn=x)\n");
    SAME(run.outcome(), "success add 1 update 2 delete 1 close Normal");
    QCOMPARE(run.open->step.exportType, OperationType::Full);

    auto replacing = objects();
    replacing.settings.exportType = OperationType::Full;
    replacing.capabilities.fullExport = true;
    replacing.capabilities.exportType = MAExportType::ObjectReplace;
    Run replaced(std::move(replacing));
    replaced.all();
    SAME(replaced.pages,
         "p1.1 Del cn=d {id=d}\n"
         "p1.2 Rep cn=x {id=x} phone:add(1) title:add(X)\n"
         "p1.2 Rep cn=u {id=u} title:add(B)\n"
         "p1.2 Rep cn=n manager:add(cn=x)\n");
}

namespace {

void record(EngineSetup &of, ObjectIndex index, ObjectModificationType modification, std::vector<AttributeChange> changes,
            std::vector<AnchorAttribute> anchors = {})
{
    space::RecordedEntry entry;
    entry.object = index;
    entry.entry.dn = of.space.dn(index);
    entry.entry.objectType = of.space.type(index);
    entry.entry.identifier = of.space.identifier(index);
    entry.entry.modification = modification;
    entry.entry.changes = std::move(changes);
    entry.entry.anchors = std::move(anchors);
    of.space.addRecorded(entry);
}

} // namespace

void TestEngineCases::recordedEntriesGoAsTheyAre()
{
    auto of = setup(
        {add("cn=g", {plus("member", refs({"cn=u"}))}, "group"), add("cn=u", {plus("title", text({"B"}))}), del("cn=d", "d")});
    record(of, 0, ObjectModificationType::Add, {plus("member", refs({"cn=u"}))});
    record(of, 1, ObjectModificationType::Add, {plus("title", text({"A"}))});
    record(of, 2, ObjectModificationType::Delete, {}, {{"id", "d"}});
    record(of, 1, ObjectModificationType::Update, {delta("title", text({"B"}), text({"A"}))});
    Run run(std::move(of));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=g member:add(cn=u)\n"
         "p1.1 Add cn=u title:add(A)\n"
         "p1.1 Del cn=d {id=d}\n"
         "p1.2 Upd cn=u {id=#cn=u} title:upd(+B -A)\n");
    SAME(run.outcome(), "success add 2 delete 1 close Normal");
    QVERIFY(run.machine.space().recorded().empty());
    QCOMPARE(run.machine.space().object(1).pending.operation, PendingOperation::None);
}

void TestEngineCases::recordedUpdatesMayBecomeAddsWhereImagesAreKnown()
{
    const auto objects = [](bool withImage) {
        auto object = update("cn=u", "1", {plus("phone", text({"1"}))}, {plus("title", text({"B"}))});
        auto of = setup({withImage ? object : withoutImage(object)});
        record(of, 0, ObjectModificationType::Update, {plus("title", text({"B"}))}, {{"id", "1"}});
        return of;
    };
    const auto script = [] { return Script().answer("cn=u", MAExportError::ExportActionConvertUpdateToAdd); };
    Run known(objects(true), script());
    known.all();
    SAME(known.pages, "p1.1 Upd cn=u {id=1} title:add(B)\np2.1 Add cn=u phone:add(1) title:add(B)\n");
    Run unknown(objects(false), script());
    unknown.all();
    SAME(unknown.outcome(), "completed-export-errors failure 1 close Normal");
    QCOMPARE(unknown.machine.space().recorded().size(), std::size_t(1)); // it is still to be handed over
}

void TestEngineCases::whatIsNotSelectedStaysPending()
{
    auto of = setup({add("cn=a", {plus("mail", text({"m"})), plus("title", text({"A"}))}),
                     update("cn=b", "b", {}, {plus("mail", text({"m"}))}), add("cn=g", {}, "group"),
                     add("cn=i", {plus("phone", text({"1"}))})});
    of.selection.types = {"user"};
    of.selection.attributes = {"title", "phone"};
    of.schema.types.front().attributes[2].operation = AttributeOperation::ImportOnly; // phone
    Run run(std::move(of));
    run.all();
    SAME(run.pages, "p1.1 Add cn=a title:add(A)\np1.1 Add cn=i\n");
    SAME(run.removals,
         "select-1 cn=a mail: attribute mail is not selected\n"
         "select-1 cn=b mail: attribute mail is not selected\n"
         "select-1 cn=g: object type group is not selected\n"
         "select-1 cn=i phone: attribute phone is import-only\n");
    SAME(run.outcome(), "success add 2 close Normal");
    QCOMPARE(run.machine.space().object(1).pending.operation, PendingOperation::Update);
    QCOMPARE(run.machine.space().object(0).pending.changes.size(), std::size_t(1));
    QCOMPARE(run.open->schema.types.size(), std::size_t(1));
}

void TestEngineCases::theDeepestContainerDecides()
{
    auto of = setup({add("cn=1,OU=HQ,DC=x"), add("cn=2,OU=X,DC=x"), add("cn=3,DC=y")}, MADistinguishedNameStyle::Ldap);
    of.scope.inclusions = {{"OU=HQ,DC=x", ""}};
    of.scope.exclusions = {{"DC=x", ""}};
    Run run(std::move(of));
    run.all();
    SAME(run.pages, "p1.1 Add cn=1,OU=HQ,DC=x\n");
    SAME(run.removals,
         "scope-1 cn=3,DC=y: no included container holds it\n"
         "scope-1 cn=2,OU=X,DC=x: DC=x is excluded\n");

    auto nothing = setup({add("cn=2,OU=X,DC=x")}, MADistinguishedNameStyle::Ldap);
    nothing.scope.exclusions = {{"DC=x", ""}};
    Run empty(std::move(nothing));
    empty.all();
    SAME(empty.calls, "Open Close Finish");
    SAME(empty.removals, "scope-1 cn=2,OU=X,DC=x: DC=x is excluded\n");
    SAME(empty.outcome(), "success close Normal");
}

void TestEngineCases::aPageIsCutWhereTheWireEnds()
{
    Run run(setup({add("cn=1"), add("cn=2", {plus("manager", refs({"cn=1"}))}), add("cn=3", {plus("manager", refs({"cn=1"}))})}));
    run.until(State::Open);
    run.feed(input::PutNotSent{1, 0});
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=1\np1.1 Add cn=2\np1.1 Add cn=3\n"
         "p1.1 Add cn=1\n"
         "p1.2 Add cn=2 manager:add(cn=1)\np1.2 Add cn=3 manager:add(cn=1)\n"); // what is held depends on the cut
    SAME(run.findings(), "page-cut");
    SAME(run.outcome(), "success add 3 close Normal");
}

void TestEngineCases::anEntryOverTheWiresLimitIsAnObjectError()
{
    Run run(setup({add("cn=1"), add("cn=2", {plus("manager", refs({"cn=1"}))})}));
    run.until(State::Open);
    run.feed(input::PutNotSent{0, 70'000'000});
    run.all();
    SAME(run.outcome(), "completed-export-errors add 1 failure 1 close Normal");
    const auto failure = *run.machine.space().object(0).lastFailure;
    QVERIFY2(failure.detail.find("70000000") != std::string::npos, failure.detail.c_str());
    QVERIFY2(run.findings().find("held-target-failed cn=2") != std::string::npos, run.findings().c_str());
}

void TestEngineCases::oneEntryAtATimeIsAPageOfItsOwn()
{
    Run run(setup({add("cn=1"), add("cn=2"), add("cn=3")}));
    run.until(State::Open);
    run.feed(input::PageSizeOnce{1});
    QCOMPARE(run.machine.preview()->page.entries.size(), std::size_t(1));
    run.send();
    run.once();
    QCOMPARE(run.machine.preview()->page.entries.size(), std::size_t(2));
    run.all();
    SAME(run.outcome(), "success add 3 close Normal");
}

void TestEngineCases::anEditedPageIsAccountedForAsItWasSent()
{
    Run run(setup({add("cn=1", {plus("title", text({"A"})), plus("phone", text({"1"}))}), add("cn=2"),
                   add("cn=3", {plus("manager", refs({"cn=2"}))})}));
    run.until(State::Open);
    auto entries = run.machine.preview()->page.handOver();
    entries[0].changes[1].values.front().value = std::string("changed"); // title
    entries[0].changes.erase(entries[0].changes.begin()); // phone
    entries.erase(entries.begin() + 1); // cn=2
    auto stranger = entries.front();
    stranger.identifier = Guid::fromName("a person's");
    stranger.dn = "cn=4";
    entries.push_back(stranger);
    run.sendEdited(entries);
    run.all();
    SAME(run.outcome(), "success add 2 close Normal");
    const auto one = run.machine.space().object(0);
    QCOMPARE(one.pending.changes.size(), std::size_t(1));
    QCOMPARE(one.pending.changes.front().name, std::string("phone"));
    QCOMPARE(toText(one.image->find("title")->values.front()), std::string("changed"));
    QCOMPARE(run.machine.space().object(1).pending.operation, PendingOperation::Add);
    QVERIFY2(run.findings().find("held-target-failed cn=3") != std::string::npos, run.findings().c_str());
    QCOMPARE(run.machine.handOvers().size(), std::size_t(3));
    QCOMPARE(run.machine.handOvers()[2].object, noObject);
}

void TestEngineCases::unconfirmedValuesAreSentAgainWithTheNextChange()
{
    auto object = update("cn=1", "1", {plus("mail", text({"M@X"})), plus("title", text({"A"}))},
                         {delta("title", text({"B"}), text({"A"}))});
    object.unconfirmed = {plus("mail", text({"M@X"})), cleared("phone")};
    auto silent = known("cn=2", "2", {plus("mail", text({"N"}))});
    silent.unconfirmed = {plus("mail", text({"N"}))};
    Run run(setup({object, silent}));
    run.all();
    SAME(run.pages, "p1.1 Upd cn=1 {id=1} mail:add(M@X) phone:del title:upd(+B -A)\n");
    QCOMPARE(run.machine.space().object(0).unconfirmed.size(), std::size_t(3));
}

void TestEngineCases::identifiersMayBeFreshForEachHandOver()
{
    for (const bool fresh : {false, true}) {
        auto of = setup({add("cn=1", {plus("manager", refs({"cn=1"}))})});
        of.settings.freshIdentifiers = fresh;
        Run run(std::move(of));
        run.all();
        const auto &all = run.machine.handOvers();
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].entry.identifier != all[1].entry.identifier, fresh);
        SAME(run.outcome(), "success add 1 close Normal");
    }
}

void TestEngineCases::aPageSizeOverTheMaximum()
{
    const auto with = [](RunSettings::PageSizeFrom from, std::int32_t size) {
        auto of = setup({add("cn=1")});
        of.exportMaxPageSize = 10;
        of.exportDefaultPageSize = 5;
        of.settings.pageSize = size;
        of.settings.pageSizeFrom = from;
        Run run(std::move(of));
        run.all();
        return run.refused ? "refused" : std::to_string(run.open->step.batchSize) + ' ' + run.findings();
    };
    SAME(with(RunSettings::PageSizeFrom::Person, 11), "refused");
    SAME(with(RunSettings::PageSizeFrom::MaConfiguration, 11), "10 page-size-reduced");
    SAME(with(RunSettings::PageSizeFrom::Person, 7), "7 ");
    SAME(with(RunSettings::PageSizeFrom::Default, 0), "5 ");
}

void TestEngineCases::anUnknownOldValueIsReplaced()
{
    Run run(setup({withoutImage(update("cn=1", "1", {}, {set("title", text({"B"})), set("proxy", text({"a", "b"}))})),
                   update("cn=2", "2", {plus("title", text({"A"})), plus("proxy", text({"a", "c"}))},
                          {set("title", text({"B"})), set("proxy", text({"a", "b"}))})}));
    run.all();
    SAME(run.pages,
         "p1.1 Upd cn=1 {id=1} title:rep(B) proxy:rep(a b)\n"
         "p1.1 Upd cn=2 {id=2} title:upd(+B -A) proxy:upd(+b -c)\n");
    SAME(run.findings(), "old-value-unknown cn=1; old-value-unknown cn=1");
}

void TestEngineCases::aCycleResolvesOverPasses()
{
    Run run(setup({group("cn=a", {"cn=b"}), group("cn=b", {"cn=a"})}));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=a\np1.1 Add cn=b\n"
         "p2.1 Upd cn=a {id=#cn=a} member:upd(+cn=b)\n"
         "p2.1 Upd cn=b {id=#cn=b} member:upd(+cn=a)\n");
}

void TestEngineCases::unknownReferencesAreSentOrHeld()
{
    for (const auto how : {RunSettings::UnknownReferences::Send, RunSettings::UnknownReferences::Hold}) {
        auto of = setup({group("cn=g", {"cn=nobody"})});
        of.settings.unknownReferences = how;
        Run run(std::move(of));
        run.all();
        SAME(run.pages,
             how == RunSettings::UnknownReferences::Send ? "p1.1 Add cn=g member:add(cn=nobody)\n" : "p1.1 Add cn=g\n");
        SAME(run.findings(), "unknown-reference cn=g");
        SAME(run.outcome(), "success add 1 close Normal");
    }
}

void TestEngineCases::aPlanMakesUpAnchors()
{
    std::string pages;
    const auto finish = plan(setup({add("cn=u1", {plus("manager", refs({"cn=u1"}))})}), [&](const Input &, Commands &commands) {
        for (const auto &command : commands) {
            if (const auto *put = std::get_if<command::Put>(&command))
                pages += pageText(put->page.position, put->page.handOver());
        }
    });
    QVERIFY(finish.has_value());
    SAME(pages, "p1.1 Add cn=u1\np2.1 Upd cn=u1 {id=\"<id of cn=u1>\"} manager:add(cn=u1)\n");
}

QTEST_GUILESS_MAIN(TestEngineCases)
#include "tst_engine_cases.moc"
