// For colours that were put into items or pages: they do not change with the scheme by themselves.
#pragma once

#include <functional>

class QWidget;

namespace anchorage::desktop {

/// Calls `redo` after `widget` went from light to dark or back.
void whenRecolored(QWidget *widget, std::function<void()> redo);

} // namespace anchorage::desktop
