// A run as a whole, as a fold over its events: calls, status, how Close was called, what went wrong
// apart from objects, findings. Live from the driver's sink or later from a journal: the same either way.
// Hand-overs are not in here (object_results.h); each call says which of them it carried.
#pragma once

#include "core/base/error.h"
#include "core/engine/engine_command.h"
#include "core/model/connector_description.h"
#include "core/model/exception.h"
#include "core/model/finding.h"
#include "core/model/page_text.h"
#include "core/run/run_event.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::report {

enum class CallKind : std::uint8_t { Configure, Open, Put, Close, OpenPassword, SetPassword, ClosePassword, Other };
/// As ECMA2 calls it: "OpenExportConnection", "PutExportEntries", …; Configure: "Configure".
std::string_view name(CallKind kind);

/// One call to the connector.
struct Call {
    enum class State : std::uint8_t { Running, Returned, Threw, Lost }; ///< Lost: crash, rubbish, kill, time out
    std::uint64_t sequence = 0; ///< of the event that began it: what a table jumps to
    std::chrono::nanoseconds at{0}; ///< since the run began
    std::chrono::nanoseconds duration{0}; ///< the connector's own time
    CallKind kind = CallKind::Other;
    State state = State::Running;
    bool edited = false; ///< Put: a person changed the page in flight
    bool injected = false; ///< Put: a fault of the bench; the connector was not called
    PagePosition position{0, 0}; ///< Put; 0.0 of other calls
    std::uint64_t firstHandOver = 0; ///< Put: index of its first entry among the run's; else how many went out before
    std::uint32_t entries = 0; ///< Put: handed over
    std::uint32_t results = 0; ///< Put: results that came back
    std::uint32_t errors = 0; ///< Put: of them with an error code that is no special action
    std::uint32_t actions = 0; ///< Put: of them with a special action
    std::int32_t trouble = -1; ///< index in RunSummary::troubles when it did not return
    bool operator==(const Call &) const = default;
};
std::string_view name(Call::State state); ///< "running", "returned", "threw", "lost"

/// Something that went wrong with the run, not with one object.
struct Trouble {
    enum class What : std::uint8_t {
        Exception, ///< the connector threw
        Crash, ///< its process ended by itself
        Rubbish, ///< it broke the wire's contract
        Hang, ///< no answer in the time that was allowed
        Refused, ///< the engine's rules forbid this setup: nothing was called
        Bench, ///< trouble of the bench: a journal that cannot be written, a secret that is not there
        LateCrash, ///< after the run was decided: changes nothing of its status
    };
    What what = What::Exception;
    std::uint64_t sequence = 0;
    std::chrono::nanoseconds at{0};
    CallKind call = CallKind::Other; ///< that ran, or ran last
    PagePosition position{0, 0}; ///< of the page, when that was a Put
    ExceptionInfo exception = {}; ///< Exception
    int signal = 0; ///< Crash
    int exitCode = 0; ///< Crash
    std::chrono::nanoseconds after{0}; ///< Hang: how long was waited
    std::string text = {}; ///< one sentence for people
    bool injected = false; ///< made by the bench on request
    bool operator==(const Trouble &) const = default;
};
std::string_view name(Trouble::What what); ///< "exception", "crash", "rubbish", …

/// The Close path, a first-class thing (desktop.md).
struct CloseAccount {
    bool called = false;
    CloseReason reason = CloseReason::Normal;
    Call::State state = Call::State::Running; ///< when called
    std::chrono::nanoseconds duration{0};
    std::optional<ExceptionInfo> exception;
    bool operator==(const CloseAccount &) const = default;
};

struct RunSummary {
    std::uint64_t events = 0;
    std::chrono::nanoseconds length{0}; ///< of the last event: how long the run took until now
    std::chrono::nanoseconds connectorTime{0}; ///< in calls that ended
    std::optional<ConnectorDescription> connector;
    std::int64_t pid = 0;
    std::vector<Call> calls;
    std::vector<Trouble> troubles;
    CloseAccount close;
    Findings findings;
    std::optional<engine::command::Finish> finish; ///< absent: it runs, was refused or was cut off
    std::optional<Error> refused;
    std::uint64_t handedOver = 0; ///< entries in all Puts
    std::uint64_t removals = 0; ///< what selection, scope and holding took out of pages
    int passes = 0;

    bool over() const { return finish || refused; }
    /// The engine's step result; "refused" or "not finished" where there is none.
    std::string statusText() const;
    /// The first trouble that is not a late crash; null: none.
    const Trouble *cause() const;
    /// "Close(Normal) returned after 3 ms", "Close was not called: the process was gone", …
    std::string closeText() const;
    std::uint64_t count(Severity severity) const; ///< findings of it
    /// The call that carried the run's hand-over of this index; null: none.
    const Call *callOf(std::uint64_t handOver) const;
};

/// Add each event once, in order.
class RunSummaryFold {
public:
    void add(const run::RunEvent &happened);
    const RunSummary &summary() const { return m_summary; }

private:
    void add(const run::RunEvent &at, const engine::Input &input);
    void add(const engine::Command &command, const run::RunEvent &at);
    void sent(const run::RunEvent &at, const engine::input::Sent &page);
    void began(const run::RunEvent &at, const run::event::CallStarted &started);
    void ended(const run::event::CallEnded &ended);
    void answered(const PutExportEntriesResults &results);
    void threw(const run::RunEvent &at, CallKind kind, const ExceptionInfo &exception);
    void processGone(const run::RunEvent &at, Trouble trouble);
    void addTrouble(const run::RunEvent &at, Trouble trouble);
    Call *lastOf(CallKind kind);

    RunSummary m_summary;
    PagePosition m_position{0, 0}; // of the last Put that was wanted
    std::uint64_t m_index = 0; // of the next hand-over, one counted that was too large to be sent (page-1)
    std::uint64_t m_removals = 0; // of it
    bool m_processSeen = false;
    bool m_killedByBench = false; // the process; PeerDied follows
    bool m_faultPending = false; // the trouble that follows is the bench's own
};

} // namespace anchorage::report
