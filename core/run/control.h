// What a person (or Ctrl+C) tells a running driver, from any thread.
#pragma once

#include "core/model/csentry_change.h"
#include "core/model/enums.h"
#include "core/run/breakpoints.h"
#include "core/run/faults.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace anchorage::run {

namespace control {
/// Starts the run, as far as Open. Allowed before it began.
struct Open { };
/// Executes the next command: the page of preview(), a password call or Close; then holds again.
struct PutPage { };
/// Like PutPage, with a page of one entry.
struct PutEntry { };
/// Goes on until a breakpoint or the end.
struct RunToBreak { };
/// Goes on until the end, past breakpoints.
struct Run { };
/// stop-1; twice kills.
struct Stop { };
/// Closes with a reason of one's choice (close-1), instead of the next page.
struct Close {
    CloseReason reason = CloseReason::Normal;
};
/// Stop, without waiting for the running call; where none runs it is Stop.
struct Kill { };
/// A new process takes the connector's place; Open is repeated. Allowed between calls.
struct Reload { };
/// Sends these entries in place of the next page: an edit in flight, marked as such.
struct EditPage {
    std::vector<CsEntryChange> entries;
};
/// After DebuggerWait: go on.
struct Continue { };
/// From now on these; those before are forgotten. Allowed at any time.
struct SetBreakpoints {
    Breakpoints breakpoints;
};
/// The faults still to come. Allowed at any time.
struct SetFaults {
    std::vector<Fault> faults;
};
/// The bench quits: Close(TerminatedShuttingDown).
struct Shutdown { };
} // namespace control

using Control = std::variant<control::Open, control::PutPage, control::PutEntry, control::RunToBreak, control::Run, control::Stop,
                             control::Close, control::Kill, control::Reload, control::EditPage, control::Continue,
                             control::SetBreakpoints, control::SetFaults, control::Shutdown>;

std::string_view name(const Control &control); ///< "Put page", …: as on the button

/// Controls on their way to the driver. Thread-safe.
class ControlQueue {
public:
    void push(Control control);
    std::optional<Control> take();
    bool empty() const;
    /// Blocks until there is one.
    void waitForOne();

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Control> m_controls;
};

} // namespace anchorage::run
