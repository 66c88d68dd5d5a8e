// What became of each entry, from the journal's lines alone: also after kill -9 of the bench, and
// without repeating the run (scenario 7).
#pragma once

#include "core/record/journal_reader.h"
#include "core/run/run_event.h"
#include "core/space/space.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace anchorage::record {

enum class Sending : std::uint8_t {
    NotSent, ///< no byte of it left the bench
    Unknown, ///< sent, fate unknown: no answer, or one that does not say
    Answered, ///< its last hand-over was answered, be it with an error
};
std::string_view name(Sending sending); ///< "not sent", "sent, fate unknown", "answered"

struct EntryFate {
    space::ObjectIndex object = 0;
    std::string dn; ///< at the start of the run
    Sending sending = Sending::NotSent;
    std::uint32_t handOvers = 0;
    bool injected = false; ///< its last hand-over ended in a fault of the bench
    bool operator==(const EntryFate &) const = default;
};

struct Fates {
    std::vector<EntryFate> entries; ///< each object that is pending or was handed over, once, in the space's order
    std::uint64_t notSent = 0, unknown = 0, answered = 0;
};

/// A fold over events.
class FatesFold {
public:
    void add(const run::RunEvent &happened);
    Fates fates(const space::Space &start) const;

private:
    struct Track {
        Sending sending = Sending::NotSent;
        std::uint32_t handOvers = 0;
        bool injected = false;
    };
    struct InFlight {
        Guid identifier;
        space::ObjectIndex object = 0;
    };
    void add(const engine::Input &input);
    void sent(const engine::input::Sent &page);
    void answered(const PutExportEntriesResults &results, bool silenceIsAnswer);

    std::unordered_map<space::ObjectIndex, Track> m_tracks;
    std::unordered_map<Guid, space::ObjectIndex> m_page; // of the last Put
    std::vector<InFlight> m_inFlight;
};

/// Reads to the end. An Error is damage of the journal; torn() of the reader tells of a torn end.
Result<Fates> readFates(JournalReader &reader);

} // namespace anchorage::record
