// New, open, save, recent files, drag and drop, and the two questions a project can lead to: a secret that
// only a person knows, and whether a target may be written to.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace anchorage::desktop {

class Actions;

class FileActions : public QObject {
    Q_OBJECT

public:
    FileActions(Controller &controller, Actions &actions, QWidget *window);

    void openWithDialog();
    /// Asks about unsaved changes first.
    void openPath(const QString &path);
    /// Calls `then` when nothing is unsaved any more, or the person does not mind.
    void whenSaved(const std::function<void()> &then);
    static QStringList recentFiles(); ///< newest first, those that are still there
    /// The example that comes with Anchorage; empty: it is not installed.
    static QString exampleProject();

Q_SIGNALS:
    void recentFilesChanged();

private:
    void save(const std::function<void()> &then = {});
    void saveAs(const std::function<void()> &then = {});
    void remember(const QString &path);
    void fillRecent();
    void askForSecret(quint64 question, const QString &what);
    bool confirmTarget(const QString &target);
    bool eventFilter(QObject *watched, QEvent *event) override;

    Controller &m_controller;
    QWidget *m_window;
    QMenu *m_recent;
    std::function<void()> m_afterSave;
};

} // namespace anchorage::desktop
