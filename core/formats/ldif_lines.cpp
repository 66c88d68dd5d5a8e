#include "core/formats/ldif_lines.h"

#include "core/formats/utf16.h"
#include "core/model/base64.h"

namespace anchorage::formats {

namespace {

std::string_view withoutReturn(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

std::optional<std::string_view> LdifLines::logicalLine(std::uint64_t &line)
{
    const auto first = m_lines.next();
    if (!first)
        return std::nullopt;
    line = m_lines.line();
    if (m_lines.peek() != ' ') // folded: only then a copy is made
        return withoutReturn(*first);
    m_folded = withoutReturn(*first);
    while (m_lines.peek() == ' ')
        m_folded += withoutReturn(*m_lines.next()).substr(1);
    return m_folded;
}

Result<std::optional<LdifLine>> LdifLines::next()
{
    for (;;) {
        std::uint64_t number = 0;
        const auto whole = logicalLine(number);
        if (!whole) {
            if (auto good = m_lines.failure(); !good) {
                good.error().where.file = m_path;
                return fail(good.error());
            }
            return std::optional<LdifLine>();
        }
        if (whole->starts_with('#'))
            continue; // comments may be folded, too
        auto line = split(*whole, number);
        if (!line)
            return fail(line.error());
        return std::optional<LdifLine>(*line);
    }
}

Result<LdifLine> LdifLines::split(std::string_view whole, std::uint64_t line)
{
    const auto wrong = [&](std::string message) {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = line});
    };
    LdifLine logical;
    logical.line = line;
    if (whole.empty() || whole == "-") {
        logical.blank = whole.empty();
        logical.name = whole;
        return logical;
    }
    if (whole.starts_with(' '))
        return wrong("a continuation line without a line before it");
    const auto colon = whole.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return wrong("expected \"name: value\", found \"" + std::string(whole.substr(0, 60)) + "\"");
    logical.name = whole.substr(0, colon);
    auto rest = whole.substr(colon + 1);
    const char kind = rest.empty() ? '\0' : rest.front();
    if (kind == '<')
        return wrong("a value from a URL (\":<\") is refused: this program reads no other files for it; put the value here "
                     "as base64 (\"::\")");
    logical.base64 = kind == ':';
    if (logical.base64)
        rest.remove_prefix(1);
    while (rest.starts_with(' '))
        rest.remove_prefix(1);
    if (!logical.base64) {
        if (!isUtf8(rest))
            return wrong("the value of " + std::string(logical.name)
                         + " is no UTF-8: save the file as UTF-8, or write the value as base64 (\"::\")");
        logical.value = rest;
        return logical;
    }
    auto bytes = base64Decode(rest);
    if (!bytes)
        return wrong("the value of " + std::string(logical.name) + " is no base64: " + bytes.error().message);
    m_decoded = std::move(*bytes);
    logical.value = m_decoded;
    return logical;
}

} // namespace anchorage::formats
