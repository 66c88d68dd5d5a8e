#include "core/engine/renames.h"

#include "core/model/distinguished_name.h"

#include <functional>

namespace anchorage::engine {

void Renames::addAncestors(const space::Space &space, std::string_view dn)
{
    for (auto at = dnParent(dn, space.style()); !at.empty(); at = dnParent(at, space.style())) {
        if (!m_parents.insert(std::hash<std::string>()(dnKey(at, space.style()))).second)
            return; // and those above it were there already
    }
}

bool Renames::hasChildren(const space::Space &space, std::string_view dn)
{
    if (space.style() != MADistinguishedNameStyle::Ldap)
        return false;
    if (!m_known) {
        m_known = true;
        for (space::ObjectIndex i = 0; i < space.size(); ++i)
            addAncestors(space, space.dn(i));
    }
    return m_parents.contains(std::hash<std::string>()(dnKey(dn, space.style())));
}

Result<void> Renames::rename(space::Space &space, space::ObjectIndex index, std::string_view newDn, bool temporary)
{
    const std::string oldDn(space.dn(index));
    const std::string target(newDn);
    const bool withChildren = hasChildren(space, oldDn);
    if (auto renamed = space.rename(index, target, temporary); !renamed)
        return renamed;
    if (m_known)
        addAncestors(space, target);
    if (!withChildren)
        return {};
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        const std::string dn(space.dn(i));
        if (i == index || dn.empty() || !dnIsAtOrBelow(dn, oldDn, space.style()))
            continue;
        const auto below = dnReplaceAncestor(dn, oldDn, target, space.style());
        if (auto renamed = space.rename(i, below, false); !renamed)
            return renamed;
        addAncestors(space, below);
    }
    return {};
}

} // namespace anchorage::engine
