// What a management agent configuration says, in the terms of a run. Internal to core/session;
// front ends have files.h.
#pragma once

#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/partition.h"
#include "core/project/project.h"
#include "core/session/files.h"

#include <string>
#include <utility>
#include <vector>

namespace anchorage::session {

/// Values for parameters named like capabilities, and the schema as JSON with the anchors marked
/// (InspectRequest::fills).
std::vector<std::pair<std::string, std::string>> fillsOf(const formats::MaConfiguration &configuration);

/// The file's parameter values; encrypted ones are asked for.
std::vector<project::Parameter> storedParameters(const formats::MaConfiguration &configuration);

/// The export step that `step` means: the one of its name, else the first; null: the file has none.
const formats::StoredExportStep *storedStep(const formats::MaConfiguration &configuration, const project::Step &step);

} // namespace anchorage::session
