// What a run's status means, where the word alone does not say what to do.
#pragma once

#include "core/model/run_settings.h"

#include <QString>

#include <string_view>

namespace anchorage::desktop {

/// Empty: the status speaks for itself. `settings` are the run's; null: not known.
QString statusMeaning(std::string_view status, const RunSettings *settings);

} // namespace anchorage::desktop
