// The pages a run would hand over if every answer were success: a machine fed with synthetic answers
// (architecture.md, idea 2). No process, no connector; nothing is kept, so a million entries need no copy.
#pragma once

#include "core/base/result.h"
#include "core/engine/machine.h"

#include <functional>

namespace anchorage::engine {

/// Called after each step with what was fed and what the machine wants; the commands may be moved from.
using PlanStep = std::function<void(const Input &input, Commands &commands)>;

/// Runs it to its end. Anchors that a target would make are made up: `<id of cn=u1>` (anchor-2). Error: the
/// machine's refusal (space-1, page-1, rename-1).
Result<command::Finish> plan(EngineSetup setup, const PlanStep &step);

} // namespace anchorage::engine
