// N realistic objects to be added, made from the schema: people with names in several scripts and managers
// among them, groups with members. The same seed gives the same objects on every system.
#pragma once

#include "app/desktop/controller/task.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <cstdint>
#include <string>
#include <vector>

namespace anchorage::desktop {

struct GenerateWish {
    std::uint32_t count = 100;
    std::uint64_t seed = 1;
    std::string type; ///< empty: people and groups, as the schema has them
    std::string container; ///< Ldap: the DN they come under; empty: the root
    std::uint32_t groupPercent = 10; ///< of `count`, where there are people and groups
    bool worldNames = true; ///< false: Latin letters only
    bool references = true; ///< managers and members
};

/// A type whose attributes are those of a person, or one that has members.
enum class TypeRole : std::uint8_t { Other, Person, Group };
TypeRole roleOf(const SchemaType &type);

struct Generated {
    space::Space after;
    std::vector<space::ObjectIndex> added;
};
/// For a worker. Error Input: the schema has no such type, or no type of people or groups.
Result<Generated> generate(const GenerateWish &wish, const Schema &schema, const space::Space &before, TaskControl &control);

} // namespace anchorage::desktop
