// Anchors as these files store them and as AnchorAttributes (ecma2.md 6.1): each component is an int32
// length, little-endian, and its bytes; text is UTF-16LE, integers are little-endian.
// Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/delta.h"
#include "core/model/csentry_change.h"
#include "core/model/schema.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

/// `definition` names the components, `type` gives their attribute types. Error: the anchor has another
/// number of components, or one does not fit its type.
Result<std::vector<AnchorAttribute>> decodeAnchor(const RawAnchor &anchor, const std::vector<std::string> &definition,
                                                  const SchemaType *type);

/// All components with a value; as base64 with prefixes when one is binary or an integer, else as text.
RawAnchor encodeAnchor(const std::vector<AnchorAttribute> &anchors);

/// The octets as components with length prefixes; nothing when the prefixes do not add up.
std::optional<std::vector<std::string>> prefixedComponents(std::string_view octets);
void appendPrefixed(std::string &out, std::string_view component);

} // namespace anchorage::formats
