// Where a reader gets its bytes from: a file, or a text that was pasted. In pieces, so that memory does
// not grow with the file; tells how far it is and can be cancelled. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/format.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace anchorage::formats {

class ByteSource {
public:
    /// The request must outlive the source. Error NotFound or Io.
    static Result<ByteSource> open(const LoadRequest &request);

    /// Up to `size` bytes; 0 at the end, and when it was cancelled or the system refused (see failure).
    std::size_t read(char *into, std::size_t size);
    /// The first bytes, without taking them.
    std::string_view head() const { return buffered().substr(0, 16384); }
    std::uint64_t position() const { return m_position; }
    /// Error Cancelled or Io: why the bytes ended before their end.
    Result<void> failure() const;

private:
    explicit ByteSource(const LoadRequest &request) : m_request(&request) { }
    std::string_view buffered() const { return m_request->content ? *m_request->content : std::string_view(m_head); }

    const LoadRequest *m_request;
    std::ifstream m_file;
    std::string m_head; // the first piece, read ahead
    std::size_t m_taken = 0; // of what is buffered: the pasted text, or the head
    std::uint64_t m_position = 0;
    std::uint64_t m_total = 0;
    std::uint64_t m_nextReport = 0;
    bool m_cancelled = false;
    bool m_failed = false;
};

/// All of it, for formats whose files are small: configurations and schemas.
Result<std::string> readAll(const LoadRequest &request);

} // namespace anchorage::formats
