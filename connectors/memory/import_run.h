// Reading the directory back, so that what was exported can be compared with what is there.
#pragma once

#include "connectors/memory/settings.h"
#include "core/model/partition.h"

#include <cstdint>

namespace anchorage::memory {

struct ImportRun {
    Settings settings;
    Schema types;
    ImportRunStep step;
    std::uint64_t lastId = 0; ///< the object that the next page starts after
};

} // namespace anchorage::memory
