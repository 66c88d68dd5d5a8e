// Where a project's files are when the project is saved somewhere else.
#pragma once

#include "core/project/project.h"

namespace anchorage::desktop {

/// The same project in `file`: paths below its folder are relative, all others absolute.
project::Project relocated(project::Project project, const std::string &file);

} // namespace anchorage::desktop
