// Before a reload: what it does, at which page, and that the target is not rolled back.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QDialog>

class QComboBox;

namespace anchorage::desktop {

class ReloadDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReloadDialog(Controller &controller, QWidget *parent = nullptr);
    void accept() override;

private:
    QString words() const;
    void fillPages();

    Controller &m_controller;
    QComboBox *m_pages; ///< of the run that is over
};

} // namespace anchorage::desktop
