// One object as text: the JSON one can edit, and the foreign forms one can copy.
#pragma once

#include "core/base/result.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <QString>

#include <string>

namespace anchorage::desktop {

/// As in the canonical file (core/space/space_json.h), over several lines. `schema` may be null.
QString objectJson(const space::SpaceObject &object, const Schema *schema);
/// Error Input with the line and what is wrong there.
Result<space::SpaceObject> readObjectJson(const QString &text, const Schema *schema);
/// The pending change in a foreign format ("ldif", "mmsml"). Error: it cannot be said in that format.
Result<QString> objectAs(const std::string &format, const space::SpaceObject &object, const Schema *schema,
                         MADistinguishedNameStyle style);

} // namespace anchorage::desktop
