#include "core/formats/delta_writer.h"
#include "core/formats/loss_counter.h"
#include "core/formats/mmsml.h"
#include "core/formats/output_file.h"

namespace anchorage::formats {

Result<std::vector<Loss>> writeMmsml(const space::Space &space, const SaveRequest &request)
{
    const bool utf8 = request.encoding == TextEncoding::Utf8;
    OutputFile file(request.path, utf8 ? TextEncoding::Utf8 : TextEncoding::Utf16);
    XmlWriter out(file.text());
    DeltaWriter deltas(out);
    LossCounter losses;
    file.text() = utf8 ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" : "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n";
    out.open("mmsml", {{"xmlns", "http://www.microsoft.com/mms/mmsml/v2"}, {"step-type", "export"}});

    const auto entries = space.recorded();
    std::vector<bool> written(space.size());
    bool any = !entries.empty();
    for (space::ObjectIndex index = 0; index < space.size() && !any; ++index)
        any = space.exists(index) && space.pendingOperation(index) != space::PendingOperation::None;
    if (any)
        out.open("directory-entries");
    else
        out.element("directory-entries", {}, {}); // as an engine writes an empty run
    for (const auto &entry : entries) {
        written[entry.object] = true;
        deltas.delta(entry.entry, space.pendingOperation(entry.object));
        file.settle();
    }
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        const auto object = space.object(index);
        losses.addState(object);
        if (written[index] || object.pending.operation == space::PendingOperation::None)
            continue;
        deltas.delta(entryOfPending(object), object.pending.operation);
        file.settle();
    }
    if (any)
        out.close();
    out.close();
    file.text().resize(file.text().size() - 2); // engines end the file without a line end
    losses.add("characters that XML cannot hold in a DN or name, written as U+FFFD", out.replacedCharacters());
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return losses.take();
}

} // namespace anchorage::formats
