#include "core/json/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace anchorage::json {

namespace {

/// Beyond this a language that reads numbers as doubles would change them (wire.md).
constexpr std::int64_t largestExact = 9007199254740992LL;

/// True for bytes that can be copied as they are.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x80; ++byte)
        table[byte] = byte != '"' && byte != '\\';
    return table;
}();

/// Length of the well-formed UTF-8 sequence at `text[at]`, 0 if there is none.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC2U ? 2 : 0;
    if (length == 0 || first > 0xF4U || at + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U)
            return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU) || (first == 0xF0U && second < 0x90U)
        || (first == 0xF4U && second > 0x8FU))
        return 0;
    return length;
}

void appendEscaped(std::string &out, unsigned char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (byte) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out.append("\\u00").append({digits[byte >> 4U], digits[byte & 0xFU]});
    }
}

/// True when these eight bytes can be copied as they are: printable ASCII without quote and backslash.
bool eightPlain(const char *text)
{
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t top = 0x80 * each;
    const auto hasZero = [](std::uint64_t bytes) { return (bytes - each) & ~bytes & top; };
    const auto special = word | (word - 0x20 * each) | hasZero(word ^ '"' * each) | hasZero(word ^ '\\' * each);
    return (special & top) == 0;
}

/// How many bytes at the beginning can be copied as they are.
std::size_t plainLength(std::string_view text)
{
    std::size_t i = 0;
    while (i + 8 <= text.size() && eightPlain(text.data() + i))
        i += 8;
    while (i < text.size() && plain[static_cast<unsigned char>(text[i])])
        ++i;
    return i;
}

void appendString(std::string &out, std::string_view text)
{
    const auto harmless = plainLength(text);
    if (harmless == text.size()) {
        const auto at = out.size();
        out.resize(at + text.size() + 2); // one look at the capacity for the whole string
        char *to = out.data() + at;
        *to = '"';
        std::memcpy(to + 1, text.data(), text.size());
        to[text.size() + 1] = '"';
        return;
    }
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = harmless; i < text.size();) {
        if (i + 8 <= text.size() && eightPlain(text.data() + i)) {
            i += 8;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        if (plain[byte]) {
            ++i;
            continue;
        }
        if (byte >= 0x80) {
            if (const auto length = sequenceLength(text, i); length != 0) {
                i += length;
                continue;
            }
        }
        out.append(text, from, i - from);
        if (byte >= 0x80)
            out += "\xEF\xBF\xBD";
        else
            appendEscaped(out, byte);
        from = ++i;
    }
    out.append(text, from, text.size() - from).append(1, '"');
}

template <typename Number> void appendNumber(std::string &out, Number number)
{
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    out.append(buffer.data(), result.ptr);
}

} // namespace

void Writer::newLine()
{
    if (m_style == Style::Pretty)
        m_out.append(1, '\n').append(m_open.size() * 2, ' ');
}

void Writer::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (!m_first)
        m_out += ',';
    m_first = false;
    if (m_style == Style::Pretty && !m_open.empty())
        newLine();
}

Writer &Writer::beginObject()
{
    separate();
    m_out += '{';
    m_open.push_back('{');
    m_first = true;
    return *this;
}

Writer &Writer::endObject()
{
    m_open.pop_back();
    if (!m_first)
        newLine();
    m_out += '}';
    m_first = false;
    return *this;
}

Writer &Writer::beginArray()
{
    separate();
    m_out += '[';
    m_open.push_back('[');
    m_first = true;
    return *this;
}

Writer &Writer::endArray()
{
    m_open.pop_back();
    if (!m_first)
        newLine();
    m_out += ']';
    m_first = false;
    return *this;
}

Writer &Writer::key(std::string_view name)
{
    separate();
    appendString(m_out, name);
    m_out += ':';
    if (m_style == Style::Pretty)
        m_out += ' ';
    m_afterKey = true;
    return *this;
}

Writer &Writer::value(std::string_view text)
{
    separate();
    appendString(m_out, text);
    return *this;
}

Writer &Writer::value(bool truth)
{
    separate();
    m_out += truth ? "true" : "false";
    return *this;
}

Writer &Writer::value(std::int64_t number)
{
    separate();
    const bool exact = -largestExact <= number && number <= largestExact;
    if (!exact)
        m_out += '"';
    appendNumber(m_out, number);
    if (!exact)
        m_out += '"';
    return *this;
}

Writer &Writer::value(std::uint64_t number)
{
    if (number <= static_cast<std::uint64_t>(largestExact))
        return value(static_cast<std::int64_t>(number));
    separate();
    m_out += '"';
    appendNumber(m_out, number);
    m_out += '"';
    return *this;
}

Writer &Writer::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    const auto begin = m_out.size();
    appendNumber(m_out, number == 0 ? 0.0 : number); // "-0" would come back as an integer
    // Digits alone would be read as an integer, and beyond 64 bits not at all.
    constexpr double exactIntegers = 9007199254740992.0;
    if (std::abs(number) > exactIntegers && m_out.find_first_of(".e", begin) == std::string::npos)
        m_out += ".0";
    return *this;
}

Writer &Writer::null()
{
    separate();
    m_out += "null";
    return *this;
}

Writer &Writer::raw(std::string_view json)
{
    separate();
    m_out += json;
    return *this;
}

} // namespace anchorage::json
