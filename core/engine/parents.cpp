#include "core/engine/parents.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::engine {

std::vector<space::ObjectIndex> parentsOf(const RunContext &context, const space::Space &space, const Tracks &tracks,
                                          const EntryBuilder &builder, std::string_view dn)
{
    std::vector<space::ObjectIndex> out;
    for (auto at = dnParent(dn, context.style()); !at.empty(); at = dnParent(at, context.style())) {
        const auto parent = space.find(at);
        if (!parent || space.dropped(*parent) || space.pendingOperation(*parent) == space::PendingOperation::Delete
            || builder.select().wholeEntry(space.type(*parent), at) || builder.scope().wholeEntry(at))
            continue;
        if (tracks[*parent].failed || (!space.hasImage(*parent) && !isNew(space.pendingOperation(*parent))))
            return {}; // an object that failed is not handed over again in this run (error-1)
        out.push_back(*parent);
        if (context.settings.nearestParentOnly)
            break;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace anchorage::engine
