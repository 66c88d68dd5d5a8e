#include "core/formats/delta.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

bool isBase64(const XmlAttributes &attributes)
{
    return attributes.value("encoding") == "base64";
}

} // namespace

void DeltaCollector::begin(const XmlAttributes &attributes, std::uint64_t line)
{
    m_delta = {};
    m_inValue = false;
    m_delta.operation = attributes.value("operation");
    m_delta.dn = attributes.value("dn");
    m_delta.newDn = attributes.value("newdn");
    m_delta.line = line;
}

bool DeltaCollector::start(std::string_view name, const XmlAttributes &attributes, std::uint64_t line)
{
    if (name == "anchor") {
        if (!m_inValue)
            m_delta.anchor = RawAnchor{{}, isBase64(attributes)};
    } else if (name == "attr" || name == "dn-attr") {
        RawAttribute attribute;
        attribute.name = attributes.value("name");
        attribute.operation = attributes.value("operation");
        attribute.type = attributes.value("type");
        attribute.reference = name == "dn-attr";
        if (attributes.has("multivalued"))
            attribute.multiValued = attributes.value("multivalued") == "true";
        attribute.line = line;
        m_delta.attributes.push_back(std::move(attribute));
    } else if (name == "value" || name == "dn-value") {
        if (m_delta.attributes.empty())
            return false;
        m_inValue = name == "dn-value";
        m_delta.attributes.back().values.push_back({{}, isBase64(attributes), std::string(attributes.value("operation"))});
    } else {
        static constexpr std::array known{"dn", "primary-objectclass", "objectclass", "oc-value", "parent-anchor"};
        return std::find(known.begin(), known.end(), name) != known.end();
    }
    return true;
}

void DeltaCollector::end(std::string_view name, std::string_view text)
{
    if (name == "anchor" && !m_inValue) {
        m_delta.anchor->text = text;
    } else if (name == "primary-objectclass") {
        m_delta.objectType = text;
    } else if (name == "oc-value") {
        if (m_delta.objectType.empty())
            m_delta.objectType = text;
    } else if ((name == "value" && !m_inValue) || (name == "dn" && m_inValue)) {
        if (!m_delta.attributes.empty() && !m_delta.attributes.back().values.empty())
            m_delta.attributes.back().values.back().text = text;
    } else if (name == "dn-value") {
        m_inValue = false;
    }
}

RawDelta DeltaCollector::take()
{
    return std::move(m_delta);
}

} // namespace anchorage::formats
