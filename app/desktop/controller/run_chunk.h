// What crosses from the run's thread to the GUI, at most 30 times a second: values that nobody changes any
// more. Entries of pages cross once, as hand-overs; events are folded to rows before they cross.
#pragma once

#include "core/engine/machine.h"
#include "core/report/connector_output.h"
#include "core/report/run_summary.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::desktop {

/// How the run stands, always whole.
struct RunStatus {
    engine::State state = engine::State::Ready;
    bool held = false; ///< the driver waits for a person
    std::string next; ///< name of the next command, while held
    PagePosition position; ///< of the preview or the last page
    std::shared_ptr<const engine::command::Put> preview; ///< the page that was commanded and not sent
    engine::ExportCounters counters;
    std::uint64_t handedOver = 0;
    std::uint64_t pending = 0; ///< objects pending when the run began
    std::int64_t pid = 0; ///< 0: no process
    bool debuggerWait = false;
    std::string progress; ///< the connector's sign of life in the running call
    std::string callRunning; ///< method; empty: none
    std::string breakpoint; ///< which one held it; empty: none
    /// Why Stop and Close are not possible now; empty: they are.
    std::string whyNoStop;
    std::string whyNoClose;
};

struct RunChunk {
    RunStatus status;
    std::uint64_t firstHandOver = 0; ///< index of handOvers[0]; rows from there on are replaced or new
    std::vector<engine::HandOver> handOvers;
    std::uint64_t firstCall = 0;
    std::vector<report::Call> calls;
    std::vector<report::OutputLine> lines; ///< the connector's, and with level "bench" what the bench says
    Findings findings;
    /// Per Put: what was left out of it and why.
    std::vector<std::pair<PagePosition, std::vector<engine::Removal>>> removals;
    std::vector<report::Trouble> troubles;
    report::CloseAccount close; ///< always whole
    std::string closeText; ///< the same in words, and why it was not called
    bool closeChanged = false;
    std::optional<ConnectorDescription> connector;
};

} // namespace anchorage::desktop
