// What a connector says of itself, asked in a process of its own that ends afterwards: the engine keeps
// the answers as configuration, so the process of a run is never asked (architecture.md).
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_kind.h"
#include "core/model/capabilities.h"
#include "core/model/config_parameter.h"
#include "core/model/connector_description.h"
#include "core/model/exception.h"
#include "core/model/finding.h"
#include "core/model/partition.h"
#include "core/model/schema.h"
#include "core/project/project.h"
#include "core/session/secrets.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::session {

/// One page of parameters in the order Connectivity, Capabilities, Global, Schema, Partition, RunStep.
struct InspectedPage {
    ConfigParameterPage page = ConfigParameterPage::Connectivity;
    std::vector<ConfigParameterDefinition> definitions;
    std::optional<ParameterValidationResult> validation; ///< absent: nothing on the page to validate, or it threw
    bool operator==(const InspectedPage &) const = default;
};
struct InspectedNode {
    HierarchyNode node;
    std::vector<InspectedNode> children;
    bool operator==(const InspectedNode &) const = default;
};
struct InspectedPartition {
    Partition partition;
    std::vector<InspectedNode> hierarchy;
    bool operator==(const InspectedPartition &) const = default;
};
/// A call that did not work: inspection goes on without its answer.
struct InspectionProblem {
    std::string method; ///< as on the wire: "getSchema"
    ExceptionInfo exception; ///< scrubbed
    bool operator==(const InspectionProblem &) const = default;
};
/// The connector's own words, scrubbed.
struct InspectionLog {
    std::string level;
    std::string text;
    bool operator==(const InspectionLog &) const = default;
};

struct Inspection {
    ConnectorDescription connector;
    std::vector<InspectedPage> pages;
    /// What it was asked with: given values, and the definitions' defaults for the rest. Holds secrets.
    ConfigParameters parameters;
    std::optional<MACapabilities> capabilities;
    std::optional<Schema> schema;
    std::vector<InspectedPartition> partitions;
    std::vector<InspectionProblem> problems;
    std::vector<InspectionLog> log;
    Findings findings; ///< what a person should know of the above; a run and its front ends show it
    bool operator==(const Inspection &) const = default;

    const ConfigParameterDefinition *find(std::string_view parameter) const; ///< definition of that name, or null
    const InspectionProblem *problemOf(std::string_view method) const;
};

struct InspectRequest {
    connector::ConnectorLocation connector;
    std::vector<project::Parameter> parameters; ///< FilePath values absolute
    /// Values for parameters that are not given, where the connector lets its capabilities be chosen by
    /// parameters of their own names (`memory` does): what an MA configuration says of them.
    std::vector<std::pair<std::string, std::string>> fills;
    /// Values that an MA configuration holds for parameters that are not given; those of parameters the
    /// connector does not have are left out: the file may be another connector's.
    std::vector<project::Parameter> stored;
    bool wantCapabilities = true;
    bool wantSchema = true;
    bool wantPartitions = true;
    bool wantHierarchy = true; ///< connectors answer with a whole directory
    std::int32_t hierarchyDepth = 3;
    std::chrono::milliseconds callTimeout{120'000}; ///< without progress; then the process is killed
    std::uint64_t messageLimit = 64ULL * 1024 * 1024;
    std::function<bool()> cancelled; ///< asked often; true ends it with Error Cancelled
};

/// Blocks. A connector that cannot be loaded is no error: its description has findings that say why, and
/// cannot run. Errors: those of starting the process (NotFound, Unsupported, Peer, Timeout); Peer when it
/// died, with what it said; Usage and Input for parameters: in clear though encrypted, a secret that could
/// not be had. A parameter that no page declares is passed on, with a finding: connectors read such.
Result<Inspection> inspect(const InspectRequest &request, Secrets &secrets);

} // namespace anchorage::session
