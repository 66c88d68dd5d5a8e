// Reads a journal back as the events it was written from, one at a time: a run of a million entries
// is never held as a whole.
#pragma once

#include "core/base/result.h"
#include "core/run/journal_header.h"
#include "core/run/run_event.h"

#include <memory>
#include <optional>
#include <string>

class QIODevice;

namespace anchorage::record {

class JournalReader {
public:
    /// Reads header and space. Errors: NotFound and Io; Input with the line when this is no journal or
    /// a damaged one; Unsupported for a newer version's.
    static Result<JournalReader> open(const std::string &path);
    /// The same from an open device; `name` stands in errors.
    static Result<JournalReader> read(std::unique_ptr<QIODevice> device, std::string name);
    JournalReader(JournalReader &&) noexcept;
    JournalReader &operator=(JournalReader &&) noexcept;
    ~JournalReader();

    /// False: the bench ended before header and space were written. Nothing was called then, no event
    /// follows, and the header is empty.
    bool begun() const;
    /// With the space the run started from.
    const run::JournalHeader &header() const;

    /// The next event; nothing at the end. A Sent always has its entries. A last line without its end
    /// (the bench was killed while it wrote) is left out and makes torn() true; every other damage is
    /// an Error Input with its line.
    Result<std::optional<run::RunEvent>> next();
    bool torn() const { return !tornText().empty(); }
    /// What was cut off, in words; empty: nothing. Known when next() gave nothing.
    const std::string &tornText() const;
    /// Line of the event that next() gave last, 1-based.
    std::uint64_t line() const;
    /// What stands in errors.
    const std::string &name() const;

private:
    struct Private;
    explicit JournalReader(std::unique_ptr<Private> inside);
    std::unique_ptr<Private> d;
};

} // namespace anchorage::record
