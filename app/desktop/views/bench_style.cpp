#include "app/desktop/views/bench_style.h"

#include "app/desktop/views/theme.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QStyleOption>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr int cellMargin = 6; // beside the words of cells and of headers alike: they stand in one line

/// Its tab has its name.
bool standsInATab(const QWidget *widget)
{
    auto *dock = qobject_cast<QDockWidget *>(const_cast<QWidget *>(widget)); // only asked
    const auto *window = dock != nullptr && !dock->isFloating() ? qobject_cast<QMainWindow *>(dock->parentWidget()) : nullptr;
    if (window == nullptr)
        return false;
    const auto others = window->tabifiedDockWidgets(dock);
    return std::any_of(others.begin(), others.end(), [](const QDockWidget *other) { return !other->isHidden(); });
}

} // namespace

BenchStyle::BenchStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

int BenchStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_HeaderMargin)
        return cellMargin;
    if (metric == PM_FocusFrameHMargin)
        return cellMargin - 1; // item views add one
    return QProxyStyle::pixelMetric(metric, option, widget);
}

void BenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (const auto *button = box ? qstyleoption_cast<const QStyleOptionButton *>(option) : nullptr;
        button != nullptr && isDark(option->palette)) {
        // Fusion's outline is a darker window: invisible where the window is dark already.
        QStyleOptionButton seen(*button);
        seen.palette.setColor(QPalette::Window, QColor(0xffa4acb5));
        return QProxyStyle::drawPrimitive(element, &seen, painter, widget);
    }
    if (const auto *item = box ? qstyleoption_cast<const QStyleOptionViewItem *>(option) : nullptr;
        item != nullptr && isDark(option->palette)) {
        QStyleOptionViewItem seen(*item);
        seen.palette.setColor(QPalette::Window, QColor(0xffa4acb5));
        return QProxyStyle::drawPrimitive(element, &seen, painter, widget);
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void BenchStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *title = element == CE_DockWidgetTitle ? qstyleoption_cast<const QStyleOptionDockWidget *>(option) : nullptr;
    if (title != nullptr && standsInATab(widget)) {
        QStyleOptionDockWidget named(*title);
        named.title.clear();
        return QProxyStyle::drawControl(element, &named, painter, widget);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

} // namespace anchorage::desktop
