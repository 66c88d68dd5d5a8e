// engine-rules.md, Results and what follows; Counters.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

class TestResultRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: the image stays as it was (accounting.cpp).
    void result_1_aSuccessMovesTheChangeToExportedAndNotConfirmed()
    {
        Run run(setup({update("cn=u1", "1", {plus("title", text({"A"}))}, {delta("title", text({"B"}), text({"A"}))}),
                       add("cn=u2", {plus("mail", text({"m"}))}), del("cn=u3", "3")}));
        run.all();
        const auto updated = left(run, "cn=u1");
        QCOMPARE(updated.pending.operation, PendingOperation::None);
        QVERIFY(updated.pending.changes.empty());
        SAME(updated.unconfirmed.front().name, "title");
        SAME(toText(updated.image->find("title")->values.front()), "B");
        const auto added = left(run, "cn=u2");
        QVERIFY(added.exported && added.image);
        SAME(toText(added.image->find("mail")->values.front()), "m");
        QVERIFY2(!run.machine.space().find("cn=u3"), "what was deleted is gone");
    }
    void result_2_anErrorLeavesTheChangePending_data()
    {
        QTest::addColumn<int>("code");
        for (int code = 4; code <= 26; ++code) {
            if (code != 25) // CustomStopRun, error-2
                QTest::addRow("%d", code) << code;
        }
    }
    // Mutation: retries are not counted (accounting.cpp).
    void result_2_anErrorLeavesTheChangePending()
    {
        QFETCH(int, code);
        const auto given = setup({update("cn=u1", "1", {}, {plus("title", text({"B"}))}), add("cn=u2")});
        Run run(given, Script().always("cn=u1", static_cast<MAExportError>(code)));
        SAME(run.all().outcome(), "completed-export-errors add 1 failure 1 close Normal");
        SAME(pendingOf(run, "cn=u1"), "update");
        QVERIFY(left(run, "cn=u1").lastFailure->code == static_cast<MAExportError>(code));
        Run again(next(run, given), Script().always("cn=u1", static_cast<MAExportError>(code)));
        SAME(again.all().pages, "p1.1 Upd cn=u1 {id=1} title:add(B)\n");
        QCOMPARE(left(again, "cn=u1").lastFailure->retryCount, 1U);
    }
    // Mutation: one component is enough (anchors.cpp).
    void result_3_aConstructedAnchorNeedsEachComponent()
    {
        const auto outcomeOf = [](std::vector<AttributeChange> anchors) {
            auto some = setup({add("cn=u1")});
            some.anchors = {{"user", {"id", "mail"}}};
            Run run(some, Script().always("cn=u1", MAExportError::Success, std::move(anchors)));
            return run.all().outcome();
        };
        SAME(outcomeOf({anchorAnswer("1")}), "completed-export-errors failure 1 close Normal");
        SAME(outcomeOf({anchorAnswer("1"), anchorAnswer("m", "mail")}), "success add 1 close Normal");
    }
    // Mutation: anchors of failed entries are kept (machine_answers.cpp).
    void result_4_anAnchorOfAFailedEntryChangesNothing()
    {
        Run run(setup({update("cn=u1", "1", {}, {plus("title", text({"B"}))}), add("cn=u2")}),
                Script()
                    .always("cn=u1", MAExportError::ExportErrorInvalidDN, {anchorAnswer("77")})
                    .always("cn=u2", MAExportError::ExportErrorInvalidDN, {anchorAnswer("78")}));
        run.all();
        SAME(anchorsOf(run, "cn=u1"), "id=String 1");
        SAME(anchorsOf(run, "cn=u2"), "");
    }
    // Mutation: unconfirmed values are not sent again (effective.cpp).
    void after_1_exportedValuesGoAgainWithEveryLaterExport()
    {
        const auto given = setup(
            {update("cn=u1", "1", {plus("title", text({"A"})), plus("proxy", text({"a"}))},
                    {delta("title", text({"B"}), text({"A"})), delta("proxy", text({"b"}), text({"a"})), cleared("phone")})});
        Run first(given);
        first.all();
        // Nothing new: nothing goes out.
        Run idle(next(first, given));
        SAME(idle.all().pages, "");
        // A new change takes the unconfirmed ones along, twice.
        auto second = next(first, given);
        edit(second, "cn=u1", {plus("mail", text({"m"}))});
        Run again(second);
        SAME(again.all().pages, "p1.1 Upd cn=u1 {id=1} mail:add(m) phone:del title:upd(+B -A) proxy:upd(+b -a)\n");
        auto third = next(again, given);
        edit(third, "cn=u1", {delta("title", text({"C"}), text({"B"}))});
        Run last(third);
        QVERIFY2(has(last.all().pages, "mail:add(m)") && has(last.pages, "proxy:upd(+b -a)") && has(last.pages, "+C"),
                 last.pages.c_str());
    }
    // Mutation: deletes count as delete-adds (track.cpp).
    void counter_1_acceptedChangesAndFailures()
    {
        Run run(setup({add("cn=a"), update("cn=u", "1", {}, {plus("title", text({"B"}))}), rename(known("cn=r", "2"), "cn=s"),
                       del("cn=d", "3"), pending(known("cn=x", "4"), PendingOperation::DeleteAdd, {}), add("cn=f")}),
                Script().always("cn=f", MAExportError::ExportErrorInvalidDN));
        run.all();
        const ExportCounters expected{1, 1, 1, 1, 1, 1};
        QVERIFY(run.finish->counters == expected);
        QVERIFY(run.machine.counters() == expected);
    }
    // Mutation: each accepted hand-over counts (track.cpp).
    void counter_2_anObjectCountsOnceHoweverOftenItWasHandedOver()
    {
        Run run(setup({add("cn=u1", {plus("manager", refs({"cn=u2"}))}),
                       add("cn=u2", {plus("manager", refs({"cn=u1"})), password()})}),
                Script().answer("cn=u1", MAExportError::ExportActionRetryReferenceAttribute, {anchorAnswer("1")}));
        run.all();
        QVERIFY(run.machine.handOvers().size() > 4);
        SAME(run.outcome(), "success add 2 close Normal");
    }
};

QTEST_GUILESS_MAIN(TestResultRules)
#include "tst_result_rules.moc"
