// A second reading of ecma2.md 4, 4.1 and engine.md's shape rules: what one entry may look like under
// the capabilities. Written from those pages alone, so that it can disagree with the engine.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/csentry_change.h"
#include "core/model/schema.h"

#include <optional>
#include <string>

namespace anchorage::memory {

/// What is wrong with a hand-over, and which capability or rule forbids it.
struct Fault {
    std::string what;
    std::string forbiddenBy;
    bool operator==(const Fault &) const = default;
};

struct ShapeRules {
    MACapabilities capabilities;
    const Schema *types = nullptr; ///< as Open got them: selected types and attributes only
    bool fullExport = false; ///< the step's ExportType is Full
    bool replaceInUpdate = true; ///< see Settings
};

/// What this run has seen of the object before.
struct EntryPast {
    bool added = false; ///< handed over as Add in this run
    bool askedForRetry = false; ///< the last answer was ExportActionRetryReferenceAttribute
};

std::optional<Fault> shapeFault(const CsEntryChange &entry, const EntryPast &past, const ShapeRules &rules);

/// Whether the change brings or takes reference values; clearing an attribute names no value.
bool hasReferenceValues(const AttributeChange &change);

} // namespace anchorage::memory
