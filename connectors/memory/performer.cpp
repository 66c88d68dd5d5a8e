#include "connectors/memory/performer.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace anchorage::memory {

namespace {

/// An exception whose name a script chose; the engine decides by the name alone.
class ScriptedException : public sdk::ExtensionException {
public:
    ScriptedException(std::string typeName, const std::string &message)
        : sdk::ExtensionException(message), m_typeName(std::move(typeName))
    {
    }
    const char *typeName() const noexcept override { return m_typeName.c_str(); }

private:
    std::string m_typeName;
};

[[noreturn]] void crash(Crash how)
{
    switch (how) {
    case Crash::Segfault:
        std::raise(SIGSEGV);
        break;
    case Crash::Exit:
        std::exit(0); // looks like success to whoever only reads exit codes
    case Crash::Abort:
        break;
    }
    std::abort();
}

} // namespace

void Performer::perform(const Mishap &mishap, const sdk::Host &host, std::unique_lock<std::mutex> &lock)
{
    if (!mishap.print.empty()) {
        std::fputs((mishap.print + '\n').c_str(), stdout);
        std::fflush(stdout);
    }
    const auto began = std::chrono::steady_clock::now();
    constexpr std::chrono::milliseconds glance{20};
    while (mishap.hang || (mishap.delay.count() > 0 && std::chrono::steady_clock::now() - began < mishap.delay)) {
        m_closing.wait_for(lock, glance);
        const bool cancelled = mishap.cancellable && host.cancelled && host.cancelled();
        if (!mishap.hang && (m_closed || cancelled))
            break;
    }
    if (mishap.crash)
        crash(*mishap.crash);
    if (!mishap.exception.empty())
        throw ScriptedException(mishap.exception, mishap.message.empty() ? "scripted" : mishap.message);
}

void Performer::close()
{
    m_closed = true;
    m_closing.notify_all();
}

} // namespace anchorage::memory
