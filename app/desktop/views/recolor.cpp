#include "app/desktop/views/recolor.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace anchorage::desktop {
namespace {

class RecolorWatch : public QObject {
public:
    RecolorWatch(QWidget *widget, std::function<void()> redo) : QObject(widget), m_redo(std::move(redo)) { }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // Later: the widget's children have the new colours then too.
        if (event->type() == QEvent::PaletteChange)
            QMetaObject::invokeMethod(this, m_redo, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_redo;
};

} // namespace

void whenRecolored(QWidget *widget, std::function<void()> redo)
{
    widget->installEventFilter(new RecolorWatch(widget, std::move(redo)));
}

} // namespace anchorage::desktop
