// A schema as a file of its own (`Schema/Types/SchemaType`): what the PowerShell connector and those made after it
// read theirs from. The names are those of the ECMA2 object model.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readEcmaSchema(const LoadRequest &request);

} // namespace anchorage::formats
