// What is pending in a space, as text: a line for each object, in the form of page_text.h behind its operation.
#pragma once

#include "core/model/page_text.h"
#include "core/space/space.h"

#include <string>

namespace anchorage {

inline std::string pendingText(const space::Space &space)
{
    std::string out;
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i))
            continue;
        const auto object = space.object(i);
        CsEntryChange entry;
        entry.dn = object.dn;
        entry.anchors = object.anchors;
        entry.changes = object.pending.changes;
        if (object.pending.newDn)
            entry.changes.insert(entry.changes.begin(), AttributeChange::rename(*object.pending.newDn, object.dn));
        const std::string numbered = entryText({1, 1}, entry);
        out += std::string(name(object.pending.operation)) + ' ' + numbered.substr(10) + '\n';
    }
    return out;
}

} // namespace anchorage
