// Partitions, hierarchy nodes, run step: where a run works (ecma2.md 2).
#pragma once

#include "core/model/enums.h"
#include "core/model/guid.h"

#include <cstdint>
#include <string>
#include <vector>

namespace anchorage {

struct HierarchyNode {
    std::string dn;
    std::string displayName;
    bool operator==(const HierarchyNode &) const = default;
};

/// Connectors without partitions get one whose dn and name are "default".
struct Partition {
    Guid identifier;
    std::string dn = "default";
    std::string name = "default";
    bool hiddenByDefault = false;
    bool operator==(const Partition &) const = default;
};

/// What the engine may hand over by place: the deepest matching node decides (scope-1).
struct Scope {
    /// Empty: one implicit partition that holds everything. Else an object must lie in the step's one.
    std::vector<Partition> partitions;
    std::vector<HierarchyNode> inclusions;
    std::vector<HierarchyNode> exclusions;
    bool operator==(const Scope &) const = default;
};

/// OpenExportConnectionRunStep. StepPartition is never null.
struct ExportRunStep {
    OperationType exportType = OperationType::Delta;
    std::int32_t batchSize = 100; ///< entries per Put, > 0
    Partition partition;
    std::vector<HierarchyNode> inclusions;
    std::vector<HierarchyNode> exclusions;
    bool operator==(const ExportRunStep &) const = default;
};

/// Import run steps, enough to read an export back.
struct ImportRunStep {
    OperationType importType = OperationType::Full;
    std::int32_t pageSize = 100;
    Partition partition;
    std::vector<HierarchyNode> inclusions;
    std::vector<HierarchyNode> exclusions;
    std::string customData;
    bool operator==(const ImportRunStep &) const = default;
};

} // namespace anchorage
