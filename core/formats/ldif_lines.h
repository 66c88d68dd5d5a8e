// LDIF's physical lines made logical ones: folding, comments, base64. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/text_lines.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage::formats {

struct LdifLine {
    std::string_view name; ///< before the colon, with options ("cn;lang-de"); "-" for a separator line
    std::string_view value; ///< decoded
    std::uint64_t line = 0; ///< 1-based, of its first physical line
    bool blank = false; ///< an empty line: the record ends
    bool base64 = false; ///< it was: the value may be any bytes; a plain one is UTF-8
};

/// Hands out one logical line after the other; views live until the next call.
class LdifLines {
public:
    LdifLines(ByteSource source, const std::string &path) : m_lines(std::move(source)), m_path(path) { }
    /// False at the end of the file.
    Result<bool> next(LdifLine &line);
    bool cutOff() const { return m_lines.cutOff(); }

private:
    Result<void> split(std::string_view whole, LdifLine &line);
    std::optional<std::string_view> logicalLine(std::uint64_t &line);

    TextLines m_lines;
    const std::string &m_path;
    std::string m_folded;
    bool m_isAscii = false; // the line at hand, for sure
    std::string m_decoded;
};

} // namespace anchorage::formats
