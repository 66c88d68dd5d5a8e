#include "core/formats/byte_source.h"

#include "core/base/file.h"

#include <algorithm>
#include <cstring>

namespace anchorage::formats {

namespace {

constexpr std::size_t headSize = 16384;
constexpr std::uint64_t reportEvery = 1U << 20U; // bytes

} // namespace

Result<ByteSource> ByteSource::open(const LoadRequest &request)
{
    ByteSource source(request);
    if (request.content) {
        source.m_total = request.content->size();
        return source;
    }
    const auto path = utf8Path(request.path);
    std::error_code error;
    source.m_file.open(path, std::ios::binary);
    if (!source.m_file || std::filesystem::is_directory(path, error)) {
        auto reason = readFile(request.path); // for its exact error
        return reason ? fail(ErrorCode::Io, "cannot be read", {.file = request.path}) : fail(reason.error());
    }
    if (const auto size = std::filesystem::file_size(path, error); !error)
        source.m_total = size;
    source.m_head.resize(headSize);
    const auto got = source.m_file.rdbuf()->sgetn(source.m_head.data(), headSize);
    source.m_head.resize(static_cast<std::size_t>(std::max<std::streamsize>(got, 0)));
    return source;
}

std::size_t ByteSource::read(char *into, std::size_t size)
{
    if (m_cancelled || m_failed)
        return 0;
    if (m_request->progress && m_position >= m_nextReport) {
        m_nextReport = m_position + reportEvery;
        if (!m_request->progress(m_position, m_total)) {
            m_cancelled = true;
            return 0;
        }
    }
    std::size_t got = 0;
    if (const auto rest = buffered().substr(m_taken); !rest.empty()) {
        got = std::min(size, rest.size());
        std::memcpy(into, rest.data(), got);
        m_taken += got;
    } else if (m_file.is_open()) {
        const auto read = m_file.rdbuf()->sgetn(into, static_cast<std::streamsize>(size));
        got = static_cast<std::size_t>(std::max<std::streamsize>(read, 0));
        // A short read is the end, unless the file is longer than what came.
        m_failed = got == 0 && m_position < m_total;
    }
    m_position += got;
    return got;
}

Result<void> ByteSource::failure() const
{
    if (m_cancelled)
        return fail(ErrorCode::Cancelled, "reading was cancelled; nothing was loaded", {.file = m_request->path});
    if (m_failed)
        return fail(ErrorCode::Io,
                    "the file ended after " + std::to_string(m_position) + " of " + std::to_string(m_total)
                        + " bytes: it became shorter while it was read, or the disk refused",
                    {.file = m_request->path});
    return {};
}

Result<std::string> readAll(const LoadRequest &request)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    std::string text;
    std::string piece(1U << 16U, '\0');
    while (const auto got = source->read(piece.data(), piece.size()))
        text.append(piece, 0, got);
    if (auto whole = source->failure(); !whole)
        return fail(whole.error());
    return text;
}

} // namespace anchorage::formats
