#include "app/desktop/views/plan_window.h"

#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace anchorage::desktop {

PlanWindow::PlanWindow(QWidget *parent)
    : QWidget(parent, Qt::Window), m_summary(new QLabel), m_search(new QLineEdit), m_text(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("planWindow"));
    setWindowTitle(tr("Plan"));
    resize(960, 640);
    m_summary->setObjectName(QStringLiteral("planSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_search->setObjectName(QStringLiteral("planSearch"));
    m_search->setPlaceholderText(tr("Find in the plan: Enter goes to the next place"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Find in the plan"));
    m_text->setObjectName(QStringLiteral("planText"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Pages of the plan"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_search);
    layout->addWidget(m_text, 1);
    connect(m_search, &QLineEdit::returnPressed, this, &PlanWindow::findNext);
}

void PlanWindow::show(const PlanText &plan)
{
    auto summary = tr("If every answer were success: %1.").arg(plan.summary);
    if (plan.leftOut > 0)
        summary += QLatin1Char(' ')
            + tr("%n more line(s) are not shown here; anchorage-cli plan prints all of them.", nullptr,
                 static_cast<int>(plan.leftOut));
    m_summary->setText(summary);
    m_text->setPlainText(plan.text);
    show();
    raise();
    activateWindow();
}

void PlanWindow::findNext()
{
    if (m_search->text().isEmpty() || m_text->find(m_search->text()))
        return;
    m_text->moveCursor(QTextCursor::Start); // once round
    m_text->find(m_search->text());
}

} // namespace anchorage::desktop
