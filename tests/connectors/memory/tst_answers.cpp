// Scripted answers: every way in which the memory connector can be made to misbehave in-process.
#include "tests/connectors/memory/hand_overs.h"

#include <QTest>

using namespace anchorage;
using namespace anchorage::memory;
using namespace anchorage::memory::test;

namespace {

/// All results as they came: "u1 invalid-dn {id=7} name/detail; …"; an unknown identifier is "?".
std::string all(const PutExportEntriesResults &answer, const std::vector<CsEntryChange> &page)
{
    if (!answer.results)
        return "null";
    std::string out;
    for (const auto &result : *answer.results) {
        std::string who = "?";
        for (const auto &e : page)
            who = e.identifier == result.identifier ? e.dn : who;
        out += (out.empty() ? "" : "; ") + who + ' ' + std::string(name(result.errorCode));
        for (const auto &anchor : result.anchors)
            out += " {" + anchor.name + '=' + toText(anchor.values.front().value) + '}';
        if (!result.errorName.empty() || !result.errorDetail.empty())
            out += ' ' + result.errorName + '/' + result.errorDetail;
    }
    return out;
}

struct Answer {
    const char *script;
    const char *results; ///< of the page u1, u2
    const char *content; ///< of the directory afterwards
};

const std::vector<std::pair<const char *, Answer>> answers = {
    {"none scripted", {"[]", "u1 Success {id=1}; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"an error", {R"([{"dn": "u1", "answer": "invalid-dn"}])", "u1 ExportErrorInvalidDN; u2 Success {id=1}", "u2{1}"}},
    {"by the member's name",
     {R"([{"dn": "U1", "answer": "ExportErrorInvalidDN"}])", "u1 ExportErrorInvalidDN; u2 Success {id=1}", "u2{1}"}},
    {"with name and detail",
     {R"([{"dn": "u1", "answer": "ExportErrorCustomStopRun", "errorName": "n", "errorDetail": "d"}])",
      "u1 ExportErrorCustomStopRun n/d; u2 Success {id=1}", "u2{1}"}},
    {"an error although it is done",
     {R"([{"dn": "u1", "answer": "invalid-dn", "apply": true}])", "u1 ExportErrorInvalidDN; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"success although nothing is done",
     {R"([{"dn": "u1", "answer": "Success", "apply": false}])", "u1 Success; u2 Success {id=1}", "u2{1}"}},
    {"other anchors",
     {R"([{"dn": "u1", "anchors": {"id": 77, "more": "x"}}])", "u1 Success {id=77} {more=x}; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"no anchors", {R"([{"dn": "u1", "anchors": {}}])", "u1 Success; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"a retry with an anchor is done",
     {R"([{"dn": "u1", "answer": "next-pass-retry", "anchors": {"id": "1"}}])",
      "u1 ExportActionRetryReferenceAttribute {id=1}; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"a retry without one is not",
     {R"([{"dn": "u1", "answer": "next-pass-retry"}])", "u1 ExportActionRetryReferenceAttribute; u2 Success {id=1}", "u2{1}"}},
    {"no result", {R"([{"dn": "*", "answer": "none"}])", "", "u1{1}; u2{2}"}},
    {"an unknown identifier",
     {R"([{"dn": "u1", "identifier": "unknown"}])", "? Success {id=1}; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"a second result",
     {R"([{"dn": "u1", "again": "cd-error"}])", "u1 Success {id=1}; u1 ExportErrorConnectedDirectoryError; u2 Success {id=2}",
      "u1{1}; u2{2}"}},
    {"another hand-over's rule",
     {R"([{"dn": "u1", "handOver": 2, "answer": "invalid-dn"}])", "u1 Success {id=1}; u2 Success {id=2}", "u1{1}; u2{2}"}},
    {"null results", {R"([{"at": "put", "results": "null"}])", "null", "u1{1}; u2{2}"}},
    {"no results", {R"([{"at": "put", "results": "none"}])", "", "u1{1}; u2{2}"}},
    {"reversed results", {R"([{"at": "put", "results": "reversed"}])", "u2 Success {id=2}; u1 Success {id=1}", "u1{1}; u2{2}"}},
    {"another put's rule",
     {R"([{"at": "put", "call": 2, "results": "null"}])", "u1 Success {id=1}; u2 Success {id=2}", "u1{1}; u2{2}"}},
};

struct Bad {
    const char *script;
    const char *message;
};

const std::vector<Bad> bad = {
    {"[{]", "line 1"},
    {R"([{"answer": "Success"}])", "rule 1: expected \"dn\" (an entry) or \"at\" (a call)"},
    {R"([{"dn": "u1"}, {"dn": "u2", "anser": "Success"}])", "rule 2: unknown member \"anser\"; did you mean \"answer\"?"},
    {R"([{"dn": "u1", "answer": "invalid"}])", "rule 1: answer: found \"invalid\", expected an MAExportError"},
    {R"([{"dn": "u1", "handOver": 0}])", "rule 1: handOver: expected a number from 1, or \"any\""},
    {R"([{"dn": "u1", "delay": -1}])", "rule 1: delay: expected milliseconds"},
    {R"([{"dn": "u1", "crash": "loudly"}])", "rule 1: crash: found \"loudly\", expected one of abort, segfault, exit"},
    {R"([{"dn": "u1", "identifier": "mine"}])", "rule 1: identifier: expected \"unknown\""},
    {R"([{"at": "put", "results": "many"}])", "rule 1: results: found \"many\", expected one of null, none, reversed"},
    {R"([{"at": "import"}])", "rule 1: at: found \"import\""},
};

} // namespace

class TestAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aScriptDecidesWhatIsAnsweredAndDone_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < answers.size(); ++i)
            QTest::newRow(answers[i].first) << static_cast<int>(i);
    }
    void aScriptDecidesWhatIsAnsweredAndDone()
    {
        QFETCH(int, index);
        const auto &row = answers[static_cast<std::size_t>(index)].second;
        Run run(Parameters{{"answers", row.script}});
        const std::vector page{add("u1"), add("u2")};
        SAME(all(run.connector().putExportEntries(page), page), row.results);
        SAME(run.content(), row.content);
    }
    void aMistakeInAScriptIsNamed_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < bad.size(); ++i)
            QTest::newRow(bad[i].script) << static_cast<int>(i);
    }
    void aMistakeInAScriptIsNamed()
    {
        QFETCH(int, index);
        const auto &row = bad[static_cast<std::size_t>(index)];
        MemoryConnector connector;
        const auto result =
            connector.validateConfigParameters(parameters({{"answers", row.script}}), ConfigParameterPage::Global);
        SAME(result.errorParameter, "answers");
        SAME(result.errorMessage.substr(0, std::string(row.message).size()), row.message);
    }
    void theSecondHandOverCanBeAnsweredInAnotherWay()
    {
        Run run(Parameters{
            {"answers",
             R"([{"dn": "u1", "handOver": 1, "answer": "next-pass-retry"}, {"dn": "u1", "handOver": 2, "answer": "cd-error"}])"}});
        SAME(run.put({add("u1")}), "next-pass-retry");
        SAME(run.put({update("u1", {}, {plus("title", text({"A"}))})}), "cd-error");
    }
    void exceptionsAreThrownWhereTheScriptSays()
    {
        Run put(Parameters{{"answers", R"([{"dn": "u2", "throw": "ServerDownException", "message": "gone"}])"}});
        SAME(put.put({add("u1"), add("u2"), add("u3")}), "ServerDownException: gone");
        SAME(put.content(), "u1{1}"); // entries before it are done
        Run call(Parameters{{"answers", R"([{"at": "put", "call": 2, "throw": "My.Own"}])"}});
        SAME(call.put({add("u1")}), "ok {id=1}");
        SAME(call.put({add("u2")}), "My.Own: scripted");
        SAME(call.content(), "u1{1}");
        Run close(Parameters{{"answers", R"([{"at": "close", "throw": "EndConnectionException"}])"}});
        QVERIFY_EXCEPTION_THROWN(close.close(), sdk::ExtensionException);
        MemoryConnector open;
        QVERIFY_EXCEPTION_THROWN(
            open.openExportConnection(parameters({{"answers", R"([{"at": "open", "throw": "BadServerCredentialsException"}])"}}),
                                      {}, {}),
            sdk::ExtensionException);
        open.closeExportConnection(CloseReason::OpenConnectionFailure); // throw-4: Close follows an Open that threw
    }
    void afterAPutThatThrewOnlyCloseIsAllowed()
    {
        Run run(Parameters{{"answers", R"([{"dn": "u1", "throw": "X"}])"}});
        SAME(run.put({add("u1")}), "X: scripted");
        QVERIFY(run.put({add("u2")}).find("throw-1") != std::string::npos);
        run.close();
    }
    void aDelayEndsWhenSomebodyGivesUpAndTheScriptLetsIt()
    {
        Run run(Parameters{{"answers", R"([{"dn": "u1", "delay": 60000, "cancellable": true}])"}});
        run.connector().setHost({.log = {}, .progress = {}, .cancelled = [] { return true; }});
        SAME(run.put({add("u1")}), "ok {id=1}"); // the test's own time limit is the proof
    }
};

QTEST_APPLESS_MAIN(TestAnswers)
#include "tst_answers.moc"
