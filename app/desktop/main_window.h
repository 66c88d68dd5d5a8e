// The window: puts panes, docks, menus and the status bar together, and keeps their state. Nothing else.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QMainWindow>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace anchorage::desktop {

class Actions;
class FileActions;
class NoticeBoard;
class RunActions;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Controller &controller, QWidget *parent = nullptr);
    ~MainWindow() override;

    FileActions &files() { return *m_files; }
    NoticeBoard &notices() { return *m_notices; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildConnector();
    void buildEditing();
    void buildColorSchemes();
    void buildStatusBar();
    void showWork(bool work); ///< the panes, or the first page alone
    void updateTitle();
    void restoreState();
    void saveState();
    /// A page in the middle.
    void addPage(QWidget *pane, const QString &icon, const QString &title);
    /// A dock that can be closed and moved; View gets its toggle.
    QDockWidget *addPane(QWidget *pane, const QString &title, Qt::DockWidgetArea area);

    Controller &m_controller;
    Actions *m_actions;
    FileActions *m_files = nullptr;
    RunActions *m_runActions = nullptr;
    NoticeBoard *m_notices = nullptr;
    QStackedWidget *m_middle;
    QTabWidget *m_pages;
    QByteArray m_layout; // of docks and toolbars, while the first page hides them
    bool m_closing = false; // nothing is unsaved any more
};

} // namespace anchorage::desktop
