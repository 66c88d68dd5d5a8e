// After kill -9 of the bench no connector process is alive a second later, whatever it was doing.
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <signal.h>
#include <unistd.h>

namespace {

/// A zombie that nobody has reaped is not alive.
bool alive(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return ::kill(static_cast<pid_t>(pid), 0) == 0;
    const auto text = status.readAll();
    const auto state = text.lastIndexOf(") ");
    return state < 0 || (text.at(state + 2) != 'Z' && text.at(state + 2) != 'X');
}

/// Every process of this group, from /proc: also those whose pid nobody told.
QList<qint64> groupOf(qint64 pid)
{
    const auto group = ::getpgid(static_cast<pid_t>(pid));
    QList<qint64> members;
    const auto entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const auto &entry : entries) {
        bool number = false;
        const auto each = entry.toLongLong(&number);
        if (number && ::getpgid(static_cast<pid_t>(each)) == group)
            members.push_back(each);
    }
    return members;
}

} // namespace

class TestOrphans : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingOutlivesAKilledBench_data();
    void nothingOutlivesAKilledBench();
};

void TestOrphans::nothingOutlivesAKilledBench_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sign"); // a line that says the connector is where it should be
    const auto row = [](const char *name, const char *kind, const char *what, const char *sign) {
        QTest::newRow(name) << QStringList{QString::fromLatin1(kind), QString::fromLatin1(what)} << QString::fromLatin1(sign);
    };
    row("a plugin that waits", "native", "say:here@put", "here");
    row("a plugin that hangs in Put", "native", "say:here@put;hang@put", "here");
    row("a plugin that spins in Put", "native", "say:here@put;spin@put", "here");
    row("a plugin with a grandchild", "native", "grandchild@put;hang@put", "grandchild");
    row("a script that waits", "script", "good", "process");
    row("a script that reads nothing more", "script", "deaf", "process");
    row("a script that ignores the end of stdin", "script", "stays", "process");
}

void TestOrphans::nothingOutlivesAKilledBench()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sign);
    QProcess bench;
    bench.start(QStringLiteral(ANCHORAGE_BIN_DIR "/../tests/bench_stand_in"), arguments);
    qint64 pid = 0;
    QString said;
    while (pid == 0 || !said.contains(sign)) {
        QVERIFY2(bench.canReadLine() || bench.waitForReadyRead(20'000), qPrintable(said));
        const auto line = QString::fromUtf8(bench.readLine());
        said += line;
        if (line.startsWith(QLatin1String("process ")))
            pid = line.mid(8).toLongLong();
    }
    auto members = groupOf(pid);
    QVERIFY(members.contains(pid));
    QVERIFY(!members.contains(bench.processId()));
    bench.kill();
    QVERIFY(bench.waitForFinished());
    const QDeadlineTimer deadline(1'000);
    while (!members.isEmpty() && !deadline.hasExpired()) {
        members.removeIf([](qint64 each) { return !alive(each); });
        QTest::qWait(5);
    }
    QVERIFY2(members.isEmpty(), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestOrphans)
#include "tst_orphans.moc"
