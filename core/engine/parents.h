// Which ancestors ProvisioningParent brings back (action-3). Internal to core/engine.
#pragma once

#include "core/engine/entry_builder.h"

#include <string_view>
#include <vector>

namespace anchorage::engine {

/// Ancestors of `dn` that the space holds in scope, shallowest first; empty where there is none or the
/// image of one is unknown: then nothing is invented; or where one failed in this run.
std::vector<space::ObjectIndex> parentsOf(const RunContext &context, const space::Space &space, const Tracks &tracks,
                                          const EntryBuilder &builder, std::string_view dn);

} // namespace anchorage::engine
