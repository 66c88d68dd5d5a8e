// The list of breakpoints: what "Run to break" stops at. Kept in the settings, as they are typed.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace anchorage::desktop {

class BreakpointsPane : public QWidget {
    Q_OBJECT

public:
    explicit BreakpointsPane(Controller &controller, QWidget *parent = nullptr);

    /// As on the command line: "dn:^cn=ann". False: it is none, and the reason is shown.
    bool add(const QString &typed, bool enabled = true);

private:
    void kindChanged();
    void addTyped();
    void removeSelected();
    void apply();
    void restore();
    void markHit();

    Controller &m_controller;
    QComboBox *m_kind;
    QLineEdit *m_condition;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_error;
    QListWidget *m_list;
};

} // namespace anchorage::desktop
