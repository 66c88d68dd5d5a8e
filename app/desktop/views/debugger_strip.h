// While Open waits for a debugger: the process, how to attach to it, and the way on.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace anchorage::desktop {

class Actions;

/// How to attach to the process of a connector: a title and what to type or choose there.
struct AttachWay {
    QString title;
    QString text;
};
std::vector<AttachWay> attachWays(const connector::ConnectorLocation &connector, std::int64_t pid);

class DebuggerStrip : public QFrame {
    Q_OBJECT

public:
    DebuggerStrip(Controller &controller, Actions &actions, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    void refresh();
    void fillWays();
    void paint();

    Controller &m_controller;
    QLabel *m_text;
    QWidget *m_ways = nullptr;
    QVBoxLayout *m_layout;
    std::int64_t m_pid = 0; ///< shown
};

/// Connector > Wait for a debugger: the project's setting as a tick.
void bindWaitForDebugger(Controller &controller, Actions &actions);

} // namespace anchorage::desktop
