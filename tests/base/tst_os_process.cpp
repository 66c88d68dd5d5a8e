// A child process: streams, ends, groups, descriptors.
#include "core/base/os_process.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <signal.h>
#include <unistd.h>

#include <array>
#include <thread>

using namespace anchorage;
using namespace anchorage::os;
using namespace std::chrono_literals;

namespace {

ProcessStart shell(const char *script)
{
    return {"/bin/sh", {"-c", script}};
}

struct Ran {
    std::string output;
    std::string errors;
    ExitStatus status;
};

/// To its end, with `input` as stdin.
Ran run(const ProcessStart &what, std::string_view input = {})
{
    auto process = ChildProcess::start(what);
    if (!process)
        qFatal("%s", process.error().text().c_str());
    Ran ran;
    const auto readAll = [&] {
        std::array<char, 4096> buffer{};
        for (const auto stream : {ChildProcess::Stream::Output, ChildProcess::Stream::Errors})
            while (const auto count = (*process)->read(stream, buffer.data(), buffer.size()).value_or(0))
                (stream == ChildProcess::Stream::Output ? ran.output : ran.errors).append(buffer.data(), count);
    };
    while (!(*process)->exitStatus()) {
        if (!input.empty()) {
            input.remove_prefix((*process)->write(input).value_or(input.size()));
            if (input.empty())
                (*process)->closeInput();
        }
        (*process)->wait(10ms, {!input.empty(), true});
        readAll();
    }
    readAll();
    ran.status = *(*process)->exitStatus();
    return ran;
}

} // namespace

class TestOsProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streamsAndExitCodeArrive();
    void aSignalHasAName();
    void inputLargerThanThePipeArrives();
    void environmentAndFolderAreTheChilds();
    void noDescriptorOfOursReachesTheChild();
    void itLeadsAGroupOfItsOwn();
    void killEndsTheWholeGroup();
    void whatAnEndedProcessStartedIsEndedToo();
    void wakeComesFromAnyThread();
    void aChildThatReadsNothingIsNoSignalForUs();
    void whatCannotBeStartedSaysWhy();
};

void TestOsProcess::streamsAndExitCodeArrive()
{
    const auto ran = run(shell("echo out; echo err >&2; exit 7"));
    QCOMPARE(ran.output, std::string("out\n"));
    QCOMPARE(ran.errors, std::string("err\n"));
    QCOMPARE(ran.status, (ExitStatus{0, 7}));
    QCOMPARE(ran.status.text(), std::string("exit code 7"));
}

void TestOsProcess::aSignalHasAName()
{
    const auto ran = run(shell("kill -SEGV $$"));
    QCOMPARE(ran.status.signal, SIGSEGV);
    QCOMPARE(ran.status.text(), std::string("SIGSEGV (signal 11)"));
    QCOMPARE(signalName(64), std::string("signal 64"));
}

void TestOsProcess::inputLargerThanThePipeArrives()
{
    const std::string input(3'000'000, 'x');
    QCOMPARE(run(shell("wc -c"), input).output, std::string("3000000\n"));
}

void TestOsProcess::environmentAndFolderAreTheChilds()
{
    auto start = shell("pwd; echo $GREETING; echo $HOME");
    start.workingDirectory = "/usr";
    start.environment = {{"GREETING", "hello there"}};
    QCOMPARE(run(start).output, "/usr\nhello there\n" + qgetenv("HOME").toStdString() + '\n');
}

void TestOsProcess::noDescriptorOfOursReachesTheChild()
{
    QFile open(QStringLiteral("/etc/passwd"));
    QVERIFY(open.open(QIODevice::ReadOnly));
    const int leaky = ::dup(open.handle()); // not close-on-exec, as careless code has it
    const auto ran = run({"/bin/ls", {"/proc/self/fd"}});
    ::close(leaky);
    QCOMPARE(ran.output, std::string("0\n1\n2\n3\n")); // 3 is the folder that ls itself reads
}

void TestOsProcess::itLeadsAGroupOfItsOwn()
{
    const auto process = ChildProcess::start(shell("sleep 60")).value();
    const auto pid = static_cast<pid_t>(process->pid());
    QCOMPARE(::getpgid(pid), pid);
    QVERIFY(::getpgid(pid) != ::getpgrp());
}

void TestOsProcess::killEndsTheWholeGroup()
{
    const auto process = ChildProcess::start(shell("sleep 60 & echo $!; trap '' TERM INT; wait")).value();
    std::array<char, 64> buffer{};
    std::optional<std::size_t> count;
    while (!(count = process->read(ChildProcess::Stream::Output, buffer.data(), buffer.size())))
        process->wait(1s, {});
    const auto grandchild = QByteArray(buffer.data(), static_cast<qsizetype>(*count)).trimmed();
    process->killGroup();
    QCOMPARE(process->exitStatus(), std::optional(ExitStatus{SIGKILL, 0}));
    const auto alive = [&] {
        QFile status(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(grandchild)));
        return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
    };
    QTRY_VERIFY_WITH_TIMEOUT(!alive(), 5000);
}

void TestOsProcess::whatAnEndedProcessStartedIsEndedToo()
{
    // The grandchild holds the pipes: the end of the process is heard all the same.
    const auto ran = run(shell("sleep 60 & echo done"));
    QCOMPARE(ran.output, std::string("done\n"));
    QCOMPARE(ran.status, ExitStatus{});
}

void TestOsProcess::wakeComesFromAnyThread()
{
    const auto process = ChildProcess::start(shell("sleep 60")).value();
    std::thread other([&] { process->wake(); });
    const auto ready = process->wait(20s, {});
    other.join();
    QVERIFY(ready.woken && !ready.exited);
    QVERIFY(!process->wait(0ms, {}).woken); // once
}

void TestOsProcess::aChildThatReadsNothingIsNoSignalForUs()
{
    const auto process = ChildProcess::start(shell("exec 0<&-; echo ready; sleep 60")).value();
    while (!process->wait(1s, {}).output) { }
    const auto written = process->write("hello\n");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Io);
}

void TestOsProcess::whatCannotBeStartedSaysWhy()
{
    QCOMPARE(ChildProcess::start({"/no/such/program"}).error().code, ErrorCode::NotFound);
    QCOMPARE(ChildProcess::start({"no-such-program-anywhere"}).error().code, ErrorCode::NotFound);
    QCOMPARE(ChildProcess::start({"/etc/passwd"}).error().code, ErrorCode::Io);
    ProcessStart elsewhere{"/bin/true"};
    elsewhere.workingDirectory = "/no/such/folder";
    const auto error = ChildProcess::start(elsewhere).error();
    QCOMPARE(error.code, ErrorCode::NotFound);
    QCOMPARE(error.where.file, std::string("/no/such/folder"));
}

QTEST_GUILESS_MAIN(TestOsProcess)
#include "tst_os_process.moc"
