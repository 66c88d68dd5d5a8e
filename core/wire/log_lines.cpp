#include "core/wire/log_lines.h"

#include <algorithm>
#include <utility>

namespace anchorage::wire {

namespace {

/// Where to cut a line that is too long: not inside a UTF-8 character.
std::size_t cutOf(std::string_view text)
{
    auto cut = LogLines::longestLine;
    while (cut > LogLines::longestLine - 4 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
        --cut;
    return cut;
}

} // namespace

std::vector<std::string> LogLines::feed(std::string_view bytes)
{
    std::vector<std::string> lines;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        m_rest += bytes.substr(0, std::min(end, longestLine));
        bytes.remove_prefix(std::min({end, longestLine, bytes.size()}));
        while (m_rest.size() > longestLine) {
            const auto cut = cutOf(m_rest);
            lines.push_back(m_rest.substr(0, cut));
            m_rest.erase(0, cut);
        }
        if (!bytes.starts_with('\n'))
            continue;
        bytes.remove_prefix(1);
        if (m_rest.ends_with('\r'))
            m_rest.pop_back();
        lines.push_back(std::exchange(m_rest, {}));
    }
    return lines;
}

std::vector<std::string> LogLines::flush()
{
    if (m_rest.empty())
        return {};
    return {std::exchange(m_rest, {})};
}

} // namespace anchorage::wire
