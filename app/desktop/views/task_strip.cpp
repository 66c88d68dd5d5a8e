#include "app/desktop/views/task_strip.h"

#include "app/desktop/views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace anchorage::desktop {
namespace {

constexpr int refreshInterval = 150; // ms
constexpr int steps = 1000;

} // namespace

TaskStrip::TaskStrip(TaskList &tasks, QWidget *parent)
    : QWidget(parent), m_tasks(tasks), m_title(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton)
{
    setObjectName(QStringLiteral("taskStrip"));
    m_bar->setFixedWidth(140);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("taskCancel"));
    m_cancel->setIcon(icon(QStringLiteral("stop")));
    m_cancel->setAutoRaise(true);
    m_cancel->setToolTip(tr("Stop this work"));
    m_cancel->setAccessibleName(tr("Stop this work"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    m_timer.setInterval(refreshInterval);
    connect(&m_timer, &QTimer::timeout, this, &TaskStrip::refresh);
    connect(&m_tasks, &TaskList::changed, this, &TaskStrip::changed);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_tasks.idle())
            m_tasks.cancel(m_tasks.tasks().front().id);
    });
    hide();
}

void TaskStrip::changed()
{
    if (m_tasks.idle()) {
        m_timer.stop();
        hide();
    } else if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void TaskStrip::refresh()
{
    if (m_tasks.idle())
        return;
    const auto &task = m_tasks.tasks().front();
    const auto more = m_tasks.tasks().size() - 1;
    m_title->setText(more == 0 ? task.title : tr("%1 (and %2 more)").arg(task.title).arg(more));
    const auto total = task.control->total();
    m_bar->setRange(0, total == 0 ? 0 : steps);
    if (total > 0)
        m_bar->setValue(static_cast<int>(task.control->done() * steps / total));
    show();
}

} // namespace anchorage::desktop
