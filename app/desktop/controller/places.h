// Jumping between panes in every direction: result, entry, call, log line, finding. A pane that has such
// a place listens; who wants to go there only says where.
#pragma once

#include "core/space/space.h"

#include <QObject>
#include <QString>

namespace anchorage::desktop {

class Places : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// An object of the document's space: objects table and entry pane. `attribute` may be empty.
    void showObject(space::ObjectIndex object, const QString &attribute = {}) { Q_EMIT objectWanted(object, attribute); }
    /// Indexes of the run's story.
    void showHandOver(std::size_t handOver) { Q_EMIT handOverWanted(handOver); }
    void showCall(std::size_t call) { Q_EMIT callWanted(call); }
    void showLine(std::size_t line) { Q_EMIT lineWanted(line); }
    void showFinding(std::size_t finding) { Q_EMIT findingWanted(finding); }
    /// The object that a person looks at now, wherever: the entry pane follows.
    void setCurrentObject(space::ObjectIndex object) { Q_EMIT currentObjectChanged(object); }

Q_SIGNALS:
    void objectWanted(anchorage::space::ObjectIndex object, const QString &attribute);
    void handOverWanted(std::size_t handOver);
    void callWanted(std::size_t call);
    void lineWanted(std::size_t line);
    void findingWanted(std::size_t finding);
    void currentObjectChanged(anchorage::space::ObjectIndex object);
};

} // namespace anchorage::desktop
