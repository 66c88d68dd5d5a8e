#include "app/desktop/controller/scope_tree.h"

#include "core/model/distinguished_name.h"
#include "core/session/step_scope.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace anchorage::desktop {
namespace {

using Kind = ScopeNode::Kind;
using Said = ScopeNode::Said;

/// The connector without partitions has one named "default", which holds everything (ecma2.md 2).
bool isImplicit(const Partition &partition)
{
    return partition.dn == Partition().dn;
}

class Tree {
public:
    Tree(const Document &document, const project::Step &step)
        : m_style(document.capabilities().distinguishedNameStyle), m_scope(document.scope()), m_containers(containers(m_scope)),
          m_verdict(m_containers, {}, m_style)
    {
        const auto *configuration = document.maConfiguration() ? &*document.maConfiguration() : nullptr;
        auto placed = session::stepScope(m_scope, step, document.capabilities(), configuration);
        if (placed && !placed->scope.partitions.empty())
            m_ofStep = dnKey(placed->partition.dn, m_style);
        for (const auto &node : m_scope.inclusions)
            m_said[dnKey(node.dn, m_style)] = Said::Included;
        for (const auto &node : m_scope.exclusions)
            m_said[dnKey(node.dn, m_style)] = Said::Excluded;
    }

    std::vector<ScopeNode> make(const Document &document)
    {
        if (const auto &inspection = document.inspection()) {
            for (const auto &each : inspection->partitions)
                addAll(addPartition(each.partition), each.hierarchy);
        }
        if (const auto &configuration = document.maConfiguration()) {
            for (const auto &stored : configuration->partitions)
                addPartition(stored.partition);
        }
        for (const auto &partition : m_scope.partitions)
            addPartition(partition);
        if (m_roots.empty()) {
            auto &root = m_roots.emplace_back();
            root.kind = Kind::Everything;
        }
        if (const auto &configuration = document.maConfiguration()) {
            for (const auto &stored : configuration->partitions) {
                place(stored.inclusions);
                place(stored.exclusions);
            }
        }
        place(m_scope.inclusions);
        place(m_scope.exclusions);
        for (auto &root : m_roots)
            judge(root);
        return std::move(m_roots);
    }

private:
    static Scope containers(Scope scope)
    {
        scope.partitions.clear();
        return scope;
    }

    std::vector<ScopeNode> &addPartition(const Partition &partition)
    {
        const auto key = dnKey(partition.dn, m_style);
        const auto found = std::find_if(m_roots.begin(), m_roots.end(),
                                        [&](const ScopeNode &root) { return dnKey(root.partition.dn, m_style) == key; });
        if (found != m_roots.end())
            return found->children;
        auto &root = m_roots.emplace_back();
        root.partition = partition;
        root.kind = isImplicit(partition) ? Kind::Everything : Kind::Partition;
        root.dn = isImplicit(partition) ? std::string() : partition.dn;
        root.name = partition.name;
        root.hidden = partition.hiddenByDefault;
        return root.children;
    }

    void addAll(std::vector<ScopeNode> &to, const std::vector<session::InspectedNode> &nodes)
    {
        for (const auto &each : nodes) {
            auto &node = to.emplace_back();
            node.dn = each.node.dn;
            node.name = each.node.displayName;
            addAll(node.children, each.children);
        }
    }

    /// Nodes that no hierarchy showed: below the deepest one that holds them.
    void place(const std::vector<HierarchyNode> &nodes)
    {
        for (const auto &node : nodes) {
            auto *to = &m_roots;
            bool there = false;
            for (bool deeper = true; deeper && !there;) {
                deeper = false;
                for (auto &each : *to) {
                    if (dnKey(each.dn, m_style) == dnKey(node.dn, m_style)) {
                        there = true;
                    } else if (dnIsAtOrBelow(node.dn, each.dn, m_style)) {
                        to = &each.children;
                        deeper = true;
                    } else {
                        continue;
                    }
                    break;
                }
            }
            if (there)
                continue;
            ScopeNode placed;
            placed.dn = node.dn;
            placed.name = node.displayName;
            takeIn(*to, std::move(placed));
        }
    }

    /// What lies below the new one moves there.
    void takeIn(std::vector<ScopeNode> &to, ScopeNode node) const
    {
        const auto below = std::stable_partition(to.begin(), to.end(), [&](const ScopeNode &each) {
            return each.kind != Kind::Container || !dnIsAtOrBelow(each.dn, node.dn, m_style);
        });
        node.children.assign(std::make_move_iterator(below), std::make_move_iterator(to.end()));
        to.erase(below, to.end());
        to.push_back(std::move(node));
    }

    void judge(ScopeNode &node) const
    {
        const auto key = dnKey(node.dn, m_style);
        if (const auto said = m_said.find(key); said != m_said.end())
            node.said = said->second;
        node.inScope = !m_verdict.wholeEntry(node.dn);
        if (node.kind == Kind::Partition) {
            const auto &chosen = m_scope.partitions;
            node.inScope = chosen.empty() || std::any_of(chosen.begin(), chosen.end(), [&](const Partition &each) {
                               return dnKey(each.dn, m_style) == key;
                           });
            node.ofStep = m_ofStep == key;
        }
        for (auto &child : node.children)
            judge(child);
    }

    MADistinguishedNameStyle m_style;
    Scope m_scope;
    Scope m_containers;
    engine::ScopeStage m_verdict;
    std::optional<std::string> m_ofStep;
    std::map<std::string, Said> m_said; // by DN key
    std::vector<ScopeNode> m_roots;
};

void forget(std::vector<HierarchyNode> &nodes, std::string_view dn, MADistinguishedNameStyle style)
{
    const auto key = dnKey(dn, style);
    std::erase_if(nodes, [&](const HierarchyNode &each) { return dnKey(each.dn, style) == key; });
}

bool holds(const Scope &scope, std::string_view dn, MADistinguishedNameStyle style)
{
    auto containers = scope;
    containers.partitions.clear();
    return !engine::ScopeStage(containers, {}, style).wholeEntry(dn);
}

} // namespace

const project::Step &stepNamed(const Document &document, std::string_view name)
{
    const auto &steps = document.steps();
    const auto found = std::find_if(steps.begin(), steps.end(), [name](const auto &step) { return step.name == name; });
    return found == steps.end() ? steps.front() : *found;
}

std::shared_ptr<const engine::ScopeStage> scopeVerdict(const Document &document, const project::Step &step)
{
    const auto *configuration = document.maConfiguration() ? &*document.maConfiguration() : nullptr;
    const auto placed = session::stepScope(document.scope(), step, document.capabilities(), configuration);
    if (!placed)
        return nullptr;
    auto stage = std::make_shared<const engine::ScopeStage>(placed->scope, placed->partition,
                                                            document.capabilities().distinguishedNameStyle);
    return stage->isEverything() ? nullptr : stage;
}

std::vector<ScopeNode> scopeTree(const Document &document, const project::Step &step)
{
    return Tree(document, step).make(document);
}

Scope withContainer(Scope scope, const HierarchyNode &container, bool included, const std::vector<Partition> &partitions,
                    MADistinguishedNameStyle style)
{
    const bool listed = !scope.inclusions.empty();
    scope = withoutContainer(std::move(scope), container.dn, style);
    if (listed && scope.inclusions.empty() && !included && !container.dn.empty()) {
        // The last inclusion goes, and with it what held all the others out: that is said now, else they came in.
        std::vector<HierarchyNode> roots;
        for (const auto &partition : partitions) {
            if (!isImplicit(partition))
                roots.push_back({partition.dn, partition.name});
        }
        if (roots.empty())
            roots.emplace_back();
        for (const auto &root : roots) {
            if (holds(scope, root.dn, style))
                scope.exclusions.push_back(root);
        }
    }
    if (holds(scope, container.dn, style) != included)
        (included ? scope.inclusions : scope.exclusions).push_back(container);
    return scope;
}

Scope withoutContainer(Scope scope, std::string_view dn, MADistinguishedNameStyle style)
{
    forget(scope.inclusions, dn, style);
    forget(scope.exclusions, dn, style);
    return scope;
}

Result<Scope> withPartition(Scope scope, const Partition &partition, bool selected, const std::vector<Partition> &known,
                            MADistinguishedNameStyle style)
{
    auto &chosen = scope.partitions;
    if (chosen.empty())
        chosen = known;
    const auto key = dnKey(partition.dn, style);
    std::erase_if(chosen, [&](const Partition &each) { return dnKey(each.dn, style) == key; });
    if (selected)
        chosen.push_back(partition);
    if (chosen.empty())
        return fail(ErrorCode::Usage, partition.name + " is the only partition that is selected; select another one first");
    return scope;
}

} // namespace anchorage::desktop
