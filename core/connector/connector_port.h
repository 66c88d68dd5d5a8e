// The only door to a connector: the driver and inspection talk through it, tests put a fake behind it.
// One thread uses a port; only wake() and nothing else may be called from another.
#pragma once

#include "core/base/result.h"
#include "core/model/exception.h"
#include "core/wire/messages.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace anchorage::connector {

namespace event {
struct Answered {
    wire::RequestId id = 0;
    wire::Answer answer;
    std::chrono::nanoseconds duration{0}; ///< between the last byte out and the last byte in
};
struct Log {
    wire::notice::Log log; ///< connector's own words; not scrubbed yet (the driver does that)
};
struct Progress {
    std::string text;
};
/// The process ended without goodbye while it should live, or during a call.
struct Died {
    int signal = 0;
    int exitCode = 0;
    std::string text;
};
/// It ended as agreed: after goodbye.
struct Ended {
    int exitCode = 0;
};
/// No message, or one over the limit. The process is being ended; nothing more will come.
struct Broke {
    Error error;
};
/// wake() was called.
struct Woken { };
} // namespace event
using PortEvent =
    std::variant<event::Answered, event::Log, event::Progress, event::Died, event::Ended, event::Broke, event::Woken>;

class ConnectorPort {
public:
    virtual ~ConnectorPort() = default;

    /// Starts the process and shakes hands. Errors: NotFound (no such plugin), Unsupported (another ABI
    /// or wire version, said plainly), Peer (died or spoke rubbish), Timeout.
    virtual Result<ConnectorDescription> start() = 0;
    /// After start() failed: what the host said of a connector that it could not load. Absent: it is not the
    /// connector that is to blame, or nobody knows.
    virtual std::optional<ExceptionInfo> loadFailure() const { return {}; }
    /// Asks; the answer comes through wait(). Several requests may be open (Close beside Put).
    /// Error Peer when the process is gone.
    virtual Result<wire::RequestId> send(const wire::Request &request) = 0;
    /// The encoded size the request would have, in bytes with its line end: page-cut asks before sending.
    virtual std::uint64_t encodedSize(const wire::Request &request) const = 0;
    virtual void cancel() = 0;
    /// Blocks this thread until something happened or the time is up (nullopt).
    virtual std::optional<PortEvent> wait(std::chrono::milliseconds most) = 0;
    /// Makes wait() return Woken. Thread-safe.
    virtual void wake() = 0;
    /// Ends the whole process group now. Returns when it is gone.
    virtual void kill() = 0;
    /// Asks it to end, waits for goodbye, kills after `most`.
    virtual void shutdown(std::chrono::milliseconds most) = 0;
    virtual std::int64_t pid() const = 0; ///< 0 when not running
};

} // namespace anchorage::connector
