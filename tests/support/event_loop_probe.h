// Is the event loop processed all the time? A thread posts an event, waits until it was processed, and keeps
// the longest time that took. Tests of hangs and of a million rows fail at 250 ms (issue 4).
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace anchorage::test {

class EventLoopProbe : public QObject {
public:
    static constexpr std::chrono::milliseconds limit{250};

    EventLoopProbe() : m_thread([this] { probe(); }) { }
    ~EventLoopProbe() override
    {
        m_done = true;
        m_processed.notify_all();
        m_thread.join();
    }

    /// The longest wait so far, the running one included.
    std::chrono::milliseconds longest() const
    {
        const std::scoped_lock lock(m_mutex);
        auto longest = m_longest;
        if (m_waiting)
            longest = std::max(longest, std::chrono::steady_clock::now() - m_posted);
        return std::chrono::duration_cast<std::chrono::milliseconds>(longest);
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const std::scoped_lock lock(m_mutex);
        m_longest = std::max(m_longest, std::chrono::steady_clock::now() - m_posted);
        m_waiting = false;
        m_processed.notify_all();
        return true;
    }

private:
    void probe()
    {
        while (!m_done) {
            {
                std::unique_lock lock(m_mutex);
                m_posted = std::chrono::steady_clock::now();
                m_waiting = true;
                QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
                m_processed.wait(lock, [this] { return !m_waiting || m_done; });
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_processed;
    std::chrono::steady_clock::time_point m_posted;
    std::chrono::steady_clock::duration m_longest{0};
    bool m_waiting = false;
    std::atomic<bool> m_done{false};
    std::thread m_thread;
};

} // namespace anchorage::test
