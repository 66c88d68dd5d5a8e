// The journal of a run: append-only JSON lines, written ahead (engine.md throw-1, scenario 7). After
// kill -9 at any moment it tells of each entry whether it was not sent, sent with its fate unknown, or
// answered; record::JournalReader reads it. Line 1 is the header (journal_header.h), then comes the
// space, one line an object and one a recorded entry, then one line an event (journal_codec.h).
#pragma once

#include "core/base/os_append_file.h"
#include "core/base/result.h"
#include "core/run/journal_header.h"
#include "core/run/run_event.h"

#include <chrono>
#include <optional>
#include <string>

namespace anchorage::run {

class Journal {
public:
    static constexpr std::chrono::seconds syncInterval{1};

    /// Nothing is written: for runs without a journal.
    Journal() = default;
    /// Writes header and space. A file that stands there is replaced. Error Io.
    static Result<Journal> create(const std::string &path, const JournalHeader &header, const Scrubber &scrubber);

    /// The line is with the operating system on return. Error Io: the run cannot go on, and nothing is written
    /// any more: a torn line must stay the last one.
    Result<void> append(const RunEvent &event);
    /// At most once a second puts on disk what was appended; `now` is any monotonic time.
    Result<void> syncIfDue(std::chrono::nanoseconds now);
    Result<void> sync();
    /// Something was appended since the last sync.
    bool dirty() const { return m_dirty; }

private:
    std::optional<AppendFile> m_file;
    std::string m_line; // kept, so that a page costs no allocation
    std::chrono::nanoseconds m_lastSync{0};
    bool m_dirty = false;
    std::optional<Error> m_broken;
};

} // namespace anchorage::run
