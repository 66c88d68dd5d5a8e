// One object as text: the JSON one can edit, and the foreign forms one can copy.
#pragma once

#include "core/base/result.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <QString>

#include <cstddef>
#include <optional>

#include <string>

namespace anchorage::desktop {

/// As in the canonical file (core/space/space_json.h), over several lines. `schema` may be null.
QString objectJson(const space::SpaceObject &object, const Schema *schema);
/// Error Input with the line and what is wrong there.
Result<space::SpaceObject> readObjectJson(const QString &text, const Schema *schema);
/// The pending change in a foreign format ("ldif", "mmsml"). Error: it cannot be said in that format.
Result<QString> objectAs(const std::string &format, const space::SpaceObject &object, const Schema *schema,
                         MADistinguishedNameStyle style);

/// What a person reads of an object: JSON ("canonical") or one of core/formats, of a very large one the beginning.
struct ShownText {
    static constexpr qsizetype most = 200'000; ///< characters
    QString text;
    bool whole = true;
    std::optional<Error> error = {}; ///< the format cannot say it
};
ShownText shownText(const std::string &format, const space::SpaceObject &object, const Schema *schema,
                    MADistinguishedNameStyle style);
/// Of all attributes, what is and what is pending: an object with very many is written in a worker.
std::size_t valueCount(const space::SpaceObject &object);

} // namespace anchorage::desktop
