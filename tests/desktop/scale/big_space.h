// Spaces as large as they come, in the words of the memory connector's own schema.
#pragma once

#include "core/space/space.h"

#include <string>
#include <utility>
#include <vector>

namespace anchorage::test {

inline std::string bigDn(int number)
{
    return "cn=person " + std::to_string(number) + ",ou=hq,dc=example";
}

/// `count` people to be added, each with a manager; the last one is a group of `members` of them when asked for.
inline space::Space bigSpace(int count, int members = 0)
{
    space::Space space(MADistinguishedNameStyle::Ldap);
    for (int i = 0; i < count; ++i) {
        const auto number = std::to_string(i);
        space::SpaceObject object;
        object.type = "user";
        object.dn = bigDn(i);
        object.origin = "people.ldif:" + std::to_string(i * 6 + 1);
        object.pending.operation = space::PendingOperation::Add;
        object.pending.changes = {
            AttributeChange::add("mail", {"person" + number + "@example.com"}, AttributeType::String, false),
            AttributeChange::add("title", {"Engineer " + std::to_string(i % 97)}, AttributeType::String, false),
            AttributeChange::add("manager", {Reference{bigDn(i / 10)}}, AttributeType::Reference, false)};
        [[maybe_unused]] const auto index = space.insert(object);
    }
    if (members > 0) {
        std::vector<AttributeValue> values;
        values.reserve(static_cast<std::size_t>(members));
        for (int i = 0; i < members; ++i)
            values.emplace_back(Reference{bigDn(i)});
        space::SpaceObject group;
        group.type = "group";
        group.dn = "cn=everybody,ou=hq,dc=example";
        group.pending.operation = space::PendingOperation::Add;
        group.pending.changes = {AttributeChange::add("description", {std::string("all of them")}, AttributeType::String, false),
                                 AttributeChange::add("member", std::move(values), AttributeType::Reference, true)};
        [[maybe_unused]] const auto index = space.insert(group);
    }
    return space;
}

} // namespace anchorage::test
