// Everything that can happen to a run, as values: what the driver tells the machine.
// A journal is made of these, and a replay feeds them again (architecture.md, idea 2).
#pragma once

#include "core/base/error.h"
#include "core/model/csentry_change.h"
#include "core/model/exception.h"
#include "core/model/page_text.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace anchorage::engine {

/// The calls of an export run; Set is SetPassword.
enum class Call : std::uint8_t { Open, Put, Close, OpenPassword, SetPassword, ClosePassword };
std::string_view name(Call call);

namespace input {

struct Start {
    bool operator==(const Start &) const = default;
};
struct OpenReturned {
    bool operator==(const OpenReturned &) const = default;
};
struct OpenThrew {
    ExceptionInfo exception;
    bool operator==(const OpenThrew &) const = default;
};
/// The page went out. `entries` is what was sent: equal to the command's page unless edited or cut.
struct Sent {
    std::vector<CsEntryChange> entries;
    bool edited = false; ///< a person changed it in flight
    bool injected = false; ///< a fault of the bench, not of the connector, follows
    bool operator==(const Sent &) const = default;
};
/// The page could not go out: its message would be over the wire's limit. `fitting` is how many of
/// its first entries fit; 0: not even the first one (page-1, page-cut).
struct PutNotSent {
    std::size_t fitting = 0;
    std::uint64_t firstEntryBytes = 0; ///< named in the object error when fitting is 0
    bool operator==(const PutNotSent &) const = default;
};
struct Answered {
    PutExportEntriesResults results;
    bool operator==(const Answered &) const = default;
};
struct PutThrew {
    ExceptionInfo exception;
    PutExportEntriesResults partial; ///< results a host could still deliver; normally empty
    bool operator==(const PutThrew &) const = default;
};
/// The process ended. `signal` 0: it exited by itself with `exitCode`.
struct PeerDied {
    int signal = 0;
    int exitCode = 0;
    std::string text; ///< "killed by signal 11 (SIGSEGV)" or the like, for people
    bool operator==(const PeerDied &) const = default;
};
/// Rubbish or an oversized message: one final error naming offset and first bytes.
struct PeerBroke {
    Error error;
    bool operator==(const PeerBroke &) const = default;
};
struct TimedOut {
    enum class What : std::uint8_t { Call, Stop };
    What what = What::Call;
    std::chrono::milliseconds after{0};
    bool operator==(const TimedOut &) const = default;
};
struct StopRequested {
    bool operator==(const StopRequested &) const = default;
};
/// A person closes with a chosen reason (close-1).
struct CloseRequested {
    CloseReason reason = CloseReason::Normal;
    bool operator==(const CloseRequested &) const = default;
};
struct ShutdownRequested {
    bool operator==(const ShutdownRequested &) const = default;
};
/// A new process took the connector's place; the driver repeats Open before the next page.
struct Reloaded {
    bool operator==(const Reloaded &) const = default;
};
/// The next page holds at most this many entries ("Put one entry" is 1; a fault at entry N cuts too).
struct PageSizeOnce {
    std::int32_t entries = 1;
    bool operator==(const PageSizeOnce &) const = default;
};
struct CloseReturned {
    bool operator==(const CloseReturned &) const = default;
};
struct CloseThrew {
    ExceptionInfo exception;
    bool operator==(const CloseThrew &) const = default;
};
struct PasswordOpened {
    bool operator==(const PasswordOpened &) const = default;
};
struct PasswordSet {
    bool operator==(const PasswordSet &) const = default;
};
/// Any of the password calls threw; which one follows from the state.
struct PasswordThrew {
    ExceptionInfo exception;
    bool operator==(const PasswordThrew &) const = default;
};
struct PasswordClosed {
    bool operator==(const PasswordClosed &) const = default;
};

} // namespace input

using Input =
    std::variant<input::Start, input::OpenReturned, input::OpenThrew, input::Sent, input::PutNotSent, input::Answered,
                 input::PutThrew, input::PeerDied, input::PeerBroke, input::TimedOut, input::StopRequested, input::CloseRequested,
                 input::ShutdownRequested, input::Reloaded, input::PageSizeOnce, input::CloseReturned, input::CloseThrew,
                 input::PasswordOpened, input::PasswordSet, input::PasswordThrew, input::PasswordClosed>;

std::string_view name(const Input &input); ///< "OpenReturned", …: the tag in journals

} // namespace anchorage::engine
