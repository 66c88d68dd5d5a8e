// The run settings of the project, and page size and export type of its step. One row a setting, built from
// the settings' own table: what the command line takes with --set.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace anchorage::desktop {

class RunSettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit RunSettingsDialog(Controller &controller, QWidget *parent = nullptr);

private:
    struct Field {
        std::string name;
        QWidget *editor; // check box, combo box or line edit
    };
    QWidget *buildStep();
    QWidget *buildSettings();
    QWidget *editorFor(std::string_view name, std::string_view expected);
    std::string valueOf(const Field &field) const;
    bool read(RunSettings &settings); ///< false: the first wrong value is shown
    void showStep();
    void accept() override;

    Controller &m_controller;
    QComboBox *m_step;
    QComboBox *m_exportType;
    QSpinBox *m_pageSize;
    QLabel *m_error;
    QDialogButtonBox *m_buttons;
    std::vector<Field> m_fields;
};

} // namespace anchorage::desktop
