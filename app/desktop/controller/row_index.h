// Which objects the table shows, in which order: made in a worker from a snapshot, then shown at once.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "app/desktop/controller/task.h"
#include "core/model/filter.h"
#include "core/space/space.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace anchorage::desktop {

enum class SortKey : unsigned char { None, Operation, Type, Dn, Pass, Outcome, Anchor, Origin };

struct RowIndex {
    static constexpr std::uint32_t hidden = std::numeric_limits<std::uint32_t>::max();
    std::vector<space::ObjectIndex> rows;
    std::vector<std::uint32_t> position; ///< by object; `hidden`: not shown
    void put(space::ObjectIndex object); ///< at the end
};

struct RowIndexRequest {
    space::Space space;
    std::vector<ObjectOutcome> outcomes; ///< by object; may be shorter
    Filter filter;
    SortKey key = SortKey::None;
    bool descending = false;
};
/// Error Cancelled only.
Result<RowIndex> makeRowIndex(const RowIndexRequest &request, TaskControl &control);

/// "id=7+b=2" of what is known; empty: nothing.
std::string anchorText(const std::vector<AnchorAttribute> &anchors);

} // namespace anchorage::desktop
