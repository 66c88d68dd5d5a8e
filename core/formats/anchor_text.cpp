#include "core/formats/anchor_text.h"

#include "core/formats/utf16.h"
#include "core/formats/xml_writer.h"
#include "core/model/base64.h"
#include "core/model/value_text.h"

#include <algorithm>
#include <cstring>

namespace anchorage::formats {

namespace {

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t number = 0;
    unsigned shift = 0;
    for (const char byte : bytes.substr(0, sizeof number)) {
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << shift;
        shift += 8;
    }
    return number;
}

Result<AttributeValue> componentValue(const std::string &bytes, AttributeType type)
{
    switch (type) {
    case AttributeType::Binary:
        return Binary{bytes};
    case AttributeType::Integer:
        if (bytes.size() == 8)
            return static_cast<std::int64_t>(littleEndian(bytes));
        if (bytes.size() == 4)
            return static_cast<std::int64_t>(static_cast<std::int32_t>(littleEndian(bytes)));
        return fail(ErrorCode::Input,
                    "an integer anchor component has 4 or 8 bytes, this one has " + std::to_string(bytes.size()));
    default:
        break;
    }
    auto text = utf16LeToUtf8(bytes);
    if (!text)
        return fail(ErrorCode::Input, "a text anchor component is UTF-16LE, this one is not");
    return parseValue(*text, type);
}

std::vector<std::string> split(std::string_view text, std::size_t parts)
{
    std::vector<std::string> out;
    // Only as many cuts as there are components: the last one may contain a '+' of its own.
    while (out.size() + 1 < parts) {
        const auto plus = text.find('+');
        if (plus == std::string_view::npos)
            break;
        out.emplace_back(text.substr(0, plus));
        text.remove_prefix(plus + 1);
    }
    out.emplace_back(text);
    return out;
}

} // namespace

std::optional<std::vector<std::string>> prefixedComponents(std::string_view bytes)
{
    std::vector<std::string> components;
    while (!bytes.empty()) {
        if (bytes.size() < 4)
            return std::nullopt;
        const auto length = littleEndian(bytes.substr(0, 4));
        bytes.remove_prefix(4);
        if (length > bytes.size())
            return std::nullopt;
        components.emplace_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    return components;
}

void appendPrefixed(std::string &out, std::string_view bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes.size());
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((size >> shift) & 0xFFU);
    out += bytes;
}

Result<std::vector<AnchorAttribute>> decodeAnchor(const RawAnchor &anchor, const std::vector<std::string> &definition,
                                                  const SchemaType *type)
{
    const auto typeOfComponent = [&](const std::string &name) {
        const auto *attribute = type == nullptr ? nullptr : type->find(name);
        return attribute == nullptr ? AttributeType::String : attribute->type;
    };
    std::vector<AnchorAttribute> anchors;
    if (!anchor.base64) {
        const auto parts = split(anchor.text, definition.size());
        if (parts.size() != definition.size())
            return fail(ErrorCode::Input,
                        "the anchor \"" + anchor.text + "\" has " + std::to_string(parts.size()) + " components, its definition "
                            + std::to_string(definition.size()));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto value = parseValue(parts[i], typeOfComponent(definition[i]));
            if (!value)
                return fail(ErrorCode::Input, "anchor " + definition[i] + ": " + value.error().message);
            anchors.push_back({definition[i], std::move(*value)});
        }
        return anchors;
    }

    auto bytes = base64Decode(anchor.text);
    if (!bytes)
        return fail(ErrorCode::Input, "the anchor is no base64: " + bytes.error().message);
    auto components = prefixedComponents(*bytes);
    // A single binary anchor without its prefix has been seen where people made files by hand.
    if ((!components || components->size() != definition.size()) && definition.size() == 1
        && typeOfComponent(definition.front()) == AttributeType::Binary)
        components = std::vector<std::string>{*bytes};
    if (!components || components->size() != definition.size())
        return fail(ErrorCode::Input,
                    "the anchor's length prefixes do not give the " + std::to_string(definition.size())
                        + " component(s) of its definition");
    for (std::size_t i = 0; i < definition.size(); ++i) {
        auto value = componentValue((*components)[i], typeOfComponent(definition[i]));
        if (!value)
            return fail(ErrorCode::Input, "anchor " + definition[i] + ": " + value.error().message);
        anchors.push_back({definition[i], std::move(*value)});
    }
    return anchors;
}

namespace {

/// Text that split() and XML give back as it was.
bool fitsText(const std::vector<AnchorAttribute> &anchors)
{
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        if (!anchors[i].value)
            continue;
        if (std::holds_alternative<Binary>(*anchors[i].value) || std::holds_alternative<std::int64_t>(*anchors[i].value))
            return false;
        const auto text = toText(*anchors[i].value);
        if (!isXmlText(text) || (i + 1 < anchors.size() && text.find('+') != std::string::npos))
            return false;
    }
    return true;
}

} // namespace

RawAnchor encodeAnchor(const std::vector<AnchorAttribute> &anchors)
{
    const bool binary = !fitsText(anchors);
    RawAnchor raw;
    raw.base64 = binary;
    std::string bytes;
    for (const auto &anchor : anchors) {
        if (!anchor.value)
            continue;
        if (!binary) {
            raw.text += (raw.text.empty() ? "" : "+") + toText(*anchor.value);
        } else if (const auto *octets = std::get_if<Binary>(&*anchor.value)) {
            appendPrefixed(bytes, octets->bytes);
        } else if (const auto *number = std::get_if<std::int64_t>(&*anchor.value)) {
            std::string eight(8, '\0');
            for (unsigned i = 0; i < 8; ++i)
                eight[i] = static_cast<char>((static_cast<std::uint64_t>(*number) >> (8 * i)) & 0xFFU);
            appendPrefixed(bytes, eight);
        } else {
            appendPrefixed(bytes, utf8ToUtf16Le(toText(*anchor.value)));
        }
    }
    if (binary)
        raw.text = base64Encode(bytes);
    return raw;
}

} // namespace anchorage::formats
