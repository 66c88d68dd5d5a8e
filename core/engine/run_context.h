// What every stage needs to know of a run and nothing of it changes. Internal to core/engine.
#pragma once

#include "core/engine/engine_setup.h"
#include "core/model/finding.h"

namespace anchorage::engine {

struct RunContext {
    Schema schema; ///< unreduced, with the effective anchor definitions marked
    Schema openSchema; ///< reduced to the selection: what Open gets (select-1)
    MACapabilities capabilities;
    AnchorDefinitions anchors;
    Selection selection;
    Scope scope;
    Partition partition;
    RunSettings settings;
    std::int32_t pageSize = 100;
    bool passwordInterface = false;

    bool full() const { return settings.exportType != OperationType::Delta; } ///< full-1
    MAExportType exportType() const { return capabilities.exportType; }
    MADistinguishedNameStyle style() const { return capabilities.distinguishedNameStyle; }
};

/// A finding with the severity and the source that engine.md gives its id.
inline Finding finding(std::string id, std::string rule, std::string dn, std::string attribute, std::string message)
{
    const Severity severity = severityOf(id);
    return {std::move(id), severity, std::move(dn), std::move(attribute), std::move(message), "engine.md " + std::move(rule)};
}

/// A pending Add, or the Add of a delete-add: the target does not have the object yet (hold-1).
inline bool isNew(space::PendingOperation operation)
{
    return operation == space::PendingOperation::Add || operation == space::PendingOperation::DeleteAdd;
}

} // namespace anchorage::engine
