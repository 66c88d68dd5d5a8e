// One reader on any bytes, with a schema and without: an error that says something, or a result that
// holds something.
#pragma once

#include "core/formats/format.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace anchorage {

inline Schema fuzzSchema()
{
    SchemaType person{"person", false, {}, {}};
    const std::pair<const char *, AttributeType> types[]{
        {"guid", AttributeType::Binary},      {"title", AttributeType::String}, {"size", AttributeType::Integer},
        {"enabled", AttributeType::Boolean},  {"photo", AttributeType::Binary}, {"manager", AttributeType::Reference},
        {"member", AttributeType::Reference}, {"proxy", AttributeType::String}};
    for (const auto &[name, type] : types) {
        SchemaAttribute attribute;
        attribute.name = name;
        attribute.type = type;
        attribute.anchor = person.attributes.empty();
        attribute.multiValued = person.attributes.size() >= 6;
        person.attributes.push_back(attribute);
    }
    return Schema{{person}};
}

inline int fuzzReader(const char *format, const std::uint8_t *data, std::size_t size)
{
    static const auto schema = fuzzSchema();
    formats::LoadRequest request;
    request.path = "input";
    request.content = std::string_view(reinterpret_cast<const char *>(data), size);
    request.format = format;
    for (const bool typed : {true, false}) {
        request.schema = typed ? &schema : nullptr;
        request.selectedTypes = typed ? std::vector<std::string>{"person"} : std::vector<std::string>{};
        request.style = typed ? MADistinguishedNameStyle::Generic : MADistinguishedNameStyle::Ldap;
        const auto loaded = formats::load(request);
        if (!loaded) {
            if (loaded.error().message.empty())
                std::abort();
            continue;
        }
        if (!loaded->space && !loaded->schema)
            std::abort(); // nothing, without saying so
    }
    return 0;
}

} // namespace anchorage
