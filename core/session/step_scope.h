// Which partition a step works in, and what its scope then is: the run's setup and whoever shows it before.
#pragma once

#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/capabilities.h"
#include "core/model/partition.h"
#include "core/project/project.h"

namespace anchorage::session {

struct StepScope {
    Partition partition;
    Scope scope;
};

/// The step's own partition, else its stored step's, else the first of the scope; for connectors without partitions
/// the implicit one. `configuration` may be null. Error Usage: the step's partition is not in the scope.
Result<StepScope> stepScope(Scope scope, const project::Step &step, const MACapabilities &capabilities,
                            const formats::MaConfiguration *configuration);

} // namespace anchorage::session
