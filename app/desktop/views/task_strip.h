// The work that is going on, in the status bar: what, how far, and a button that stops it.
#pragma once

#include "app/desktop/controller/task.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace anchorage::desktop {

class TaskStrip : public QWidget {
    Q_OBJECT

public:
    explicit TaskStrip(TaskList &tasks, QWidget *parent = nullptr);

private:
    void changed();
    void refresh();

    TaskList &m_tasks;
    QTimer m_timer;
    QLabel *m_title;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
};

} // namespace anchorage::desktop
