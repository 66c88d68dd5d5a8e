// From the options to something that can be planned or run: project and files read, the connector asked
// where that is needed.
#pragma once

#include "app/cli/setup_options.h"
#include "core/session/inspection.h"
#include "core/session/workspace.h"

#include <optional>

namespace anchorage::cli {

struct Preparation {
    session::Workspace workspace;
    std::optional<session::Inspection> inspection;
    std::optional<space::Space> start; ///< --space

    const session::Inspection *known() const { return inspection ? &*inspection : nullptr; }
    /// `start` is taken by the first step; later ones start from what the step before left.
    Result<session::RunSetup> setup(const project::Step &step) { return workspace.prepare(step, known(), std::move(start)); }
};

/// A run asks its connector for its parameters in any case; a plan only where something is known to it alone.
enum class Purpose : unsigned char { Plan, Run };
Result<Preparation> prepare(const SetupOptions &options, session::Secrets &secrets, Purpose purpose);

} // namespace anchorage::cli
