// What a run was told up to a page, from its journal: a later run is told the same, and takes up at that page with a
// new process (Reload). The target is not rolled back.
#pragma once

#include "core/engine/engine_input.h"
#include "core/model/csentry_change.h"
#include "core/record/journal_reader.h"

#include <optional>
#include <vector>

namespace anchorage::record {

/// The inputs before the page of that position was wanted for the first time; without one: before the last page that
/// was wanted. Errors are the reader's, Input when the journal ended before the run began, and Usage when no such page
/// was wanted.
Result<std::vector<engine::Input>> inputsBefore(JournalReader &reader, std::optional<PagePosition> page = {});

} // namespace anchorage::record
