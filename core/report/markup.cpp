#include "core/report/markup.h"

#include "core/model/utf8.h"

namespace anchorage::report {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;
constexpr std::uint32_t controlPictures = 0x2400;

/// Null: as it is.
const char *entity(char c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>': // also so that "]]>" cannot stand anywhere
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
        return attribute ? "&#10;" : nullptr;
    case '\t':
        return attribute ? "&#9;" : nullptr;
    case '\r': // a parser would read it as a line feed
        return "&#13;";
    default:
        return nullptr;
    }
}

} // namespace

void appendMarkup(std::string &out, std::string_view text, bool attribute)
{
    while (!text.empty()) {
        const char c = text.front();
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80U) {
            if (const char *named = entity(c, attribute))
                out += named;
            else if (byte >= 0x20U || c == '\n' || c == '\t')
                out += c;
            else
                encodeUtf8(out, controlPictures + byte);
            text.remove_prefix(1);
            continue;
        }
        std::uint32_t point = 0;
        const auto length = decodeUtf8(text, point);
        const bool good = length != 0 && isStrict(point, length) && point != 0xFFFEU && point != 0xFFFFU;
        encodeUtf8(out, good ? point : replacement);
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

std::string markup(std::string_view text, bool attribute)
{
    std::string out;
    out.reserve(text.size());
    appendMarkup(out, text, attribute);
    return out;
}

} // namespace anchorage::report
