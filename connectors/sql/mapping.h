// What object types and attributes are in the database: the parameter `mapping`, or read from the
// database's own tables. resources/docs/connector-sql.md shows its JSON form.
#pragma once

#include "core/base/result.h"
#include "core/model/schema.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::sql {

struct AnchorMapping {
    std::string attribute;
    std::string column;
    AttributeType type = AttributeType::Integer;
    bool made = true; ///< by the database, as an integer; false: it comes with the Add
};

/// How a reference stands in its column.
enum class Stores : unsigned char { Anchor, Dn };

struct AttributeMapping {
    std::string name;
    AttributeType type = AttributeType::String;
    std::string column;
    std::string table; ///< of a multi-valued attribute; empty: a column of the type's own table
    std::string owner; ///< column of `table` that holds the owner's anchor
    Stores stores = Stores::Anchor;
    std::vector<std::string> to; ///< types a reference may point to; empty: all
    bool required = false;
    bool readOnly = false; ///< made by the database: imported, never exported

    bool isMultiValued() const { return !table.empty(); }
    bool isReference() const { return type == AttributeType::Reference; }
};

struct TypeMapping {
    std::string name;
    std::string table;
    AnchorMapping anchor;
    std::string dn; ///< column; empty under style None
    std::vector<AttributeMapping> attributes;

    const AttributeMapping *find(std::string_view attribute) const; ///< ASCII case ignored
};

/// One table that makes the ids of all types whose anchor the database makes.
struct IdTable {
    std::string table;
    std::string column;
    std::string typeColumn; ///< gets the type's name; may be empty
};

struct Mapping {
    std::optional<IdTable> ids;
    std::vector<TypeMapping> types;

    const TypeMapping *find(std::string_view type) const; ///< ASCII case ignored
    /// The types a reference may point to, in the mapping's order.
    std::vector<const TypeMapping *> targets(const AttributeMapping &reference) const;
    Schema schema() const;

    /// Where an id would be ambiguous, and what contradicts the DN style (`hasDn`).
    Result<void> check(bool hasDn) const;
};

/// Reads the JSON form; errors name the member.
Result<Mapping> readMapping(std::string_view text);

} // namespace anchorage::sql
