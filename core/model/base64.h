// Base64, RFC 4648 section 4, with padding.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace anchorage {

std::string base64Encode(std::string_view bytes);
/// Strict: blanks and line ends between the digits are allowed (XML files wrap them), nothing else.
/// The error names the position, in bytes from 0, and what stands there.
Result<std::string> base64Decode(std::string_view text);

} // namespace anchorage
