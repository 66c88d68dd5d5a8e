// The directory as JSON: the `store` file and the `seed` parameter have the same form.
//   {"nextAnchor": 3, "objects": [{"dn": "cn=u1", "type": "user", "attributes": {"id": ["1"], "proxy": ["a", "b"]}}]}
// Values say their type ("text", 7, true, {"dn": "cn=x"}, {"base64": "AA=="}); a plain text is taken in
// the type that the schema has for the attribute, so a seed can be written by hand.
#pragma once

#include "connectors/memory/directory.h"
#include "connectors/memory/settings.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace anchorage::memory {

/// Adds the objects of `json` to `directory`; what has no anchor gets one made. Errors name the object.
Result<void> readObjects(std::string_view json, const Schema &schema, const Settings &settings, Directory &directory);
std::string objectsText(const Directory &directory);

} // namespace anchorage::memory
