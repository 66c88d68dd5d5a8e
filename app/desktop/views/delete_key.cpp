#include "app/desktop/views/delete_key.h"

#include <QEvent>
#include <QKeyEvent>
#include <QWidget>

#include <utility>

namespace anchorage::desktop {

DeleteKey::DeleteKey(QWidget *widget, std::function<void()> work) : QObject(widget), m_work(std::move(work))
{
    widget->installEventFilter(this);
}

bool DeleteKey::eventFilter(QObject *watched, QEvent *event)
{
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (!asked && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): by its type
    if (key->key() != Qt::Key_Delete || key->modifiers() != Qt::NoModifier)
        return QObject::eventFilter(watched, event);
    if (asked)
        event->accept(); // it comes as a key press then, and is nobody's shortcut
    else
        m_work();
    return true;
}

} // namespace anchorage::desktop
