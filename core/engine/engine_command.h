// What the machine wants done: the driver turns each into a call, and notes it in the journal.
#pragma once

#include "core/base/error.h"
#include "core/model/csentry_change.h"
#include "core/model/finding.h"
#include "core/model/page_text.h"
#include "core/model/partition.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace anchorage::engine {

/// Something of the pending change that is not in the hand-over, and why (architecture.md, layout).
struct Removal {
    /// Which stage took it out.
    enum class Stage : std::uint8_t { Select, Scope, Hold, Drop };
    Stage stage = Stage::Select;
    std::string dn; ///< of the object
    std::string attribute; ///< empty: the whole entry
    std::string value; ///< one value's text; empty: the whole attribute
    std::string rule; ///< "hold-1", "scope-1", "select-1", …
    std::string reason; ///< in words, naming what decided ("OU=X is excluded")
    bool operator==(const Removal &) const = default;
};

/// Why an entry is in a page again: the lineage a person sees.
enum class PassReason : std::uint8_t {
    FirstHandOver,
    HeldReferences,
    ConvertUpdateToAdd,
    RetryReference,
    ProvisioningParent,
    Password
};
std::string_view name(PassReason reason);

struct PageEntry {
    space::ObjectIndex object = 0;
    CsEntryChange entry;
    PassReason reason = PassReason::FirstHandOver;
    bool operator==(const PageEntry &) const = default;
};

struct Page {
    PagePosition position;
    std::vector<PageEntry> entries;
    bool operator==(const Page &) const = default;

    std::vector<CsEntryChange> handOver() const; ///< the entries alone, as they go to the connector
};

/// The counters of an export step (ecma2.md 5.2, count-1).
struct ExportCounters {
    std::uint64_t add = 0, update = 0, rename = 0, remove = 0, deleteAdd = 0, failure = 0;
    bool operator==(const ExportCounters &) const = default;
};

namespace command {

struct Open {
    ExportRunStep step;
    Schema schema; ///< reduced to the selection
    bool operator==(const Open &) const = default;
};
struct Put {
    Page page;
    std::vector<Removal> removals;
    bool operator==(const Put &) const = default;
};
struct Close {
    CloseReason reason = CloseReason::Normal;
    bool operator==(const Close &) const = default;
};
/// End the process now; no further call is possible.
struct Kill {
    std::string why;
    bool operator==(const Kill &) const = default;
};
/// Nothing is called: the setup cannot be run (a shape without image, a page size over the maximum…).
struct Refuse {
    Error error;
    bool operator==(const Refuse &) const = default;
};
struct OpenPassword {
    Partition partition;
    bool operator==(const OpenPassword &) const = default;
};
struct SetPassword {
    space::ObjectIndex object = 0;
    Guid identifier;
    std::string dn;
    std::string objectType;
    std::vector<AnchorAttribute> anchors;
    std::string password; ///< a secret reference, resolved by the driver only
    bool operator==(const SetPassword &) const = default;
};
struct ClosePassword {
    bool operator==(const ClosePassword &) const = default;
};
struct Note {
    Findings findings;
    std::vector<Removal> removals; ///< those that no page follows to carry them
    bool operator==(const Note &) const = default;
};
/// The run is over. The space it leaves is `Machine::space()`.
struct Finish {
    std::string status; ///< the engine's step result: "success", "completed-export-errors", "stopped-…"
    ExportCounters counters;
    bool closeCalled = false;
    CloseReason closeReason = CloseReason::Normal;
    bool operator==(const Finish &) const = default;
};

} // namespace command

using Command = std::variant<command::Open, command::Put, command::Close, command::Kill, command::Refuse, command::OpenPassword,
                             command::SetPassword, command::ClosePassword, command::Note, command::Finish>;
using Commands = std::vector<Command>;

std::string_view name(const Command &command); ///< "Open", …: the tag in journals

} // namespace anchorage::engine
