#include "core/json/json_fault.h"

#include <vector>

namespace anchorage::json {

namespace {

bool isDigit(char c)
{
    return '0' <= c && c <= '9';
}

class Walk {
public:
    explicit Walk(std::string_view text) : m_text(text) { }

    Fault run()
    {
        blanks();
        if (!value())
            return m_fault;
        while (!m_open.empty()) {
            blanks();
            const char closing = m_open.back() == '{' ? '}' : ']';
            if (peek() == closing) {
                ++m_at;
                m_open.pop_back();
                continue;
            }
            if (!m_first && !expect(',', std::string("expected ',' or '") + closing + "'"))
                return m_fault;
            m_first = false;
            blanks();
            if (m_open.back() == '{' && !member())
                return m_fault;
            if (!value())
                return m_fault;
        }
        blanks();
        if (m_at < m_text.size())
            wrong("expected the end of the text after the value");
        return m_fault;
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool atEnd() const { return m_at >= m_text.size(); }

    bool wrong(std::string what)
    {
        m_fault = {m_at, atEnd() ? "the text ends too early: " + std::move(what) : std::move(what)};
        return false;
    }

    bool expect(char c, std::string what)
    {
        if (atEnd() || m_text[m_at] != c)
            return wrong(std::move(what));
        ++m_at;
        return true;
    }

    void blanks()
    {
        while (!atEnd() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool member()
    {
        if (peek() != '"')
            return wrong("expected the name of a member in double quotes");
        if (!string())
            return false;
        blanks();
        if (!expect(':', "expected ':' after the name of a member"))
            return false;
        blanks();
        return true;
    }

    bool value()
    {
        switch (peek()) {
        case '{':
        case '[':
            if (m_open.size() >= depthLimit)
                return wrong("values are nested more than " + std::to_string(depthLimit) + " deep");
            m_open.push_back(m_text[m_at++]);
            m_first = true;
            return true;
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return isDigit(peek()) || peek() == '-' ? number() : wrong("expected a value");
        }
    }

    bool word(std::string_view expected)
    {
        m_first = false;
        if (m_text.substr(m_at, expected.size()) != expected)
            return wrong("expected " + std::string(expected));
        m_at += expected.size();
        return true;
    }

    bool number()
    {
        m_first = false;
        const auto start = m_at;
        if (peek() == '-')
            ++m_at;
        if (!isDigit(peek()))
            return wrong("expected a digit");
        if (peek() == '0' && m_at + 1 < m_text.size() && isDigit(m_text[m_at + 1]))
            return wrong("a number does not begin with 0");
        digits();
        bool whole = true;
        if (peek() == '.') {
            whole = false;
            ++m_at;
            if (!isDigit(peek()))
                return wrong("expected a digit after the decimal point");
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!isDigit(peek()))
                return wrong("expected a digit in the exponent");
            digits();
        }
        if (whole && m_at - start > 20)
            return wrong("this number has more than 64 bits; write it as a string");
        return true;
    }

    void digits()
    {
        while (isDigit(peek()))
            ++m_at;
    }

    bool string()
    {
        m_first = false;
        ++m_at;
        while (!atEnd()) {
            const auto byte = static_cast<unsigned char>(m_text[m_at]);
            if (byte == '"') {
                ++m_at;
                return true;
            }
            if (byte < 0x20)
                return wrong("a control character in a string must be escaped (\\n, \\u0009)");
            if (byte == '\\') {
                if (!escape())
                    return false;
            } else if (byte < 0x80) {
                ++m_at;
            } else if (!utf8()) {
                return wrong("this byte is no UTF-8");
            }
        }
        return wrong("a string without a closing quote");
    }

    bool escape()
    {
        const char c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (c != 'u') {
            if (std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos)
                return wrong("'\\' stands before one of \" \\ / b f n r t u");
            m_at += 2;
            return true;
        }
        unsigned unit = 0;
        if (!hexUnit(unit))
            return false;
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            unsigned low = 0;
            if (m_text.substr(m_at, 2) != "\\u" || !hexUnit(low) || low < 0xDC00 || low > 0xDFFF)
                return wrong("half of a surrogate pair without the other half");
        } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
            return wrong("half of a surrogate pair without the other half");
        }
        return true;
    }

    bool hexUnit(unsigned &unit)
    {
        unit = 0;
        for (std::size_t i = 2; i < 6; ++i) {
            const char c = m_at + i < m_text.size() ? static_cast<char>(m_text[m_at + i]) : '\0';
            const char folded = static_cast<char>(c | 0x20);
            if (!isDigit(c) && (folded < 'a' || folded > 'f'))
                return wrong("\\u needs four hexadecimal digits");
            unit = unit * 16 + static_cast<unsigned>(isDigit(c) ? c - '0' : folded - 'a' + 10);
        }
        m_at += 6;
        return true;
    }

    bool utf8()
    {
        const auto first = static_cast<unsigned char>(m_text[m_at]);
        const unsigned length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
        if (length == 0 || first > 0xF4 || m_at + length > m_text.size())
            return false;
        for (unsigned i = 1; i < length; ++i)
            if ((static_cast<unsigned char>(m_text[m_at + i]) & 0xC0U) != 0x80U)
                return false;
        const auto second = static_cast<unsigned char>(m_text[m_at + 1]);
        // Overlong forms, surrogates and what is beyond U+10FFFF.
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90)
            || (first == 0xF4 && second > 0x8F))
            return false;
        m_at += length;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<char> m_open;
    bool m_first = true;
    Fault m_fault;
};

} // namespace

Fault findFault(std::string_view text)
{
    return Walk(text).run();
}

} // namespace anchorage::json
