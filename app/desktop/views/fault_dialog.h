// Faults of the bench, provoked at an entry of the run with any connector: throw, hang, kill, garbage.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QDialog>

class QComboBox;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace anchorage::desktop {

class FaultDialog : public QDialog {
    Q_OBJECT

public:
    explicit FaultDialog(Controller &controller, QWidget *parent = nullptr);

private:
    void planFault();
    void removeSelected();
    void list(const std::vector<run::Fault> &faults);
    void update();

    Controller &m_controller;
    QComboBox *m_kind;
    QComboBox *m_exception;
    QSpinBox *m_entry;
    QListWidget *m_planned;
    QPushButton *m_plan;
    QPushButton *m_remove;
};

} // namespace anchorage::desktop
