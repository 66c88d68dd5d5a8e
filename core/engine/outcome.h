// What the connector *said* of an entry and what the engine *makes of it* are two types with one pure
// function between them (architecture.md rule 3).
#pragma once

#include "core/engine/engine_command.h"
#include "core/model/csentry_change.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace anchorage::engine {

/// What the connector said.
namespace said {
struct Nothing { ///< no result for the entry: success (answer-1)
    bool operator==(const Nothing &) const = default;
};
struct Result {
    CsEntryChangeResult result;
    bool operator==(const Result &) const = default;
};
struct NoAnswer { ///< the page has none: exception, crash, hang, rubbish, null
    std::string why;
    bool operator==(const NoAnswer &) const = default;
};
} // namespace said
using Said = std::variant<said::Nothing, said::Result, said::NoAnswer>;

/// What the engine makes of it.
namespace fate {
struct Accepted {
    std::vector<AnchorAttribute> newAnchors; ///< those that this answer brought or changed
    bool operator==(const Accepted &) const = default;
};
struct NextPass { ///< a special action, obeyed
    PassReason why = PassReason::RetryReference;
    bool operator==(const NextPass &) const = default;
};
struct ObjectError {
    MAExportError code = MAExportError::Success;
    std::string name;
    std::string detail;
    bool byEngine = false; ///< the engine's own verdict (missing anchor, plain twin), not the connector's
    bool operator==(const ObjectError &) const = default;
};
struct StopsRun { ///< CustomStopRun (error-2)
    std::string name;
    std::string detail;
    bool operator==(const StopsRun &) const = default;
};
struct Unknown { ///< throw-1, throw-2: sent, fate unknown
    std::string why;
    bool operator==(const Unknown &) const = default;
};
} // namespace fate
using Fate = std::variant<fate::Accepted, fate::NextPass, fate::ObjectError, fate::StopsRun, fate::Unknown>;

/// The object of an entry that a person made by hand in an edited page: it is none of the space's.
inline constexpr space::ObjectIndex noObject = 0xFFFFFFFFU;

/// One hand-over of one object: sent, answered, judged. It holds the entry as it was sent, some 1.5 KB with
/// ten attributes: reports, filters and expectations look at it. Folds that do not need it let it go
/// (Machine::forgetHandOvers).
struct HandOver {
    space::ObjectIndex object = 0;
    PagePosition position;
    PassReason reason = PassReason::FirstHandOver;
    CsEntryChange entry;
    bool edited = false;
    bool injected = false;
    std::optional<Said> said; ///< absent while the Put runs
    std::optional<Fate> fate;
    bool operator==(const HandOver &) const = default;
};

/// What judging one entry needs to know besides what was said.
struct JudgeContext {
    const CsEntryChange *entry = nullptr;
    bool pendingAdd = false; ///< the object's pending operation is Add (or the Add of a delete-add)
    bool anchorDefined = false; ///< its type has an anchor definition (anchor-1)
    bool anchorKnownAfter = false; ///< each component has a value, this answer's anchors included (anchor-2)
    bool passesLeft = true; ///< another pass may start (pass-2)
    bool imageKnown = false; ///< for ConvertUpdateToAdd (action-1)
    bool parentAvailable = false; ///< an ancestor is held in scope with its image (action-3)
    std::string duplicateOf = {}; ///< style None: the DN that has this anchor already (anchor-7)
    std::vector<AnchorAttribute> newAnchors = {}; ///< what the answer brought or changed, for Accepted
};

struct Judgement {
    Fate fate;
    Findings findings;
};

/// The one function between the two (answer-1, action-1 … action-4, error-1, error-2, anchor-3).
Judgement judge(const Said &said, const JudgeContext &context);

} // namespace anchorage::engine
