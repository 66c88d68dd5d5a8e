// The scope as a person edits it: partitions and containers that anybody knows of (connector, management agent
// configuration, project, typed by hand) as one tree, and the edits of it. What is in scope is the engine's to say.
#pragma once

#include "app/desktop/controller/document.h"
#include "core/engine/scope.h"
#include "core/model/partition.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::desktop {

struct ScopeNode {
    enum class Kind : unsigned char { Everything, Partition, Container };
    enum class Said : unsigned char { Nothing, Included, Excluded }; ///< by the scope, of this very node

    Kind kind = Kind::Container;
    std::string dn; ///< empty: everything
    std::string name; ///< what a person reads
    Said said = Said::Nothing;
    bool inScope = true; ///< containers: the deepest node at or above says so (scope-1). Partitions: selected
    bool hidden = false; ///< the connector hides the partition by default
    bool ofStep = false; ///< the partition that the next run's step works in
    Partition partition; ///< of a partition
    std::vector<ScopeNode> children;
};

/// Roots: the partitions, or one for everything where nobody knows any; then containers that lie in none.
std::vector<ScopeNode> scopeTree(const Document &document, const project::Step &step);

/// The step of the next run by its name; the first where there is none.
const project::Step &stepNamed(const Document &document, std::string_view name);

/// What the engine makes of a DN in a run of this step; null: everything is in scope, or the step cannot run.
std::shared_ptr<const engine::ScopeStage> scopeVerdict(const Document &document, const project::Step &step);

/// The container is to be in the scope or out of it, and so is what lies below it until something else is said there.
Scope withContainer(Scope scope, const HierarchyNode &container, bool included, const std::vector<Partition> &partitions,
                    MADistinguishedNameStyle style);
/// Nothing is said of the container itself any more.
Scope withoutContainer(Scope scope, std::string_view dn, MADistinguishedNameStyle style);
/// `known`: all partitions there are; an empty list in the scope means all of them. Error Usage: it is the last one.
Result<Scope> withPartition(Scope scope, const Partition &partition, bool selected, const std::vector<Partition> &known,
                            MADistinguishedNameStyle style);

} // namespace anchorage::desktop
