#include "app/desktop/controller/task.h"

#include <QThread>

#include <algorithm>

namespace anchorage::desktop {

TaskList::TaskList(QObject *parent) : QObject(parent)
{
    // A filter must not wait behind a long load.
    m_pool.setMaxThreadCount(std::max(3, QThread::idealThreadCount()));
}

TaskList::~TaskList()
{
    cancelAll();
    m_pool.waitForDone();
}

void TaskList::cancel(TaskId id)
{
    const auto task = std::find_if(m_tasks.begin(), m_tasks.end(), [id](const TaskState &state) { return state.id == id; });
    if (task != m_tasks.end())
        task->control->cancel();
}

void TaskList::cancelAll()
{
    for (const auto &task : m_tasks)
        task.control->cancel();
}

TaskId TaskList::enter(const QString &title, std::shared_ptr<TaskControl> control)
{
    m_tasks.push_back({++m_last, title, std::move(control)});
    Q_EMIT changed();
    return m_last;
}

void TaskList::leave(TaskId id)
{
    std::erase_if(m_tasks, [id](const TaskState &state) { return state.id == id; });
    Q_EMIT changed();
}

} // namespace anchorage::desktop
