#include "app/desktop/views/bring_forward.h"

#include <QDockWidget>
#include <QTabWidget>

namespace anchorage::desktop {

void bringForward(QWidget *widget)
{
    for (auto *inner = widget; inner != nullptr && inner->parentWidget() != nullptr; inner = inner->parentWidget()) {
        if (auto *dock = qobject_cast<QDockWidget *>(inner->parentWidget())) {
            dock->show();
            dock->raise();
        } else if (auto *tabs = qobject_cast<QTabWidget *>(inner->parentWidget()->parentWidget())) {
            // Between a page and its tabs stands their stack.
            if (tabs->indexOf(inner) >= 0)
                tabs->setCurrentWidget(inner);
        }
    }
}

} // namespace anchorage::desktop
