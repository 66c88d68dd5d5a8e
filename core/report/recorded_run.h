// A run read back from its journal: the same folds as live, over the recorded events and a replay.
#pragma once

#include "core/base/result.h"
#include "core/record/replay.h"
#include "core/report/report_writer.h"
#include "core/run/journal_header.h"

#include <memory>
#include <optional>
#include <string>

namespace anchorage::report {

class RecordedRun {
public:
    /// Errors are the reader's; Input also when the journal ended before the run began. A journal that is
    /// torn, or of which the replay diverges, gives a report as far as it goes that says so.
    static Result<RecordedRun> open(const std::string &journal);
    RecordedRun(RecordedRun &&) noexcept;
    RecordedRun &operator=(RecordedRun &&) noexcept;
    ~RecordedRun();

    const run::JournalHeader &header() const;
    const RunSummary &summary() const;
    const ObjectResults &results() const;
    const ConnectorOutput &output() const;
    const record::Replay &replay() const;
    /// Views into this.
    RunReport report(const Verdict *verdict = nullptr) const;

private:
    struct Inside;
    explicit RecordedRun(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

} // namespace anchorage::report
