// A DN that has become another one: the object, whatever lies below it, and every reference to them
// (rename-1, anchor-6). Internal to core/engine.
#pragma once

#include "core/space/space.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace anchorage::engine {

class Renames {
public:
    /// Error: another object has one of the new DNs; those before it are renamed.
    Result<void> rename(space::Space &space, space::ObjectIndex index, std::string_view newDn, bool temporary);

private:
    bool hasChildren(const space::Space &space, std::string_view dn);
    void addAncestors(const space::Space &space, std::string_view dn);

    // Hashes of the keys of all DNs that have something below them, made when the first rename needs them:
    // a leaf is then renamed without looking at a million others.
    std::unordered_set<std::size_t> m_parents;
    bool m_known = false;
};

} // namespace anchorage::engine
