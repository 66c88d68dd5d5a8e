// Streaming XML behind one small class: libxml2's SAX2 interface, no network, no DTD, no entities but
// the five predefined ones. Internal to core/formats. Names are local names: the formats here never
// use one local name in two namespaces.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

struct XmlAttribute {
    std::string_view name;
    std::string value;
};

class XmlAttributes {
public:
    explicit XmlAttributes(std::vector<XmlAttribute> attributes) : m_attributes(std::move(attributes)) { }
    /// Empty when the attribute is not there.
    std::string_view value(std::string_view name) const;
    bool has(std::string_view name) const;
    auto begin() const { return m_attributes.begin(); }
    auto end() const { return m_attributes.end(); }

private:
    std::vector<XmlAttribute> m_attributes;
};

/// What a format does with a document. The first error ends the parse; its place is filled in when it
/// names none. Views live for the call only.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual Result<void> startElement(std::string_view name, const XmlAttributes &attributes) = 0;
    /// `text` is the element's own character data, children's left out.
    virtual Result<void> endElement(std::string_view name, std::string_view text) = 0;

    /// Where the parser stands: valid during the calls above.
    std::uint64_t line() const { return m_line; }

private:
    friend class XmlParse;
    std::uint64_t m_line = 0;
};

/// Deeper nesting is refused: no format here needs it, and it is what an attack looks like.
inline constexpr std::size_t xmlDepthLimit = 64;

/// Reads the file in pieces: memory does not grow with it.
Result<void> parseXmlFile(const std::string &path, XmlHandler &handler);
/// The same from memory; `path` is for messages only.
Result<void> parseXmlText(std::string_view bytes, const std::string &path, XmlHandler &handler);

/// A whole document as a tree: for configurations, which are small.
struct XmlElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<XmlElement> children;
    std::string text; ///< without leading and trailing blanks
    std::uint64_t line = 0;

    std::string_view attribute(std::string_view attribute) const; ///< empty when absent
    const XmlElement *child(std::string_view child) const; ///< the first of this name, or null
    /// Follows first children: find({"extension-config", "filename"}); null where the way ends.
    const XmlElement *find(std::initializer_list<std::string_view> path) const;
    /// The first element of this name anywhere below, depth first; null if there is none.
    const XmlElement *descendant(std::string_view name) const;
    std::string_view childText(std::string_view child) const; ///< empty when absent
};
Result<XmlElement> readXmlTree(const std::string &path);

} // namespace anchorage::formats
