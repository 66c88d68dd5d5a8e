// Expectations: an expected error is a success; what is not met and what was not expected is not.
#include "core/report/verdict.h"
#include "tests/report/report_fixture.h"

using namespace anchorage;
using namespace anchorage::test;
using namespace anchorage::project;
using What = Behaviour::What;

namespace {

EntryExpectation of(const std::string &dn)
{
    EntryExpectation out;
    out.dn = dn;
    return out;
}
EntryExpectation failing(const std::string &dn, std::optional<MAExportError> code, const std::string &name = {})
{
    auto out = of(dn);
    out.outcome = Outcome::Error;
    out.error = code;
    out.errorName = name;
    return out;
}

std::string textOf(const report::Verdict &verdict)
{
    std::string out = verdict.allMet() ? "all met" : "not met";
    for (const auto &checked : verdict.checked)
        out += "\n" + std::string(checked.met ? "+ " : "- ") + checked.what + (checked.met ? "" : " | " + checked.found);
    for (const auto &unexpected : verdict.unexpected)
        out += "\n! " + unexpected.dn + " | " + unexpected.what;
    return out;
}

} // namespace

class TestVerdict : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void expectationsOfTheSampleRun_data();
    void expectationsOfTheSampleRun();
    void anExpectedStopCoversItsConsequences();
    void errorFindingsAreNotExpected();
    void whatIsNoFilterIsAnError();

private:
    static report::Verdict judge(const ReportBench &sample, const Expectations &expectations)
    {
        auto verdict = report::evaluate(expectations, sample.bench.setup.space, *sample.results, sample.summary());
        if (!verdict)
            qFatal("%s", verdict.error().text().c_str());
        return *verdict;
    }
};

Q_DECLARE_METATYPE(anchorage::project::Expectations)

void TestVerdict::expectationsOfTheSampleRun_data()
{
    QTest::addColumn<Expectations>("expectations");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *name, Expectations expectations, const char *verdict) {
        QTest::newRow(name) << std::move(expectations) << verdict;
    };
    const auto covered = failing("u3", MAExportError::ExportErrorCustomContinueRun, "no-space-left");
    const auto with = [&covered](EntryExpectation entry) { return Expectations{{}, {covered, std::move(entry)}, {}}; };
    const std::string first = "+ u3: error custom-continue-run name no-space-left";
    row("nothing expected", {}, "not met\n! u3 | no-space-left: full");
    row("the error", {{}, {covered}, {}}, ("all met\n" + first).c_str());
    row("the status alone does not cover an object's error", {"completed-export-errors", {}, {}},
        "not met\n+ run status completed-export-errors\n! u3 | no-space-left: full");
    row("another status", {"success", {covered}, {}},
        ("not met\n- run status success | completed-export-errors\n" + first).c_str());
    row("another error", {{}, {failing("u3", MAExportError::ExportErrorInvalidDN)}, {}},
        "not met\n- u3: error invalid-dn | error custom-continue-run");
    row("an error where there is none", with(failing("u1", MAExportError::ExportErrorInvalidDN)),
        ("not met\n" + first + "\n- u1: error invalid-dn | accepted\nno error").c_str());
    auto accepted = of("u1");
    accepted.outcome = Outcome::Accepted;
    accepted.anchor = "#u\\d";
    accepted.passes = 1;
    accepted.handedOver = {"p1.1 Add u1 title:add(T1)"};
    row("everything of an entry", with(accepted),
        ("all met\n" + first + "\n+ u1: accepted anchor ~ #u\\d passes 1 handed over as expected").c_str());
    accepted.anchor = "#u"; // the whole anchor must match
    accepted.passes = 2;
    accepted.handedOver = {"p1.1 Add u1 title:add(T9)"};
    row("nothing of an entry", with(accepted),
        ("not met\n" + first
         + "\n- u1: accepted anchor ~ #u passes 2 handed over as expected | anchor #u1\n1 passes\np1.1 Add u1 title:add(T1)")
            .c_str());
    auto byIndex = accepted;
    byIndex.dn.clear();
    byIndex.index = 2;
    byIndex.anchor.clear();
    byIndex.handedOver = {"p1.1 Add u2 title:add(T2)", "p2.1 Upd u2 title:add(T2)"};
    row("by index, over passes", with(byIndex),
        ("all met\n" + first + "\n+ u2: accepted passes 2 handed over as expected").c_str());
    byIndex.index = 9;
    row("no such index", with(byIndex),
        ("not met\n" + first + "\n- entry 9: accepted passes 2 handed over as expected | there were 5 pending objects").c_str());
    auto byFilter = of({});
    byFilter.filter = "type:user status:ok";
    byFilter.outcome = Outcome::Accepted;
    row("by filter, each one", with(byFilter),
        ("all met\n" + first + "\n+ u1: accepted\n+ u2: accepted\n+ u4: accepted").c_str());
    byFilter.filter = "type:nothing";
    row("a filter that finds none", with(byFilter),
        ("not met\n" + first + "\n- type:nothing: accepted | no entry meets the filter").c_str());
    auto missing = of("nobody");
    missing.outcome = Outcome::Accepted;
    row("an unknown DN", with(missing),
        ("not met\n" + first + "\n- nobody: accepted | no object had this DN before the run").c_str());
    auto notSent = of("u1");
    notSent.outcome = Outcome::NotSent;
    row("not sent", with(notSent), ("not met\n" + first + "\n- u1: not-sent | it was handed over: accepted").c_str());
    row("statements", {{}, {covered}, {{"mail", false, {}}, {"title", true, "type:user"}, {"title", false, "u1"}}},
        ("not met\n" + first
         + "\n+ attribute mail is not modified\n+ attribute title is modified (filter: type:user)"
           "\n- attribute title is not modified (filter: u1) | 1 entries modify it, the first is u1")
            .c_str());
}

void TestVerdict::expectationsOfTheSampleRun()
{
    QFETCH(Expectations, expectations);
    QFETCH(QString, verdict);
    auto sample = sampleRun();
    runSample(*sample, "full");
    QCOMPARE(QString::fromStdString(textOf(judge(*sample, expectations))), verdict);
}

void TestVerdict::anExpectedStopCoversItsConsequences()
{
    ReportBench sample(withPages(setup(users(4)), 2));
    sample.bench.connector.on("putExportEntries", 2, FakeConnector::throws("ServerDownException", "gone"));
    sample.run();
    SAME(textOf(judge(sample, {"stopped-server-down", {}, {}})), "all met\n+ run status stopped-server-down");
    SAME(textOf(judge(sample, {})),
         "not met\n!  | stopped-server-down: ServerDownException: gone\n! u3 | sent, fate unknown\n! u4 | sent, fate unknown");
    auto unknown = of("u3");
    unknown.outcome = Outcome::Unknown;
    auto notSent = of("u4");
    notSent.outcome = Outcome::NotSent;
    SAME(textOf(judge(sample, {"stopped-server-down", {unknown, notSent}, {}})),
         "not met\n+ run status stopped-server-down\n+ u3: unknown\n- u4: not-sent | it was handed over: unknown");
}

void TestVerdict::errorFindingsAreNotExpected()
{
    ReportBench sample(withPages(setup(users(1)), 1));
    sample.bench.connector.idle = {};
    auto put = PutExportEntriesResults{};
    put.results->push_back(CsEntryChangeResult::create(
        sample.bench.setup.space.identifier(0), {AttributeChange::add("id", {std::string("1")}, AttributeType::String, false)},
        MAExportError::Success));
    put.results->push_back(CsEntryChangeResult::create(Guid::fromName("nobody"), {}, MAExportError::Success));
    Behaviour behaviour;
    behaviour.put = put;
    sample.bench.connector.on("putExportEntries", behaviour);
    sample.run();
    const auto verdict = judge(sample, {"success", {}, {}});
    QVERIFY2(textOf(verdict).find("all met") == 0 || textOf(verdict).find("result-unknown-identifier") != std::string::npos,
             textOf(verdict).c_str());
    const auto bare = judge(sample, {});
    QCOMPARE(bare.unexpectedCount, std::uint64_t{1});
    QVERIFY(bare.unexpected.front().what.find("result-unknown-identifier") != std::string::npos);
}

void TestVerdict::whatIsNoFilterIsAnError()
{
    auto sample = sampleRun();
    runSample(*sample, "full");
    auto bad = of({});
    bad.filter = "statsu:ok";
    const auto verdict = report::evaluate({{}, {bad}, {}}, sample->bench.setup.space, *sample->results, sample->summary());
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().code, ErrorCode::Input);
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
