// Folds the events of a run into the rows that the panes show, in the run's thread.
#pragma once

#include "app/desktop/controller/run_chunk.h"

#include <QString>

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::desktop {

class ChunkBuilder {
public:
    /// In the run's thread. The machine is the run's; its hand-overs and findings are the truth.
    void add(const run::RunEvent &event, const engine::Machine &machine);
    /// In the run's thread, when it is over: what the last inputs made of the hand-overs.
    void finish(const engine::Machine &machine);
    /// From any thread: what is new since the last time; nothing when nothing is.
    std::optional<RunChunk> take();

private:
    void collectHandOvers(const engine::Machine &machine);
    void collectSummary();
    void collectStatus(const engine::Machine &machine);
    void show(const run::RunEvent &event, const engine::Command &command);
    void line(const run::RunEvent &event, std::string level, std::string text);
    void say(const run::RunEvent &event, const QString &text); ///< the bench itself, in the person's language

    std::mutex m_mutex; // guards what follows
    report::RunSummaryFold m_fold;
    RunChunk m_chunk;
    bool m_changed = false;
    std::size_t m_openCall = 0; // calls before it have ended and crossed
    std::size_t m_troubles = 0; // that crossed, or will with m_chunk
    std::size_t m_findings = 0;
    std::size_t m_judged = 0; // hand-overs before it have their fate
    std::size_t m_known = 0; // hand-overs that were collected
};

} // namespace anchorage::desktop
