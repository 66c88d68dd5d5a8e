#include "core/engine/normalization.h"

#include <cstdint>

namespace anchorage::engine {

namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

CodePoint codePointAt(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(0);
    if (first < 0x80U)
        return {first, 1, true};
    // Everything that changes lies in two bytes.
    if (first >= 0xC2U && first < 0xE0U && text.size() > 1 && (byte(1) & 0xC0U) == 0x80U)
        return {(first & 0x1FU) << 6U | (byte(1) & 0x3FU), 2, true};
    return {first, 1, false};
}

void append(std::string &out, std::uint32_t point)
{
    if (point < 0x80U) {
        out += static_cast<char>(point);
        return;
    }
    out += static_cast<char>(0xC0U | point >> 6U);
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

bool between(std::uint32_t point, std::uint32_t first, std::uint32_t last)
{
    return first <= point && point <= last;
}

std::uint32_t upper(std::uint32_t p)
{
    if (between(p, 'a', 'z') || (between(p, 0xE0, 0xFE) && p != 0xF7))
        return p - 0x20;
    if (p == 0xFF)
        return 0x178;
    if ((between(p, 0x100, 0x137) && p != 0x131) || between(p, 0x14A, 0x177)) // pairs: the odd one is lower case
        return p % 2 == 1 ? p - 1 : p;
    if (between(p, 0x139, 0x148) || between(p, 0x179, 0x17E)) // pairs: the even one is
        return p % 2 == 0 ? p - 1 : p;
    if (p == 0x3AC)
        return 0x386;
    if (between(p, 0x3AD, 0x3AF))
        return p - 37;
    if (between(p, 0x3B1, 0x3CB) && p != 0x3C2)
        return p - 0x20;
    if (between(p, 0x430, 0x44F))
        return p - 0x20;
    if (between(p, 0x450, 0x45F))
        return p - 0x50;
    return p;
}

/// The base letter; 0 for a combining mark, which goes.
std::uint32_t plain(std::uint32_t p)
{
    // U+00C0 to U+017F; a blank: the letter has no accent to lose.
    static constexpr std::string_view letters = "AAAAAA CEEEEIIII NOOOOO  UUUUY  aaaaaa ceeeeiiii nooooo  uuuuy y"
                                                "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKk LlLlLlL"
                                                "lLlNnNnNn   OoOoOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz ";
    static_assert(letters.size() == 0x180 - 0xC0);
    if (between(p, 0x300, 0x36F))
        return 0;
    if (!between(p, 0xC0, 0x17F) || letters[p - 0xC0] == ' ')
        return p;
    return static_cast<unsigned char>(letters[p - 0xC0]);
}

} // namespace

std::string normalized(std::string_view text, const MANormalizations &how)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint at = codePointAt(text.substr(i));
        i += at.bytes;
        if (!at.valid) {
            out += static_cast<char>(at.value);
            continue;
        }
        const std::uint32_t base = how.removeAccents ? plain(at.value) : at.value;
        if (base != 0 || at.value == 0)
            append(out, how.uppercase ? upper(base) : base);
    }
    return out;
}

} // namespace anchorage::engine
