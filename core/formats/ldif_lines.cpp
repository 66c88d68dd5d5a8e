#include "core/formats/ldif_lines.h"

#include "core/formats/utf16.h"
#include "core/model/base64.h"

#include <algorithm>

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
    m_isAscii = m_lines.isAscii() && m_lines.peek() != ' ';
    if (m_lines.peek() != ' ') // folded: only then a copy is made
        return withoutReturn(*first);
    m_folded = withoutReturn(*first);
    while (m_lines.peek() == ' ')
        m_folded += withoutReturn(*m_lines.next()).substr(1);
    return m_folded;
}

Result<bool> LdifLines::next(LdifLine &line)
{
    for (;;) {
        const auto whole = logicalLine(line.line);
        if (!whole) {
            if (auto good = m_lines.failure(); !good) {
                good.error().where.file = m_path;
                return fail(good.error());
            }
            return false;
        }
        if (whole->starts_with('#'))
            continue; // comments may be folded, too
        if (auto done = split(*whole, line); !done)
            return fail(done.error());
        return true;
    }
}

Result<void> LdifLines::split(std::string_view whole, LdifLine &line)
{
    const auto wrong = [&](std::string message) {
        return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = line.line});
    };
    line.value = {};
    line.base64 = false;
    line.blank = whole.empty();
    if (whole.empty() || whole == "-") {
        line.name = whole;
        return {};
    }
    if (whole.starts_with(' '))
        return wrong("a continuation line without a line before it");
    const auto colon = std::find(whole.begin(), whole.end(), ':'); // names are short: quicker than a call of memchr
    if (colon == whole.end() || colon == whole.begin())
        return wrong("expected \"name: value\", found \"" + std::string(whole.substr(0, 60)) + "\"");
    line.name = {whole.begin(), colon};
    auto rest = whole.substr(line.name.size() + 1);
    const char kind = rest.empty() ? '\0' : rest.front();
    if (kind == '<')
        return wrong("a value from a URL (\":<\") is refused: this program reads no other files for it; put the value here "
                     "as base64 (\"::\")");
    line.base64 = kind == ':';
    if (line.base64)
        rest.remove_prefix(1);
    while (rest.starts_with(' '))
        rest.remove_prefix(1);
    if (!line.base64) {
        if (!m_isAscii && !isUtf8(rest))
            return wrong("the value of " + std::string(line.name)
                         + " is no UTF-8: save the file as UTF-8, or write the value as base64 (\"::\")");
        line.value = rest;
        return {};
    }
    auto bytes = base64Decode(rest);
    if (!bytes)
        return wrong("the value of " + std::string(line.name) + " is no base64: " + bytes.error().message);
    m_decoded = std::move(*bytes);
    line.value = m_decoded;
    return {};
}

} // namespace anchorage::formats
