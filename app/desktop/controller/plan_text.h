// The pages a run would hand over if every answer were success, as text.
#pragma once

#include "app/desktop/controller/contents.h"
#include "app/desktop/controller/task.h"

#include <QString>

#include <cstddef>
#include <string>

namespace anchorage::desktop {

struct PlanText {
    QString text;
    QString summary; ///< one line: pages, entries, status
    std::size_t leftOut = 0; ///< lines that were too many for a window
};
inline constexpr std::size_t planLinesMost = 20'000;

/// For a worker. The connector is asked only where the project's own files do not say enough. Errors are those of
/// setting up a run, and the engine's refusal.
Result<PlanText> planText(const ContentsRequest &request, const std::string &step, session::Secrets &secrets,
                          TaskControl &control);

} // namespace anchorage::desktop
