// Objects and changes of a file or a text, read with what the document knows and laid over its space (space-2).
#pragma once

#include "app/desktop/controller/task.h"
#include "core/formats/format.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::desktop {

class Document;

/// What a reader of objects is told besides the text.
struct ReadingKnowledge {
    Schema schema; ///< without types: not known
    AnchorDefinitions anchors;
    std::vector<std::string> selectedTypes; ///< the only one is taken where an entry does not say (space-2)
};
ReadingKnowledge readingKnowledge(const Document &document);

struct ReadingSource {
    std::string name; ///< the file; with a text its name in messages
    std::optional<std::string_view> text = {};
    std::string format = {}; ///< empty: by content
    bool ownSchema = false; ///< a schema that stands in it is used, instead of the document's
};

/// For a worker. The result has a space, laid over `before`; with `ownSchema` at least one of space and schema. Errors
/// name line and entry; Input: there is nothing of that in it.
Result<formats::Loaded> readObjects(const ReadingSource &source, const ReadingKnowledge &knowledge, const space::Space &before,
                                    TaskControl &control);

} // namespace anchorage::desktop
