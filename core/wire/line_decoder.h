// Bytes in, lines out or one final error (architecture.md rule 7). Owns no device.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anchorage::wire {

class LineDecoder {
public:
    explicit LineDecoder(std::uint64_t messageLimit) : m_limit(messageLimit) { }

    void feed(std::string_view bytes);
    /// The next complete line without its '\n' (a '\r' before it is dropped), nullopt when more bytes
    /// are needed. The view lives until the next call of this object. A line over the limit is a final
    /// Error (Peer) that names the stream offset and the first bytes: every later call repeats it.
    Result<std::optional<std::string_view>> next();
    /// The stream ended: Error when bytes of an unfinished line are left.
    Result<void> finish();
    std::uint64_t offset() const { return m_offset; } ///< stream offset of the next line, in bytes

private:
    std::string m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_scanned = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_limit;
    std::optional<Error> m_final;
};

/// First bytes of something that is no message, printable, at most `most` of them: for errors.
std::string excerpt(std::string_view bytes, std::size_t most = 60);

} // namespace anchorage::wire
