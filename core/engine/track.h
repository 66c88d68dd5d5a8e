// What a run remembers of each object besides the space: a few bytes, for a million objects.
// Internal to core/engine.
#pragma once

#include "core/engine/engine_command.h"
#include "core/engine/run_context.h"

#include <vector>

namespace anchorage::engine {

struct Track {
    space::PendingOperation operation = space::PendingOperation::None; ///< as the run began: what it counts as (count-1)
    bool rename : 1 = false; ///< … with a new DN
    bool outside : 1 = false; ///< dropped, out of scope or of an unselected type: not in this run (hold-4)
    bool failed : 1 = false; ///< object error, fate unknown, or taken out of a page: no more in this run
    bool accepted : 1 = false; ///< its last hand-over was accepted
    bool counted : 1 = false;
    bool handedOver : 1 = false;
    bool resent : 1 = false; ///< its unconfirmed values went along (space-3)
    bool passwordQueued : 1 = false; ///< its password comes, or was given up (pwd-1)
    bool inPage : 1 = false; ///< of the page that is being built (page-1)
    bool countsNowhere : 1 = true; ///< no pending change of its own (count-1)
    std::uint32_t outstanding = 0; ///< works in queues that are still to come
};

/// The tracks of all objects, and the counters that follow from them (count-1).
class Tracks {
public:
    explicit Tracks(std::size_t objects = 0) : m_tracks(objects) { }

    Track &operator[](space::ObjectIndex index) { return m_tracks[index]; }
    const Track &operator[](space::ObjectIndex index) const { return m_tracks[index]; }
    std::size_t size() const { return m_tracks.size(); }

    /// Counts the object when its last hand-over was accepted and nothing of it is to come.
    void settle(space::ObjectIndex index);
    /// A failed object counts only as failure.
    void fail(space::ObjectIndex index);
    /// At the run's end: what was accepted and still waits for something counts too.
    void settleAll();

    const ExportCounters &counters() const { return m_counters; }
    std::uint64_t handedOverObjects() const { return m_handedOver; }
    void noteHandedOver(space::ObjectIndex index);

private:
    std::uint64_t &counterOf(const Track &track);

    std::vector<Track> m_tracks;
    ExportCounters m_counters;
    std::uint64_t m_handedOver = 0;
};

} // namespace anchorage::engine
