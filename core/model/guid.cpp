#include "core/model/guid.h"

#include "core/model/hex_digit.h"

namespace anchorage {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

} // namespace

std::string Guid::text() const
{
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += hexDigits[bytes[i] >> 4U];
        out += hexDigits[bytes[i] & 0xFU];
    }
    return out;
}

std::optional<Guid> Guid::parse(std::string_view text)
{
    if (text.size() == 38 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, 36);
    if (text.size() != 36)
        return std::nullopt;
    Guid guid;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-')
                return std::nullopt;
            continue;
        }
        const int high = hexDigit(text[i]);
        const int low = hexDigit(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        guid.bytes[byte++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    return guid;
}

Guid Guid::fromName(std::string_view name)
{
    // Two independent FNV-1a sums with a final mix: an id must be stable and spread, not secret.
    const auto sum = [&](std::uint64_t start) {
        std::uint64_t h = start;
        for (const char c : name)
            h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        h ^= h >> 33U;
        h *= 0xff51afd7ed558ccdULL;
        h ^= h >> 33U;
        h *= 0xc4ceb9fe1a85ec53ULL;
        return h ^ (h >> 33U);
    };
    Guid guid;
    const std::uint64_t parts[]{sum(14695981039346656037ULL), sum(0x9ae16a3b2f90404fULL)};
    for (std::size_t i = 0; i < guid.bytes.size(); ++i)
        guid.bytes[i] = static_cast<std::uint8_t>(parts[i / 8] >> (56 - 8 * (i % 8)));
    guid.bytes[6] = static_cast<std::uint8_t>((guid.bytes[6] & 0x0FU) | 0x50U); // version 5
    guid.bytes[8] = static_cast<std::uint8_t>((guid.bytes[8] & 0x3FU) | 0x80U); // RFC 4122 variant
    return guid;
}

} // namespace anchorage
