// Del in a list of its own: the window has another meaning for the key, and of two neither would be done.
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace anchorage::desktop {

class DeleteKey : public QObject {
    Q_OBJECT

public:
    /// Belongs to the widget. Does `work` when Del is pressed while the widget has the focus.
    DeleteKey(QWidget *widget, std::function<void()> work);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::function<void()> m_work;
};

} // namespace anchorage::desktop
