// Any text inside XML 1.0 and HTML: nothing in it can end an element, an attribute or a script.
#pragma once

#include <string>
#include <string_view>

namespace anchorage::report {

/// For content and for attributes in double quotes. Control characters, which XML cannot hold, become their
/// pictures (U+2400 and on); bytes that are no UTF-8 and the two non-characters become U+FFFD; line ends and tabs
/// are kept in content and become references in attributes.
void appendMarkup(std::string &out, std::string_view text, bool attribute = false);
std::string markup(std::string_view text, bool attribute = false);

} // namespace anchorage::report
