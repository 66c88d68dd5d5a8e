// csexport files (`cs-objects`): a connector space with its pending changes and images (ecma2.md 6.2).
//
// What is read: `unapplied-export` is the pending change; `escrowed-export` and `unconfirmed-export` are
// values exported but not confirmed. The image is what the target holds as far as the engine knows: the
// highest of these that the file has: escrowed-export-hologram, unconfirmed-export-hologram, else
// pending-import-hologram or synchronized-hologram with the exported values laid over it; else the
// unapplied-export-hologram with the pending change taken off again. The short names (`hologram`,
// `export-hologram`, `import-hologram`) are the same elements in older tools.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readCsexport(const LoadRequest &request);
/// UTF-8. Exported values go out as `unconfirmed-export`, with the image above them.
Result<std::vector<Loss>> writeCsexport(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
