// Is the event loop processed all the time? A thread posts an event, waits until it was processed, and keeps
// the longest time that took. Tests of hangs and of a million rows fail at 250 ms (issue 4). Where the operating
// system tells it, the time in which the thread only waited for a processor does not count: other programs had it.
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#ifdef __linux__
#include <unistd.h>
#endif

namespace anchorage::test {

class EventLoopProbe : public QObject {
public:
    static constexpr std::chrono::milliseconds limit{250};

    EventLoopProbe()
    {
        m_thread = std::thread([this] { probe(); });
    }
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
            longest = std::max(longest, waited());
        return std::chrono::duration_cast<std::chrono::milliseconds>(longest);
    }
    /// The same, and from now on it is counted anew. In the thread of the event loop.
    std::chrono::milliseconds takeLongest()
    {
        const auto longest = this->longest();
        const std::scoped_lock lock(m_mutex);
        m_longest = {};
        m_posted = std::chrono::steady_clock::now();
        m_queued = queued();
        return longest;
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const std::scoped_lock lock(m_mutex);
        m_longest = std::max(m_longest, waited());
        m_waiting = false;
        m_processed.notify_all();
        return true;
    }

private:
    using Duration = std::chrono::steady_clock::duration;

    Duration waited() const { return std::chrono::steady_clock::now() - m_posted - (queued() - m_queued); }
    /// For how long the watched thread could have run, but got no processor.
    Duration queued() const
    {
#ifdef __linux__
        std::ifstream in(m_place);
        long long running = 0;
        long long waiting = 0;
        if (in >> running >> waiting)
            return std::chrono::nanoseconds(waiting);
#endif
        return {};
    }
    static std::string place()
    {
#ifdef __linux__
        return "/proc/self/task/" + std::to_string(gettid()) + "/schedstat";
#else
        return {};
#endif
    }

    void probe()
    {
        while (!m_done) {
            {
                std::unique_lock lock(m_mutex);
                m_posted = std::chrono::steady_clock::now();
                m_queued = queued();
                m_waiting = true;
                QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
                m_processed.wait(lock, [this] { return !m_waiting || m_done; });
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    const std::string m_place = place(); // of the thread that made the probe
    mutable std::mutex m_mutex;
    std::condition_variable m_processed;
    std::chrono::steady_clock::time_point m_posted;
    Duration m_queued{0};
    Duration m_longest{0};
    bool m_waiting = false;
    std::atomic<bool> m_done{false};
    std::thread m_thread;
};

} // namespace anchorage::test
