// An error one can branch on (code) and read (message and where). Std only: installed with the SDK.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace anchorage {

/// What kind of trouble it is: callers branch on this, people read the message.
enum class ErrorCode : std::uint8_t {
    Usage, ///< the request itself is wrong: an option, a name, a combination (exit code 64)
    Input, ///< a file or value that cannot be read as what it should be (exit code 65)
    Refused, ///< understood, but the engine's rules forbid it before Open (exit code 65)
    NotFound, ///< a file, plugin, object or type that is not there
    Io, ///< the operating system refused: permissions, disk, pipe
    Unsupported, ///< legal, but this connector or format cannot do it
    Peer, ///< the connector process broke the contract or died
    Timeout, ///< no answer in the time that was allowed
    Cancelled, ///< somebody asked to stop
};

/// Where it happened. Empty or zero members are unknown and are left out of the text.
struct ErrorContext {
    std::string file = {};
    std::uint64_t line = 0; ///< 1-based
    std::uint64_t column = 0; ///< 1-based, in bytes
    std::string entry = {}; ///< DN or index of the object concerned
    bool operator==(const ErrorContext &) const = default;
};

struct Error {
    ErrorCode code = ErrorCode::Input;
    std::string message; ///< one sentence: what was found, what was expected, what to do
    ErrorContext where = {};
    bool operator==(const Error &) const = default;

    /// "file:line:column: entry: message", without the parts that are unknown.
    std::string text() const
    {
        std::string out;
        if (!where.file.empty()) {
            out += where.file;
            if (where.line != 0) {
                out += ':' + std::to_string(where.line);
                if (where.column != 0)
                    out += ':' + std::to_string(where.column);
            }
            out += ": ";
        } else if (where.line != 0) {
            out += "line " + std::to_string(where.line) + ": ";
        }
        if (!where.entry.empty())
            out += where.entry + ": ";
        return out + message;
    }
};

} // namespace anchorage
