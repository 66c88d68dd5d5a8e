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
    explicit XmlWriter(std::string &out, std::string_view lineEnd = "\r\n") : m_out(out), m_lineEnd(lineEnd) { }
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
    std::string_view m_lineEnd;
    std::vector<std::string> m_open;
    std::size_t m_replaced = 0;
};

/// Well-formed UTF-8 of characters that XML 1.0 has: the text comes back the same.
bool isXmlText(std::string_view text);

} // namespace anchorage::formats
