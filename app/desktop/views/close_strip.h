// How the run ended, over all panes: its status, what went wrong with it, and the Close path. The details
// unfold below.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QFrame>

class QLabel;
class QTextBrowser;
class QToolButton;

namespace anchorage::desktop {

class CloseStrip : public QFrame {
    Q_OBJECT

public:
    explicit CloseStrip(Controller &controller, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    void refresh();

    Controller &m_controller;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_first; // failed object
    QToolButton *m_more;
    QToolButton *m_hide;
    QTextBrowser *m_details;
    bool m_coloring = false; // a change of the palette is its own
};

/// Exception with inner ones and stack, crash with signal, entries of unknown fate, the Close path: as a page.
QString endingHtml(const RunStory &story);

} // namespace anchorage::desktop
