// Ctrl+C as an event instead of the end of the program.
#pragma once

#include <functional>
#include <memory>

namespace anchorage::os {

/// While it lives, an interrupt (Ctrl+C, SIGTERM, a terminal that is closed) calls `happened` in a thread of its own,
/// once for each, and whoever reads the program's output may go away: writing fails then, nothing else.
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
