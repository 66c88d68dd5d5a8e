#include "core/formats/utf16.h"

#include "core/model/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace anchorage::formats {

namespace {

void appendUnit(std::string &out, std::uint32_t unit)
{
    out += static_cast<char>(unit & 0xFFU);
    out += static_cast<char>((unit >> 8U) & 0xFFU);
}

/// The character at the front and its length; nothing for a byte that starts none.
std::optional<std::pair<std::uint32_t, std::size_t>> pointAt(std::string_view text)
{
    std::uint32_t point = 0;
    const auto length = decodeUtf8(text, point);
    if (length == 0 || !isStrict(point, length))
        return std::nullopt;
    return std::pair(point, std::size_t(length));
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
        encodeUtf8(out, point);
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

bool isAscii(std::string_view text)
{
    constexpr std::size_t step = 4; // words at a time
    std::uint64_t words[step]{};
    for (; text.size() >= sizeof words; text.remove_prefix(sizeof words)) {
        std::memcpy(words, text.data(), sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ULL) != 0)
            return false;
    }
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
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
