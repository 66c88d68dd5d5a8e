#include "core/formats/delta.h"

namespace anchorage::formats {

namespace {

bool isBase64(const XmlAttributes &attributes)
{
    return attributes.value("encoding") == "base64";
}

/// Texts beyond this are moved and given back, not copied and kept.
constexpr std::size_t largestKept = 4096;

void read(RawAttribute &attribute, const XmlAttributes &attributes, bool reference, std::uint64_t line)
{
    attribute.name.clear();
    attribute.operation.clear();
    attribute.type.clear();
    attribute.multiValued.reset();
    attribute.values.clear();
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
}

} // namespace

void RawDelta::clear()
{
    for (auto &attribute : attributes)
        for (auto &value : attribute.values)
            if (value.text.capacity() > largestKept)
                value.text = {};
    attributes.clear();
    anchor.reset();
    for (auto *text : {&operation, &dn, &newDn, &objectType, &lastClass})
        text->clear();
    line = 0;
}

void DeltaCollector::begin(RawDelta &delta, const XmlAttributes &attributes, std::uint64_t line)
{
    delta.clear();
    delta.operation = attributes.value("operation");
    delta.dn = attributes.value("dn");
    delta.newDn = attributes.value("newdn");
    delta.line = line;
    m_delta = &delta;
    m_depth = 0;
}

DeltaCollector::Known DeltaCollector::enter(Place place)
{
    m_places[++m_depth] = place;
    return Known::Read;
}

void DeltaCollector::addValue(const XmlAttributes &attributes, bool base64)
{
    auto &value = m_delta->attributes.back().values.add();
    value.text.clear();
    value.base64 = base64;
    value.operation = attributes.value("operation");
}

DeltaCollector::Known DeltaCollector::start(std::string_view name, const XmlAttributes &attributes, std::uint64_t line)
{
    switch (m_places[m_depth]) {
    case Place::Delta:
        if (name == "attr" || name == "dn-attr") {
            const bool reference = name == "dn-attr";
            read(m_delta->attributes.add(), attributes, reference, line);
            return enter(reference ? Place::DnAttribute : Place::Attribute);
        }
        if (name == "anchor") {
            m_delta->anchor = RawAnchor{{}, isBase64(attributes)};
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
        addValue(attributes, isBase64(attributes));
        return enter(Place::Value);
    case Place::DnAttribute:
        if (name != "dn-value")
            return Known::Unknown;
        addValue(attributes, false);
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
        m_delta->anchor->text = std::move(text);
        break;
    case Place::PrimaryClass:
        m_delta->objectType = std::move(text);
        break;
    case Place::Class: // the most special one stands last
        m_delta->lastClass = std::move(text);
        break;
    case Place::Value:
    case Place::Dn: {
        auto &value = m_delta->attributes.back().values.back().text;
        if (text.size() > largestKept)
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
