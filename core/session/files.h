// What a file is and says before a workspace reads it whole: for front ends that open anything.
#pragma once

#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/partition.h"

#include <string>

namespace anchorage::session {

/// A journal begins with its header's line; every other file does not. Errors: NotFound, Io.
Result<bool> looksLikeJournal(const std::string &path);

/// The selected partitions of a management agent configuration with their containers: what a run takes
/// where the project says nothing itself.
Scope scopeOf(const formats::MaConfiguration &configuration);

} // namespace anchorage::session
