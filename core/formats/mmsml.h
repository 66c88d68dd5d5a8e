// Run-step drop and audit files (mmsml v2): pending exports as an engine shaped them (ecma2.md 6.1).
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readMmsml(const LoadRequest &request);
/// UTF-16LE with byte order mark and CRLF, as engines write them, or UTF-8. Recorded entries go out as they are,
/// other pending changes in their AttributeUpdate form.
Result<std::vector<Loss>> writeMmsml(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
