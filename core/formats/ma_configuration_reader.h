// Management agent configurations: saved-ma-configuration, export-ma, bare ma-data (ecma2.md 6.3).
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readMaConfiguration(const LoadRequest &request);

} // namespace anchorage::formats
