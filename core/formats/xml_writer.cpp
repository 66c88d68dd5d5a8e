#include "core/formats/xml_writer.h"

#include "core/formats/utf16.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

/// Length of the valid XML character at the front; 0 when there is none.
std::size_t characterLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80U)
        return first >= 0x20U || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const auto length = utf8Length(text);
    // U+FFFE and U+FFFF are no characters of XML.
    const bool none = length == 3 && text.starts_with("\xEF\xBF") && static_cast<unsigned char>(text[2]) >= 0xBEU;
    return none ? 0 : length;
}

} // namespace

bool isXmlText(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto length = characterLength(text.substr(at, 4));
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

void XmlWriter::open(std::string_view name, const XmlAttributeList &attributes)
{
    indent();
    tag(name, attributes);
    m_out.append(">").append(m_lineEnd);
    m_open.emplace_back(name);
}

void XmlWriter::close()
{
    const auto name = std::move(m_open.back());
    m_open.pop_back();
    indent();
    m_out.append("</").append(name).append(">").append(m_lineEnd);
}

void XmlWriter::element(std::string_view name, const XmlAttributeList &attributes, std::string_view text)
{
    indent();
    tag(name, attributes);
    if (text.empty()) {
        m_out.append(" />").append(m_lineEnd);
        return;
    }
    m_out += '>';
    escape(text, false);
    m_out.append("</").append(name).append(">").append(m_lineEnd);
}

void XmlWriter::tag(std::string_view name, const XmlAttributeList &attributes)
{
    m_out.append("<").append(name);
    for (const auto &[attribute, value] : attributes) {
        m_out.append(" ").append(attribute).append("=\"");
        escape(value, true);
        m_out += '"';
    }
}

void XmlWriter::indent()
{
    m_out.append(m_open.size() * 2, ' ');
}

void XmlWriter::escape(std::string_view text, bool inAttribute)
{
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const auto length = characterLength(text.substr(at, 4));
        if (length == 0) {
            m_out += "\xEF\xBF\xBD";
            ++m_replaced;
            ++at;
            continue;
        }
        at += length;
        switch (c) {
        case '&':
            m_out += "&amp;";
            break;
        case '<':
            m_out += "&lt;";
            break;
        case '>':
            m_out += "&gt;";
            break;
        case '\r': // a parser would make '\n' of it
            m_out += "&#13;";
            break;
        case '"':
        case '\n':
        case '\t':
            if (inAttribute)
                m_out += c == '"' ? "&quot;" : c == '\n' ? "&#10;" : "&#9;";
            else
                m_out += c;
            break;
        default:
            m_out.append(text, at - length, length);
        }
    }
}

} // namespace anchorage::formats
