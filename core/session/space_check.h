// A whole space against a schema: what `validate` lists and what a run refuses before it begins.
#pragma once

#include "core/model/finding.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace anchorage::session {

/// A finding and where its object was read ("batch.ldif:12"; empty: unknown).
struct PlacedFinding {
    Finding finding;
    std::string origin;
    bool operator==(const PlacedFinding &) const = default;
};

/// Pending changes and recorded entries against the schema, and references that lead out of the space
/// (unknown-reference, hold-5). At most `most`; further ones are only counted in `more`.
struct SpaceCheck {
    std::vector<PlacedFinding> findings;
    std::uint64_t more = 0;
    std::uint64_t errors = 0, warnings = 0, notes = 0; ///< of all
    std::set<std::string> secretReferences; ///< of values that are secrets: "env:NAME"
};
SpaceCheck checkSpace(const space::Space &space, const Schema &schema, std::size_t most = 1000);

} // namespace anchorage::session
