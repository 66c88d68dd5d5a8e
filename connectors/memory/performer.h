// Acts a scripted mishap out: waits, prints, crashes or throws.
#pragma once

#include "connectors/memory/answer_script.h"
#include "connectors/sdk/connector.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace anchorage::memory {

class Performer {
public:
    /// `lock` is released while a delay waits, so that Close can come in beside it.
    void perform(const Mishap &mishap, const sdk::Host &host, std::unique_lock<std::mutex> &lock);
    /// Close ends a delay; a hang stays one.
    void close();
    bool isClosed() const { return m_closed; }

private:
    std::atomic<bool> m_closed = false;
    std::condition_variable m_closing;
};

} // namespace anchorage::memory
