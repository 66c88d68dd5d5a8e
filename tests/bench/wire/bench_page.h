// A page as a real export has it: entries of ten attributes.
#pragma once

#include "core/model/csentry_change.h"

#include <string>
#include <vector>

namespace anchorage {

inline std::vector<CsEntryChange> benchPage(std::size_t entries)
{
    std::vector<CsEntryChange> page;
    for (std::size_t i = 0; i < entries; ++i) {
        const std::string n = std::to_string(i);
        CsEntryChange entry;
        entry.identifier = Guid::fromName(n);
        entry.dn = "cn=User " + n + ",ou=People,dc=example,dc=com";
        entry.objectType = "user";
        entry.modification = ObjectModificationType::Add;
        const auto add = [&entry](const char *name, AttributeValue value) {
            const auto type = typeOf(value);
            entry.changes.push_back(AttributeChange::add(name, {std::move(value)}, type, false));
        };
        add("displayName", "User Number " + n);
        add("givenName", std::string("Alexandra"));
        add("sn", std::string("Müller-Lüdenscheidt"));
        add("mail", "user." + n + "@example.com");
        add("telephoneNumber", "+49 30 1234 " + n);
        add("department", std::string("Research & Development"));
        add("title", std::string("Senior \"Engineer\""));
        add("employeeNumber", static_cast<std::int64_t>(100'000 + i));
        add("manager", Reference{"cn=User 0,ou=People,dc=example,dc=com"});
        add("enabled", true);
        page.push_back(std::move(entry));
    }
    return page;
}

} // namespace anchorage
