// The driver of one export run: Command -> connector call, result -> Input, journal, events. It owns
// no rule of the engine: what happens next is the machine's decision alone (architecture.md, idea 2).
// It runs in the caller's thread; only post() may be called from another.
#pragma once

#include "core/base/result.h"
#include "core/engine/machine.h"
#include "core/model/config_parameter.h"
#include "core/model/run_settings.h"
#include "core/model/secret.h"
#include "core/run/breakpoints.h"
#include "core/run/connector_process.h"
#include "core/run/control.h"
#include "core/run/faults.h"
#include "core/run/journal.h"
#include "core/run/run_event.h"
#include "core/run/secret_gate.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace anchorage::run {

/// Monotonic time since any fixed point.
using MonotonicClock = std::function<std::chrono::nanoseconds()>;
MonotonicClock steadyClock();

/// What a run needs from outside. References outlive the driver.
struct DriverParts {
    engine::Machine machine;
    RunSettings settings; ///< the machine's
    ConfigParameters parameters; ///< resolved: secrets are Secret values
    ConnectorProcess &process;
    Journal &journal;
    Scrubber &scrubber; ///< learns every secret of the run before the connector does
    SecretResolver resolveSecret;
    EventSink sink = {};
    MonotonicClock clock = steadyClock();
    Breakpoints breakpoints = {};
    Faults faults = {};
    /// What an earlier run of the same setup was told up to a page: told again without a call, then the connection is
    /// opened as on a Reload and the run goes on with that page. Empty: the run starts at its beginning.
    std::vector<engine::Input> resume = {};
};

class Driver {
public:
    explicit Driver(DriverParts parts);
    ~Driver();
    Driver(const Driver &) = delete;
    Driver &operator=(const Driver &) = delete;

    /// The whole run. Once per driver. The Finish of the run whatever its status; an Error when there
    /// is none or it is not worth its name: Refused or Input (the machine refused before Open: nothing
    /// was called), NotFound, Unsupported, Peer, Timeout (the process did not start), Io (the journal
    /// could not be written: the run was stopped), Cancelled (stopped before it began), and the
    /// resolver's own when a secret could not be had.
    Result<engine::command::Finish> runToEnd();
    /// The same, but holds before Open and lets controls decide.
    Result<engine::command::Finish> serve();

    /// From any thread: obeyed between two events of the run, at once also while a call runs.
    void post(Control control);

    /// For the thread of the run, or after it. The space a run leaves: machine().space().
    const engine::Machine &machine() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace anchorage::run
