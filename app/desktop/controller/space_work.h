// An edit of the space that takes its time: computed in a worker from a snapshot, taken over as one step
// of undo. When somebody edited meanwhile it is computed anew from what is there then: no edit is lost.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/edits.h"

#include <QObject>
#include <QString>

#include <functional>

namespace anchorage::desktop {

class SpaceWork : public QObject {
    Q_OBJECT

public:
    /// For a worker: values only. May be called more than once.
    using Work = std::function<Result<SpaceEdit>(const space::Space &before, TaskControl &control)>;

    explicit SpaceWork(Controller &controller, QObject *parent = nullptr);
    /// An error goes to Controller::report(), a success to done(), unless it changes nothing and has
    /// nothing to tell; both to `ended`.
    void start(const QString &title, const Work &work, const std::function<void(bool edited)> &ended = {});

Q_SIGNALS:
    void done(const anchorage::desktop::SpaceEdit &edit);

private:
    Controller &m_controller;
};

} // namespace anchorage::desktop
