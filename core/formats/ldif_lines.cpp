#include "core/formats/ldif_lines.h"

#include "core/model/base64.h"

namespace anchorage::formats {

std::string_view LdifLines::physicalLine()
{
    const auto end = m_text.find('\n');
    auto line = m_text.substr(0, end);
    m_text.remove_prefix(end == std::string_view::npos ? m_text.size() : end + 1);
    ++m_line;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

Result<std::optional<LdifLine>> LdifLines::next()
{
    for (;;) {
        if (m_text.empty())
            return std::optional<LdifLine>();
        LdifLine logical;
        auto first = physicalLine();
        logical.line = m_line;
        std::string_view whole = first;
        if (m_text.starts_with(' ')) { // folded: only then a copy is made
            m_folded = first;
            while (m_text.starts_with(' '))
                m_folded += physicalLine().substr(1);
            whole = m_folded;
        }
        if (whole.starts_with('#'))
            continue; // comments may be folded, too
        const auto wrong = [&](std::string message) {
            return fail(ErrorCode::Input, std::move(message), {.file = m_path, .line = logical.line});
        };
        if (whole.empty()) {
            logical.blank = true;
            return std::optional<LdifLine>(std::move(logical));
        }
        if (whole == "-") {
            logical.name = "-";
            return std::optional<LdifLine>(std::move(logical));
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
        if (kind == ':')
            rest.remove_prefix(1);
        while (rest.starts_with(' '))
            rest.remove_prefix(1);
        if (kind == ':') {
            auto bytes = base64Decode(rest);
            if (!bytes)
                return wrong("the value of " + std::string(logical.name) + " is no base64: " + bytes.error().message);
            logical.value = std::move(*bytes);
        } else {
            logical.value = rest;
        }
        return std::optional<LdifLine>(std::move(logical));
    }
}

} // namespace anchorage::formats
