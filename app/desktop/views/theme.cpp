#include "app/desktop/views/theme.h"

#include "app/desktop/views/bench_style.h"
#include "app/desktop/views/icon_engine.h"

#include <QApplication>

namespace anchorage::desktop {
namespace {

struct Shades {
    QRgb light;
    QRgb dark;
};

Shades shadesOf(Tone tone)
{
    switch (tone) {
    case Tone::Add:
        return {0xff1a7f37, 0xff6cc986};
    case Tone::Update:
        return {0xff0b5cad, 0xff79b8ff};
    case Tone::Rename:
        return {0xff6639ba, 0xffc4a5ff};
    case Tone::Delete:
        return {0xffa0410d, 0xfff0a070};
    case Tone::Good:
        return {0xff1a7f37, 0xff6cc986};
    case Tone::Again:
        return {0xff7a5200, 0xffe5c07b};
    case Tone::Bad:
        return {0xffb3261e, 0xffff8b82};
    case Tone::Fatal:
        return {0xff8e0038, 0xffff7aa8};
    case Tone::Unknown:
        return {0xff6b5f00, 0xffd9cf66};
    case Tone::Muted:
        return {0xff5f6670, 0xff9aa3ad};
    case Tone::Notice:
        return {0xff006a78, 0xff63cfdf};
    }
    return {0xff000000, 0xffffffff};
}

QPalette scheme(QRgb window, QRgb base, QRgb alternate, QRgb text, QRgb button, QRgb highlight, QRgb highlighted, QRgb link)
{
    QPalette colors;
    colors.setColor(QPalette::Window, QColor(window));
    colors.setColor(QPalette::WindowText, QColor(text));
    colors.setColor(QPalette::Base, QColor(base));
    colors.setColor(QPalette::AlternateBase, QColor(alternate));
    colors.setColor(QPalette::Text, QColor(text));
    colors.setColor(QPalette::Button, QColor(button));
    colors.setColor(QPalette::ButtonText, QColor(text));
    colors.setColor(QPalette::BrightText, Qt::white);
    colors.setColor(QPalette::ToolTipBase, QColor(alternate));
    colors.setColor(QPalette::ToolTipText, QColor(text));
    colors.setColor(QPalette::Highlight, QColor(highlight));
    colors.setColor(QPalette::HighlightedText, QColor(highlighted));
    colors.setColor(QPalette::Link, QColor(link));
    colors.setColor(QPalette::LinkVisited, QColor(link));
    const bool dark = QColor(window).lightness() < 128;
    colors.setColor(QPalette::Light, QColor(button).lighter(dark ? 130 : 108));
    colors.setColor(QPalette::Midlight, QColor(button).lighter(dark ? 115 : 104));
    colors.setColor(QPalette::Mid, QColor(button).darker(dark ? 120 : 130));
    colors.setColor(QPalette::Dark, QColor(button).darker(dark ? 150 : 160));
    colors.setColor(QPalette::Shadow, Qt::black);
    const QColor faint = dark ? QColor(0xff8a929b) : QColor(0xff6a717a);
    colors.setColor(QPalette::PlaceholderText, faint);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colors.setColor(QPalette::Disabled, role, dark ? QColor(0xff747b84) : QColor(0xff8b929b));
    return colors;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const auto shades = shadesOf(tone);
    return QColor::fromRgb(isDark(palette) ? shades.dark : shades.light);
}

QColor toneColor(Tone tone)
{
    return toneColor(tone, QGuiApplication::palette());
}

QColor toneGround(Tone tone, const QPalette &palette)
{
    const auto ground = palette.color(QPalette::Base);
    const auto color = toneColor(tone, palette);
    const auto mix = [](int a, int b) { return (a * 5 + b) / 6; };
    return {mix(ground.red(), color.red()), mix(ground.green(), color.green()), mix(ground.blue(), color.blue())};
}

QIcon icon(const QString &name)
{
    return QIcon(new IconEngine(name, {}));
}

QIcon icon(const QString &name, Tone tone)
{
    return QIcon(new IconEngine(name, tone));
}

QPalette palette(ColorScheme wanted)
{
    static const QPalette system = QGuiApplication::palette();
    switch (wanted) {
    case ColorScheme::Light:
        return scheme(0xfff3f4f6, 0xffffffff, 0xfff6f8fa, 0xff1f2328, 0xffe9ebee, 0xff2f6feb, 0xffffffff, 0xff0b5cad);
    case ColorScheme::Dark:
        return scheme(0xff25282d, 0xff1c1f23, 0xff23272c, 0xffe3e6ea, 0xff31353b, 0xff2d5fa8, 0xffffffff, 0xff79b8ff);
    case ColorScheme::System:
        break;
    }
    // A desktop environment without a theme of its own gives Qt's grey default: ours is calmer.
    return palette(isDark(system) ? ColorScheme::Dark : ColorScheme::Light);
}

void applyColorScheme(ColorScheme wanted)
{
    QApplication::setStyle(new BenchStyle);
    QApplication::setPalette(palette(wanted));
}

} // namespace anchorage::desktop
