// The connector: which one, what it says of itself, what that means for an export, and its parameters.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTreeWidget;

namespace anchorage::desktop {

class Actions;

class ConnectorPane : public QWidget {
    Q_OBJECT

public:
    ConnectorPane(Controller &controller, Actions &actions, QWidget *parent = nullptr);

private:
    void fillChoices();
    void choose(const QString &text);
    void refresh();
    QWidget *buildAbout();

    Controller &m_controller;
    QComboBox *m_choice;
    QLabel *m_about = nullptr;
    QLabel *m_meaning = nullptr; // of the selected capability
    QTreeWidget *m_capabilities = nullptr;
    QLabel *m_problem;
};

} // namespace anchorage::desktop
