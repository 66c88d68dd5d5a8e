// Draws one SVG of resources/icons in a colour of the palette: one file serves dark, light and disabled.
#pragma once

#include "app/desktop/views/theme.h"

#include <QIconEngine>

#include <optional>

namespace anchorage::desktop {

class IconEngine : public QIconEngine {
public:
    IconEngine(const QString &name, std::optional<Tone> tone) : m_name(name), m_tone(tone) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override { return new IconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override;

private:
    QString m_name;
    std::optional<Tone> m_tone;
};

} // namespace anchorage::desktop
