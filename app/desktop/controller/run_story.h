// What happened in a run so far, as rows: the one store that results, calls, output, findings and the
// Close path show. Lives in the GUI thread; grows with each chunk.
#pragma once

#include "app/desktop/controller/run_chunk.h"
#include "core/space/space.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace anchorage::desktop {

/// What became of an object so far: for the columns of the objects table.
struct ObjectOutcome {
    enum class What : std::uint8_t { NotSent, Running, Accepted, Again, Error, StopsRun, Unknown };
    What what = What::NotSent;
    MAExportError code = MAExportError::Success;
    std::uint16_t firstPass = 0; ///< 0: never handed over
    std::uint16_t lastPass = 0;
    bool operator==(const ObjectOutcome &) const = default;
};
ObjectOutcome::What outcomeOf(const engine::HandOver &handOver);

class RunStory : public QObject {
    Q_OBJECT

public:
    explicit RunStory(QObject *parent = nullptr);

    /// A new run, from this space.
    void begin(space::Space start);
    void append(RunChunk chunk);
    /// serve() returned.
    void end(Result<engine::command::Finish> result);

    bool begun() const { return m_begun; }
    /// The snapshot that the run works on: indexes in hand-overs are its.
    const space::Space &start() const { return m_start; }

    const std::deque<engine::HandOver> &handOvers() const { return m_handOvers; }
    const std::deque<report::Call> &calls() const { return m_calls; }
    /// Of a flood the first and the last lines are kept, and one between them that says how many are not.
    const std::deque<report::OutputLine> &lines() const { return m_lines; }
    static constexpr std::size_t linesKept = 50'000;
    static constexpr std::size_t lineBytesKept = std::size_t{32} << 20U;
    const Findings &findings() const { return m_findings; }
    const std::vector<report::Trouble> &troubles() const { return m_troubles; }
    const report::CloseAccount &close() const { return m_close; }
    const std::string &closeText() const { return m_closeText; }
    const RunStatus &status() const { return m_status; }
    const std::optional<ConnectorDescription> &connector() const { return m_connector; }
    /// What was left out of that page and why; null: nothing.
    const std::vector<engine::Removal> *removals(PagePosition position) const;

    /// Absent while it runs.
    const std::optional<Result<engine::command::Finish>> &result() const { return m_result; }

    /// By index of start().
    ObjectOutcome outcome(space::ObjectIndex object) const;
    const std::vector<ObjectOutcome> &outcomes() const { return m_outcomes; }
    /// Lineage: indexes into handOvers(), oldest first.
    std::vector<std::size_t> handOversOf(space::ObjectIndex object) const;
    /// Index + 1 of the call that handed it over; 0: none.
    std::size_t callOf(std::size_t handOver) const;
    /// Index + 1 of the last call that began before this event; 0: none. For lines of output.
    std::size_t callBefore(std::uint64_t sequence) const;
    /// Index + 1 of the first line that was said after this event; 0: none.
    std::size_t lineAfter(std::uint64_t sequence) const;

Q_SIGNALS:
    /// A new run begins: everything is empty.
    void cleared();
    void handOversAdded(std::size_t first, std::size_t last);
    void handOversChanged(std::size_t first, std::size_t last);
    void callsAdded(std::size_t first, std::size_t last);
    void callsChanged(std::size_t first, std::size_t last);
    void linesAdded(std::size_t first, std::size_t last);
    /// Before lines [first, last] are let go, and when they are.
    void linesAboutToGo(std::size_t first, std::size_t last);
    void linesGone();
    void linesChanged(std::size_t first, std::size_t last);
    void findingsAdded(std::size_t first, std::size_t last);
    void outcomesChanged(const std::vector<anchorage::space::ObjectIndex> &objects);
    void statusChanged();
    /// Troubles, Close or the result: what the close strip shows.
    void endingChanged();

private:
    void appendHandOvers(RunChunk &chunk);
    void appendCalls(RunChunk &chunk);
    void appendLines(RunChunk &chunk);
    void boundLines();

    bool m_begun = false;
    space::Space m_start;
    std::deque<engine::HandOver> m_handOvers;
    std::deque<std::uint32_t> m_previous; // per hand-over: index + 1 of the object's one before
    std::vector<std::uint32_t> m_last; // per object: index + 1 of its last hand-over
    std::vector<ObjectOutcome> m_outcomes;
    std::deque<report::Call> m_calls;
    std::vector<std::uint32_t> m_puts; // indexes of calls that handed something over
    std::deque<report::OutputLine> m_lines;
    std::size_t m_lineBytes = 0;
    std::uint64_t m_linesGone = 0;
    Findings m_findings;
    std::map<PagePosition, std::vector<engine::Removal>> m_removals;
    std::vector<report::Trouble> m_troubles;
    report::CloseAccount m_close;
    std::string m_closeText;
    RunStatus m_status;
    std::optional<ConnectorDescription> m_connector;
    std::optional<Result<engine::command::Finish>> m_result;
};

} // namespace anchorage::desktop
