// `delta` and `entry` elements as drop files and csexport files have them. Internal to core/formats.
#pragma once

#include "core/formats/xml_writer.h"
#include "core/space/space_object.h"

namespace anchorage::formats {

/// A pending change that no engine shaped yet, as the entry of its AttributeUpdate form.
CsEntryChange entryOfPending(const space::SpaceObject &object);

class DeltaWriter {
public:
    explicit DeltaWriter(XmlWriter &out) : m_out(out) { }

    void delta(const CsEntryChange &entry, space::PendingOperation pending);
    /// The inside of a hologram element.
    void entry(const space::SpaceObject &object, const std::string &dn, const space::Image &image);

private:
    void anchor(const std::vector<AnchorAttribute> &anchors);
    void classes(const std::string &type);
    void change(const AttributeChange &change, bool withOperation);
    void value(const AttributeValue &value, XmlAttributeList attributes);

    XmlWriter &m_out;
};

} // namespace anchorage::formats
