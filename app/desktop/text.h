// The model speaks UTF-8, the widgets QString: the two ways across.
#pragma once

#include <QString>
#include <QStringView>

#include <string>
#include <string_view>

namespace anchorage::desktop {

inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

/// Long texts in cells and titles: the front of the first line, with an ellipsis where something was cut.
inline QString firstLine(const QString &text, qsizetype most = 300)
{
    const auto end = text.indexOf(QLatin1Char('\n'));
    const bool cut = end >= 0 || text.size() > most;
    const auto front = text.left(end < 0 ? most : qMin(end, most));
    return cut ? front + QChar(0x2026) : front;
}

} // namespace anchorage::desktop
