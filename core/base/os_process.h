// A child process with pipes, in a process group of its own, and one place to wait for everything it
// does. One thread uses a ChildProcess; only wake() may be called from another.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::os {

struct ProcessStart {
    std::string program; ///< a path, or a name that is looked up in PATH
    std::vector<std::string> arguments = {};
    std::string workingDirectory = {}; ///< empty: the caller's
    std::vector<std::pair<std::string, std::string>> environment = {}; ///< added to the caller's
    /// A program that leads the process group and ends the whole group when this process ends, however
    /// it ends: `guard --guard` with a pipe as stdin. Empty: none, the child looks after itself. Not
    /// needed where the operating system ties the group to us (Windows job objects).
    std::string guard = {};
};

/// How a process ended: by a signal, or with an exit code.
struct ExitStatus {
    int signal = 0;
    int exitCode = 0;
    bool operator==(const ExitStatus &) const = default;
    /// "SIGSEGV (signal 11)" or "exit code 3".
    std::string text() const;
};
std::string signalName(int signal); ///< "SIGSEGV"; "signal 99" for an unknown one

class ChildProcess {
public:
    enum class Stream : std::uint8_t { Output, Errors };
    struct Ready {
        bool input = false; ///< write() will take bytes
        bool output = false; ///< read(Output) will give bytes, or the end
        bool errors = false;
        bool exited = false; ///< the process itself ended; what it wrote can still be read
        bool woken = false;
    };
    struct Interest {
        bool input = false;
        bool output = true;
    };

    /// No descriptor of the caller but the three pipes reaches the child. Errors: NotFound (program or
    /// folder), Io with the system's reason.
    static Result<std::unique_ptr<ChildProcess>> start(const ProcessStart &what);
    virtual ~ChildProcess() = default; ///< kills the group, if it still lives
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    virtual std::int64_t pid() const = 0; ///< stays the same after the end
    /// Blocks until something is ready or the time is up. A stream that ended is not reported again
    /// once read() has said so; `exited` and `woken` are each reported once.
    virtual Ready wait(std::chrono::milliseconds most, Interest interest) = 0;
    /// Never blocks: how many bytes the pipe took. Error Io when nobody reads it any more.
    virtual Result<std::size_t> write(std::string_view bytes) = 0;
    virtual void closeInput() = 0;
    /// Never blocks: nullopt when there is nothing now, 0 bytes at the end of the stream.
    virtual std::optional<std::size_t> read(Stream stream, char *buffer, std::size_t size) = 0;
    /// Makes wait() return with `woken`. Thread-safe.
    virtual void wake() = 0;
    /// Ends every process of the group that is left, now, and returns when the child is gone. What was
    /// written before can still be read.
    virtual void killGroup() = 0;
    /// Absent while it runs.
    virtual std::optional<ExitStatus> exitStatus() const = 0;

protected:
    ChildProcess() = default;
};

/// Ends this process and the group it leads, if it leads one: for a host whose bench is gone.
[[noreturn]] void endOwnGroup();
/// The guard's whole life: waits for the end of stdin, then ends the group.
[[noreturn]] void guardOwnGroup();
/// Folder of the running program; empty where the system does not say.
std::string programFolder();

} // namespace anchorage::os
