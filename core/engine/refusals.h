// What is refused before Open, so that nothing is called (space-1, page-1, rename-1, pwd-1).
// Internal to core/engine.
#pragma once

#include "core/engine/entry_builder.h"

#include <optional>

namespace anchorage::engine {

/// page-1: the step's page size; error: a person's is over the connector's maximum.
Result<std::int32_t> pageSizeOf(const EngineSetup &setup, Findings &findings);

/// The first thing of the space that cannot be handed over as it should; absent: the run can begin.
std::optional<Error> refusal(const RunContext &context, const space::Space &space, const Tracks &tracks,
                             const EntryBuilder &builder);

} // namespace anchorage::engine
