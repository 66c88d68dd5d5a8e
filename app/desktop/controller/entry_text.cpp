#include "app/desktop/controller/entry_text.h"

#include "app/desktop/text.h"
#include "core/base/file.h"
#include "core/formats/format.h"
#include "core/space/space_json.h"

#include <QTemporaryDir>

#include <utility>

namespace anchorage::desktop {

QString objectJson(const space::SpaceObject &object, const Schema *schema)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    space::writeObject(out, object, schema);
    return fromUtf8(text);
}

Result<space::SpaceObject> readObjectJson(const QString &text, const Schema *schema)
{
    json::Document document;
    const auto node = document.parse(toUtf8(text));
    if (!node)
        return fail(node.error());
    return space::readObject(*node, schema);
}

Result<QString> objectAs(const std::string &format, const space::SpaceObject &object, const Schema *schema,
                         MADistinguishedNameStyle style)
{
    space::Space space(style);
    if (auto inserted = space.insert(object); !inserted)
        return fail(std::move(inserted.error()));
    const QTemporaryDir folder;
    formats::SaveRequest request;
    request.path = toUtf8(folder.filePath(QStringLiteral("object")));
    request.format = format;
    request.schema = schema;
    request.encoding = formats::TextEncoding::Utf8;
    if (auto saved = formats::save(space, request); !saved)
        return fail(std::move(saved.error()));
    auto text = readFile(request.path);
    if (!text)
        return fail(std::move(text.error()));
    return fromUtf8(*text);
}

ShownText shownText(const std::string &format, const space::SpaceObject &object, const Schema *schema,
                    MADistinguishedNameStyle style)
{
    ShownText shown;
    if (format == "canonical") {
        shown.text = objectJson(object, schema);
    } else {
        auto text = objectAs(format, object, schema, style);
        if (!text) {
            shown.error = std::move(text.error());
            return shown;
        }
        shown.text = std::move(*text);
    }
    if (shown.text.size() > ShownText::most) {
        shown.whole = false;
        shown.text.truncate(shown.text.lastIndexOf(QLatin1Char('\n'), ShownText::most) + 1);
    }
    return shown;
}

std::size_t valueCount(const space::SpaceObject &object)
{
    std::size_t count = 0;
    for (const auto &change : object.pending.changes)
        count += change.values.size();
    for (const auto &change : object.unconfirmed)
        count += change.values.size();
    if (object.image) {
        for (const auto &attribute : object.image->attributes)
            count += attribute.values.size();
    }
    return count;
}

} // namespace anchorage::desktop
