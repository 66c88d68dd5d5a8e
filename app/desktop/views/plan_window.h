// The pages of a plan, to read, search and copy.
#pragma once

#include "app/desktop/controller/plan_text.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace anchorage::desktop {

class PlanWindow : public QWidget {
    Q_OBJECT

public:
    explicit PlanWindow(QWidget *parent = nullptr);
    void show(const PlanText &plan);
    using QWidget::show;

private:
    void findNext();

    QLabel *m_summary;
    QLineEdit *m_search;
    QPlainTextEdit *m_text;
};

} // namespace anchorage::desktop
