#include "core/json/json_place.h"

#include <algorithm>
#include <charconv>

namespace anchorage::json {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr auto none = std::string_view::npos;

/// Moves through a valid text value by value.
class Walk {
public:
    explicit Walk(std::string_view text) : m_text(text) { }

    char at(std::size_t position) const { return position < m_text.size() ? m_text[position] : '\0'; }

    std::size_t blanks(std::size_t position) const
    {
        return std::min(m_text.find_first_not_of(" \t\r\n", position), m_text.size());
    }
    /// Behind the value that begins there.
    std::size_t behind(std::size_t position) const
    {
        std::size_t depth = 0;
        do {
            const char c = at(position);
            if (c == '"') {
                for (++position; position < m_text.size() && at(position) != '"'; ++position)
                    position += at(position) == '\\' ? 1 : 0;
                ++position;
            } else if (c == '{' || c == '[') {
                ++depth;
                ++position;
            } else if (c == '}' || c == ']') {
                --depth;
                ++position;
            } else if (depth != 0) {
                position = std::min(m_text.find_first_of("\"{}[]", position), m_text.size());
            } else {
                position = std::min(m_text.find_first_of(",]} \t\r\n", position), m_text.size());
            }
        } while (depth != 0 && position < m_text.size());
        return position;
    }
    /// Calls `each(key position, key as it stands, value position)` or, in an array, `each(value, {}, value)`
    /// until it returns false.
    template <typename Each> void children(std::size_t container, Each each) const
    {
        const bool isObject = at(container) == '{';
        auto position = blanks(container + 1);
        while (position < m_text.size() && at(position) != '}' && at(position) != ']') {
            const auto start = position;
            std::string_view key;
            if (isObject) {
                const auto end = behind(position);
                key = m_text.substr(start + 1, end - start - 2);
                position = blanks(blanks(end) + 1); // the colon
            }
            if (!each(start, key, position))
                return;
            position = blanks(behind(position));
            if (at(position) == ',')
                position = blanks(position + 1);
        }
    }
    std::uint64_t line(std::size_t position) const
    {
        const auto before = m_text.substr(0, position);
        return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    }

private:
    std::string_view m_text;
};

struct Place {
    std::size_t key = none; ///< where the line is
    std::size_t value = none;
    std::string_view rest; ///< of the path
};

/// The child that the path begins with: the longest name where one is the beginning of another.
Place childOf(const Walk &walk, std::size_t container, std::string_view path)
{
    Place found;
    if (walk.at(container) == '[') {
        std::size_t wanted = 0;
        const auto parsed = path.starts_with('[') ? std::from_chars(path.data() + 1, path.data() + path.size(), wanted)
                                                  : std::from_chars_result{path.data(), std::errc::invalid_argument};
        if (parsed.ec != std::errc() || parsed.ptr == path.data() + path.size() || *parsed.ptr != ']')
            return found;
        path.remove_prefix(static_cast<std::size_t>(parsed.ptr + 1 - path.data()));
        walk.children(container, [&](std::size_t start, std::string_view, std::size_t value) {
            if (wanted-- != 0)
                return true;
            found = {start, value, path};
            return false;
        });
        return found;
    }
    std::size_t longest = 0;
    walk.children(container, [&](std::size_t start, std::string_view key, std::size_t value) {
        const bool begins =
            path.starts_with(key) && (path.size() == key.size() || std::string_view(".[: ").find(path[key.size()]) != none);
        if (begins && key.size() >= longest) {
            longest = key.size();
            found = {start, value, path.substr(key.size())};
        }
        return true;
    });
    return found;
}

/// The member that a message names in quotes.
std::size_t quotedIn(const Walk &walk, std::size_t container, std::string_view message)
{
    std::size_t found = none;
    const auto open = message.find('"');
    const auto close = open == none ? none : message.find('"', open + 1);
    if (close == none || walk.at(container) != '{')
        return found;
    const auto name = message.substr(open + 1, close - open - 1);
    walk.children(container, [&](std::size_t start, std::string_view key, std::size_t) {
        if (key == name)
            found = start; // the last of two
        return true;
    });
    return found;
}

struct End {
    std::size_t line = none;
    std::size_t value = none;
    std::string_view rest;
};

End follow(const Walk &walk, std::string_view path)
{
    End end{walk.blanks(0), walk.blanks(0), path};
    while (walk.at(end.value) == '{' || walk.at(end.value) == '[') {
        const auto child = childOf(walk, end.value, end.rest);
        if (child.key == none)
            break;
        end = {child.key, child.value, child.rest};
        if (end.rest.starts_with('.'))
            end.rest.remove_prefix(1);
        else if (end.rest.starts_with(": "))
            end.rest.remove_prefix(2);
    }
    return end;
}

} // namespace

std::uint64_t lineOf(std::string_view text, std::string_view message)
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    const Walk walk(text);
    const auto end = follow(walk, message);
    if (end.line >= text.size())
        return 0;
    const auto quoted = quotedIn(walk, end.value, end.rest);
    return walk.line(quoted == none ? end.line : quoted);
}

std::vector<std::uint64_t> linesOfElements(std::string_view text, std::string_view path)
{
    std::vector<std::uint64_t> lines;
    const Walk walk(text);
    const auto end = follow(walk, path);
    if (!end.rest.empty() || walk.at(end.value) != '[')
        return lines;
    std::size_t last = 0;
    std::uint64_t line = 1;
    walk.children(end.value, [&](std::size_t start, std::string_view, std::size_t) {
        const auto between = text.substr(last, start - last);
        line += static_cast<std::uint64_t>(std::count(between.begin(), between.end(), '\n'));
        last = start;
        lines.push_back(line);
        return true;
    });
    return lines;
}

} // namespace anchorage::json
