// Partition and containers of a run step (engine.md scope-1), for what comes in and what goes out.
#pragma once

#include "connectors/memory/settings.h"
#include "core/model/partition.h"

#include <string_view>
#include <vector>

namespace anchorage::memory {

/// The deepest matching node decides; without a match an object is in only if there is no inclusion.
/// Partitions and nodes mean something only where the capabilities say so.
bool isInScope(std::string_view dn, const Settings &settings, const Partition &partition,
               const std::vector<HierarchyNode> &inclusions, const std::vector<HierarchyNode> &exclusions);

} // namespace anchorage::memory
