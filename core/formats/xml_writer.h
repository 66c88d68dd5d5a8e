// Writing XML the way engines do: two blanks a level, CRLF. Internal to core/formats.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::formats {

using XmlAttributeList = std::vector<std::pair<std::string_view, std::string_view>>;

class XmlWriter {
public:
    explicit XmlWriter(std::string &out) : m_out(out) { }
    void open(std::string_view name, const XmlAttributeList &attributes = {});
    void close();
    /// <name …>text</name> on one line; <name …/> for an empty text.
    void element(std::string_view name, const XmlAttributeList &attributes, std::string_view text);
    /// Characters that XML 1.0 cannot hold became U+FFFD, so many times.
    std::size_t replacedCharacters() const { return m_replaced; }

private:
    void tag(std::string_view name, const XmlAttributeList &attributes);
    void indent();
    void escape(std::string_view text, bool inAttribute);

    std::string &m_out;
    std::vector<std::string> m_open;
    std::size_t m_replaced = 0;
};

} // namespace anchorage::formats
