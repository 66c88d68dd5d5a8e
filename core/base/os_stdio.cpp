#include "core/base/os_stdio.h"

#ifdef _WIN32
#error "os_stdio: Windows needs its own file (_dup2, LoadLibrary) behind os_stdio.h"
#endif

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace anchorage::os {

namespace {

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): fcntl and open are what they are
int moveAside(int descriptor)
{
    constexpr int outOfTheWay = 64; // low numbers are what careless code closes
    return ::fcntl(descriptor, F_DUPFD_CLOEXEC, outOfTheWay);
}

bool leadsNowhere(int descriptor)
{
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0)
        return false;
    const bool done = ::dup2(nothing, descriptor) >= 0;
    ::close(nothing);
    return done;
}
// NOLINTEND(cppcoreguidelines-pro-type-vararg)

tl::unexpected<Error> systemError(const char *what)
{
    return fail(ErrorCode::Io, std::string(what) + ": " + std::strerror(errno));
}

} // namespace

Result<WireStdio> WireStdio::takeOver()
{
    WireStdio stdio;
    stdio.m_in = moveAside(STDIN_FILENO);
    stdio.m_out = moveAside(STDOUT_FILENO);
    if (stdio.m_in < 0 || stdio.m_out < 0)
        return systemError("stdin and stdout cannot be moved aside");
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return systemError("no pipe for what a connector prints");
    stdio.m_printed = moveAside(ends[0]);
    const bool moved = stdio.m_printed >= 0 && ::dup2(ends[1], STDOUT_FILENO) >= 0 && leadsNowhere(STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    if (!moved)
        return systemError("stdout cannot be replaced");
    // By the line: what was printed before a crash is not lost in a buffer.
    static_cast<void>(std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ));
    return stdio;
}

std::size_t WireStdio::read(char *buffer, std::size_t size) const
{
    for (;;) {
        const auto count = ::read(m_in, buffer, size);
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR && errno != EAGAIN)
            return 0;
    }
}

bool WireStdio::write(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const auto count = ::write(m_out, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void WireStdio::waitForPrinted() const
{
    pollfd asked{m_printed, POLLIN, 0};
    ::poll(&asked, 1, -1);
}

std::optional<std::size_t> WireStdio::readPrinted(char *buffer, std::size_t size) const
{
    pollfd asked{m_printed, POLLIN, 0};
    if (::poll(&asked, 1, 0) <= 0)
        return std::nullopt;
    const auto count = ::read(m_printed, buffer, size);
    if (count < 0)
        return errno == EINTR ? std::nullopt : std::optional<std::size_t>(0);
    return static_cast<std::size_t>(count);
}

void WireStdio::closePrinted()
{
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

Result<void *> loadLibrary(const std::string &path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return fail(ErrorCode::NotFound, "there is no such connector", {.file = path});
    if (void *library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL))
        return library;
    const char *reason = ::dlerror();
    const std::string text = reason != nullptr ? reason : "unknown reason";
    const bool missing =
        text.find("cannot open shared object file") != std::string::npos || text.find("Library not loaded") != std::string::npos;
    return fail(missing ? ErrorCode::NotFound : ErrorCode::Unsupported,
                missing ? "a library that the connector needs is not there: " + text : "it cannot be loaded: " + text,
                {.file = path});
}

void *symbolOf(void *library, const char *name)
{
    return ::dlsym(library, name);
}

void allowDebuggers()
{
#ifdef PR_SET_PTRACER
    ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0); // NOLINT(cppcoreguidelines-pro-type-vararg)
#endif
}

} // namespace anchorage::os
