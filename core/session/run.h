// One run, set up: driver, process, journal and scrubber in one place. The front ends keep this, feed it
// controls and listen to its events.
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_kind.h"
#include "core/engine/machine.h"
#include "core/run/breakpoints.h"
#include "core/run/connector_process.h"
#include "core/run/control.h"
#include "core/run/driver.h"
#include "core/run/faults.h"
#include "core/run/journal.h"
#include "core/run/journal_header.h"
#include "core/run/run_event.h"
#include "core/session/run_setup.h"
#include "core/session/secrets.h"
#include "core/space/space.h"

#include <memory>
#include <string>
#include <vector>

namespace anchorage::session {

/// The process between runs (process=keep). Outlives the runs it is lent to; one connector and one
/// location for its life.
class KeptProcess {
public:
    explicit KeptProcess(connector::ConnectorLocation location, connector::ProcessSettings settings);
    run::ConnectorProcess &process() { return m_process; }
    const connector::ConnectorLocation &location() const { return m_location; }

private:
    connector::ConnectorLocation m_location;
    run::ConnectorProcess m_process;
};

struct RunExtras {
    std::string journal; ///< path; empty: none
    run::Breakpoints breakpoints;
    run::Faults faults;
    run::EventSink sink; ///< in the run's thread
    std::shared_ptr<KeptProcess> process; ///< absent: one of its own
    /// Of an earlier run of the same setup, up to a page (core/record/resume.h); empty: from the beginning.
    std::vector<engine::Input> resume = {};
};

class Run {
public:
    /// Creates the journal; starts nothing. `secrets` outlives the run. Errors: Usage (no connector), Io.
    static Result<std::unique_ptr<Run>> create(RunSetup setup, RunExtras extras, Secrets &secrets);
    ~Run();
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    /// To the end, in the caller's thread; as Driver::runToEnd().
    Result<engine::command::Finish> runToEnd();
    /// Stepping: holds before Open, controls decide; as Driver::serve(). In the caller's thread.
    Result<engine::command::Finish> serve();
    /// From any thread.
    void post(run::Control control);

    /// In the run's thread, or when it is over. `machine().space()` is what the run leaves.
    const engine::Machine &machine() const;
    const RunSetup &setup() const { return m_setup; }
    const run::JournalHeader &header() const { return m_header; } ///< for reports
    /// For the next run with process=keep.
    std::shared_ptr<KeptProcess> process() const { return m_process; }

private:
    Run(RunSetup setup, run::JournalHeader header, std::shared_ptr<KeptProcess> process, run::Journal journal);

    RunSetup m_setup;
    run::JournalHeader m_header;
    std::shared_ptr<KeptProcess> m_process;
    run::Journal m_journal;
    std::unique_ptr<run::Driver> m_driver;
};

} // namespace anchorage::session
