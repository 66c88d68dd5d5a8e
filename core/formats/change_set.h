// Lays one object's change on a space: shared by the readers of files that no engine shaped (LDIF, CSV).
// Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/space/space.h"

#include <string>

namespace anchorage::formats {

/// What names the object; anchors, mark and origin count where it is not there yet.
struct ObjectName {
    std::string dn;
    std::string type;
    std::vector<AnchorAttribute> anchors;
    bool temporaryDn = false;
    std::string origin;
};

/// Error Input: an Add of an object that is there, a change of one that is deleted.
Result<void> layChange(space::Space &space, ObjectName name, space::PendingChange change, MADistinguishedNameStyle style);

} // namespace anchorage::formats
