// An edit of the space that takes its time: computed in a worker from a snapshot, taken over as one step
// of undo. When somebody edited meanwhile it is computed anew from what is there then: no edit is lost.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace anchorage::desktop {

struct SpaceEdit {
    space::Space after;
    SpaceChange change;
    QString text; ///< of the undo step
    QString told = {}; ///< what a person gets to read when it is done
};

class SpaceWork : public QObject {
    Q_OBJECT

public:
    /// For a worker: values only. May be called more than once.
    using Work = std::function<Result<SpaceEdit>(const space::Space &before, TaskControl &control)>;

    explicit SpaceWork(Controller &controller, QObject *parent = nullptr);
    /// An error goes to Controller::report(), the end to done().
    void start(const QString &title, const Work &work);

Q_SIGNALS:
    void done(const anchorage::desktop::SpaceEdit &edit);

private:
    Controller &m_controller;
    std::uint64_t m_revision = 0; // of the document's space
};

} // namespace anchorage::desktop
