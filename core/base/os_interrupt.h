// Ctrl+C as an event instead of the end of the program.
#pragma once

#include <functional>
#include <memory>

namespace anchorage::os {

/// While it lives, an interrupt (Ctrl+C, SIGTERM) calls `happened` in a thread of its own, once for each.
/// One at a time in a process.
class InterruptWatch {
public:
    explicit InterruptWatch(std::function<void()> happened);
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace anchorage::os
