#include "connectors/memory/anchor.h"

#include "core/model/value_text.h"

namespace anchorage::memory {

namespace {

/// A GUID in the attribute's type: its text, its 16 bytes, or its first 63 bits.
AttributeValue guidValue(const Guid &guid, AttributeType type)
{
    if (type == AttributeType::Binary)
        return Binary{std::string(guid.bytes.begin(), guid.bytes.end())};
    if (type == AttributeType::Integer) {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < 8; ++i)
            number = number << 8U | guid.bytes[i];
        return static_cast<std::int64_t>(number >> 1U);
    }
    return guid.text();
}

AttributeValue counterValue(std::int64_t number, AttributeType type)
{
    if (type == AttributeType::Integer)
        return number;
    if (type == AttributeType::Binary) {
        std::string bytes;
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> static_cast<unsigned>(shift) & 0xFFU);
        return Binary{std::move(bytes)};
    }
    return std::to_string(number);
}

} // namespace

std::vector<SchemaAttribute> anchorAttributes(const SchemaType *type, const Settings &settings)
{
    std::vector<SchemaAttribute> out;
    if (type) {
        for (const auto &attribute : type->attributes) {
            if (attribute.anchor)
                out.push_back(attribute);
        }
    }
    if (out.empty() && !settings.anchorAttribute.empty()) {
        const auto *named = type ? type->find(settings.anchorAttribute) : nullptr;
        out.push_back(named ? *named : SchemaAttribute{.name = settings.anchorAttribute, .anchor = true});
    }
    return out;
}

void makeAnchors(StoredObject &object, const SchemaType *type, const Settings &settings, Directory &directory)
{
    object.anchors.clear();
    for (const auto &anchor : anchorAttributes(type, settings)) {
        object.anchors.push_back(anchor.name);
        auto &values = object.attributes[anchor.name];
        if (!values.empty())
            continue;
        switch (settings.anchorKind) {
        case AnchorKind::Counter:
            values.push_back(counterValue(directory.nextAnchor++, anchor.type));
            break;
        case AnchorKind::Guid:
            values.push_back(guidValue(
                Guid::fromName(object.type + '\n' + object.dn + '\n' + std::to_string(directory.nextAnchor++)), anchor.type));
            break;
        case AnchorKind::Dn:
            values.push_back(anchor.type == AttributeType::Binary ? AttributeValue(Binary{object.dn})
                                                                  : AttributeValue(object.dn));
            break;
        case AnchorKind::Given:
            break;
        }
    }
}

std::vector<AttributeChange> answeredAnchors(const StoredObject &object, AnchorAs as)
{
    std::vector<AttributeChange> out;
    for (const auto &name : object.anchors) {
        const auto values = object.attributes.find(name);
        if (values == object.attributes.end() || values->second.empty())
            continue;
        AttributeValue value = values->second.front();
        if (as == AnchorAs::String && !std::holds_alternative<std::string>(value)) {
            value = anchorText({{name, value}});
        } else if (as == AnchorAs::Integer) {
            if (auto number = parseValue(toText(value), AttributeType::Integer))
                value = std::move(*number);
        }
        const auto type = typeOf(value);
        out.push_back(AttributeChange::add(name, {std::move(value)}, type, false));
    }
    return out;
}

} // namespace anchorage::memory
