// How runs end: scenario 6 as a table through the real binary, every exit code, Ctrl+C, limits,
// expectations, faults of the bench and what the next run makes of it.
#include "core/record/fates.h"
#include "tests/cli/cli_fixture.h"

#include <QTest>

#include <csignal>

using namespace anchorage;
using namespace anchorage::test;

namespace {

/// Five Adds for the faulty connector; `name` of each is in its DN.
QByteArray fiveUsers()
{
    QByteArray objects;
    for (int i = 1; i <= 5; ++i)
        objects += QByteArray(i == 1 ? "" : ",") + "\n{\"dn\": \"cn=u" + QByteArray::number(i)
            + "\", \"type\": \"user\", \"pending\": {\"operation\": \"add\", \"attributes\": {\"cn\": \"u" + QByteArray::number(i)
            + "\"}}}";
    return "{\"anchorageSpace\": 1, \"objects\": [" + objects + "]}";
}

/// One letter for each of the five, in their order: answered, unknown, not sent.
QString fatesOf(const QString &journal)
{
    auto reader = record::JournalReader::open(journal.toStdString());
    if (!reader)
        return QString::fromStdString(reader.error().text());
    const auto fates = record::readFates(*reader);
    if (!fates)
        return QString::fromStdString(fates.error().text());
    QString out;
    for (const auto &entry : fates->entries)
        out += QLatin1Char(entry.sending == record::Sending::Answered      ? 'a'
                               : entry.sending == record::Sending::Unknown ? 'u'
                                                                           : 'n');
    return out;
}

/// Runs five users, a page each but where `more` says otherwise, until the second Put stands in its fault.
void startIntoTheSecondPut(QProcess &process, Work &work, const QString &fault,
                           const QStringList &more = {QStringLiteral("--page-size"), QStringLiteral("1")})
{
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    work.prepare(process);
    process.setReadChannel(QProcess::StandardError);
    process.start(program(),
                  QStringList{QStringLiteral("run"), QStringLiteral("--connector"), faultyConnector(), QStringLiteral("--batch"),
                              batch, QStringLiteral("--yes"), QStringLiteral("--param"), fault, QStringLiteral("--verbose")}
                      + more);
    QByteArray err;
    while (!err.contains("p1.1") && process.waitForReadyRead(20'000))
        err += process.readAllStandardError();
    QTest::qWait(300);
}

} // namespace

class EndingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void closeOnEveryPath_data();
    void closeOnEveryPath();
    void interruptIsStopAndClosesAsTheUser_data();
    void interruptIsStopAndClosesAsTheUser();
    void whoReadsTheOutputMayGoAway();
    void stopWithCloseDuringPutClosesBesideTheRunningPut();
    void interruptTwiceKills();
    void limitsStop_data();
    void limitsStop();
    void theNextRunHandsUnknownEntriesOverAgain();
    void expectedErrorsAreASuccess();
    void unmetExpectationsAreNot();
    void aChosenCloseReasonIsHandedOver();
    void severalStepsShareTheSpaceAndOneProcessWhereKept();
    void aStoppedStepEndsTheProject();
};

void EndingsTest::closeOnEveryPath_data()
{
    QTest::addColumn<QString>("fault"); // of the faulty connector, or "bench:" and one of --fault
    QTest::addColumn<QString>("extra");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("close"); // part of the report's line; empty: not called
    QTest::addColumn<QString>("fates");
    const auto row = [](const char *title, const char *fault, const char *extra, int code, const char *status, const char *close,
                        const char *fates) {
        QTest::newRow(title) << QString::fromUtf8(fault) << QString::fromUtf8(extra) << code << QString::fromUtf8(status)
                             << QString::fromUtf8(close) << QString::fromUtf8(fates);
    };
    row("nothing wrong", "", "", 0, "success", "Close(Normal) returned", "aaaaa");
    row("Open throws bad credentials", "throw:BadServerCredentialsException@open", "", 2, "stopped-bad-server-credentials",
        "Close(OpenConnectionFailure) returned", "nnnnn");
    row("second of three Puts throws server down", "throw:ServerDownException@put#2", "--page-size 2", 2, "stopped-server-down",
        "Close(Unknown) returned", "aauun");
    row("Close throws after success", "throw:EndConnectionException@close", "", 2, "stopped-error-in-end-connection",
        "Close(Normal) threw", "aaaaa");
    row("Close throws after server down", "throw:ServerDownException@put#2;throw:EndConnectionException@close", "--page-size 2",
        2, "stopped-server-down", "Close(Unknown) threw", "aauun");
    row("crash in Put", "crash@put#2", "--page-size 2", 2, "stopped-extension-dll-exception", "", "aauun");
    row("exit in Put", "exit:0@put#2", "--page-size 2", 2, "stopped-extension-dll-exception", "", "aauun");
    row("crash in Open", "crash@open", "", 2, "stopped-extension-dll-exception", "", "nnnnn");
    row("crash in Close", "crash@close", "", 2, "stopped-extension-dll-exception", "Close(Normal)", "aaaaa");
    row("hang in Put", "hang@put#2", "--page-size 2 --call-timeout 1", 2, "stopped-ma-extension-timeout", "", "aauun");
    row("hang in Open", "hang@open", "--call-timeout 1", 2, "stopped-ma-extension-timeout", "", "nnnnn");
    row("null results", "null@put#2", "--page-size 2", 2, "stopped-extensible-extension-error", "Close(Unknown) returned",
        "aauun");
    row("CustomStopRun on entry 2 of 5", "error:ExportErrorCustomStopRun,2@put", "", 2, "stopped-extensible-extension-error",
        "Close(Unknown) returned", "aaaaa");
    row("CustomStopRun in the first of three pages", "error:ExportErrorCustomStopRun,2@put", "--page-size 2", 2,
        "stopped-extensible-extension-error", "Close(Unknown) returned", "aannn");
    row("every entry refused", "error:ExportErrorInvalidDN@put", "", 1, "completed-export-errors", "Close(Normal) returned",
        "aaaaa");
    row("a finding that is an error", "duplicate@put", "", 1, "success", "Close(Normal) returned", "aaaaa");
    row("the bench throws at entry 3", "bench:throw@3", "", 2, "stopped-server-down", "Close(Unknown) returned", "aauuu");
    row("the bench kills at entry 3", "bench:kill@3", "", 2, "stopped-extension-dll-exception", "", "aauuu");
    row("the bench hangs at entry 3", "bench:hang@3", "--call-timeout 1", 2, "stopped-ma-extension-timeout", "", "aauuu");
    row("the bench hears rubbish at entry 3", "bench:garbage@3", "", 2, "stopped-extension-dll-exception", "", "aauuu");
}

void EndingsTest::closeOnEveryPath()
{
    QFETCH(QString, fault);
    QFETCH(QString, extra);
    QFETCH(int, code);
    QFETCH(QString, status);
    QFETCH(QString, close);
    QFETCH(QString, fates);
    Work work;
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    const auto journal = work.path(QStringLiteral("run.journal"));
    QStringList arguments{QStringLiteral("run"),
                          QStringLiteral("--connector"),
                          faultyConnector(),
                          QStringLiteral("--batch"),
                          batch,
                          QStringLiteral("--yes"),
                          QStringLiteral("--journal"),
                          journal};
    arguments << extra.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (fault.startsWith(QLatin1String("bench:")))
        arguments << QStringLiteral("--fault") << fault.mid(6);
    else if (!fault.isEmpty())
        arguments << QStringLiteral("--param") << QStringLiteral("fault=") + fault;
    const auto ended = work.cli(arguments);
    QVERIFY2(ended.code == code, ended.all().constData());
    QVERIFY2(QString::fromUtf8(ended.out).contains(QStringLiteral("status     ") + status + QLatin1Char('\n')),
             ended.all().constData());
    QVERIFY2(QString::fromUtf8(ended.out).contains(close.isEmpty() ? QStringLiteral("Close was not called") : close),
             ended.all().constData());
    QCOMPARE(fatesOf(journal), fates);
    // What was recorded gives the same commands again.
    const auto replay = work.cli({QStringLiteral("replay"), journal});
    QVERIFY2(replay.code == 0, replay.all().constData());
}

void EndingsTest::interruptIsStopAndClosesAsTheUser_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("kill") << SIGTERM;
    QTest::newRow("the terminal is closed") << SIGHUP;
}

void EndingsTest::interruptIsStopAndClosesAsTheUser()
{
    QFETCH(const int, signal);
    Work work;
    QProcess process;
    startIntoTheSecondPut(process, work, QStringLiteral("fault=wait@put#2")); // it waits until it is cancelled
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(20'000));
    const auto out = process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(out.contains("stopped-user-termination-from-wmi-or-ui"), out.constData());
    QVERIFY2(out.contains("Close(TerminatedByUser) returned"), out.constData());
}

/// `… --verbose 2>&1 | head -1`: the export is not left half done because nobody reads any more.
void EndingsTest::whoReadsTheOutputMayGoAway()
{
    Work work;
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    const auto journal = work.path(QStringLiteral("run.journal"));
    QProcess shell;
    work.prepare(shell);
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"), QStringLiteral("\"$@\" 2>&1 | head -1"), QStringLiteral("sh"), program(),
                 QStringLiteral("run"), QStringLiteral("--connector"), faultyConnector(), QStringLiteral("--batch"), batch,
                 QStringLiteral("--yes"), QStringLiteral("--verbose"), QStringLiteral("--page-size"), QStringLiteral("1"),
                 QStringLiteral("--journal"), journal});
    QVERIFY(shell.waitForFinished(60'000));
    QCOMPARE(fatesOf(journal), QStringLiteral("aaaaa"));
}

void EndingsTest::stopWithCloseDuringPutClosesBesideTheRunningPut()
{
    Work work;
    const auto journal = work.path(QStringLiteral("run.journal"));
    QProcess process;
    startIntoTheSecondPut(process, work, QStringLiteral("fault=untilClose@put#2"), // it ends only when Close was called
                          {QStringLiteral("--page-size"), QStringLiteral("2"), QStringLiteral("--set"),
                           QStringLiteral("closeDuringPut=true"), QStringLiteral("--journal"), journal});
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    const auto out = process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(out.contains("stopped-user-termination-from-wmi-or-ui"), out.constData());
    QVERIFY2(out.contains("Close(TerminatedByUser) returned"), out.constData());
    QCOMPARE(fatesOf(journal), QStringLiteral("aaaan")); // the Put's results are kept
    QCOMPARE(work.cli({QStringLiteral("replay"), journal}).code, 0);
}

void EndingsTest::interruptTwiceKills()
{
    Work work;
    QProcess process;
    startIntoTheSecondPut(process, work, QStringLiteral("fault=hang@put#2"));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QTest::qWait(300);
    QVERIFY(process.state() == QProcess::Running); // it hangs, and Stop waits for it
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(20'000));
    const auto out = process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(out.contains("stopped-user-termination-from-wmi-or-ui"), out.constData());
    QVERIFY2(out.contains("Close was not called"), out.constData());
}

void EndingsTest::limitsStop_data()
{
    QTest::addColumn<QString>("extra");
    QTest::addColumn<QString>("status");
    QTest::newRow("objects") << QStringLiteral("--page-size 2 --object-limit 2") << QStringLiteral("stopped-object-limit");
    QTest::newRow("errors") << QStringLiteral("--page-size 2 --error-limit 2 --param fault=error:ExportErrorInvalidDN@put")
                            << QStringLiteral("stopped-error-limit");
}

void EndingsTest::limitsStop()
{
    QFETCH(QString, extra);
    QFETCH(QString, status);
    Work work;
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    const auto ended = work.cli(QStringList{QStringLiteral("run"), QStringLiteral("--connector"), faultyConnector(),
                                            QStringLiteral("--batch"), batch, QStringLiteral("--yes")}
                                << extra.split(QLatin1Char(' ')));
    QVERIFY2(ended.code == 2, ended.all().constData());
    QVERIFY2(QString::fromUtf8(ended.out).contains(status), ended.all().constData());
    QVERIFY2(ended.out.contains("Close(Normal) returned"), ended.all().constData());
}

void EndingsTest::theNextRunHandsUnknownEntriesOverAgain()
{
    Work work;
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    const auto first = work.path(QStringLiteral("first.journal"));
    const auto second = work.path(QStringLiteral("second.journal"));
    const QStringList run{QStringLiteral("run"), QStringLiteral("--connector"), faultyConnector(), QStringLiteral("--yes")};
    QCOMPARE(work.cli(run
                      + QStringList{QStringLiteral("--batch"), batch, QStringLiteral("--page-size"), QStringLiteral("2"),
                                    QStringLiteral("--param"), QStringLiteral("fault=crash@put#2"), QStringLiteral("--journal"),
                                    first})
                 .code,
             2);
    QCOMPARE(fatesOf(first), QStringLiteral("aauun"));
    const auto again = work.cli(run + QStringList{QStringLiteral("--space"), first, QStringLiteral("--journal"), second});
    QVERIFY2(again.code == 0, again.all().constData());
    QVERIFY2(again.out.contains("add 3 update 0"), again.all().constData());
}

void EndingsTest::expectedErrorsAreASuccess()
{
    Work work;
    work.write(QStringLiteral("five.json"), fiveUsers());
    const auto project =
        work.write(QStringLiteral("p.anchorage"),
                   R"({"anchorageProject": 1, "connector": {"path": ")" + faultyConnector().toUtf8()
                       + R"("}, "parameters": {"fault": "error:ExportErrorInvalidDN@put"}, "space": {"files": ["five.json"]},
                "expectations": {"status": "completed-export-errors", "entries": [{"filter": "type:user", "outcome": "error", "error": "invalid-dn"}]}})");
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes")});
    QVERIFY2(ended.code == 0, ended.all().constData());
    // An expected status makes even a stopped run a success.
    const auto stopped = work.write(QStringLiteral("s.anchorage"),
                                    R"({"anchorageProject": 1, "connector": {"path": ")" + faultyConnector().toUtf8()
                                        + R"("}, "parameters": {"fault": "throw:ServerDownException@open"},
                "expectations": {"status": "stopped-server-down"}})");
    const auto endedToo = work.cli({QStringLiteral("run"), stopped, QStringLiteral("--yes")});
    QVERIFY2(endedToo.code == 0, endedToo.all().constData());
}

void EndingsTest::unmetExpectationsAreNot()
{
    Work work;
    work.write(QStringLiteral("five.json"), fiveUsers());
    const auto project = work.write(QStringLiteral("p.anchorage"),
                                    R"({"anchorageProject": 1, "connector": {"path": ")" + faultyConnector().toUtf8()
                                        + R"("}, "space": {"files": ["five.json"]},
                "expectations": {"entries": [{"dn": "cn=u2", "outcome": "error"}, {"dn": "cn=u3", "outcome": "accepted", "passes": 1}]}})");
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes")});
    QVERIFY2(ended.code == 1, ended.all().constData());
    QVERIFY2(ended.out.contains("NOT MET"), ended.all().constData());
}

void EndingsTest::aChosenCloseReasonIsHandedOver()
{
    Work work;
    const auto batch = work.write(QStringLiteral("five.json"), fiveUsers());
    const QStringList run{QStringLiteral("run"),
                          QStringLiteral("--connector"),
                          faultyConnector(),
                          QStringLiteral("--batch"),
                          batch,
                          QStringLiteral("--yes"),
                          QStringLiteral("--page-size"),
                          QStringLiteral("2"),
                          QStringLiteral("--close-reason"),
                          QStringLiteral("TerminatedShuttingDown")};
    const auto early = work.cli(run + QStringList{QStringLiteral("--break"), QStringLiteral("page:1.2")});
    QVERIFY2(early.out.contains("Close(TerminatedShuttingDown) returned"), early.all().constData());
    QVERIFY2(early.out.contains("2 hand-overs"), early.all().constData());
}

void EndingsTest::severalStepsShareTheSpaceAndOneProcessWhereKept()
{
    Work work;
    work.write(QStringLiteral("five.json"), fiveUsers());
    const auto project = work.write(QStringLiteral("p.anchorage"),
                                    R"({"anchorageProject": 1, "connector": {"path": ")" + faultyConnector().toUtf8()
                                        + R"("}, "space": {"files": ["five.json"]},
                "settings": {"process": "keep"}, "steps": [{"name": "one"}, {"name": "two"}]})");
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--journal"),
                                 work.path(QStringLiteral("run.journal"))});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QCOMPARE(fatesOf(work.path(QStringLiteral("run.journal"))), QStringLiteral("aaaaa"));
    QCOMPARE(fatesOf(work.path(QStringLiteral("run.2.journal"))), QString()); // nothing was left to do
    QVERIFY(work.read(QStringLiteral("run.2.journal")).contains("\"kept\":true"));
}

void EndingsTest::aStoppedStepEndsTheProject()
{
    Work work;
    const auto project = work.write(QStringLiteral("p.anchorage"),
                                    R"({"anchorageProject": 1, "connector": {"path": ")" + faultyConnector().toUtf8()
                                        + R"("}, "parameters": {"fault": "throw:ServerDownException@open"},
                "steps": [{"name": "one"}, {"name": "two"}]})");
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes")});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains("later steps are not run"), ended.all().constData());
}

QTEST_GUILESS_MAIN(EndingsTest)
#include "tst_endings.moc"
