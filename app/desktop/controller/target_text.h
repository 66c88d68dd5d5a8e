// The target of a project in a few words, for the title bar: real configurations point at production.
#pragma once

#include "core/project/project.h"

#include <QString>

namespace anchorage::desktop {

/// "sql: database contoso.db"; secrets are never in it. Empty: no connector is chosen.
QString targetText(const project::Project &project);

} // namespace anchorage::desktop
