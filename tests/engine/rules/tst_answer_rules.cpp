// engine-rules.md, Answers: results, errors, limits, counters.
#include "tests/engine/rules/rule_run.h"

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Code = MAExportError;
using EntryResult = CsEntryChangeResult;

/// Updates of known objects: they need no anchor in the answer.
std::vector<SpaceObject> updates(int number)
{
    std::vector<SpaceObject> out;
    for (int i = 1; i <= number; ++i)
        out.push_back(update("cn=u" + std::to_string(i), std::to_string(i), {}, {plus("title", text({"A"}))}));
    return out;
}
Guid sent(const Run &run, std::size_t index)
{
    return run.machine.handOvers()[index].entry.identifier;
}

} // namespace

class TestAnswerRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Mutation: no result is no answer (machine_answers.cpp).
    void answer_1_noResultIsSuccess()
    {
        Run run(setup(updates(2)));
        SAME(silently(run).outcome(), "success update 2 close Normal");
        SAME(fates(run), "accepted; accepted");
    }
    void answer_1_resultsAreMatchedByIdentifierInAnyOrder()
    {
        Run run(setup(updates(3)));
        run.until(State::Putting);
        run.feed(answered({EntryResult::create(sent(run, 2), {}, Code::ExportErrorPermissionIssue),
                           EntryResult::create(sent(run, 0), {}, Code::ExportErrorInvalidDN)}));
        run.all();
        SAME(fates(run), "error invalid-dn; accepted; error permission-issue");
        SAME(run.outcome(), "completed-export-errors update 1 failure 2 close Normal");
    }
    // Mutation: the last result counts (machine_answers.cpp).
    void answer_2_anUnknownIdentifierIsIgnored()
    {
        Run run(setup(updates(1)));
        run.until(State::Putting);
        run.feed(answered({EntryResult::create(Guid::fromName("nobody"), {}, Code::ExportErrorInvalidDN)}));
        run.all();
        SAME(run.outcome(), "success update 1 close Normal");
        SAME(run.findings(), "result-unknown-identifier");
    }
    void answer_2_theFirstOfTwoResultsCounts()
    {
        Run run(setup(updates(1)));
        run.until(State::Putting);
        run.feed(answered({EntryResult::create(sent(run, 0), {}, Code::ExportErrorInvalidDN),
                           EntryResult::create(sent(run, 0), {}, Code::Success)}));
        run.all();
        SAME(fates(run), "error invalid-dn");
        SAME(run.findings(), "result-duplicate-identifier cn=u1");
    }
    void answer_2_nullResultsStopTheRunWithFatesUnknown()
    {
        Run run(withPages(setup(updates(2)), 1));
        run.until(State::Putting);
        run.feed(answeredNull());
        run.all();
        SAME(fates(run), "unknown");
        SAME(run.findings(), "result-null");
        SAME(run.outcome(), "stopped-extensible-extension-error close Unknown");
        SAME(pendingOf(run, "cn=u1"), "update");
        SAME(run.calls, "Open Put Close Finish");
    }
    // Mutation: the limit is one error higher (machine_pages.cpp).
    void error_1_theObjectStaysPendingAndTheRunGoesOn()
    {
        const auto given = withPages(setup(updates(3)), 1);
        Run run(given, Script().always("cn=u1", Code::ExportErrorInvalidDN));
        SAME(run.all().outcome(), "completed-export-errors update 2 failure 1 close Normal");
        SAME(failureOf(run, "cn=u1"), "invalid-dn 0");
        SAME(pendingOf(run, "cn=u1"), "update");
        Run again(next(run, given), Script().always("cn=u1", Code::ExportErrorInvalidDN));
        SAME(again.all().pages, "p1.1 Upd cn=u1 {id=1} title:add(A)\n");
        SAME(failureOf(again, "cn=u1"), "invalid-dn 1");
        Run better(next(again, given));
        SAME(better.all().outcome(), "success update 1 close Normal");
        SAME(failureOf(better, "cn=u1"), "none");
    }
    void error_1_moreErrorsThanTheLimitStopTheRunBetweenPages()
    {
        auto some = withPages(setup(updates(8)), 2);
        some.settings.errorLimit = 3;
        Script script;
        for (int i = 1; i <= 8; ++i)
            script.always("cn=u" + std::to_string(i), Code::ExportErrorInvalidDN);
        Run run(some, script);
        SAME(run.all().outcome(), "stopped-error-limit failure 4 close Normal");
        QCOMPARE(count(run.calls, "Put"), std::size_t(2));
        QCOMPARE(RunSettings().errorLimit, 5000);
    }
    // Mutation: the run goes on (machine_answers.cpp).
    void error_2_customStopRunKeepsTheRestOfThePage()
    {
        Run run(withPages(setup(updates(7)), 5), Script().answer("cn=u2", Code::ExportErrorCustomStopRun));
        SAME(run.all().outcome(), "stopped-extensible-extension-error update 4 failure 1 close Unknown");
        SAME(fates(run), "accepted; stops; accepted; accepted; accepted");
        SAME(run.calls, "Open Put Close Finish");
        SAME(pendingOf(run, "cn=u2"), "update");
        SAME(pendingOf(run, "cn=u6"), "update");
    }
    // Mutation: as many deletions as allowed stop the run (machine.cpp).
    void limit_1_theObjectLimitStopsBetweenPages()
    {
        auto some = withPages(setup(updates(6)), 2);
        some.settings.objectLimit = 3;
        Run run(some);
        SAME(run.all().outcome(), "stopped-object-limit update 4 close Normal");
        some.settings.objectLimit = 6;
        Run enough(some);
        SAME(enough.all().outcome(), "success update 6 close Normal");
    }
    void limit_1_theDeletionLimitStopsBeforeOpen_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("over it") << 3 << "stopped-deletion-limit no close";
        QTest::newRow("at it") << 4 << "success delete 3 delete-add 1 close Normal";
    }
    void limit_1_theDeletionLimitStopsBeforeOpen()
    {
        QFETCH(int, limit);
        QFETCH(QString, outcome);
        auto some = setup({del("cn=u1", "1"), del("cn=u2", "2"), del("cn=u3", "3"),
                           pending(known("cn=u4", "4"), PendingOperation::DeleteAdd, {})});
        some.settings.deletionLimit = limit;
        Run run(some);
        QCOMPARE(QString::fromStdString(run.all().outcome()), outcome);
        QCOMPARE(has(run.calls, "Open"), limit == 4);
    }
    // Mutation: a rename is an update (track.cpp).
    void count_1_countersArePerObjectByItsPendingOperation()
    {
        auto renamed = rename(known("cn=r", "1"), "cn=s");
        renamed.pending.changes = {plus("title", text({"A"}))};
        Run run(setup({renamed, update("cn=u", "2", {}, {plus("title", text({"A"}))}), add("cn=a"), del("cn=d", "3"),
                       pending(known("cn=da", "4"), PendingOperation::DeleteAdd, {})}));
        SAME(run.all().outcome(), "success add 1 update 1 rename 1 delete 1 delete-add 1 close Normal");
    }
    void count_1_anObjectCountsWhenItsLastHandOverIsAccepted()
    {
        const auto given = setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})});
        Run run(given,
                Script().answer("cn=u2", Code::Success, {anchorAnswer("2")}).answer("cn=u2", Code::ExportErrorPermissionIssue));
        SAME(run.all().outcome(), "completed-export-errors add 1 failure 1 close Normal");
    }
    void count_1_anObjectWhoseLastHandOverHasNoFateCountsNowhere()
    {
        Run run(setup({add("cn=u1"), add("cn=u2", {plus("manager", refs({"cn=u1"}))})}));
        run.until(State::Putting);
        run.once();
        run.until(State::Putting);
        run.feed(answeredNull());
        SAME(run.all().outcome(), "stopped-extensible-extension-error add 1 close Unknown");
        SAME(fates(run), "accepted; accepted; unknown");
    }
    void count_1_anUpdateHandedOverAsAnAddIsAnUpdate()
    {
        Run run(setup(updates(1)), Script().answer("cn=u1", Code::ExportActionConvertUpdateToAdd));
        SAME(run.all().outcome(), "success update 1 close Normal");
    }
    void count_1_anUnchangedObjectOfAFullExportIsAnUpdate()
    {
        auto some = setup({known("cn=u1", "1", {plus("mail", text({"m"}))})});
        some.capabilities.fullExport = true;
        some.settings.exportType = OperationType::Full;
        Run run(some);
        SAME(run.all().outcome(), "success update 1 close Normal");
    }
    // Mutation: nothing is called when there is nothing to export (machine.cpp).
    void empty_1_nothingToExportIsOpenCloseSuccess()
    {
        Run run(setup({known("cn=u1", "1")}));
        SAME(run.all().calls, "Open Close Finish");
        SAME(run.outcome(), "success close Normal");
    }
};

QTEST_GUILESS_MAIN(TestAnswerRules)
#include "tst_answer_rules.moc"
