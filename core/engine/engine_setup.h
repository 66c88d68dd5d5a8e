// What a machine is made from. Nothing here is read from a process: capabilities and schema are
// stored configuration, as in the engine.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/connector_description.h"
#include "core/model/partition.h"
#include "core/model/run_settings.h"
#include "core/model/schema.h"
#include "core/model/selection.h"
#include "core/space/space.h"

namespace anchorage::engine {

struct EngineSetup {
    Schema schema; ///< the connector's or file's, unreduced
    MACapabilities capabilities;
    AnchorDefinitions anchors; ///< from project or MA configuration; wins over the schema's (anchor-1)
    Selection selection;
    Scope scope;
    Partition partition; ///< the step's
    RunSettings settings;
    std::int32_t exportDefaultPageSize = 0; ///< of the connector; 0: not said
    std::int32_t exportMaxPageSize = 0; ///< 0: no maximum
    bool passwordInterface = false; ///< the connector implements IMAExtensible2Password (pwd-1)
    space::Space space; ///< a snapshot; the machine works on its own copy
};

} // namespace anchorage::engine
