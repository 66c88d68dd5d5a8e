// What a run is expected to do: the part of a project that makes it a test. Evaluated by core/report
// over a run's events; here they are only read, checked and written.
#pragma once

#include "core/base/result.h"
#include "core/model/export_error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::project {

/// What an entry is expected to have become at the end of the run.
enum class Outcome : std::uint8_t {
    Accepted, ///< its last hand-over was accepted
    Error, ///< an object error
    StopsRun, ///< CustomStopRun
    Unknown, ///< sent, fate unknown
    NotSent, ///< never handed over
};
std::string_view name(Outcome outcome); ///< "accepted", "error", "stops-run", "unknown", "not-sent"
std::optional<Outcome> outcomeFromText(std::string_view text);

/// Expected of one entry, or of every entry that a filter finds (at least one must be found). Members
/// that are absent are not looked at.
struct EntryExpectation {
    // Which: exactly one of the three.
    std::string dn; ///< before the run; of style None the temporary one
    std::optional<std::uint64_t> index; ///< of the pending objects in the space's order, 1-based
    std::string filter; ///< core/model/filter.h

    std::optional<Outcome> outcome;
    std::optional<MAExportError> error; ///< of an object error or CustomStopRun
    std::string errorName; ///< the connector's own error name, whole
    std::string anchor; ///< regular expression for the whole anchor in the end, components joined with '+'
    std::optional<std::uint32_t> passes; ///< in how many passes it was handed over
    /// The shapes, in order: lines of the pages' text form (core/model/page_text.h). Empty: not looked at.
    std::vector<std::string> handedOver;
    bool operator==(const EntryExpectation &) const = default;
};

/// "Attribute X is not modified": of the entries that `filter` finds (empty: of all that were handed over).
struct AttributeStatement {
    std::string attribute;
    bool modified = false;
    std::string filter;
    bool operator==(const AttributeStatement &) const = default;
};
std::string text(const AttributeStatement &statement); ///< "attribute mail is not modified (filter: type:user)"

struct Expectations {
    std::string status; ///< the run's, "completed-export-errors"; empty: not looked at
    std::vector<EntryExpectation> entries;
    std::vector<AttributeStatement> statements;
    bool operator==(const Expectations &) const = default;

    bool empty() const { return status.empty() && entries.empty() && statements.empty(); }
};

} // namespace anchorage::project
