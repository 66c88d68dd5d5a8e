#include "core/json/element_stream.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace anchorage::json {

namespace {

constexpr std::size_t pieceSize = 1U << 18U;

/// What skipValue must look at outside strings.
constexpr auto structural = [] {
    std::array<bool, 256> table{};
    for (const char c : {'"', '{', '}', '[', ']'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

bool ElementStream::refill()
{
    if (m_end)
        return false;
    Item gone;
    place(gone); // counts the lines of what goes away
    m_buffer.erase(0, m_item);
    m_dropped += m_item;
    m_at -= m_item;
    m_counted -= m_item;
    m_item = 0;
    const auto old = m_buffer.size();
    m_buffer.resize(old + pieceSize);
    const auto got = m_read(m_buffer.data() + old, pieceSize);
    m_buffer.resize(old + got);
    m_end = got == 0;
    return !m_end;
}

void ElementStream::place(Item &item) const
{
    while (m_counted < m_item) {
        const void *found = std::memchr(m_buffer.data() + m_counted, '\n', m_item - m_counted);
        if (found == nullptr) {
            m_counted = m_item;
            break;
        }
        m_counted = static_cast<std::size_t>(static_cast<const char *>(found) - m_buffer.data()) + 1;
        ++m_line;
        m_lineBegin = m_dropped + m_counted;
    }
    item.line = m_line;
    item.column = m_dropped + m_item - m_lineBegin + 1;
}

tl::unexpected<Error> ElementStream::wrong(const std::string &expected) const
{
    Item here;
    place(here);
    ErrorContext where{.line = here.line, .column = here.column};
    if (m_at >= m_buffer.size())
        return fail(ErrorCode::Input, "the text ends here, expected " + expected + ": it is not complete", where);
    return fail(ErrorCode::Input, "expected " + expected + ", found \"" + m_buffer.substr(m_at, 1) + "\"", where);
}

bool ElementStream::skipBlanks()
{
    for (;;) {
        while (m_at < m_buffer.size() && isBlank(m_buffer[m_at]))
            ++m_at;
        m_item = m_at;
        if (m_at < m_buffer.size())
            return true;
        if (!refill())
            return false;
    }
}

bool ElementStream::take(char c)
{
    if (!skipBlanks() || m_buffer[m_at] != c)
        return false;
    m_item = ++m_at;
    return true;
}

/// From the opening quote to behind the closing one.
bool ElementStream::skipString()
{
    ++m_at;
    for (;;) {
        const void *found = m_at < m_buffer.size() ? std::memchr(m_buffer.data() + m_at, '"', m_buffer.size() - m_at) : nullptr;
        if (found == nullptr) {
            m_at = m_buffer.size();
            if (!refill())
                return false;
            continue;
        }
        const auto quote = static_cast<std::size_t>(static_cast<const char *>(found) - m_buffer.data());
        std::size_t slashes = 0;
        while (quote > m_item + slashes && m_buffer[quote - 1 - slashes] == '\\')
            ++slashes;
        m_at = quote + 1;
        if (slashes % 2 == 0)
            return true;
    }
}

Result<void> ElementStream::skipValue()
{
    if (!skipBlanks())
        return wrong("a value");
    std::size_t depth = 0;
    for (;;) {
        if (m_at >= m_buffer.size() && !refill()) {
            if (depth == 0 && m_at > m_item)
                return {}; // a number or word; what must follow is missed by the caller
            return wrong("the end of the value that begins here");
        }
        const char c = m_buffer[m_at];
        if (c == '"') {
            if (!skipString())
                return wrong("the end of the string in the value that begins here");
        } else if (c == '{' || c == '[') {
            ++depth;
            ++m_at;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return m_at > m_item ? Result<void>() : wrong("a value");
            --depth;
            ++m_at;
        } else if (depth == 0) { // a number or word
            while (m_at < m_buffer.size() && !isBlank(m_buffer[m_at]) && m_buffer[m_at] != ',' && m_buffer[m_at] != ']'
                   && m_buffer[m_at] != '}')
                ++m_at;
            if (m_at >= m_buffer.size())
                continue;
            return m_at > m_item ? Result<void>() : wrong("a value");
        } else {
            while (m_at < m_buffer.size() && !structural[static_cast<unsigned char>(m_buffer[m_at])])
                ++m_at;
            continue;
        }
        if (depth == 0)
            return {};
    }
}

Result<std::string_view> ElementStream::takeName()
{
    if (!skipBlanks() || m_buffer[m_at] != '"')
        return wrong("the name of a member in quotes");
    if (!skipString())
        return wrong("the end of the name that begins here");
    m_member = m_buffer.substr(m_item + 1, m_at - m_item - 2);
    if (!take(':'))
        return wrong("\":\" after the name \"" + m_member.substr(0, 60) + "\"");
    return std::string_view(m_member);
}

Result<std::optional<ElementStream::Item>> ElementStream::next()
{
    for (;;) {
        switch (m_state) {
        case State::Start:
            skipBlanks();
            if (m_buffer.size() >= 3 && m_at == 0 && m_buffer.starts_with("\xEF\xBB\xBF"))
                m_item = m_at = 3;
            if (!take('{'))
                return wrong("an object");
            m_state = State::FirstMember;
            break;
        case State::FirstMember:
        case State::NextMember: {
            if (take('}')) {
                if (skipBlanks())
                    return wrong("the end of the text");
                m_state = State::End;
                return std::optional<Item>();
            }
            if (m_state == State::NextMember && !take(','))
                return wrong("\",\" or \"}\"");
            if (auto name = takeName(); !name)
                return fail(name.error());
            m_state = State::NextMember;
            if (std::find(m_arrays.begin(), m_arrays.end(), m_member) != m_arrays.end() && take('[')) {
                m_state = State::FirstElement;
                m_index = 0;
                break;
            }
            if (auto value = skipValue(); !value)
                return fail(value.error());
            Item item{m_member, {}, std::string_view(m_buffer).substr(m_item, m_at - m_item)};
            place(item);
            return std::optional<Item>(item);
        }
        case State::FirstElement:
        case State::NextElement: {
            if (take(']')) {
                const bool empty = std::exchange(m_state, State::NextMember) == State::FirstElement;
                if (!empty)
                    break;
                Item item{m_member, {}, "[]"};
                place(item);
                return std::optional<Item>(item);
            }
            if (m_state == State::NextElement && !take(','))
                return wrong("\",\" or \"]\"");
            if (auto value = skipValue(); !value)
                return fail(value.error());
            m_state = State::NextElement;
            Item item{m_member, m_index++, std::string_view(m_buffer).substr(m_item, m_at - m_item)};
            place(item);
            return std::optional<Item>(item);
        }
        case State::End:
            return std::optional<Item>();
        }
    }
}

} // namespace anchorage::json
