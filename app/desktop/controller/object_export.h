// Objects on their way out of the bench: to the clipboard and to files, in every format that is written.
#pragma once

#include "app/desktop/controller/edits.h"
#include "core/formats/format.h"

#include <QString>

#include <string>
#include <vector>

namespace anchorage::desktop {

/// These objects alone, in this order, with the recorded entries that belong to them.
space::Space subset(const space::Space &space, const Objects &objects);

struct CopiedText {
    QString text;
    std::vector<formats::Loss> losses; ///< what the format cannot carry
};
/// `format`: "text" (a line per object, as plans show them), or one of core/formats; "canonical" gives the JSON of
/// one object alone, of several a space.
Result<CopiedText> objectsAs(const std::string &format, const space::Space &space, const Objects &objects, const Schema &schema);

/// "images (3), anchors (1)"
QString lossText(const std::vector<formats::Loss> &losses);

} // namespace anchorage::desktop
