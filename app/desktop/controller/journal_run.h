// A journal stepped through like a live run, without the connector: the recorded inputs go to the same
// machine, and what it held for a person it holds again.
#pragma once

#include "app/desktop/controller/run_feed.h"
#include "core/record/journal_reader.h"
#include "core/run/breakpoints.h"

#include <memory>
#include <string>

namespace anchorage::desktop {

class JournalRun : public RunFeed {
public:
    /// Errors are the reader's, and Input when the journal ended before the run began.
    static Result<std::unique_ptr<JournalRun>> open(const std::string &path);

    /// Ends at the recorded Finish. Errors: Cancelled where a person stopped it or the journal ends before
    /// the run did; what refused the run; damage of the journal.
    Result<engine::command::Finish> serve(const run::EventSink &sink) override;
    void post(run::Control control) override { m_controls.push(std::move(control)); }
    const engine::Machine &machine() const override { return m_machine; }
    bool recorded() const override { return true; }

    const run::JournalHeader &header() const { return m_reader.header(); }
    /// Before serve(): what "run to breakpoint" stops at.
    void setBreakpoints(run::Breakpoints breakpoints) { m_breakpoints = std::move(breakpoints); }

private:
    enum class Pace : unsigned char { Step, ToBreak, Run };

    explicit JournalRun(record::JournalReader reader);
    /// Waits for a person. False: stop.
    bool hold(const run::EventSink &sink, const std::string &next);
    bool holdsBefore(const engine::Command &command, const run::EventSink &sink);
    void feed(const engine::Input &input);

    record::JournalReader m_reader;
    engine::Machine m_machine;
    run::Breakpoints m_breakpoints;
    run::ControlQueue m_controls;
    Pace m_pace = Pace::Step;
    run::RunEvent m_last; // for the time of what is said between recorded events
    std::uint64_t m_handedOver = 0;
    std::size_t m_judged = 0;
};

} // namespace anchorage::desktop
