// Which types and attributes the administrator selected (select-1).
#pragma once

#include "core/model/schema.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

struct Selection {
    /// Absent: everything the schema has.
    std::optional<std::vector<std::string>> types;
    std::optional<std::vector<std::string>> attributes; ///< across types, as an MA configuration has it
    bool operator==(const Selection &) const = default;

    bool hasType(std::string_view type) const;
    bool hasAttribute(std::string_view attribute) const;
    /// What Open gets: selected types with selected attributes. Anchors stay: the engine always knows them.
    Schema reduce(const Schema &schema) const;
};

} // namespace anchorage
