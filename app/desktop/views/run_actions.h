// The stepping toolbar: actions of the Run menu on their way to the run, enabled as its state table says.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QObject>

class QMenu;
class QToolBar;

namespace anchorage::desktop {

class Actions;

class RunActions : public QObject {
    Q_OBJECT

public:
    RunActions(Controller &controller, Actions &actions, QWidget *window);
    ~RunActions() override;

    /// For the window to place.
    QToolBar *toolBar() const { return m_bar; }

private:
    void bind(const char *action, const run::Control &control);
    void buildCloseMenu(QWidget *window);
    void buildDialogs(QWidget *window);
    void update();

    struct Bound {
        QString action;
        run::Control control;
    };
    Controller &m_controller;
    Actions &m_actions;
    std::vector<Bound> m_bound;
    QMenu *m_closeMenu = nullptr;
    QToolBar *m_bar = nullptr;
};

} // namespace anchorage::desktop
