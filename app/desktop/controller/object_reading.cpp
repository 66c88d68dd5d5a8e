#include "app/desktop/controller/object_reading.h"

#include "app/desktop/controller/document.h"

#include <utility>

namespace anchorage::desktop {

ReadingKnowledge readingKnowledge(const Document &document)
{
    return {document.schema(), document.anchors(), document.selection().types.value_or(std::vector<std::string>())};
}

Result<formats::Loaded> readObjects(const ReadingSource &source, const ReadingKnowledge &knowledge, const space::Space &before,
                                    TaskControl &control)
{
    formats::LoadRequest load;
    load.path = source.name;
    load.content = source.text;
    load.format = source.format;
    load.schema = knowledge.schema.types.empty() ? nullptr : &knowledge.schema;
    load.preferOwnSchema = source.ownSchema;
    load.style = before.style();
    load.selectedTypes = knowledge.selectedTypes;
    load.base = &before;
    load.anchors = &knowledge.anchors;
    load.progress = [&control](std::uint64_t done, std::uint64_t total) {
        control.progress(done, total);
        return !control.cancelled();
    };
    auto loaded = formats::load(load);
    if (!loaded)
        return fail(std::move(loaded.error()));
    if (loaded->space || (source.ownSchema && loaded->schema))
        return loaded;
    return fail(ErrorCode::Input,
                "this is a " + std::string(source.text ? "text" : "file") + " of the format " + loaded->format
                    + ": it has no objects and no changes; "
                    + (source.text ? "save it as a file and open that" : "add some to it, or open another file"),
                {.file = source.name});
}

} // namespace anchorage::desktop
