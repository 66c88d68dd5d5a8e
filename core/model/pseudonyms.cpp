#include "core/model/pseudonyms.h"

#include "core/model/distinguished_name.h"
#include "core/model/guid.h"
#include "core/model/hex_digit.h"

#include <algorithm>
#include <array>
#include <random>

namespace anchorage {

namespace {

bool isDigit(char c)
{
    return '0' <= c && c <= '9';
}
bool isUpper(char c)
{
    return 'A' <= c && c <= 'Z';
}
bool isLetter(char c)
{
    return isUpper(c) || ('a' <= c && c <= 'z');
}
std::uint64_t mixed(std::uint64_t x)
{
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// A keyed hash; good enough to tell values apart and to give nothing away with a random key.
std::uint64_t hashOf(const std::uint64_t (&key)[2], std::string_view text)
{
    auto hash = mixed(key[0] ^ text.size());
    for (std::size_t i = 0; i < text.size(); i += 8) {
        std::uint64_t word = 0;
        for (std::size_t j = i; j < std::min(i + 8, text.size()); ++j)
            word = (word << 8U) | static_cast<unsigned char>(text[j]);
        hash = mixed(hash ^ word) + key[1];
    }
    return mixed(hash ^ key[1]);
}

/// An endless row of numbers from one hash.
class Stream {
public:
    explicit Stream(std::uint64_t seed) : m_state(seed) { }
    std::uint32_t below(std::uint32_t limit)
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        return static_cast<std::uint32_t>((mixed(m_state) >> 32U) % limit);
    }

private:
    std::uint64_t m_state;
};

// The 30 lower-case letters from U+00E0 on that have an upper case 32 before them.
void appendForeignLetter(std::string &out, Stream &stream, bool upper)
{
    auto point = 0xE0U + stream.below(31);
    point += point >= 0xF7U ? 1U : 0U;
    point -= upper ? 0x20U : 0U;
    out += static_cast<char>(0xC0U | (point >> 6U));
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

std::size_t characterLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0xC0U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    return std::min(length, text.size());
}

/// Each character in its kind; `extra` letters or digits more, where short texts run out.
std::string shaped(std::string_view value, std::uint64_t seed, std::uint32_t extra)
{
    Stream stream(seed);
    std::string out;
    bool grew = false;
    for (std::size_t i = 0; i < value.size();) {
        const char c = value[i];
        const auto repeat = 1U + (!grew && (isDigit(c) || isLetter(c)) ? extra : 0U);
        if (isDigit(c) || isLetter(c)) {
            grew = true;
            for (std::uint32_t n = 0; n < repeat; ++n)
                out += isDigit(c) ? static_cast<char>('0' + stream.below(10))
                                  : static_cast<char>((isUpper(c) ? 'A' : 'a') + static_cast<char>(stream.below(26)));
            ++i;
        } else if (static_cast<unsigned char>(c) < 0x80U) {
            out += c;
            ++i;
        } else {
            const auto length = characterLength(value.substr(i));
            const auto character = value.substr(i, length);
            appendForeignLetter(out, stream, foldCase(character) != character);
            i += length;
        }
    }
    return out;
}

bool isNumber(std::string_view value)
{
    if (value.starts_with('-'))
        value.remove_prefix(1);
    return !value.empty() && value.size() <= 19 && std::all_of(value.begin(), value.end(), isDigit)
        && (value.front() != '0' || value.size() == 1);
}

bool isHexText(std::string_view value)
{
    return value.size() > 3 && value.size() % 2 == 0 && (value.starts_with("0x") || value.starts_with("0X"))
        && std::all_of(value.begin() + 2, value.end(), [](char c) { return hexDigit(c) >= 0; });
}

/// Every RDN begins with an attribute name and "=".
bool looksLikeDn(std::string_view value)
{
    const auto equals = value.find('=');
    if (equals == std::string_view::npos || equals == 0 || value.size() > 4096)
        return false;
    const auto name = value.substr(0, equals);
    return isLetter(name.front())
        && std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '.'; })
        && dnValidate(value, MADistinguishedNameStyle::Ldap).has_value();
}

std::string unescaped(std::string_view value)
{
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 >= value.size()) {
            out += value[i];
        } else if (i + 2 < value.size() && hexDigit(value[i + 1]) >= 0 && hexDigit(value[i + 2]) >= 0) {
            out += static_cast<char>(hexDigit(value[i + 1]) * 16 + hexDigit(value[i + 2]));
            i += 2;
        } else {
            out += value[++i];
        }
    }
    return out;
}

std::string escaped(std::string_view value)
{
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool edge = (c == ' ' && (i == 0 || i + 1 == value.size())) || (c == '#' && i == 0);
        if (static_cast<unsigned char>(c) < 0x20U) {
            constexpr std::string_view hex = "0123456789ABCDEF";
            out += {'\\', hex[static_cast<unsigned char>(c) >> 4U], hex[static_cast<unsigned char>(c) & 0xFU]};
            continue;
        }
        if (edge || std::string_view(",+\"\\<>;=").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

/// The 16 octets of a GUID's text as this field's products order them.
std::string guidOctets(const Guid &guid)
{
    constexpr std::array<std::size_t, 16> order{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    std::string octets;
    for (const auto at : order)
        octets += static_cast<char>(guid.bytes[at]);
    return octets;
}

Guid guidOf(std::string_view octets)
{
    constexpr std::array<std::size_t, 16> order{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    Guid guid;
    for (std::size_t i = 0; i < order.size(); ++i)
        guid.bytes[order[i]] = static_cast<std::uint8_t>(octets[i]);
    return guid;
}

/// Letters of the result in the case that those of the original have.
std::string inCaseOf(std::string text, std::string_view original)
{
    if (std::any_of(original.begin(), original.end(), isUpper))
        for (auto &c : text)
            c = 'a' <= c && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

} // namespace

Pseudonyms::Pseudonyms()
{
    std::random_device device;
    for (auto &word : m_key)
        word = (static_cast<std::uint64_t>(device()) << 32U) | device();
}

/// Attempts until one is free; which one it was is remembered, so that the value always gets it.
template <typename Generate> std::string Pseudonyms::unique(std::string_view key, Generate generate)
{
    const auto hash = hashOf(m_key, key);
    const auto seed = [&](std::uint32_t attempt) { return mixed(hash + attempt); };
    if (const auto known = m_pseudonyms.find(hash); known != m_pseudonyms.end())
        return generate(seed(known->second), known->second);
    const bool varies = std::any_of(key.begin(), key.end(),
                                    [](char c) { return isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80U; });
    for (std::uint32_t attempt = 0;; ++attempt) {
        auto pseudonym = generate(seed(attempt), attempt);
        // A text of blanks and marks alone cannot change at all.
        if (!m_used.insert(hashOf(m_key, foldCase(pseudonym))).second && attempt < 1000 && varies)
            continue;
        m_pseudonyms.emplace(hash, attempt);
        return pseudonym;
    }
}

std::string Pseudonyms::plain(std::string_view value)
{
    return unique(foldCase(value), [&](std::uint64_t seed, std::uint32_t attempt) { return shaped(value, seed, attempt / 8); });
}

std::string Pseudonyms::digits(std::string_view value)
{
    return unique(value, [&](std::uint64_t seed, std::uint32_t attempt) {
        auto out = shaped(value, seed, value.size() < 12 ? attempt / 8 : 0);
        const std::size_t first = out.starts_with('-') ? 1 : 0;
        // No leading zero, and within 64 bits.
        out[first] = static_cast<char>('1' + (out[first] - '0') % 8);
        return out;
    });
}

std::string Pseudonyms::text(std::string_view value)
{
    if (value.empty() || equalsIgnoreCase(value, "true") || equalsIgnoreCase(value, "false"))
        return std::string(value);
    if (isNumber(value))
        return digits(value);
    if (const auto guid = Guid::parse(value)) {
        const auto inner = inCaseOf(guidOf(bytes(guidOctets(*guid))).text(), value);
        return value.starts_with('{') ? "{" + inner + "}" : inner;
    }
    if (isHexText(value)) {
        std::string octets;
        for (std::size_t i = 2; i < value.size(); i += 2)
            octets += static_cast<char>(hexDigit(value[i]) * 16 + hexDigit(value[i + 1]));
        constexpr std::string_view hex = "0123456789abcdef";
        std::string out(value.substr(0, 2));
        for (const char octet : bytes(octets)) {
            out += hex[static_cast<unsigned char>(octet) >> 4U];
            out += hex[static_cast<unsigned char>(octet) & 0xFU];
        }
        return out;
    }
    if (looksLikeDn(value))
        return dn(value);
    return plain(value);
}

std::string Pseudonyms::rdn(std::string_view rdn)
{
    const auto equals = rdn.find('=');
    if (equals == std::string_view::npos)
        return text(rdn);
    auto value = rdn.substr(equals + 1);
    const auto blanks = std::min(value.find_first_not_of(' '), value.size());
    const auto lead = rdn.substr(0, equals + 1 + blanks);
    value.remove_prefix(blanks);
    std::size_t trail = 0;
    while (trail < value.size() && value[value.size() - 1 - trail] == ' '
           && !value.substr(0, value.size() - trail).ends_with("\\ "))
        ++trail;
    const auto end = value.substr(value.size() - trail);
    value.remove_suffix(trail);
    if (value.starts_with('#'))
        return std::string(lead) + std::string(value) + std::string(end); // BER in hex: its bytes say nothing readable
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
        value = value.substr(1, value.size() - 2);
    const auto inner = unescaped(value);
    return std::string(lead) + escaped(looksLikeDn(inner) ? plain(inner) : text(inner)) + std::string(end);
}

std::string Pseudonyms::dn(std::string_view dn)
{
    if (!looksLikeDn(dn)) // opaque, as names of styles Generic and None are
        return text(dn);
    std::string out;
    std::size_t from = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= dn.size(); ++i) {
        if (i < dn.size() && dn[i] == '\\') {
            ++i;
            continue;
        }
        if (i < dn.size() && dn[i] == '"')
            quoted = !quoted;
        if (i < dn.size() && (quoted || (dn[i] != ',' && dn[i] != '+' && dn[i] != ';')))
            continue;
        out += rdn(dn.substr(from, i - from));
        if (i < dn.size())
            out += dn[i];
        from = i + 1;
    }
    return out;
}

std::string Pseudonyms::bytes(std::string_view value)
{
    if (value.empty())
        return {};
    if (value.size() == 8 && value.substr(4) == std::string_view("\0\0\0\0", 4)) {
        std::uint64_t number = 0;
        for (std::size_t i = 8; i-- > 0;)
            number = (number << 8U) | static_cast<unsigned char>(value[i]);
        const auto other = std::stoull(digits(std::to_string(number)));
        std::string out;
        for (unsigned shift = 0; shift < 64; shift += 8)
            out += static_cast<char>((other >> shift) & 0xFFU);
        return out;
    }
    const auto hash = "octets:" + std::string(value);
    if (value.size() > 8) { // long enough never to meet another
        Stream stream(hashOf(m_key, hash));
        std::string out(value.size(), '\0');
        for (auto &c : out)
            c = static_cast<char>(stream.below(256));
        return out;
    }
    const auto key = hashOf(m_key, hash);
    for (std::uint32_t attempt = 0;; ++attempt) {
        const auto known = m_pseudonyms.find(key);
        const auto chosen = known != m_pseudonyms.end() ? known->second : attempt;
        Stream stream(mixed(key + chosen));
        std::string out(value.size(), '\0');
        for (auto &c : out)
            c = static_cast<char>(stream.below(256));
        if (known != m_pseudonyms.end())
            return out;
        if (!m_used.insert(hashOf(m_key, "octets:" + out)).second && attempt < 1000)
            continue;
        m_pseudonyms.emplace(key, attempt);
        return out;
    }
}

} // namespace anchorage
