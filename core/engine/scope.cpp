#include "core/engine/scope.h"

#include "core/model/distinguished_name.h"

namespace anchorage::engine {

namespace {

/// Connectors without partitions get one named "default" (ecma2.md 2): it holds everything.
std::string partitionDn(const Partition &partition)
{
    return partition.dn == Partition().dn ? std::string() : partition.dn;
}

} // namespace

ScopeStage::ScopeStage(const RunContext &context) : ScopeStage(context.scope, context.partition, context.style()) { }

ScopeStage::ScopeStage(const Scope &scope, const Partition &stepPartition, MADistinguishedNameStyle style)
    : m_style(style), m_partition(stepPartition.name)
{
    for (const auto &node : scope.inclusions)
        m_nodes[dnKey(node.dn, m_style)] = {node.dn, true};
    for (const auto &node : scope.exclusions) // of the same node both ways, the careful one counts
        m_nodes[dnKey(node.dn, m_style)] = {node.dn, false};
    m_hasInclusions = !scope.inclusions.empty();
    for (const auto &partition : scope.partitions) {
        const std::string dn = partitionDn(partition);
        const bool own = partition == stepPartition
            || (!partition.identifier.isNull() && partition.identifier == stepPartition.identifier)
            || dnKey(dn, m_style) == dnKey(partitionDn(stepPartition), m_style);
        m_partitions[dnKey(dn, m_style)] = {dn, own};
    }
}

/// The deepest node at or above `dn`; an empty DN is above everything.
template <typename Map> const typename Map::mapped_type *ScopeStage::deepest(const Map &map, std::string_view dn) const
{
    for (std::string at(dn); !at.empty(); at = dnParent(at, m_style)) {
        if (const auto found = map.find(dnKey(at, m_style)); found != map.end())
            return &found->second;
    }
    const auto root = map.find(std::string());
    return root == map.end() ? nullptr : &root->second;
}

std::optional<Removal> ScopeStage::wholeEntry(std::string_view dn) const
{
    const auto removed = [&](std::string reason) {
        return Removal{Removal::Stage::Scope, std::string(dn), {}, {}, "scope-1", std::move(reason)};
    };
    if (!m_partitions.empty()) {
        const Node *partition = deepest(m_partitions, dn);
        if (partition == nullptr)
            return removed("it lies in no partition");
        if (!partition->included)
            return removed("it lies in partition " + partition->dn + ", the step works in " + m_partition);
    }
    if (m_nodes.empty())
        return std::nullopt;
    const Node *node = deepest(m_nodes, dn);
    if (node == nullptr)
        return m_hasInclusions ? std::optional(removed("no included container holds it")) : std::nullopt;
    return node->included ? std::nullopt
                          : std::optional(removed((node->dn.empty() ? "everything" : node->dn) + std::string(" is excluded")));
}

} // namespace anchorage::engine
