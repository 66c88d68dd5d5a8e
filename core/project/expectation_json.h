// Expectations <-> their part of a project file. Internal to core/project.
#pragma once

#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/project/expectation.h"

namespace anchorage::project {

Result<Expectations> readExpectations(const json::Node &node);
void write(json::Writer &out, const Expectations &expectations);

} // namespace anchorage::project
