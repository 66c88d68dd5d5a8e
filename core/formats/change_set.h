// Lays one object's change on a space: shared by the readers of files that no engine shaped (LDIF, CSV).
// Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/space/space.h"

#include <string>

namespace anchorage::formats {

/// Error Input: an Add of an object that is there, a change of one that is deleted.
Result<void> layChange(space::Space &space, const std::string &dn, const std::string &type, space::PendingChange change,
                       const std::string &origin);

} // namespace anchorage::formats
