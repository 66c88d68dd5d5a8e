// Pages between the rules: what waits, full exports, recorded entries, selection, cuts and edits, second runs.
#include "core/engine/plan.h"
#include "tests/engine/engine_fixture.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

class TestEnginePages : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
void TestEnginePages::attributeReplaceHoldsTheWholeAttribute()
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

void TestEnginePages::objectReplaceLetsTheWholeEntryWait()
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

void TestEnginePages::anObjectReplaceWithoutReferencesFirst()
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

void TestEnginePages::aFullExportHandsOverEverything()
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

void TestEnginePages::recordedEntriesGoAsTheyAre()
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

void TestEnginePages::recordedUpdatesMayBecomeAddsWhereImagesAreKnown()
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

void TestEnginePages::whatIsNotSelectedStaysPending()
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

void TestEnginePages::theDeepestContainerDecides()
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

void TestEnginePages::aPageIsCutWhereTheWireEnds()
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

void TestEnginePages::anEntryOverTheWiresLimitIsAnObjectError()
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

void TestEnginePages::oneEntryAtATimeIsAPageOfItsOwn()
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

void TestEnginePages::anEditedPageIsAccountedForAsItWasSent()
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

void TestEnginePages::unconfirmedValuesAreSentAgainWithTheNextChange()
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

void TestEnginePages::identifiersMayBeFreshForEachHandOver()
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

void TestEnginePages::aPageSizeOverTheMaximum()
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

void TestEnginePages::anUnknownOldValueIsReplaced()
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

void TestEnginePages::aCycleResolvesOverPasses()
{
    Run run(setup({group("cn=a", {"cn=b"}), group("cn=b", {"cn=a"})}));
    run.all();
    SAME(run.pages,
         "p1.1 Add cn=a\np1.1 Add cn=b\n"
         "p2.1 Upd cn=a {id=#cn=a} member:upd(+cn=b)\n"
         "p2.1 Upd cn=b {id=#cn=b} member:upd(+cn=a)\n");
}

void TestEnginePages::unknownReferencesAreSentOrHeld()
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

void TestEnginePages::aPlanMakesUpAnchors()
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

QTEST_GUILESS_MAIN(TestEnginePages)
#include "tst_engine_pages.moc"
