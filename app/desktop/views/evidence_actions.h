// What leaves the bench: objects, journals, reports. And what comes before and after a run: the plan, and
// running again only what failed.
#pragma once

#include "app/desktop/controller/space_work.h"

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace anchorage::desktop {

class Actions;
class ObjectsPane;
class PlanWindow;

class EvidenceActions : public QObject {
    Q_OBJECT

public:
    EvidenceActions(Controller &controller, Actions &actions, const ObjectsPane &objects, QMainWindow *window);

private:
    void update();
    void exportObjects(bool selected);
    void saveJournal();
    void exportResults();
    void keepOnlyFailed();
    void showPlan();
    void told(const QString &text);

    Controller &m_controller;
    Actions &m_actions;
    const ObjectsPane &m_objects;
    QMainWindow *m_window;
    SpaceWork m_work;
    QPointer<PlanWindow> m_plan;
};

} // namespace anchorage::desktop
