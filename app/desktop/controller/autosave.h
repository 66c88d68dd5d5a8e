// Unsaved work kept apart from the project's own files, so that a crash takes little of it. Each session
// has its files and a lock; what a session that is gone left is offered at the next start.
//   <session>.lock, <session>.json (which project, when, its text), <session>.<n>.space.json (the objects)
#pragma once

#include "app/desktop/controller/controller.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

class QLockFile;

namespace anchorage::desktop {

class Autosave : public QObject {
    Q_OBJECT

public:
    static constexpr int shortestPause = 5'000; ///< ms from an edit to the write; longer where writes take long

    /// What a crash left.
    struct Left {
        QString session;
        QString projectFile; ///< empty: never saved
        QDateTime kept;
    };

    static QString defaultFolder();
    Autosave(Controller &controller, const QString &folder, QObject *parent = nullptr);
    /// An orderly end: nothing to recover.
    ~Autosave() override;

    /// Of sessions that do not live any more; no other session is offered these from now on.
    std::vector<Left> left();
    /// The project as it was saved, with the unsaved changes as edits on top: undo leads to the saved one. The caller has
    /// asked about what is open now.
    void recover(const Left &left);
    void discard(const Left &left);
    /// Now instead of after the pause. Returns before it is written.
    void write();
    /// Until everything is written; for tests.
    void wait() { m_writers.waitForDone(); }

Q_SIGNALS:
    /// Unsaved work cannot be kept: said once.
    void unable(const QString &why);
    void written(qint64 took, const QString &why); ///< by a worker, for this object only

private:
    void edited();
    void wrote(qint64 took, const QString &why); ///< `took` ms; `why` empty: it worked
    void clear();
    QString place(const QString &name) const { return m_folder + QLatin1Char('/') + name; }

    Controller &m_controller;
    QString m_folder;
    QString m_session;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<std::unique_ptr<QLockFile>> m_taken; // of sessions that were offered here
    QTimer m_pause;
    QThreadPool m_writers; // one thread: what comes later is written later
    quint64 m_number = 0; // of the space's file
    qint64 m_lastTook = 0; // ms
    bool m_writing = false;
    bool m_again = false; // edited while it was written
    bool m_told = false;
};

} // namespace anchorage::desktop
