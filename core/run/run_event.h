// A run is a stream of events (architecture.md, idea 3): what the desktop shows, reports, comparisons
// and totals are folds over it. Live they come from the driver's sink, later from the journal: the
// same values either way.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/engine_input.h"
#include "core/engine/machine.h"
#include "core/model/connector_description.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace anchorage::run {

namespace event {

/// What the machine was told. `put`: for a Sent whose page is unchanged, the sequence number of the
/// Put command that holds it (the journal does not write it twice), else 0.
struct Input {
    engine::Input input;
    std::uint64_t put = 0;
    bool operator==(const Input &) const = default;
};
/// What the machine wants done.
struct Command {
    engine::Command command;
    bool operator==(const Command &) const = default;
};
/// The connector's words, already scrubbed. Levels: "debug", "info", "warning", "error", "stdout", "stderr";
/// "bench" is the bench's own trouble, which ends the run: a connector's words never have it.
struct Log {
    std::string level;
    std::string text;
    bool operator==(const Log &) const = default;
};
/// Sign of life of a long call.
struct Progress {
    std::string text;
    bool operator==(const Progress &) const = default;
};
struct CallStarted {
    std::string method; ///< as on the wire: "putExportEntries"
    std::uint64_t entries = 0; ///< of a Put
    bool operator==(const CallStarted &) const = default;
};
struct CallEnded {
    enum class How : std::uint8_t { Returned, Threw, Lost }; ///< Lost: crash, rubbish, kill, time out
    std::string method;
    How how = How::Returned;
    std::uint64_t results = 0; ///< of a Put
    /// The connector's own time, between the last byte out and the last byte in.
    std::chrono::nanoseconds duration{0};
    bool operator==(const CallEnded &) const = default;
};
struct ProcessStarted {
    std::int64_t pid = 0;
    bool kept = false; ///< it ran already (process=keep)
    ConnectorDescription connector;
    bool operator==(const ProcessStarted &) const = default;
};
struct ProcessEnded {
    enum class How : std::uint8_t { Goodbye, Died, Broke, Killed }; ///< Killed: by the bench
    How how = How::Goodbye;
    int signal = 0;
    int exitCode = 0;
    bool afterFinish = false; ///< with Died: a late crash, which changes nothing of the run's status
    std::string text;
    bool operator==(const ProcessEnded &) const = default;
};
/// `waitForDebugger`: Open is held until control::Continue.
struct DebuggerWait {
    std::int64_t pid = 0;
    bool operator==(const DebuggerWait &) const = default;
};
struct BreakpointHit {
    std::string text; ///< which one, and what met it
    bool operator==(const BreakpointHit &) const = default;
};
/// The bench pretends: what follows is no deed of the connector.
struct FaultInjected {
    std::string kind; ///< "throw", "hang", "kill", "garbage"
    std::uint64_t entry = 0; ///< the hand-over of the run at which it stands, 1-based
    std::string dn;
    bool operator==(const FaultInjected &) const = default;
};
/// The driver waits for a control: a person is stepping.
struct Held {
    engine::State state = engine::State::Ready;
    std::string next; ///< name of the command that would be next; empty: Start
    bool operator==(const Held &) const = default;
};
/// A control that could not be obeyed, and why.
struct ControlRefused {
    std::string control;
    std::string why;
    bool operator==(const ControlRefused &) const = default;
};

} // namespace event

using EventKind = std::variant<event::Input, event::Command, event::Log, event::Progress, event::CallStarted, event::CallEnded,
                               event::ProcessStarted, event::ProcessEnded, event::DebuggerWait, event::BreakpointHit,
                               event::FaultInjected, event::Held, event::ControlRefused>;

struct RunEvent {
    std::uint64_t sequence = 0; ///< 1-based, without gaps within a run
    std::chrono::nanoseconds at{0}; ///< since the run began, monotonic
    EventKind what;
    bool operator==(const RunEvent &) const = default;
};

/// Called in the driver's thread, after the event is in the journal. Copy what you keep.
using EventSink = std::function<void(const RunEvent &)>;

std::string_view name(event::CallEnded::How how);
std::string_view name(event::ProcessEnded::How how);

} // namespace anchorage::run
