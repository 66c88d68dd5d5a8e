// A management agent's configuration (ecma2.md 6.3): everything a run needs but the objects.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/finding.h"
#include "core/model/partition.h"
#include "core/model/schema.h"
#include "core/model/selection.h"

#include <optional>
#include <string>
#include <vector>

namespace anchorage::formats {

/// One parameter as the file has it. Encrypted values are never in such a file: they are to be asked for.
struct StoredParameter {
    std::string name;
    ConfigParameterPage page = ConfigParameterPage::Connectivity;
    std::string value;
    bool toBeAsked = false;
    bool operator==(const StoredParameter &) const = default;
};

/// A partition with its container selection.
struct StoredPartition {
    Partition partition;
    bool selected = false;
    std::vector<std::string> objectTypes; ///< its filter; empty: all selected types
    std::vector<HierarchyNode> inclusions;
    std::vector<HierarchyNode> exclusions;
    bool operator==(const StoredPartition &) const = default;
};

/// An export step of a run profile.
struct StoredExportStep {
    std::string profile;
    std::string partition; ///< identifier as in the file; empty: not said
    std::int32_t batchSize = 0;
    OperationType exportType = OperationType::Delta;
    bool operator==(const StoredExportStep &) const = default;
};

struct MaConfiguration {
    std::string name;
    std::string connectorFile; ///< `extension-config/filename`, as the product stored it
    Schema schema;
    AnchorDefinitions anchors; ///< `per-class-settings` (anchor-1)
    Selection selection;
    std::vector<StoredPartition> partitions;
    MACapabilities capabilities;
    std::int32_t exportDefaultPageSize = 0;
    std::int32_t exportMaxPageSize = 0;
    std::vector<StoredExportStep> exportSteps;
    std::vector<ConfigParameterDefinition> parameterDefinitions;
    std::vector<StoredParameter> parameters;
    bool operator==(const MaConfiguration &) const = default;
};

} // namespace anchorage::formats
