#include "app/desktop/controller/object_export.h"

#include "app/desktop/controller/entry_text.h"
#include "app/desktop/text.h"
#include "core/base/file.h"
#include "core/model/page_text.h"

#include <QTemporaryDir>

#include <optional>
#include <utility>

namespace anchorage::desktop {
namespace {

ObjectModificationType modificationOf(space::PendingOperation operation)
{
    switch (operation) {
    case space::PendingOperation::None:
        return ObjectModificationType::None;
    case space::PendingOperation::Add:
        return ObjectModificationType::Add;
    case space::PendingOperation::Update:
        return ObjectModificationType::Update;
    case space::PendingOperation::DeleteAdd:
        return ObjectModificationType::Replace;
    case space::PendingOperation::Delete:
        return ObjectModificationType::Delete;
    }
    return ObjectModificationType::None;
}

std::string line(space::SpaceObject object)
{
    CsEntryChange entry;
    entry.dn = object.dn;
    entry.objectType = object.type;
    entry.modification = modificationOf(object.pending.operation);
    entry.anchors = std::move(object.anchors);
    if (object.pending.newDn)
        entry.changes.push_back(AttributeChange::rename(*object.pending.newDn, object.dn));
    for (auto &change : object.pending.changes)
        entry.changes.push_back(std::move(change));
    const auto text = entryText({}, entry);
    return text.substr(text.find(' ') + 1); // without the place in a run: it has none
}

} // namespace

space::Space subset(const space::Space &space, const Objects &objects)
{
    space::Space part(space.style());
    std::vector<std::optional<space::ObjectIndex>> places(space.size());
    for (const auto object : objects) {
        if (auto place = part.insert(space.object(object)))
            places[object] = *place;
    }
    for (auto entry : space.recorded()) {
        const auto place = entry.object < places.size() ? places[entry.object] : std::nullopt;
        if (!place)
            continue;
        entry.object = *place;
        part.addRecorded(entry);
    }
    return part;
}

Result<CopiedText> objectsAs(const std::string &format, const space::Space &space, const Objects &objects, const Schema &schema)
{
    const auto *known = schema.types.empty() ? nullptr : &schema;
    if (format == "text") {
        std::string text;
        for (const auto object : objects)
            text += line(space.object(object)) + '\n';
        return CopiedText{fromUtf8(text), {}};
    }
    if (format == "canonical" && objects.size() == 1)
        return CopiedText{objectJson(space.object(objects.front()), known), {}};
    const QTemporaryDir folder;
    formats::SaveRequest request;
    request.path = toUtf8(folder.filePath(QStringLiteral("objects")));
    request.format = format;
    request.schema = known;
    request.encoding = formats::TextEncoding::Utf8;
    auto losses = formats::save(subset(space, objects), request);
    if (!losses)
        return fail(std::move(losses.error()));
    auto text = readFile(request.path);
    if (!text)
        return fail(std::move(text.error()));
    return CopiedText{fromUtf8(*text), std::move(*losses)};
}

QString lossText(const std::vector<formats::Loss> &losses)
{
    QStringList parts;
    for (const auto &loss : losses)
        parts << QStringLiteral("%1 (%2)").arg(fromUtf8(loss.what)).arg(static_cast<qulonglong>(loss.count));
    return parts.join(QStringLiteral(", "));
}

} // namespace anchorage::desktop
