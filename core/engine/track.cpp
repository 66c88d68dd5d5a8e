#include "core/engine/track.h"

namespace anchorage::engine {

std::uint64_t &Tracks::counterOf(const Track &track)
{
    switch (track.operation) {
    case space::PendingOperation::Add:
        return m_counters.add;
    case space::PendingOperation::DeleteAdd:
        return m_counters.deleteAdd;
    case space::PendingOperation::Delete:
        return m_counters.remove;
    case space::PendingOperation::None: // an unchanged object of a full export
    case space::PendingOperation::Update:
        break;
    }
    return track.rename ? m_counters.rename : m_counters.update;
}

// count-1
void Tracks::settle(space::ObjectIndex index)
{
    Track &track = m_tracks[index];
    if (!track.accepted || track.failed || track.counted || track.outstanding != 0)
        return;
    track.counted = true;
    if (!track.countsNowhere)
        ++counterOf(track);
}

void Tracks::fail(space::ObjectIndex index)
{
    Track &track = m_tracks[index];
    if (track.failed)
        return;
    if (track.counted && !track.countsNowhere)
        --counterOf(track);
    track.failed = true;
    ++m_counters.failure;
}

void Tracks::settleAll()
{
    for (auto &track : m_tracks)
        track.outstanding = 0;
    for (std::size_t i = 0; i < m_tracks.size(); ++i)
        settle(static_cast<space::ObjectIndex>(i));
}

void Tracks::noteHandedOver(space::ObjectIndex index)
{
    if (!m_tracks[index].handedOver)
        ++m_handedOver;
    m_tracks[index].handedOver = true;
}

} // namespace anchorage::engine
