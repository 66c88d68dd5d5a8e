// LDIF, RFC 2849: content records as Adds, change records as they are (ecma2.md 6.5).
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readLdif(const LoadRequest &request);
/// The pending changes as change records.
Result<std::vector<Loss>> writeLdif(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
