// A whole XML document as a tree: for configurations, which are small. Internal to core/formats.
#pragma once

#include "core/formats/xml_reader.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::formats {

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
/// What was tolerated is added to `findings`.
Result<XmlElement> readXmlTree(const LoadRequest &request, Findings &findings);

} // namespace anchorage::formats
