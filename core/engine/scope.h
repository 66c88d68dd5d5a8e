// Stage 2: objects outside the step's partition and containers are not handed over (scope-1). The desktop asks it
// too, for what it shows before a run: one rule, one place.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/run_context.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace anchorage::engine {

class ScopeStage {
public:
    explicit ScopeStage(const RunContext &context);
    /// For a step in `stepPartition`.
    ScopeStage(const Scope &scope, const Partition &stepPartition, MADistinguishedNameStyle style);

    /// Why the object is not handed over, naming the node that decides; absent: it is in scope.
    std::optional<Removal> wholeEntry(std::string_view dn) const;
    bool isEverything() const { return m_partitions.empty() && m_nodes.empty(); }

private:
    struct Node {
        std::string dn;
        bool included = false;
    };
    template <typename Map> const typename Map::mapped_type *deepest(const Map &map, std::string_view dn) const;

    MADistinguishedNameStyle m_style;
    std::unordered_map<std::string, Node> m_nodes; // by DN key
    std::unordered_map<std::string, Node> m_partitions; // included: the step's own
    bool m_hasInclusions = false;
    std::string m_partition;
};

} // namespace anchorage::engine
