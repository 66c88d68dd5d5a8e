#include "core/base/os_append_file.h"

#include "core/base/file.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#ifdef _WIN32
#include <io.h>
#include <sys/stat.h>
#else
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace anchorage {

namespace {

#ifdef _WIN32
int openNew(const std::string &path)
{
    return _wopen(utf8Path(path).c_str(), _O_WRONLY | _O_CREAT | _O_TRUNC | _O_APPEND | _O_BINARY | _O_NOINHERIT,
                  _S_IREAD | _S_IWRITE);
}

std::ptrdiff_t writeSome(int descriptor, std::string_view bytes)
{
    constexpr std::size_t most = 1U << 30U;
    return _write(descriptor, bytes.data(), static_cast<unsigned>(std::min(bytes.size(), most)));
}

int flushToDisk(int descriptor)
{
    return _commit(descriptor);
}

void closeFile(int descriptor)
{
    _close(descriptor);
}
#else
int openNew(const std::string &path)
{
    // Close-on-exec: no connector process may hold the journal.
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

std::ptrdiff_t writeSome(int descriptor, std::string_view bytes)
{
    return ::write(descriptor, bytes.data(), bytes.size());
}

int flushToDisk(int descriptor)
{
#ifdef __APPLE__
    if (::fcntl(descriptor, F_FULLFSYNC) == 0)
        return 0;
#endif
    return ::fsync(descriptor);
}

void closeFile(int descriptor)
{
    ::close(descriptor);
}
#endif

tl::unexpected<Error> refused(const char *what, const std::string &path)
{
    return fail(ErrorCode::Io, std::string(what) + ": " + std::strerror(errno), {.file = path});
}

} // namespace

AppendFile::AppendFile(std::string path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) { }

AppendFile::AppendFile(AppendFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

AppendFile &AppendFile::operator=(AppendFile &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

AppendFile::~AppendFile()
{
    if (m_descriptor >= 0)
        closeFile(m_descriptor);
}

Result<AppendFile> AppendFile::create(const std::string &path)
{
    const int descriptor = openNew(path);
    if (descriptor < 0)
        return refused("cannot be created", path);
    return AppendFile(path, descriptor);
}

Result<void> AppendFile::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = writeSome(m_descriptor, bytes);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return refused("cannot be written", m_path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> AppendFile::sync()
{
    while (flushToDisk(m_descriptor) != 0) {
        // A pipe or a device such as /dev/null cannot be synced, and need not be.
        if (errno == EINVAL || errno == ENOTSUP || errno == EROFS)
            return {};
        if (errno != EINTR)
            return refused("cannot be synced to the disk", m_path);
    }
    return {};
}

} // namespace anchorage
