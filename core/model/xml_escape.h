// Text for XML and HTML, in content as well as in attributes.
#pragma once

#include <string>
#include <string_view>

namespace anchorage {

/// The five predefined entities in place of their characters; everything else stays as it is.
std::string xmlEscaped(std::string_view text);

} // namespace anchorage
