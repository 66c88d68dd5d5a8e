// The Entra ECMA connector host's Configuration.xml (ecma2.md 6.4): schema, parameters, page size.
#pragma once

#include "core/formats/format.h"

namespace anchorage::formats {

Result<Loaded> readEcmaHost(const LoadRequest &request);

} // namespace anchorage::formats
