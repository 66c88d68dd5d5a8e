#include "core/formats/utf16.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace anchorage::formats {

namespace {

void appendUtf8(std::string &out, std::uint32_t point)
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

void appendUnit(std::string &out, std::uint32_t unit)
{
    out += static_cast<char>(unit & 0xFFU);
    out += static_cast<char>((unit >> 8U) & 0xFFU);
}

/// The character at the front and its length; nothing for a byte that starts none.
std::optional<std::pair<std::uint32_t, std::size_t>> pointAt(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80U)
        return std::pair(std::uint32_t(first), std::size_t(1));
    const std::size_t length = first >= 0xF5U ? 0 : first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC2U ? 2 : 0;
    if (length == 0 || text.size() < length)
        return std::nullopt;
    std::uint32_t point = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U)
            return std::nullopt;
        point = (point << 6U) | (next & 0x3FU);
    }
    constexpr std::uint32_t least[]{0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10FFFFU || (point >= 0xD800U && point <= 0xDFFFU))
        return std::nullopt;
    return std::pair(point, length);
}

} // namespace

std::optional<std::string> utf16LeToUtf8(std::string_view bytes)
{
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    const auto unit = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]))
            | (static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + 1])) << 8U);
    };
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        auto point = unit(i);
        if (point >= 0xD800U && point <= 0xDFFFU) {
            if (point > 0xDBFFU || i + 2 >= bytes.size())
                return std::nullopt;
            const auto low = unit(i + 2);
            if (low < 0xDC00U || low > 0xDFFFU)
                return std::nullopt;
            point = 0x10000U + ((point - 0xD800U) << 10U) + (low - 0xDC00U);
            i += 2;
        }
        appendUtf8(out, point);
    }
    return out;
}

std::string utf8ToUtf16Le(std::string_view text)
{
    std::string out;
    out.reserve(text.size() * 2);
    while (!text.empty()) {
        const auto found = pointAt(text);
        const auto point = found ? found->first : 0xFFFDU;
        text.remove_prefix(found ? found->second : 1);
        if (point >= 0x10000U) {
            appendUnit(out, 0xD800U + ((point - 0x10000U) >> 10U));
            appendUnit(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
        } else {
            appendUnit(out, point);
        }
    }
    return out;
}

std::size_t utf8Length(std::string_view text)
{
    const auto found = text.empty() ? std::nullopt : pointAt(text);
    return found ? found->second : 0;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        // Eight plain characters at a time: most texts are nothing else.
        std::uint64_t word = 0;
        while (text.size() >= 8) {
            std::memcpy(&word, text.data(), 8);
            if ((word & 0x8080808080808080ULL) != 0)
                break;
            text.remove_prefix(8);
        }
        if (text.empty())
            break;
        const auto length = utf8Length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace anchorage::formats
