// Stage 3: the queues of pass 1 and their order (order-1, order-2, space-2). Internal to core/engine.
#pragma once

#include "core/engine/passes.h"
#include "core/engine/run_context.h"
#include "core/engine/scope.h"
#include "core/engine/select.h"
#include "core/engine/track.h"

#include <set>
#include <string>

namespace anchorage::engine {

struct Ordered {
    std::vector<Passes::Queue> queues;
    std::uint64_t deletions = 0; ///< pending deletes and delete-adds of this run (limit-1, ecma2.md 5)
    std::set<std::string> types; ///< of the objects that are in the run
};

/// Also fills the tracks: operation, rename, outside, outstanding.
Ordered order(const RunContext &context, const space::Space &space, const SelectStage &select, const ScopeStage &scope,
              Tracks &tracks);

} // namespace anchorage::engine
