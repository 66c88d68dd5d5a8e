// The object that the benchmarks of space and engine have in common.
#pragma once

#include "core/space/space_object.h"

#include <cstdint>
#include <string>
#include <utility>

namespace anchorage::bench {

inline std::string dnOf(std::int64_t number)
{
    return "cn=User " + std::to_string(number) + ",ou=People,dc=example,dc=com";
}

/// A person as an HR system has one: ten attributes, one of them a reference.
inline space::SpaceObject person(std::int64_t number)
{
    const std::string n = std::to_string(number);
    space::SpaceObject object;
    object.type = "user";
    object.dn = dnOf(number);
    object.origin = "/data/export/users.ldif:" + std::to_string(number * 14 + 1);
    object.pending.operation = space::PendingOperation::Add;
    const auto add = [&object](const char *name, AttributeValue value) {
        const auto type = typeOf(value);
        object.pending.changes.push_back(AttributeChange::add(name, {std::move(value)}, type, false));
    };
    add("displayName", "User Number " + n);
    add("givenName", std::string("Alexandra"));
    add("sn", "Number-" + n);
    add("mail", "user." + n + "@mail.example.com");
    add("title", std::string("Senior Engineer"));
    add("department", "Department " + std::to_string(number % 97));
    add("telephoneNumber", "+49 30 1234 " + n);
    add("employeeID", number);
    add("active", true);
    add("manager", Reference{dnOf(number / 10)});
    return object;
}

} // namespace anchorage::bench
