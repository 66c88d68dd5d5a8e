// A schema's types and attributes by name, found once and remembered: files repeat their names a
// million times. Internal to core/formats.
#pragma once

#include "core/model/schema.h"

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
    template <typename T> using Names = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    /// A type's attributes in the order in which they were first asked for: objects mostly have theirs in that
    /// order, so the next one is looked at before the name is searched.
    struct Attributes {
        const SchemaType *type = nullptr;
        std::vector<std::pair<std::string, const SchemaAttribute *>> known;
        Names<std::size_t> places; // in `known`
        std::size_t next = 0;
    };
    Attributes &attributesOf(const SchemaType *type);

    const Schema *m_schema;
    Names<const SchemaType *> m_types;
    std::deque<Attributes> m_attributes; // few types
    Attributes *m_last = nullptr;
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
    auto &[of, known, places, next] = attributesOf(type);
    if (next >= known.size())
        next = 0;
    if (next < known.size() && known[next].first == name)
        return known[next++].second;
    auto place = places.find(name);
    if (place == places.end()) {
        place = places.emplace(name, known.size()).first;
        known.emplace_back(name, of->find(name));
    }
    next = place->second + 1;
    return known[place->second].second;
}

inline SchemaLookup::Attributes &SchemaLookup::attributesOf(const SchemaType *type)
{
    if (m_last == nullptr || m_last->type != type) {
        const auto found = std::find_if(m_attributes.begin(), m_attributes.end(), [&](const auto &a) { return a.type == type; });
        m_last = found != m_attributes.end() ? &*found : &m_attributes.emplace_back(Attributes{type, {}, {}, 0});
    }
    return *m_last;
}

} // namespace anchorage::formats
