// One value of an attribute, in the five types the field has (ecma2.md 2: CLR value types).
#pragma once

#include "core/model/enums.h"

#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace anchorage {

/// A reference value: the DN of another object, as text.
struct Reference {
    std::string dn;
    auto operator<=>(const Reference &) const = default;
};

/// Octets; a std::string because that is how they travel cheaply. Not text.
struct Binary {
    std::string bytes;
    auto operator<=>(const Binary &) const = default;
};

/// The index of the alternative is the number of the AttributeType (String 0 … Boolean 4).
using AttributeValue = std::variant<std::string, std::int64_t, Reference, Binary, bool>;

inline AttributeType typeOf(const AttributeValue &value)
{
    return static_cast<AttributeType>(value.index());
}

/// For people and for the pages' text form: strings and DNs as they are, integers in decimal,
/// booleans true/false, binary as lower-case hex with the prefix 0x.
std::string toText(const AttributeValue &value);

} // namespace anchorage
