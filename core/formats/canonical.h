// The bench's own file of a space, with its schema where there is one: JSON, one object a line, diffable.
//   {"anchorageSpace": 1, "schema": {…}, "objects": [ … ], "recorded": [ … ]}
// The form of objects is that of core/space/space_json.h.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readCanonical(const LoadRequest &request);
Result<std::vector<Loss>> writeCanonical(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
