// The connector's file on disk: a build puts a new one in its place while the bench is open.
#pragma once

#include "app/desktop/controller/document.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace anchorage::desktop {

class FileWatch : public QObject {
    Q_OBJECT

public:
    explicit FileWatch(const Document &document, QObject *parent = nullptr);
    const QString &file() const { return m_file; } ///< absolute; empty: the connector is no file of the project

Q_SIGNALS:
    /// It is another one now, complete or not: a build may still write.
    void changed(const QString &file);

private:
    struct Stamp {
        QDateTime time;
        qint64 size = -1;
        bool operator==(const Stamp &) const = default;
    };
    Stamp stamp() const;
    void follow();
    void watch();
    void look();

    const Document &m_document;
    QString m_file;
    Stamp m_stamp;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet; // builds write in many steps
};

} // namespace anchorage::desktop
