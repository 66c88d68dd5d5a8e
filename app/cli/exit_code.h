// What the program says to the one that called it; in --help and resources/docs/command-line.md.
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace anchorage::cli {

enum ExitCode : int {
    Fine = 0, ///< nothing wrong, or everything that was expected happened
    Wrong = 1, ///< completed with object errors, error findings or unmet expectations
    Stopped = 2, ///< any stopped status
    Usage = 64,
    Unreadable = 65, ///< unreadable input, or the engine's rules forbid it
};

inline constexpr std::string_view exitCodesText = R"(Exit codes:
  0   nothing wrong; or all expectations met, whatever the status
  1   completed, but with object errors, error findings or unmet expectations
  2   stopped: any stopped-… status, or the connector could not be started
  64  usage: an option, a name or a combination that does not work; a first write not confirmed
  65  input that cannot be read, or that the engine's rules refuse before anything is called)";

/// For an error before or in place of a run.
constexpr ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return Usage;
    case ErrorCode::Input:
    case ErrorCode::Refused:
    case ErrorCode::NotFound:
    case ErrorCode::Io:
    case ErrorCode::Unsupported:
        return Unreadable;
    case ErrorCode::Peer:
    case ErrorCode::Timeout:
    case ErrorCode::Cancelled:
        return Stopped;
    }
    return Stopped;
}

} // namespace anchorage::cli
