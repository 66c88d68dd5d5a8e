#include "core/base/os_process.h"

#include "core/base/file.h"

#ifdef _WIN32
#error "os_process: Windows needs its own file (CreateProcess, overlapped named pipes, a job object) behind os_process.h"
#endif

#include <fcntl.h>
#include <poll.h>
#include <signal.h> // NOLINT(modernize-deprecated-headers): kill, sigset_t are not in <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

extern char **environ; // NOLINT(readability-redundant-declaration): not declared everywhere

namespace anchorage::os {

namespace {

/// Owns a file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) { }
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { reset(); }
    void reset()
    {
        if (m_number >= 0)
            ::close(std::exchange(m_number, -1));
    }
    int get() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number = -1;
};

struct Pipe {
    Descriptor read;
    Descriptor write;
};

/// Both ends close-on-exec: no other child may hold a wire open.
Result<Pipe> makePipe()
{
    std::array<int, 2> ends{};
#ifdef __linux__
    const int made = ::pipe2(ends.data(), O_CLOEXEC);
#else
    const int made = ::pipe(ends.data());
    for (const int end : ends)
        if (made == 0)
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
#endif
    if (made != 0)
        return fail(ErrorCode::Io, std::string("no pipe to a new process: ") + std::strerror(errno));
    Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
#ifdef F_SETPIPE_SZ
    ::fcntl(ends[0], F_SETPIPE_SZ, 1 << 20); // fewer switches with big pages; a refusal does no harm
#endif
    return pipe;
}

void setNonBlocking(const Descriptor &end)
{
    ::fcntl(end.get(), F_SETFL, ::fcntl(end.get(), F_GETFL) | O_NONBLOCK);
}

/// A dead child must not kill us with SIGPIPE, and what the program does with that signal elsewhere is
/// its own business: the signal is held off for one write, and taken away when that write raised it.
class BrokenPipeHeld {
public:
    BrokenPipeHeld()
    {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        sigset_t pending = {};
        sigpending(&pending);
        m_wasPending = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~BrokenPipeHeld()
    {
        const int error = errno;
        if (!m_wasPending) {
            sigset_t pending = {};
            sigpending(&pending);
            int taken = 0;
            if (sigismember(&pending, SIGPIPE) == 1)
                sigwait(&m_pipe, &taken);
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
        errno = error;
    }
    BrokenPipeHeld(const BrokenPipeHeld &) = delete;
    BrokenPipeHeld &operator=(const BrokenPipeHeld &) = delete;

private:
    sigset_t m_pipe = {};
    sigset_t m_before = {};
    bool m_wasPending = false;
};

std::vector<std::string> mergedEnvironment(const std::vector<std::pair<std::string, std::string>> &added)
{
    std::vector<std::string> merged;
    for (char **variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        const auto name = text.substr(0, text.find('='));
        if (std::none_of(added.begin(), added.end(), [&](const auto &one) { return one.first == name; }))
            merged.emplace_back(text);
    }
    for (const auto &[name, value] : added) {
        auto variable = name;
        variable += '=';
        variable += value;
        merged.push_back(std::move(variable));
    }
    return merged;
}

std::vector<char *> asPointers(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

struct Plumbing {
    int input = -1;
    int output = -1;
    int errors = -1;
};

/// `group` 0: a new group. The number of the error, 0 for success.
int spawn(pid_t &pid, const ProcessStart &what, const Plumbing &plumbing, pid_t group)
{
    posix_spawn_file_actions_t actions = {};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, plumbing.input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, plumbing.output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, plumbing.errors, STDERR_FILENO);
#ifdef __GLIBC__
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif
    if (!what.workingDirectory.empty())
        posix_spawn_file_actions_addchdir_np(&actions, what.workingDirectory.c_str());

    posix_spawnattr_t attributes = {};
    posix_spawnattr_init(&attributes);
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
    posix_spawnattr_setflags(&attributes, flags);
    posix_spawnattr_setpgroup(&attributes, group);
    sigset_t signals = {};
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD})
        sigaddset(&signals, signal);
    posix_spawnattr_setsigdefault(&attributes, &signals);

    std::vector<std::string> words{what.program};
    words.insert(words.end(), what.arguments.begin(), what.arguments.end());
    auto variables = mergedEnvironment(what.environment);
    const auto arguments = asPointers(words);
    const auto environment = asPointers(variables);
    const int error = ::posix_spawnp(&pid, what.program.c_str(), &actions, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

ExitStatus statusOf(int raw)
{
    return WIFSIGNALED(raw) ? ExitStatus{WTERMSIG(raw), 0} : ExitStatus{0, WEXITSTATUS(raw)};
}

class PosixProcess final : public ChildProcess {
public:
    ~PosixProcess() override { killGroup(); }

    Result<void> begin(const ProcessStart &what);

    std::int64_t pid() const override { return m_pid; }
    Ready wait(std::chrono::milliseconds most, Interest interest) override;
    Result<std::size_t> write(std::string_view bytes) override;
    void closeInput() override { m_input.reset(); }
    std::optional<std::size_t> read(Stream stream, char *buffer, std::size_t size) override;
    void wake() override { notify('w'); }
    void killGroup() override;
    std::optional<ExitStatus> exitStatus() const override { return m_status; }

private:
    Result<void> beginGuard(const std::string &program);
    void notify(char what) const;
    void hearNotices(Ready &ready);
    void reap();

    pid_t m_pid = 0;
    pid_t m_group = 0;
    pid_t m_guard = 0;
    Descriptor m_lifeline; // the guard's stdin: it closes when we end
    Descriptor m_input;
    Descriptor m_output;
    Descriptor m_errors;
    Pipe m_notices; // 'w': wake(), 'x': the child ended
    std::thread m_waiter;
    std::optional<ExitStatus> m_status;
};

Result<void> PosixProcess::beginGuard(const std::string &program)
{
    auto lifeline = makePipe();
    if (!lifeline)
        return fail(lifeline.error());
    const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC)); // NOLINT(cppcoreguidelines-pro-type-vararg)
    const ProcessStart guard{program, {"--guard"}};
    if (const int error = spawn(m_guard, guard, {lifeline->read.get(), nothing.get(), nothing.get()}, 0); error != 0) {
        m_guard = 0;
        return fail(ErrorCode::Io, std::string("cannot be started: ") + std::strerror(error), {.file = program});
    }
    m_group = m_guard;
    m_lifeline = std::move(lifeline->write);
    return {};
}

Result<void> PosixProcess::begin(const ProcessStart &what)
{
    std::error_code ignored;
    if (!what.workingDirectory.empty() && !std::filesystem::is_directory(utf8Path(what.workingDirectory), ignored))
        return fail(ErrorCode::NotFound, "there is no such folder to start " + what.program + " in",
                    {.file = what.workingDirectory});
    auto input = makePipe();
    auto output = makePipe();
    auto errors = makePipe();
    auto notices = makePipe();
    for (const auto *pipe : {&input, &output, &errors, &notices})
        if (!*pipe)
            return fail(pipe->error());
    if (!what.guard.empty())
        if (auto guarded = beginGuard(what.guard); !guarded)
            return guarded;
    if (const int error = spawn(m_pid, what, {input->read.get(), output->write.get(), errors->write.get()}, m_group);
        error != 0) {
        m_pid = 0;
        return fail(error == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    std::string("cannot be started: ") + std::strerror(error), {.file = what.program});
    }
    if (m_group == 0)
        m_group = m_pid;
    m_input = std::move(input->write);
    m_output = std::move(output->read);
    m_errors = std::move(errors->read);
    m_notices = std::move(*notices);
    for (const auto *end : {&m_input, &m_output, &m_errors, &m_notices.read, &m_notices.write})
        setNonBlocking(*end);
    // Hears of the end without taking the child's number away: kill(-group) stays safe until reap().
    m_waiter = std::thread([this] {
        siginfo_t info = {};
        while (::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) { }
        notify('x');
    });
    return {};
}

void PosixProcess::notify(char what) const
{
    // Full: there are enough notices that nobody has read yet; the reader asks for the end anyway.
    while (::write(m_notices.write.get(), &what, 1) < 0 && errno == EINTR) { }
}

void PosixProcess::hearNotices(Ready &ready)
{
    std::array<char, 256> notices{};
    for (;;) {
        const auto count = ::read(m_notices.read.get(), notices.data(), notices.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        const std::string_view heard(notices.data(), static_cast<std::size_t>(count));
        ready.woken = ready.woken || heard.find('w') != std::string_view::npos;
        ready.exited = ready.exited || heard.find('x') != std::string_view::npos;
    }
}

ChildProcess::Ready PosixProcess::wait(std::chrono::milliseconds most, Interest interest)
{
    std::array<pollfd, 4> asked{{{m_notices.read.get(), POLLIN, 0},
                                 {interest.output ? m_output.get() : -1, POLLIN, 0},
                                 {m_errors.get(), POLLIN, 0},
                                 {interest.input ? m_input.get() : -1, POLLOUT, 0}}};
    constexpr std::chrono::milliseconds::rep longest = 86'400'000; // a day
    const auto milliseconds = static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(most.count(), 0, longest));
    Ready ready;
    if (::poll(asked.data(), asked.size(), milliseconds) <= 0)
        return ready; // an interrupted wait is a short one: callers look at their clocks
    if (asked[0].revents != 0)
        hearNotices(ready);
    ready.output = asked[1].revents != 0;
    ready.errors = asked[2].revents != 0;
    ready.input = asked[3].revents != 0;
    if (ready.exited)
        reap();
    return ready;
}

Result<std::size_t> PosixProcess::write(std::string_view bytes)
{
    if (!m_input.isOpen())
        return fail(ErrorCode::Io, "its input is closed");
    const BrokenPipeHeld held;
    for (;;) {
        const auto written = ::write(m_input.get(), bytes.data(), bytes.size());
        if (written >= 0)
            return static_cast<std::size_t>(written);
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return 0;
        if (errno != EINTR)
            return fail(ErrorCode::Io, errno == EPIPE ? "it does not read its input any more" : std::strerror(errno));
    }
}

std::optional<std::size_t> PosixProcess::read(Stream stream, char *buffer, std::size_t size)
{
    auto &end = stream == Stream::Output ? m_output : m_errors;
    for (;;) {
        if (!end.isOpen())
            return 0;
        const auto count = ::read(end.get(), buffer, size);
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return std::nullopt;
        end.reset();
    }
}

/// The group first: its number is ours only as long as its leader is not reaped.
void PosixProcess::reap()
{
    if (m_pid == 0 || m_status)
        return;
    ::kill(-m_group, SIGKILL);
    if (m_waiter.joinable())
        m_waiter.join();
    int raw = 0;
    while (::waitpid(m_pid, &raw, 0) < 0 && errno == EINTR) { }
    m_status = statusOf(raw);
    if (m_guard != 0)
        while (::waitpid(m_guard, nullptr, 0) < 0 && errno == EINTR) { }
    m_input.reset();
}

void PosixProcess::killGroup()
{
    if (m_pid != 0)
        return reap();
    if (m_guard == 0)
        return;
    ::kill(m_guard, SIGKILL);
    while (::waitpid(m_guard, nullptr, 0) < 0 && errno == EINTR) { }
    m_guard = 0;
}

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ProcessStart &what)
{
    auto process = std::make_unique<PosixProcess>();
    if (auto begun = process->begin(what); !begun)
        return fail(std::move(begun.error()));
    return process;
}

std::string signalName(int signal)
{
    struct Named {
        int number;
        const char *name;
    };
    static constexpr std::array names{Named{SIGHUP, "SIGHUP"},   Named{SIGINT, "SIGINT"},   Named{SIGQUIT, "SIGQUIT"},
                                      Named{SIGILL, "SIGILL"},   Named{SIGTRAP, "SIGTRAP"}, Named{SIGABRT, "SIGABRT"},
                                      Named{SIGBUS, "SIGBUS"},   Named{SIGFPE, "SIGFPE"},   Named{SIGKILL, "SIGKILL"},
                                      Named{SIGUSR1, "SIGUSR1"}, Named{SIGSEGV, "SIGSEGV"}, Named{SIGUSR2, "SIGUSR2"},
                                      Named{SIGPIPE, "SIGPIPE"}, Named{SIGALRM, "SIGALRM"}, Named{SIGTERM, "SIGTERM"},
                                      Named{SIGXCPU, "SIGXCPU"}, Named{SIGXFSZ, "SIGXFSZ"}, Named{SIGSYS, "SIGSYS"}};
    for (const auto &known : names)
        if (known.number == signal)
            return known.name;
    return "signal " + std::to_string(signal);
}

std::string ExitStatus::text() const
{
    if (signal != 0)
        return signalName(signal) + " (signal " + std::to_string(signal) + ")";
    return "exit code " + std::to_string(exitCode);
}

void endOwnGroup()
{
    if (::getpgrp() == ::getpid())
        ::kill(0, SIGKILL);
    ::_exit(0);
}

/// A host sees the end of its stdin as well, and removes its temporary files before it exits.
constexpr std::chrono::milliseconds timeToTidy{200};

void guardOwnGroup()
{
    std::array<char, 64> ignored{};
    for (;;) {
        const auto count = ::read(STDIN_FILENO, ignored.data(), ignored.size());
        if (count == 0 || (count < 0 && errno != EINTR)) {
            std::this_thread::sleep_for(timeToTidy);
            endOwnGroup();
        }
    }
}

std::string programFolder()
{
    std::error_code error;
#ifdef __APPLE__
    std::array<char, 4096> buffer{};
    auto size = static_cast<std::uint32_t>(buffer.size());
    if (_NSGetExecutablePath(buffer.data(), &size) != 0)
        return {};
    const auto program = std::filesystem::canonical(buffer.data(), error);
#else
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
#endif
    return error ? std::string() : program.parent_path().string();
}

} // namespace anchorage::os
