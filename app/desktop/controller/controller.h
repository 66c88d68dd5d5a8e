// The one object that knows both the core and the window's panes. Panes read the document and the story,
// and ask the controller to act.
#pragma once

#include "app/desktop/controller/document.h"
#include "app/desktop/controller/places.h"
#include "app/desktop/controller/run_session.h"
#include "app/desktop/controller/task.h"

#include <QObject>

namespace anchorage::desktop {

class Controller : public QObject {
    Q_OBJECT

public:
    explicit Controller(QObject *parent = nullptr);
    ~Controller() override;

    Document &document() { return m_document; }
    RunSession &run() { return m_run; }
    RunStory &story() { return m_run.story(); }
    TaskList &tasks() { return m_tasks; }
    Places &places() { return m_places; }

    /// Something went wrong that no pane shows at its own place: the window puts it above everything.
    void report(const Error &error);

Q_SIGNALS:
    void failed(const QString &text);

private:
    Document m_document;
    Places m_places;
    RunSession m_run;
    TaskList m_tasks; // last: its workers end first
};

} // namespace anchorage::desktop
