#include "core/engine/pending_names.h"

#include "core/model/distinguished_name.h"

namespace anchorage::engine {

PendingNames::PendingNames(const space::Space &space)
{
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (const auto newDn = space.pendingNewDn(i))
            m_byNewDn.emplace(dnKey(*newDn, space.style()), i);
    }
}

std::optional<std::string> PendingNames::presentName(const space::Space &space, std::string_view dn) const
{
    if (m_byNewDn.empty())
        return std::nullopt;
    for (std::string at(dn); !at.empty(); at = dnParent(at, space.style())) {
        const auto found = m_byNewDn.find(dnKey(at, space.style()));
        if (found != m_byNewDn.end() && space.pendingNewDn(found->second))
            return dnReplaceAncestor(dn, at, space.dn(found->second), space.style());
    }
    return std::nullopt;
}

} // namespace anchorage::engine
