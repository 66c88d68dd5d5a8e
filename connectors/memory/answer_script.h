// Scripted answers: how a test or a demonstration makes the connector misbehave through the real
// binary. The first rule that fits an entry or a call is used; resources/docs/connector-memory.md
// has the form.
#pragma once

#include "core/base/result.h"
#include "core/model/attribute_value.h"
#include "core/model/csentry_change.h"
#include "core/model/export_error.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::memory {

enum class Crash : std::uint8_t { Abort, Segfault, Exit };

/// What may happen at an entry as well as at a call, in this order.
struct Mishap {
    std::string print; ///< to stdout, which belongs to the wire
    std::chrono::milliseconds delay{0};
    bool hang = false; ///< never comes back; Close does not help
    bool cancellable = false; ///< the delay also ends when somebody asks to give up
    std::optional<Crash> crash;
    std::string exception; ///< type name; empty: none
    std::string message;
};

struct EntryRule {
    std::string dn; ///< "*": every entry
    int handOver = 0; ///< the n-th hand-over of that DN in the run; 0: any
    Mishap mishap;
    std::optional<MAExportError> answer;
    bool silent = false; ///< no result at all, which means success
    std::string errorName;
    std::string errorDetail;
    std::optional<std::vector<AttributeChange>> anchors; ///< instead of the real ones
    std::optional<bool> apply; ///< whether the directory changes; absent: if the answer says so
    bool unknownIdentifier = false;
    std::optional<MAExportError> again; ///< a second result with the same identifier
};

struct CallRule {
    enum class At : std::uint8_t { Open, Put, Close, OpenPassword, SetPassword, ClosePassword };
    enum class Results : std::uint8_t { AsTheyAre, Null, None, Reversed };
    At at = At::Put;
    int call = 0; ///< the n-th call of its kind in the run; 0: any
    Mishap mishap;
    Results results = Results::AsTheyAre;
};

class AnswerScript {
public:
    /// Errors say which rule (1-based) and what is wrong with it.
    static Result<AnswerScript> parse(std::string_view json);

    /// Null when no rule fits. `dnKey` compares names as the directory does.
    const EntryRule *find(const std::string &dn, int handOver, MADistinguishedNameStyle style) const;
    const CallRule *find(CallRule::At at, int call) const;

private:
    std::vector<EntryRule> m_entries;
    std::vector<CallRule> m_calls;
};

} // namespace anchorage::memory
