// Jumping between panes: what one jumps to must be seen.
#pragma once

class QWidget;

namespace anchorage::desktop {

/// Opens the docks and chooses the tabs that the widget is in.
void bringForward(QWidget *widget);

} // namespace anchorage::desktop
