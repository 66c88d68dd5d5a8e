// What the engine assumes of a connector that has no capabilities interface. Internal to core/session.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/finding.h"

namespace anchorage::session {

/// ecma2.md 1 and 4: the interface is optional, then a default set holds. Of its members only DeltaImport and
/// FullExport are documented; the others are what the original's MACapabilities starts with.
MACapabilities engineCapabilities();

/// Said wherever they are used: nobody has chosen them.
Finding engineCapabilitiesUsed();

} // namespace anchorage::session
