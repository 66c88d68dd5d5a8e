#include "core/formats/ldif_text.h"

#include "core/model/base64.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

/// RFC 2849 SAFE-STRING: what may stand without base64.
bool isSafe(std::string_view text)
{
    if (text.empty())
        return true;
    if (text.front() == ' ' || text.front() == ':' || text.front() == '<' || text.back() == ' ')
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x7F && c != '\0' && c != '\n' && c != '\r';
    });
}

} // namespace

void appendLdifLine(std::string &out, std::string_view name, std::string_view value)
{
    std::string whole(name);
    if (isSafe(value))
        whole.append(value.empty() ? ":" : ": ").append(value);
    else
        whole.append(":: ").append(base64Encode(value));
    // Folded at 76 columns; a continuation begins with a blank.
    constexpr std::size_t width = 76;
    out.append(whole, 0, width).append("\n");
    for (auto at = width; at < whole.size(); at += width - 1)
        out.append(" ").append(whole, at, width - 1).append("\n");
}

} // namespace anchorage::formats
