// Where a project's members stand in its file: a project that was read no longer knows.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace anchorage::project {

/// Line of the member that a message begins with ("space.objects[0]: pending.operation: …"). 0: the project is
/// in no file, or its inline objects are others than the file's by now.
std::uint64_t lineOf(const Project &project, std::string_view message);

/// The line on which each inline object begins; empty as above.
std::vector<std::uint64_t> objectLines(const Project &project);

} // namespace anchorage::project
