// One logical line of LDIF (RFC 2849): base64 where it must be, folded at 76 columns. Internal to core/formats.
#pragma once

#include <string>
#include <string_view>

namespace anchorage::formats {

void appendLdifLine(std::string &out, std::string_view name, std::string_view value);

} // namespace anchorage::formats
