#include "connectors/memory/normalization.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::memory {

namespace {

/// Code points of UTF-8; a byte that is none stands for itself.
std::vector<std::uint32_t> codePoints(std::string_view text)
{
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
        std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        bool whole = i + length <= text.size();
        for (std::size_t k = 1; whole && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            whole = (next & 0xC0U) == 0x80U;
            point = point << 6U | (next & 0x3FU);
        }
        out.push_back(whole ? point : lead);
        i += whole ? length : 1;
    }
    return out;
}

bool isIn(std::uint32_t point, std::uint32_t first, std::uint32_t last)
{
    return first <= point && point <= last;
}

bool isLowerCase(std::uint32_t p)
{
    if (isIn(p, 'a', 'z') || (isIn(p, 0xE0, 0xFE) && p != 0xF7))
        return true;
    if (isIn(p, 0x100, 0x137) || isIn(p, 0x14A, 0x177)) // Latin Extended-A: pairs, the odd one is lower case
        return p % 2 == 1 && p != 0x131;
    if (isIn(p, 0x139, 0x148) || isIn(p, 0x179, 0x17E)) // and there the even one
        return p % 2 == 0;
    return isIn(p, 0x3B1, 0x3C9) || isIn(p, 0x430, 0x45F);
}

/// The letter below the diacritic, folded away; 0 for a combining mark, the point itself for anything else.
std::uint32_t withoutAccent(std::uint32_t p)
{
    if (isIn(p, 0x300, 0x36F))
        return 0;
    // U+00C0 to U+00FF and U+0100 to U+017F: '.' has no diacritic to lose.
    static constexpr std::string_view latin1 = "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y";
    static constexpr std::string_view latinA = "AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl."
                                               "...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.";
    static_assert(latin1.size() == 64 && latinA.size() == 128);
    if (isIn(p, 0xC0, 0xFF))
        return latin1[p - 0xC0] == '.' ? p : static_cast<std::uint32_t>(latin1[p - 0xC0]);
    if (isIn(p, 0x100, 0x17F))
        return latinA[p - 0x100] == '.' ? p : static_cast<std::uint32_t>(latinA[p - 0x100]);
    return p;
}

std::vector<std::uint32_t> plain(std::string_view text)
{
    auto points = codePoints(text);
    std::transform(points.begin(), points.end(), points.begin(), withoutAccent);
    std::erase(points, 0U);
    return points;
}

} // namespace

bool hasLowerCase(std::string_view utf8)
{
    const auto points = codePoints(utf8);
    return std::any_of(points.begin(), points.end(), isLowerCase);
}

bool hasAccents(std::string_view utf8)
{
    const auto points = codePoints(utf8);
    return std::any_of(points.begin(), points.end(), [](std::uint32_t p) { return withoutAccent(p) != p; });
}

bool equalsNormalized(std::string_view a, std::string_view b, bool uppercase, bool removeAccents)
{
    const auto folded = [uppercase](std::string_view text) { return uppercase ? foldCase(text) : std::string(text); };
    if (removeAccents)
        return plain(folded(a)) == plain(folded(b));
    return folded(a) == folded(b);
}

} // namespace anchorage::memory
