// What a format could not carry, each kind once, in the order it was first met. Internal to core/formats.
#pragma once

#include "core/formats/format.h"

#include <algorithm>

namespace anchorage::formats {

class LossCounter {
public:
    void add(std::string_view what, std::uint64_t count = 1)
    {
        if (count == 0)
            return;
        const auto found = std::find_if(m_losses.begin(), m_losses.end(), [&](const auto &loss) { return loss.what == what; });
        if (found != m_losses.end())
            found->count += count;
        else
            m_losses.push_back({std::string(what), count});
    }
    /// What only a whole space can hold: for files of changes alone.
    void addState(const space::SpaceObject &object)
    {
        add("images (the file holds changes only)", object.image ? 1 : 0);
        add("values exported but not confirmed", object.unconfirmed.empty() ? 0 : 1);
        addMarks(object);
        add("last export errors", object.lastFailure ? 1 : 0);
        add("objects without a pending change", object.pending.operation == space::PendingOperation::None ? 1 : 0);
    }
    /// What no foreign format has a place for.
    void addMarks(const space::SpaceObject &object)
    {
        add("marks of objects taken out of the run", object.dropped ? 1 : 0);
        add("marks of temporary DNs", object.temporaryDn ? 1 : 0);
    }
    std::vector<Loss> take() { return std::move(m_losses); }

private:
    std::vector<Loss> m_losses;
};

} // namespace anchorage::formats
