// Fusion with room between the columns of tables, check boxes that can be seen on a dark ground, and docks in tabs
// that are named once.
#pragma once

#include <QProxyStyle>

namespace anchorage::desktop {

class BenchStyle : public QProxyStyle {
    Q_OBJECT

public:
    BenchStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
};

} // namespace anchorage::desktop
