// The Help menu: the documentation and who made this of what.
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace anchorage::desktop {

class Actions;
class HelpViewer;

class HelpActions : public QObject {
    Q_OBJECT

public:
    HelpActions(const Actions &actions, QWidget *window);
    /// Opens the viewer, or brings it to the front.
    void showPage(const QString &name);

private:
    void showAbout();

    QWidget *m_window;
    QPointer<HelpViewer> m_viewer;
};

} // namespace anchorage::desktop
