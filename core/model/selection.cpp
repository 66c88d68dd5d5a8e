#include "core/model/selection.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage {

namespace {

bool contains(const std::optional<std::vector<std::string>> &names, std::string_view name)
{
    return !names
        || std::any_of(names->begin(), names->end(), [&](const auto &candidate) { return equalsIgnoreCase(candidate, name); });
}

} // namespace

bool Selection::hasType(std::string_view type) const
{
    return contains(types, type);
}

bool Selection::hasAttribute(std::string_view attribute) const
{
    return contains(attributes, attribute);
}

Schema Selection::reduce(const Schema &schema) const
{
    Schema reduced;
    for (const auto &type : schema.types) {
        if (!hasType(type.name))
            continue;
        auto copy = type;
        // Anchors stay whatever is selected: without them no entry could be told from another.
        std::erase_if(copy.attributes, [&](const auto &attribute) { return !attribute.anchor && !hasAttribute(attribute.name); });
        reduced.types.push_back(std::move(copy));
    }
    return reduced;
}

} // namespace anchorage
