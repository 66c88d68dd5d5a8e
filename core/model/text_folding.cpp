#include "core/model/case_folding.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage {

namespace {

char lower(char c)
{
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Length of the well-formed UTF-8 sequence at the front, 0 if there is none, and its code point.
unsigned decode(std::string_view text, std::uint32_t &point)
{
    const auto first = static_cast<unsigned char>(text.front());
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

void encode(std::string &out, std::uint32_t point)
{
    if (point < 0x80U) {
        out += static_cast<char>(point); // U+212A KELVIN SIGN folds to 'k'
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

} // namespace

std::string foldCase(std::string_view utf8)
{
    std::string out(utf8);
    std::size_t i = 0;
    // Most names are ASCII: folded in place until the first other byte.
    for (; i < out.size() && static_cast<unsigned char>(out[i]) < 0x80; ++i)
        out[i] = lower(out[i]);
    if (i == out.size())
        return out;
    out.resize(i);
    for (auto rest = utf8.substr(i); !rest.empty();) {
        std::uint32_t point = 0;
        if (static_cast<unsigned char>(rest.front()) < 0x80) {
            out += lower(rest.front());
            rest.remove_prefix(1);
        } else if (const auto length = decode(rest, point); length != 0) {
            encode(out, foldCodePoint(point));
            rest.remove_prefix(length);
        } else {
            out += rest.front();
            rest.remove_prefix(1);
        }
    }
    return out;
}

bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace anchorage
