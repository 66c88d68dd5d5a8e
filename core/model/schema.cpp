#include "core/model/schema.h"

#include "core/model/distinguished_name.h"

namespace anchorage {

const SchemaAttribute *SchemaType::find(std::string_view attribute) const
{
    for (const auto &candidate : attributes)
        if (equalsIgnoreCase(candidate.name, attribute))
            return &candidate;
    return nullptr;
}

std::vector<std::string> SchemaType::anchorNames() const
{
    std::vector<std::string> names;
    for (const auto &attribute : attributes)
        if (attribute.anchor)
            names.push_back(attribute.name);
    return names;
}

const SchemaType *Schema::find(std::string_view type) const
{
    for (const auto &candidate : types)
        if (equalsIgnoreCase(candidate.name, type))
            return &candidate;
    return nullptr;
}

} // namespace anchorage
