// Writing JSON straight into a string: no tree. The caller keeps the order; commas are the writer's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::json {

class Writer {
public:
    enum class Style : unsigned char { Compact, Pretty }; ///< Pretty: 2 blanks, one member a line
    explicit Writer(std::string &out, Style style = Style::Compact) : m_out(out), m_style(style) { }

    Writer &beginObject();
    Writer &endObject();
    Writer &beginArray();
    Writer &endArray();
    Writer &key(std::string_view name);
    /// Bytes that are no UTF-8 become U+FFFD: what we write is always valid JSON.
    Writer &value(std::string_view text);
    Writer &value(const char *text) { return value(std::string_view(text)); }
    Writer &value(const std::string &text) { return value(std::string_view(text)); }
    Writer &value(bool truth);
    Writer &value(std::int64_t number); ///< beyond 2^53: a decimal string (wire.md)
    Writer &value(int number) { return value(static_cast<std::int64_t>(number)); }
    Writer &value(std::uint32_t number) { return value(static_cast<std::int64_t>(number)); }
    Writer &value(std::uint64_t number); ///< beyond 2^53: a decimal string
    Writer &value(double number);
    Writer &null();
    Writer &raw(std::string_view json); ///< one complete JSON value, not checked

    template <typename T> Writer &member(std::string_view name, const T &v)
    {
        key(name);
        return value(v);
    }

private:
    void separate();
    void newLine();

    std::string &m_out;
    Style m_style;
    std::vector<char> m_open; // '{' or '[' per level
    bool m_first = true;
    bool m_afterKey = false;
};

} // namespace anchorage::json
