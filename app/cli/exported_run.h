// One run from setup to exit code: events become words, an interrupt becomes Stop, a breakpoint a question.
#pragma once

#include "app/cli/context.h"
#include "app/cli/progress_line.h"
#include "app/cli/reports.h"
#include "core/run/typed_breaks.h"
#include "core/session/run.h"

#include <CLI/App.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::cli {

struct SteppingOptions {
    std::vector<std::string> breaks, faults;
    std::string closeReason;
    bool waitsForDebugger = false;

    void addTo(CLI::App &command);
    /// Everything can be read, and there is a terminal where one is needed. Error Usage.
    Result<void> check() const;
};

class ExportedRun {
public:
    ExportedRun(const Context &context, const SteppingOptions &stepping, bool verbose)
        : m_context(context), m_stepping(stepping), m_verbose(verbose)
    {
    }

    /// The exit code. Errors: those of the setup and of the reports, before or after the run.
    Result<int> run(session::RunSetup setup, const std::string &journal, std::shared_ptr<session::KeptProcess> process,
                    session::Secrets &secrets, Reports &reports);
    std::shared_ptr<session::KeptProcess> process() const { return m_run->process(); }
    space::Space space() const { return m_run->machine().space(); }

private:
    void happened(const run::RunEvent &event);
    void held(const run::event::Held &held);
    void tell(const run::RunEvent &event);
    int exitCode(const Result<engine::command::Finish> &finish, const report::Verdict *verdict) const;

    const Context &m_context;
    const SteppingOptions &m_stepping;
    bool m_verbose;
    std::optional<CloseReason> m_closeReason;
    std::unique_ptr<session::Run> m_run;
    std::unique_ptr<ProgressLine> m_progress;
    report::RunSummaryFold m_fold;
    report::ConnectorOutput m_output;
    std::size_t m_callsTold = 0;
};

} // namespace anchorage::cli
