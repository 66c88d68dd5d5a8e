// Words and numbers that more than one form of report uses.
#pragma once

#include "core/engine/engine_command.h"
#include "core/model/csentry_change.h"

#include <chrono>
#include <string>
#include <vector>

namespace anchorage::report {

/// "add 5 update 0 rename 0 delete 0 delete-add 0 failure 1"
std::string countersText(const engine::ExportCounters &counters);
std::string durationText(std::chrono::nanoseconds duration); ///< "41 ms", "1.25 s", "3 min 20 s"
double milliseconds(std::chrono::nanoseconds duration);
/// "id=7", components joined with '+'; unknown ones are left out.
std::string anchorText(const std::vector<AnchorAttribute> &anchors);

} // namespace anchorage::report
