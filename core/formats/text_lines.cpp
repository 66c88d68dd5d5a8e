#include "core/formats/text_lines.h"

#include "core/formats/utf16.h"
#include "core/formats/xml_reader.h"

#include <algorithm>
#include <cstring>

namespace anchorage::formats {

namespace {

constexpr std::size_t pieceSize = 1U << 18U;

TextLines::Encoding encodingOf(std::string_view head, TextLines::Encoding assumed)
{
    const auto zeroAt = [&](std::size_t at) { return head.size() >= 4 && head[at] == '\0' && head[at + 2] == '\0'; };
    if (head.starts_with("\xFF\xFE") || (zeroAt(1) && head[0] != '\0'))
        return TextLines::Encoding::Utf16Le;
    if (head.starts_with("\xFE\xFF") || (zeroAt(0) && head[1] != '\0'))
        return TextLines::Encoding::Utf16Be;
    if (head.starts_with("\xEF\xBB\xBF"))
        return TextLines::Encoding::Utf8;
    return assumed;
}

/// The 32 characters in which Windows-1252 is not Latin-1; 0: none.
constexpr std::uint16_t windows1252[32]{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void appendWindows1252(std::string &out, std::string_view bytes)
{
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80U) {
            out += c;
            continue;
        }
        const std::uint32_t special = byte < 0xA0U ? windows1252[byte - 0x80U] : 0U;
        const std::uint32_t point = special != 0 ? special : byte;
        if (point < 0x800U) {
            out += static_cast<char>(0xC0U | (point >> 6U));
        } else {
            out += static_cast<char>(0xE0U | (point >> 12U));
            out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        }
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
}

} // namespace

TextLines::TextLines(ByteSource source, Encoding assumed) : m_source(std::move(source))
{
    m_encoding = encodingOf(m_source.head(), assumed);
    refill();
    if (rest().starts_with("\xEF\xBB\xBF"))
        m_begin = m_searched = 3;
}

void TextLines::makeRoom(std::size_t size)
{
    if (m_buffer.size() - m_size < size)
        m_buffer.resize(std::max(m_size + size, m_buffer.size() * 2)); // a line may be of any length
}

void TextLines::append(std::string_view utf8)
{
    makeRoom(utf8.size());
    utf8.copy(m_buffer.data() + m_size, utf8.size());
    m_size += utf8.size();
}

/// Appends what the bytes are in UTF-8.
void TextLines::decode(std::string_view bytes)
{
    std::string text;
    if (m_encoding == Encoding::Windows1252) {
        appendWindows1252(text, bytes);
        return append(text);
    }
    m_odd.append(bytes);
    auto whole = m_odd.size() / 2 * 2;
    // A pair of surrogates must not be cut.
    if (whole >= 2 && !bytes.empty()) {
        const auto high = static_cast<unsigned char>(m_odd[m_encoding == Encoding::Utf16Le ? whole - 1 : whole - 2]);
        if (high >= 0xD8U && high <= 0xDBU)
            whole -= 2;
    }
    auto units = m_odd.substr(0, whole);
    if (m_encoding == Encoding::Utf16Be)
        for (std::size_t i = 0; i < units.size(); i += 2)
            std::swap(units[i], units[i + 1]);
    const auto decoded = utf16LeToUtf8(units);
    m_broken = m_broken || !decoded;
    append(decoded.value_or(text));
    m_odd.erase(0, whole);
}

std::size_t TextLines::readPiece()
{
    if (m_encoding == Encoding::Utf8) {
        makeRoom(pieceSize);
        const auto got = m_source.read(m_buffer.data() + m_size, pieceSize);
        m_size += got;
        return got;
    }
    m_piece.resize(pieceSize);
    const auto got = m_source.read(m_piece.data(), pieceSize);
    if (got == 0 && !m_odd.empty()) {
        decode({});
        m_broken = m_broken || !m_odd.empty();
    }
    decode(std::string_view(m_piece).substr(0, got));
    return got;
}

bool TextLines::refill()
{
    if (m_end)
        return false;
    const auto kept = rest();
    if (kept.size() < pieceSize) // else it is a long line that was looked at before
        m_isAscii = formats::isAscii(kept);
    std::memmove(m_buffer.data(), kept.data(), kept.size());
    m_size = kept.size();
    m_searched -= m_begin;
    m_begin = 0;
    m_end = readPiece() == 0;
    m_isAscii = m_isAscii && formats::isAscii(rest().substr(kept.size()));
    return true;
}

std::optional<std::string_view> TextLines::next()
{
    for (;;) {
        const auto *const begin = m_buffer.data();
        const auto *const found =
            m_searched < m_size ? static_cast<const char *>(std::memchr(begin + m_searched, '\n', m_size - m_searched)) : nullptr;
        const auto end = found == nullptr ? m_size : static_cast<std::size_t>(found - begin);
        // One byte more than the line is wanted, for peek().
        if (!m_end && end + 1 >= m_size) {
            m_searched = end;
            refill();
            continue;
        }
        if (m_begin >= m_size)
            return std::nullopt;
        const std::string_view text(begin + m_begin, end - m_begin);
        m_cutOff = found == nullptr;
        m_begin = m_searched = std::min(end + 1, m_size);
        ++m_line;
        return text;
    }
}

Finding endOfFile()
{
    return {"file-end",
            Severity::Warning,
            {},
            {},
            "the last line has no line end: if the file was cut off, its last entry is not complete",
            {}};
}

Result<void> TextLines::failure() const
{
    if (m_broken)
        return fail(ErrorCode::Input,
                    "the file begins as UTF-16, but is none further on: an odd byte or half a character near this line",
                    {.line = m_line + 1});
    return m_source.failure();
}

} // namespace anchorage::formats
