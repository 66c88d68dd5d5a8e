// A replay feeds the recorded inputs to the same machine and compares what it wants with what it
// wanted then: no connector, no clock. It is also how the space after a run is had (space-3).
#pragma once

#include "core/engine/machine.h"
#include "core/record/journal_reader.h"

#include <cstdint>
#include <optional>
#include <string>

namespace anchorage::record {

/// The first place where the machine wants something else than it did.
struct Divergence {
    std::uint64_t sequence = 0; ///< of the event in the journal
    std::uint64_t line = 0;
    std::string recorded; ///< a page in its text form, else the command as JSON; empty: none
    std::string replayed;
    std::string text() const; ///< both, for people
};

struct Replay {
    engine::Machine machine; ///< as it was after the last recorded input
    std::optional<Divergence> divergence;
    std::optional<engine::command::Finish> finish; ///< absent: the run did not end, or was refused
    std::uint64_t inputs = 0;
    std::uint64_t commands = 0;
    std::string torn; ///< the reader's; a torn journal is replayed as far as it goes
};

/// Errors are the reader's, and Input when the journal ended before the run began. `sink` gets every event
/// that is read, also those behind a divergence.
Result<Replay> replay(JournalReader &reader, const run::EventSink &sink = {});

/// The space that the run of this journal left; of a run that did not end: as it was then, so that
/// entries with an unknown fate are still pending (throw-2). Error Input also where the replay diverges.
Result<space::Space> spaceAfter(const std::string &journalPath);

} // namespace anchorage::record
