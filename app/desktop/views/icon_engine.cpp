#include "app/desktop/views/icon_engine.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace anchorage::desktop {
namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

QByteArray drawing(const QString &name, const QColor &color)
{
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

} // namespace

bool IconEngine::isNull()
{
    return !QFile::exists(pathOf(m_name));
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const auto palette = QGuiApplication::palette();
    const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
    QColor color = palette.color(group, mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    if (m_tone && mode != QIcon::Disabled && mode != QIcon::Selected)
        color = toneColor(*m_tone, palette);
    QSvgRenderer(drawing(m_name, color)).render(painter, rect);
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    const auto palette = QGuiApplication::palette();
    const auto key = QStringLiteral("anchorage/%1/%2x%3/%4/%5/%6")
                         .arg(m_name)
                         .arg(size.width())
                         .arg(size.height())
                         .arg(mode)
                         .arg(m_tone ? static_cast<int>(*m_tone) : -1)
                         .arg(palette.color(QPalette::ButtonText).rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace anchorage::desktop
