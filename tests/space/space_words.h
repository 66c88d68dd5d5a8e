// Short words of the space's tests.
#pragma once

#include "core/space/space_object.h"

#include <string>
#include <utility>
#include <vector>

namespace anchorage::space {

inline SpaceObject user(const std::string &dn)
{
    SpaceObject object;
    object.type = "user";
    object.dn = dn;
    return object;
}

inline AttributeChange memberChange(std::vector<AttributeValue> adds, std::vector<AttributeValue> deletes = {})
{
    return AttributeChange::update("member", std::move(adds), std::move(deletes), AttributeType::Reference, true);
}

} // namespace anchorage::space
