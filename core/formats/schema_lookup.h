// A schema's types and attributes by name, found once and remembered: files repeat their names a
// million times. Internal to core/formats.
#pragma once

#include "core/model/schema.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace anchorage::formats {

class SchemaLookup {
public:
    /// The schema must outlive this; null: there is none.
    explicit SchemaLookup(const Schema *schema) : m_schema(schema) { }

    bool hasSchema() const { return m_schema != nullptr; }
    const SchemaType *type(std::string_view name);
    const SchemaAttribute *attribute(const SchemaType *type, std::string_view name); ///< null also for a null type

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    template <typename T> using Names = std::unordered_map<std::string, const T *, Hash, std::equal_to<>>;

    const Schema *m_schema;
    Names<SchemaType> m_types;
    std::unordered_map<const SchemaType *, Names<SchemaAttribute>> m_attributes;
};

inline const SchemaType *SchemaLookup::type(std::string_view name)
{
    if (m_schema == nullptr)
        return nullptr;
    const auto found = m_types.find(name);
    return found != m_types.end() ? found->second : m_types.emplace(name, m_schema->find(name)).first->second;
}

inline const SchemaAttribute *SchemaLookup::attribute(const SchemaType *type, std::string_view name)
{
    if (type == nullptr)
        return nullptr;
    auto &names = m_attributes[type];
    const auto found = names.find(name);
    return found != names.end() ? found->second : names.emplace(name, type->find(name)).first->second;
}

} // namespace anchorage::formats
