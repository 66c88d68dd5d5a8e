// Lines of a text file in pieces, as UTF-8 whatever its encoding is. Internal to core/formats.
#pragma once

#include "core/formats/byte_source.h"

#include <optional>
#include <string>
#include <string_view>

namespace anchorage::formats {

class TextLines {
public:
    enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Windows1252 };

    /// UTF-16 is told by its mark or its zero bytes; everything else is taken as UTF-8, unless `assumed`
    /// says something else.
    explicit TextLines(ByteSource source, Encoding assumed = Encoding::Utf8);

    /// Without its '\n', with a '\r' before it; nothing at the end. The view lives until the next call.
    std::optional<std::string_view> next();
    /// The first byte of the next line; '\0' at the end (and for a NUL).
    char peek() const { return m_begin < m_size ? m_buffer[m_begin] : '\0'; }
    std::uint64_t line() const { return m_line; } ///< 1-based, of what next() gave last
    /// The line that next() gave last is plain ASCII for sure; false says nothing.
    bool isAscii() const { return m_isAscii; }
    bool cutOff() const { return m_cutOff; } ///< the last line had no end
    Encoding encoding() const { return m_encoding; }
    /// Error: reading was cancelled, the disk refused, or a UTF-16 file is none after all.
    Result<void> failure() const;

private:
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_begin, m_size - m_begin); }
    bool refill();
    void makeRoom(std::size_t size);
    std::size_t readPiece(); ///< to the buffer's end; gives the bytes that were read, before decoding
    void append(std::string_view utf8);
    void decode(std::string_view bytes);

    ByteSource m_source;
    Encoding m_encoding;
    std::string m_piece; // of a file that is not in UTF-8
    std::string m_odd; // bytes of a UTF-16 character that is not complete yet
    std::string m_buffer; // larger than what is in it: UTF-8 is read right into it
    std::size_t m_size = 0; // of what is in it
    std::size_t m_begin = 0; // of what was not handed out
    std::size_t m_searched = 0; // no line end before this
    std::uint64_t m_line = 0;
    bool m_isAscii = true; // all that is in the buffer
    bool m_end = false;
    bool m_broken = false;
    bool m_cutOff = false;
};

/// For a file whose last line has no end: nothing is half-loaded without saying so.
Finding endOfFile();

} // namespace anchorage::formats
