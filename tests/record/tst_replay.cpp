// A replay feeds recorded inputs to the same machine; two runs are compared by what they handed over.
#include "core/record/compare.h"
#include "core/record/replay.h"
#include "tests/record/recorded.h"

using namespace anchorage;
using namespace anchorage::test;
using What = Behaviour::What;

namespace {
record::Replay replayed(const std::string &journal)
{
    auto reader = reading(journal);
    auto out = record::replay(reader);
    if (!out)
        qFatal("%s", out.error().text().c_str());
    return std::move(*out);
}
} // namespace

class TestReplay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRunReplaysWithoutADifference_data();
    void everyRunReplaysWithoutADifference();
    void aCutJournalReplaysAsFarAsItGoes();
    void aJournalThatNeverBeganCannotBeReplayed();
    void aChangedPageIsFoundAndShown();
    void aCommandThatIsMissingIsFound();
    void theSpaceAfterARunIsTheMachines();
    void ofAnUnfinishedRunUnknownEntriesArePending();
    void equalRunsHaveNoDifference();
    void differencesAreNamed();
};

void TestReplay::everyRunReplaysWithoutADifference_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("method");
    for (int what = 0; what <= static_cast<int>(What::SendFails); ++what) {
        if (static_cast<What>(what) == What::Hang)
            continue;
        for (const char *method : {"openExportConnection", "putExportEntries", "closeExportConnection"})
            QTest::newRow((std::string(method) + std::to_string(what)).c_str()) << what << method;
    }
}

void TestReplay::everyRunReplaysWithoutADifference()
{
    QFETCH(int, what);
    QFETCH(QString, method);
    std::string live;
    const auto run = recordRun(richSetup(), richScript(), [&](RunBench &bench) {
        bench.connector.on(method.toStdString(), FakeConnector::does(static_cast<What>(what)));
    });
    const auto replay = replayed(run.journal);
    QVERIFY2(!replay.divergence, replay.divergence ? replay.divergence->text().c_str() : "");
    QVERIFY(replay.finish.has_value());
    std::string fates;
    for (const auto &handOver : replay.machine.handOvers()) {
        const char *words[] = {"accepted", "next pass", "error", "stops", "unknown"};
        fates += (fates.empty() ? "" : ", ") + handOver.entry.dn + " " + words[handOver.fate->index()];
    }
    SAME(fates, run.fates);
}

void TestReplay::aCutJournalReplaysAsFarAsItGoes()
{
    const auto run = recordRun(richSetup(), richScript());
    const auto start = run.journal.find("{\"seq\":1,");
    for (auto cut = start; cut <= run.journal.size(); cut += 37) {
        const auto replay = replayed(run.journal.substr(0, cut));
        QVERIFY(!replay.divergence);
        QVERIFY(cut == run.journal.size() || !replay.finish || replay.finish->status == "completed-export-errors");
    }
}

void TestReplay::aJournalThatNeverBeganCannotBeReplayed()
{
    auto reader = reading("{\"journal\":\"anchorage\",\"ver");
    const auto replay = record::replay(reader);
    QVERIFY(!replay);
    QCOMPARE(replay.error().code, ErrorCode::Input);
}

void TestReplay::aChangedPageIsFoundAndShown()
{
    auto run = recordRun(withPages(setup(users(2)), 2), {});
    const auto at = run.journal.find("\"command\":\"Put\"");
    const auto value = run.journal.find("\"T2\"", at);
    QVERIFY(value != std::string::npos);
    run.journal.replace(value, 4, "\"Tx\"");
    const auto replay = replayed(run.journal);
    QVERIFY(replay.divergence.has_value());
    QVERIFY(replay.divergence->recorded.find("title:add(Tx)") != std::string::npos);
    QVERIFY(replay.divergence->replayed.find("title:add(T2)") != std::string::npos);
    QVERIFY(replay.divergence->line > 1);
}

void TestReplay::aCommandThatIsMissingIsFound()
{
    const auto run = recordRun(withPages(setup(users(1)), 1), {});
    // The Close command turns into a log line.
    auto journal = run.journal;
    const auto at = journal.find("\"command\":\"Close\"");
    journal.replace(at, std::string("\"command\":\"Close\"").size(), "\"progress\":\"a\",\"x\":1");
    const auto replay = replayed(journal);
    QVERIFY(replay.divergence.has_value());
}

void TestReplay::theSpaceAfterARunIsTheMachines()
{
    QTemporaryDir folder;
    RunBench bench(richSetup());
    bench.connector.answer = richScript();
    bench.journalPath = folder.filePath(QStringLiteral("run.journal")).toStdString();
    QVERIFY(bench.run());
    const auto after = record::spaceAfter(bench.journalPath);
    QVERIFY2(after, after ? "" : after.error().text().c_str());
    QVERIFY(*after == bench.driver->machine().space());
    QCOMPARE(after->pendingOperation(*after->find("u3")), PendingOperation::Add); // it failed
}

void TestReplay::ofAnUnfinishedRunUnknownEntriesArePending()
{
    const auto run = recordRun(withPages(setup(users(4)), 2), {});
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("cut.journal"));
    const auto secondSent = run.journal.find("\"input\":\"Sent\"", run.journal.find("\"input\":\"Answered\""));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto cut = run.journal.find('\n', secondSent) + 1;
    QCOMPARE(file.write(run.journal.data(), static_cast<qint64>(cut)), static_cast<qint64>(cut));
    file.close();
    const auto after = record::spaceAfter(path.toStdString());
    QVERIFY2(after, after ? "" : after.error().text().c_str());
    QCOMPARE(after->pendingOperation(*after->find("u1")), PendingOperation::None);
    QCOMPARE(after->pendingOperation(*after->find("u3")), PendingOperation::Add);
}

void TestReplay::equalRunsHaveNoDifference()
{
    const auto one = replayed(recordRun(richSetup(), richScript()).journal);
    const auto two = replayed(recordRun(richSetup(), richScript()).journal);
    QVERIFY(record::compareRuns(one, two).empty());
}

void TestReplay::differencesAreNamed()
{
    const auto one = replayed(recordRun(withPages(setup(users(3)), 3), {}).journal);
    auto changed = users(3);
    changed[0].pending.changes = {plus("title", text({"other"}))};
    changed.push_back(add("new"));
    Script script;
    script.answer("u2", MAExportError::ExportErrorInvalidDN);
    const auto two = replayed(recordRun(withPages(setup(changed), 2), script).journal);
    std::string text;
    for (const auto &difference : record::compareRuns(one, two))
        text += record::text(difference);
    for (const char *line : {"other changes: u1", "title:add(other)", "another outcome: u2", "another page: u3",
                             "only in the second run: new", "run status", "counters"})
        QVERIFY2(text.find(line) != std::string::npos, (std::string(line) + " in\n" + text).c_str());
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
