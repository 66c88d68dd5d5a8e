#include "connectors/memory/scope_check.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::memory {

namespace {

/// 0 when no node matches; the empty node matches everything at depth 1.
std::size_t deepestMatch(std::string_view dn, const std::vector<HierarchyNode> &nodes, MADistinguishedNameStyle style)
{
    std::size_t deepest = 0;
    for (const auto &node : nodes) {
        if (dnIsAtOrBelow(dn, node.dn, style))
            deepest = std::max(deepest, dnDepth(node.dn, style) + 1);
    }
    return deepest;
}

} // namespace

bool isInScope(std::string_view dn, const Settings &settings, const Partition &partition,
               const std::vector<HierarchyNode> &inclusions, const std::vector<HierarchyNode> &exclusions)
{
    const auto &capabilities = settings.capabilities;
    const auto style = capabilities.distinguishedNameStyle;
    if (capabilities.supportPartitions && !settings.partitions.empty() && !dnIsAtOrBelow(dn, partition.dn, style))
        return false;
    if (!capabilities.supportHierarchy)
        return true;
    const auto included = deepestMatch(dn, inclusions, style);
    const auto excluded = deepestMatch(dn, exclusions, style);
    return included == 0 && excluded == 0 ? inclusions.empty() : included > excluded;
}

} // namespace anchorage::memory
