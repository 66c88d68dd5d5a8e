// Long work off the GUI thread, with progress and cancel: load, filter, sort, validate, generate, export.
// The work gets values only (a snapshot of the space, a filter): it never sees a QObject of the GUI.
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace anchorage::desktop {

/// What the work sees of its task. Thread-safe.
class TaskControl {
public:
    bool cancelled() const { return m_cancelled.load(std::memory_order_relaxed); }
    /// `total` 0: not known.
    void progress(std::uint64_t done, std::uint64_t total)
    {
        m_done.store(done, std::memory_order_relaxed);
        m_total.store(total, std::memory_order_relaxed);
    }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    std::uint64_t done() const { return m_done.load(std::memory_order_relaxed); }
    std::uint64_t total() const { return m_total.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled{false};
    std::atomic<std::uint64_t> m_done{0};
    std::atomic<std::uint64_t> m_total{0};
};

/// Gives a large value away: a million objects or hand-overs are freed in a worker.
template <typename T> void letGo(T value)
{
    auto held = std::make_shared<T>(std::move(value));
    QThreadPool::globalInstance()->start([held = std::move(held)]() mutable { held.reset(); });
}

using TaskId = std::uint64_t;

struct TaskState {
    TaskId id = 0;
    QString title;
    std::shared_ptr<TaskControl> control;
};

/// The tasks that are running. Lives in the GUI thread.
class TaskList : public QObject {
    Q_OBJECT

public:
    explicit TaskList(QObject *parent = nullptr);
    ~TaskList() override; ///< cancels all and waits

    /// Runs `work` in a worker. `done` gets its result in the GUI thread, unless `receiver` is gone by then;
    /// after cancel() it gets Error Cancelled, whatever the work still gave.
    template <typename T>
    TaskId start(const QString &title, std::function<Result<T>(TaskControl &)> work, QObject *receiver,
                 std::function<void(Result<T>)> done)
    {
        auto control = std::make_shared<TaskControl>();
        const auto id = enter(title, control);
        m_pool.start([this, id, control, work = std::move(work), guard = QPointer<QObject>(receiver), done = std::move(done)] {
            auto result = std::make_shared<Result<T>>(work(*control));
            QMetaObject::invokeMethod(
                this,
                [this, id, control, result, guard, done] {
                    leave(id);
                    if (control->cancelled())
                        *result = fail(ErrorCode::Cancelled, "cancelled");
                    if (guard)
                        done(std::move(*result));
                },
                Qt::QueuedConnection);
        });
        return id;
    }

    /// Nothing happens when it is over already.
    void cancel(TaskId id);
    void cancelAll();
    const std::vector<TaskState> &tasks() const { return m_tasks; }
    bool idle() const { return m_tasks.empty(); }

Q_SIGNALS:
    /// One began or ended. Progress is asked for, not told.
    void changed();

private:
    TaskId enter(const QString &title, std::shared_ptr<TaskControl> control);
    void leave(TaskId id);

    QThreadPool m_pool;
    std::vector<TaskState> m_tasks;
    TaskId m_last = 0;
};

} // namespace anchorage::desktop
