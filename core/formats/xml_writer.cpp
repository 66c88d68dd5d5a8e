#include "core/formats/xml_writer.h"

namespace anchorage::formats {

void XmlWriter::open(std::string_view name, const XmlAttributeList &attributes)
{
    indent();
    tag(name, attributes);
    m_out += ">\r\n";
    m_open.emplace_back(name);
}

void XmlWriter::close()
{
    const auto name = std::move(m_open.back());
    m_open.pop_back();
    indent();
    m_out.append("</").append(name).append(">\r\n");
}

void XmlWriter::element(std::string_view name, const XmlAttributeList &attributes, std::string_view text)
{
    indent();
    tag(name, attributes);
    if (text.empty()) {
        m_out += " />\r\n";
        return;
    }
    m_out += '>';
    escape(text, false);
    m_out.append("</").append(name).append(">\r\n");
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
    for (const char c : text) {
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
            if (static_cast<unsigned char>(c) < 0x20) {
                m_out += "\xEF\xBF\xBD";
                ++m_replaced;
            } else {
                m_out += c;
            }
        }
    }
}

} // namespace anchorage::formats
