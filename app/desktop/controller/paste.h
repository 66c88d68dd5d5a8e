// A text that was pasted, laid over the space as pending changes: LDIF, CSV, a drop file, a csexport, a
// space in JSON, or objects in JSON as "Copy as" and the entry pane give them. Recognised by content.
#pragma once

#include "app/desktop/controller/object_reading.h"
#include "app/desktop/controller/task.h"
#include "core/model/finding.h"
#include "core/space/space.h"

#include <string>
#include <vector>

namespace anchorage::desktop {

struct PasteRequest {
    std::string text;
    std::string name; ///< in messages: "clipboard"
    ReadingKnowledge knowledge;
};

struct Pasted {
    space::Space after;
    std::string format; ///< title of core/formats: "LDIF"
    std::vector<space::ObjectIndex> added;
    Findings findings; ///< what the reader noticed or made equal
};

/// For a worker. Errors name line and entry; nothing is pasted then.
Result<Pasted> paste(const PasteRequest &request, const space::Space &before, TaskControl &control);

} // namespace anchorage::desktop
