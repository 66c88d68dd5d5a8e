#include "app/desktop/controller/target_text.h"

#include "app/desktop/text.h"

#include <QFileInfo>
#include <QStringList>
#include <QUrl>

#include <array>

namespace anchorage::desktop {
namespace {

constexpr qsizetype longestValue = 40;

/// Names of parameters that say where a connector writes.
constexpr std::array places{"server", "host",   "database", "url",  "uri",  "endpoint", "address",
                            "domain", "tenant", "forest",   "site", "path", "folder",   "file"};

bool saysWhere(const QString &name)
{
    for (const auto *place : places) {
        if (name.contains(QLatin1String(place), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

/// Without the user and the password that an address may hold.
QString shownAddress(const QString &value)
{
    if (!value.contains(QLatin1String("://")))
        return value;
    return QUrl(value).toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

QString targetText(const project::Project &project)
{
    const auto &connector = project.connector;
    if (connector.empty())
        return {};
    auto text = QFileInfo(fromUtf8(!connector.path.empty()       ? connector.path
                                       : !connector.name.empty() ? connector.name
                                                                 : connector.command))
                    .fileName();
    QStringList where;
    for (const auto &parameter : project.parameters) {
        QString value;
        if (const auto *given = std::get_if<std::string>(&parameter.value))
            value = shownAddress(fromUtf8(*given));
        else if (const auto *file = std::get_if<project::FilePath>(&parameter.value))
            value = QFileInfo(fromUtf8(file->path)).fileName();
        if (!value.isEmpty() && where.size() < 2 && saysWhere(fromUtf8(parameter.name)))
            where += QStringLiteral("%1 %2").arg(fromUtf8(parameter.name), firstLine(value, longestValue));
    }
    if (!where.isEmpty())
        text += QStringLiteral(": ") + where.join(QStringLiteral(", "));
    return text;
}

} // namespace anchorage::desktop
