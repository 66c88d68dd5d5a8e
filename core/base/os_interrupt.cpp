#include "core/base/os_interrupt.h"

#include <atomic>
#include <thread>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace anchorage::os {

#ifdef _WIN32

namespace {
std::function<void()> *watched = nullptr;

BOOL WINAPI onEvent(DWORD event)
{
    if (watched == nullptr || (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT))
        return FALSE;
    (*watched)();
    return TRUE;
}
} // namespace

struct InterruptWatch::Private {
    std::function<void()> happened;
};

InterruptWatch::InterruptWatch(std::function<void()> happened) : d(std::make_unique<Private>(Private{std::move(happened)}))
{
    watched = &d->happened;
    SetConsoleCtrlHandler(onEvent, TRUE);
}

InterruptWatch::~InterruptWatch()
{
    SetConsoleCtrlHandler(onEvent, FALSE);
    watched = nullptr;
}

#else

namespace {

// A handler may do next to nothing: it writes a byte, a thread reads it and does the rest.
std::atomic<int> pipeForHandler{-1};

void onSignal(int /*signal*/)
{
    const int saved = errno;
    const char byte = 'i';
    if (::write(pipeForHandler, &byte, 1) < 0)
        static_cast<void>(byte); // nobody to tell
    errno = saved;
}

} // namespace

struct InterruptWatch::Private {
    std::function<void()> happened;
    int ends[2] = {-1, -1};
    struct sigaction interruptBefore = {};
    struct sigaction terminateBefore = {};
    struct sigaction hangUpBefore = {};
    struct sigaction pipeBefore = {};
    std::thread thread;
};

InterruptWatch::InterruptWatch(std::function<void()> happened) : d(std::make_unique<Private>())
{
    d->happened = std::move(happened);
    if (::pipe2(d->ends, O_CLOEXEC) != 0)
        return; // interrupts then end the program, as before
    d->thread = std::thread([this] {
        char byte = 0;
        while (::read(d->ends[0], &byte, 1) == 1 && byte == 'i')
            d->happened();
    });
    pipeForHandler = d->ends[1];
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, &d->interruptBefore);
    ::sigaction(SIGTERM, &action, &d->terminateBefore);
    ::sigaction(SIGHUP, &action, &d->hangUpBefore);
    if (d->hangUpBefore.sa_handler == SIG_IGN) // nohup
        ::sigaction(SIGHUP, &d->hangUpBefore, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, &d->pipeBefore);
}

InterruptWatch::~InterruptWatch()
{
    if (!d->thread.joinable())
        return;
    ::sigaction(SIGINT, &d->interruptBefore, nullptr);
    ::sigaction(SIGTERM, &d->terminateBefore, nullptr);
    ::sigaction(SIGHUP, &d->hangUpBefore, nullptr);
    ::sigaction(SIGPIPE, &d->pipeBefore, nullptr);
    const char end = 'e';
    if (::write(d->ends[1], &end, 1) < 0)
        ::close(d->ends[1]); // the reader sees the end of the pipe
    d->thread.join();
    pipeForHandler = -1;
    ::close(d->ends[0]);
    ::close(d->ends[1]);
}

#endif

} // namespace anchorage::os
