// Everything a run is made from, decided before a process starts.
#pragma once

#include "core/connector/connector_kind.h"
#include "core/engine/engine_setup.h"
#include "core/model/config_parameter.h"
#include "core/model/finding.h"
#include "core/project/expectation.h"
#include "core/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace anchorage::session {

struct RunSetup {
    std::string projectFile; ///< empty: none
    project::Step step;
    /// Absent: a plan without a connector.
    std::optional<connector::ConnectorLocation> connector;
    std::string target; ///< connector and given parameters in words, scrubbed: what a first write is confirmed for
    ConfigParameters parameters; ///< resolved: holds secrets
    engine::EngineSetup engine;
    /// Secrets that objects refer to: had before the run begins, so that one that is missing stops
    /// nothing half way and each is known to the scrubber before anything is said.
    std::vector<std::string> secretReferences;
    project::Expectations expectations;
    Findings findings; ///< what reading and setting up noticed: shown before the run
};

} // namespace anchorage::session
