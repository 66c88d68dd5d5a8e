// Objects by the DN that a pending rename will give them: until it succeeded, references use the old one
// (hold-1). Internal to core/engine.
#pragma once

#include "core/space/space.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace anchorage::engine {

class PendingNames {
public:
    explicit PendingNames(const space::Space &space);

    /// The DN that `dn` has at present, when `dn` is, or lies below, the new name of a pending rename.
    std::optional<std::string> presentName(const space::Space &space, std::string_view dn) const;

private:
    std::unordered_map<std::string, space::ObjectIndex> m_byNewDn;
};

} // namespace anchorage::engine
