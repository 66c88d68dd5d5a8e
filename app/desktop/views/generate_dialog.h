// How many objects of which kind are to be generated.
#pragma once

#include "app/desktop/controller/generate.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace anchorage::desktop {

class GenerateDialog : public QDialog {
    Q_OBJECT

public:
    GenerateDialog(const Schema &schema, const space::Space &space, QWidget *parent = nullptr);
    GenerateWish wish() const;

private:
    void update();

    QSpinBox *m_count;
    QSpinBox *m_seed;
    QComboBox *m_type;
    QSpinBox *m_groups;
    QLineEdit *m_container;
    QCheckBox *m_worldNames;
    QCheckBox *m_references;
};

} // namespace anchorage::desktop
