// LDIF's physical lines made logical ones: folding, comments, base64. Internal to core/formats.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage::formats {

struct LdifLine {
    std::string_view name; ///< before the colon, with options ("cn;lang-de"); "-" for a separator line
    std::string value; ///< decoded
    std::uint64_t line = 0; ///< 1-based, of its first physical line
    bool blank = false; ///< an empty line: the record ends
};

/// Hands out one logical line after the other; views live until the next call.
class LdifLines {
public:
    LdifLines(std::string_view text, const std::string &path) : m_text(text), m_path(path) { }
    /// nullopt at the end of the file.
    Result<std::optional<LdifLine>> next();

private:
    std::string_view physicalLine();

    std::string_view m_text;
    const std::string &m_path;
    std::string m_folded;
    std::uint64_t m_line = 0;
};

} // namespace anchorage::formats
