#include "core/formats/delta.h"

namespace anchorage::formats {

namespace {

bool isBase64(const XmlAttributes &attributes)
{
    return attributes.value("encoding") == "base64";
}

RawAttribute attributeOf(const XmlAttributes &attributes, bool reference, std::uint64_t line)
{
    RawAttribute attribute;
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        const auto name = attributes.name(i);
        if (name == "name")
            attribute.name = attributes.value(i);
        else if (name == "operation")
            attribute.operation = attributes.value(i);
        else if (name == "type")
            attribute.type = attributes.value(i);
        else if (name == "multivalued")
            attribute.multiValued = attributes.value(i) == "true" || attributes.value(i) == "1";
    }
    attribute.reference = reference;
    attribute.line = line;
    return attribute;
}

} // namespace

void DeltaCollector::begin(const XmlAttributes &attributes, std::uint64_t line)
{
    m_delta = {};
    m_depth = 0;
    m_delta.operation = attributes.value("operation");
    m_delta.dn = attributes.value("dn");
    m_delta.newDn = attributes.value("newdn");
    m_delta.line = line;
}

DeltaCollector::Known DeltaCollector::enter(Place place)
{
    m_places[++m_depth] = place;
    return Known::Read;
}

DeltaCollector::Known DeltaCollector::start(std::string_view name, const XmlAttributes &attributes, std::uint64_t line)
{
    switch (m_places[m_depth]) {
    case Place::Delta:
        if (name == "attr" || name == "dn-attr") {
            const bool reference = name == "dn-attr";
            m_delta.attributes.push_back(attributeOf(attributes, reference, line));
            return enter(reference ? Place::DnAttribute : Place::Attribute);
        }
        if (name == "anchor") {
            m_delta.anchor = RawAnchor{{}, isBase64(attributes)};
            return enter(Place::Anchor);
        }
        if (name == "primary-objectclass")
            return enter(Place::PrimaryClass);
        if (name == "objectclass")
            return enter(Place::Classes);
        return name == "parent-anchor" ? Known::Skipped : Known::Unknown;
    case Place::Attribute:
        if (name != "value")
            return Known::Unknown;
        m_delta.attributes.back().values.push_back({{}, isBase64(attributes), std::string(attributes.value("operation"))});
        return enter(Place::Value);
    case Place::DnAttribute:
        if (name != "dn-value")
            return Known::Unknown;
        m_delta.attributes.back().values.push_back({{}, false, std::string(attributes.value("operation"))});
        return enter(Place::DnValue);
    case Place::DnValue: // the anchor in here is the target's: a reference is its DN
        return name == "dn" ? enter(Place::Dn) : name == "anchor" ? Known::Skipped : Known::Unknown;
    case Place::Classes:
        return name == "oc-value" ? enter(Place::Class) : Known::Unknown;
    default:
        return Known::Unknown;
    }
}

void DeltaCollector::end(std::string &text)
{
    switch (m_places[m_depth--]) {
    case Place::Anchor:
        m_delta.anchor->text = std::move(text);
        break;
    case Place::PrimaryClass:
        m_delta.objectType = std::move(text);
        break;
    case Place::Class: // the most special one stands last
        m_delta.lastClass = std::move(text);
        break;
    case Place::Value:
    case Place::Dn: {
        auto &value = m_delta.attributes.back().values.back().text;
        if (text.size() > 4096)
            value = std::move(text);
        else
            value.assign(text);
        break;
    }
    default:
        break;
    }
}

} // namespace anchorage::formats
