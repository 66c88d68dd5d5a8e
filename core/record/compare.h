// Two runs side by side: what was handed over, what was answered, how it ended. Identifiers and times
// are no difference.
#pragma once

#include "core/record/replay.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage::record {

struct RunDifference {
    enum class What : std::uint8_t {
        OnlyLeft, ///< a hand-over that the right run has not
        OnlyRight,
        Place, ///< the same hand-over in another pass or page
        Shape, ///< the same object at the same turn, handed over with other changes
        Outcome, ///< what became of it
        Status, ///< of the run
        Counters,
        Close, ///< called or not, and its reason
    };
    What what = What::Shape;
    std::string dn; ///< empty: the run as a whole
    std::string left;
    std::string right;
    bool operator==(const RunDifference &) const = default;
};
std::string_view name(RunDifference::What what);
std::string text(const RunDifference &difference); ///< one line or three, ended

/// What an engine made of an entry, in words: "accepted {id=7}", "object error cd-existing-object", …
std::string text(const engine::Fate &fate);

/// A hand-over of one run answers to that of the same object (by the DN it had then) at the same turn
/// (its first, second, … hand-over).
std::vector<RunDifference> compareRuns(const Replay &left, const Replay &right);

} // namespace anchorage::record
