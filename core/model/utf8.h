// Code points in and out of UTF-8. Tolerant: surrogates and overlong forms pass (see isStrict).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anchorage {

/// Length of the well-formed sequence at the front, 0 if there is none, and its code point.
inline unsigned decodeUtf8(std::string_view text, std::uint32_t &point)
{
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80U) {
        point = first;
        return 1;
    }
    const unsigned length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC2U ? 2 : 0;
    if (length == 0 || text.size() < length || first > 0xF4U)
        return 0;
    point = first & (0x7FU >> length);
    for (unsigned i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U)
            return 0;
        point = (point << 6U) | (next & 0x3FU);
    }
    return length;
}

/// What decodeUtf8() gave is a code point in its shortest form and no surrogate: what XML and JSON want.
constexpr bool isStrict(std::uint32_t point, unsigned length)
{
    const unsigned shortest = point < 0x80U ? 1 : point < 0x800U ? 2 : point < 0x10000U ? 3 : 4;
    return length == shortest && point <= 0x10FFFFU && (point < 0xD800U || point > 0xDFFFU);
}

inline void encodeUtf8(std::string &out, std::uint32_t point)
{
    if (point < 0x80U) {
        out += static_cast<char>(point);
    } else if (point < 0x800U) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else if (point < 0x10000U) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
}

} // namespace anchorage
