#include "core/model/case_folding.h"
#include "core/model/distinguished_name.h"
#include "core/model/utf8.h"

#include <algorithm>

namespace anchorage {

namespace {

char lower(char c)
{
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
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
        } else if (const auto length = decodeUtf8(rest, point); length != 0) {
            encodeUtf8(out, foldCodePoint(point));
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
    // From the end: names that differ mostly differ there ("telephoneNumber", "telephoneNumber2").
    return a.size() == b.size()
        && std::equal(a.rbegin(), a.rend(), b.rbegin(), [](char x, char y) { return x == y || lower(x) == lower(y); });
}

} // namespace anchorage
