// From the document to the setup of a run or a plan.
#pragma once

#include "app/desktop/controller/contents.h"
#include "app/desktop/controller/task.h"
#include "core/session/run_setup.h"

#include <string>

namespace anchorage::desktop {

/// Whether a connector whose answers are not known yet is asked, in a process of its own.
enum class AskConnector : unsigned char {
    Always, ///< a run calls it anyway
    WhereNeeded, ///< a plan calls nobody when the project's own files say enough
};

/// For a worker. Errors are those of the workspace and of asking; Cancelled.
Result<session::RunSetup> prepareRun(const ContentsRequest &wanted, const std::string &stepName, AskConnector ask,
                                     session::Secrets &secrets, TaskControl &control);

} // namespace anchorage::desktop
