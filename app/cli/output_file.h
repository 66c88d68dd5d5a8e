// Files that a command is about to write: what stands there already is looked at before anything is done.
#pragma once

#include "core/base/result.h"

#include <string>

namespace anchorage::cli {

/// A file can be put here. Empty and "-" (standard output) are fine. Errors: Io for a folder; Usage for a device or a
/// pipe, which a file would take the place of, and for `original`, which is still needed.
Result<void> checkOutput(const std::string &path, const std::string &original);
/// … and what stands here may go: nothing, or the journal of an earlier run.
Result<void> checkJournal(const std::string &path, const std::string &original);
/// … and it can be written now: a run writes its space when all else is done.
Result<void> checkWritable(const std::string &path, const std::string &original);

} // namespace anchorage::cli
