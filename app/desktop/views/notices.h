// The two things the window offers by itself: unsaved work of a session that crashed, and a connector that
// changed on disk.
#pragma once

#include "app/desktop/controller/autosave.h"
#include "app/desktop/controller/file_watch.h"

#include <QObject>

namespace anchorage::desktop {

class FileActions;
class NoticeBoard;

/// Keep it as long as the window.
class RecoveryNotices : public QObject {
    Q_OBJECT

public:
    RecoveryNotices(Autosave &autosave, FileActions &files, NoticeBoard &board);
};

class ReloadNotice : public QObject {
    Q_OBJECT

public:
    ReloadNotice(Controller &controller, NoticeBoard &board);

private:
    void offer(const QString &file, const QString &whyNot = {});
    void reload(const QString &file);

    Controller &m_controller;
    NoticeBoard &m_board;
    FileWatch m_watch;
};

} // namespace anchorage::desktop
