// Colours and icons. Everything follows the palette of the moment: what is drawn after a change between
// dark and light is right without being told.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace anchorage::desktop {

/// What a colour means. Never the only sign: a word or symbol stands beside it.
enum class Tone : unsigned char {
    Add,
    Update,
    Rename,
    Delete,
    Good, ///< accepted, success
    Again, ///< comes again in a later pass
    Bad, ///< object error, exception
    Fatal, ///< stops the run, crash
    Unknown, ///< sent, fate unknown
    Muted, ///< not changed, not sent, secondary
    Notice, ///< finding, edited in flight, injected
};

bool isDark(const QPalette &palette);
/// Contrast at least 4.5:1 on the palette's base.
QColor toneColor(Tone tone, const QPalette &palette);
QColor toneColor(Tone tone); ///< with the application's palette
/// A faint ground of the same tone for rows and strips; text on it keeps the palette's text colour.
QColor toneGround(Tone tone, const QPalette &palette);

/// One of resources/icons by its name without suffix, in the palette's text colour, or in a tone.
QIcon icon(const QString &name);
QIcon icon(const QString &name, Tone tone);

enum class ColorScheme : unsigned char { System, Light, Dark };
/// Fusion with our palettes; System keeps what the desktop environment asks for.
void applyColorScheme(ColorScheme scheme);
QPalette palette(ColorScheme scheme);

} // namespace anchorage::desktop
