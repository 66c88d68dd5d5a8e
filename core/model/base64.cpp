#include "core/model/base64.h"

#include <array>
#include <cstdint>

namespace anchorage {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t noDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(noDigit);
    for (std::size_t i = 0; i < digits.size(); ++i)
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

} // namespace

std::string base64Encode(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
    std::size_t i = 0;
    for (; i + 2 < bytes.size(); i += 3) {
        const auto group = (byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2);
        for (int shift = 18; shift >= 0; shift -= 6)
            out += digits[(group >> static_cast<unsigned>(shift)) & 0x3FU];
    }
    if (i + 1 == bytes.size()) {
        out += digits[byte(i) >> 2U];
        out += digits[(byte(i) << 4U) & 0x3FU];
        out += "==";
    } else if (i + 2 == bytes.size()) {
        const auto group = (byte(i) << 8U) | byte(i + 1);
        out += digits[group >> 10U];
        out += digits[(group >> 4U) & 0x3FU];
        out += digits[(group << 2U) & 0x3FU];
        out += '=';
    }
    return out;
}

Result<std::string> base64Decode(std::string_view text)
{
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    unsigned count = 0;
    unsigned padding = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        const auto value = values[static_cast<unsigned char>(c)];
        if (c == '=' && count + padding >= 2 && count + padding < 4) {
            ++padding;
            continue;
        }
        if (value == noDigit || padding != 0)
            return fail(ErrorCode::Input, "byte " + std::to_string(i) + " is no base64 digit");
        group = (group << 6U) | value;
        if (++count == 4) {
            out += static_cast<char>(group >> 16U);
            out += static_cast<char>((group >> 8U) & 0xFFU);
            out += static_cast<char>(group & 0xFFU);
            group = 0;
            count = 0;
        }
    }
    if (count == 0 && padding == 0)
        return out;
    if (count + padding != 4 || count < 2)
        return fail(ErrorCode::Input, "base64 ends in the middle of a group of four");
    const auto rest = group << (6 * (4 - count));
    if ((rest & (count == 2 ? 0xFFFFU : 0xFFU)) != 0)
        return fail(ErrorCode::Input, "the last base64 digit has bits that belong to no byte");
    out += static_cast<char>(rest >> 16U);
    if (count == 3)
        out += static_cast<char>((rest >> 8U) & 0xFFU);
    return out;
}

} // namespace anchorage
