// A text as a value of an attribute type: what every file format needs.
#pragma once

#include "core/base/result.h"
#include "core/model/attribute_value.h"

#include <string_view>

namespace anchorage {

/// Integers in decimal within 64 bits; booleans as true, false, 1 or 0, ASCII case ignored; binary as
/// base64; references and strings as they are. Undefined counts as String. The error says what was
/// found and what is expected; a value that may be long is cut in it.
Result<AttributeValue> parseValue(std::string_view text, AttributeType type);

} // namespace anchorage
