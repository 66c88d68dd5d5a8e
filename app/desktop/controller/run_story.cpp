#include "app/desktop/controller/run_story.h"

#include "app/desktop/controller/task.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <tuple>
#include <utility>

namespace anchorage::desktop {

ObjectOutcome::What outcomeOf(const engine::HandOver &handOver)
{
    using What = ObjectOutcome::What;
    if (!handOver.fate)
        return What::Running;
    return std::visit(overloaded{[](const engine::fate::Accepted &) { return What::Accepted; },
                                 [](const engine::fate::NextPass &) { return What::Again; },
                                 [](const engine::fate::ObjectError &) { return What::Error; },
                                 [](const engine::fate::StopsRun &) { return What::StopsRun; },
                                 [](const engine::fate::Unknown &) { return What::Unknown; }},
                      *handOver.fate);
}

namespace {

constexpr std::size_t longestLine = 16'384; // bytes; more of one is the journal's

MAExportError codeOf(const engine::HandOver &handOver)
{
    if (!handOver.fate)
        return MAExportError::Success;
    if (const auto *error = std::get_if<engine::fate::ObjectError>(&*handOver.fate))
        return error->code;
    if (std::holds_alternative<engine::fate::StopsRun>(*handOver.fate))
        return MAExportError::ExportErrorCustomStopRun;
    return MAExportError::Success;
}

/// Very many rows, freed a few at a time and from the end: whoever frees without a pause, or gives back the whole
/// heap at once, keeps the window from it.
template <typename All> class Rows {
public:
    explicit Rows(All rows) : m_rows(std::move(rows)) { }
    Rows(Rows &&) noexcept = default;
    Rows &operator=(Rows &&) = delete;
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    ~Rows()
    {
        constexpr std::size_t few = 2'000;
        for (std::size_t freed = 1; !m_rows.empty(); ++freed) {
            m_rows.pop_back();
            if (freed % few == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

private:
    All m_rows;
};

template <typename All, typename New> std::pair<std::size_t, std::size_t> merge(All &rows, std::size_t first, New &fresh)
{
    // Rows from `first` on are replaced, the rest is appended; both counts tell what to signal.
    const auto replaced = std::min(fresh.size(), rows.size() - std::min(rows.size(), first));
    for (std::size_t i = 0; i < replaced; ++i)
        rows[first + i] = std::move(fresh[i]);
    for (std::size_t i = replaced; i < fresh.size(); ++i)
        rows.push_back(std::move(fresh[i]));
    return {replaced, fresh.size() - replaced};
}

} // namespace

RunStory::RunStory(QObject *parent) : QObject(parent) { }

void RunStory::begin(space::Space start)
{
    m_begun = true;
    letGo(std::make_tuple(std::exchange(m_start, std::move(start)), Rows(std::exchange(m_handOvers, {})),
                          std::exchange(m_removals, {}), Rows(std::exchange(m_lines, {})), Rows(std::exchange(m_calls, {})),
                          Rows(std::exchange(m_findings, {}))));
    m_previous.clear();
    m_last.assign(m_start.size(), 0);
    m_outcomes.assign(m_start.size(), {});
    m_puts.clear();
    m_lineBytes = 0;
    m_linesGone = 0;
    m_troubles.clear();
    m_close = {};
    m_closeText.clear();
    m_status = {};
    m_connector.reset();
    m_result.reset();
    Q_EMIT cleared();
}

void RunStory::append(RunChunk chunk)
{
    m_status = std::move(chunk.status);
    appendHandOvers(chunk);
    appendCalls(chunk);
    appendLines(chunk);
    if (!chunk.findings.empty()) {
        const auto first = m_findings.size();
        std::move(chunk.findings.begin(), chunk.findings.end(), std::back_inserter(m_findings));
        Q_EMIT findingsAdded(first, m_findings.size() - 1);
    }
    for (auto &[position, removals] : chunk.removals)
        m_removals[position] = std::move(removals);
    if (chunk.connector)
        m_connector = std::move(chunk.connector);
    const bool ending = !chunk.troubles.empty() || chunk.closeChanged;
    m_close = std::move(chunk.close);
    m_closeText = std::move(chunk.closeText);
    std::move(chunk.troubles.begin(), chunk.troubles.end(), std::back_inserter(m_troubles));
    Q_EMIT statusChanged();
    if (ending)
        Q_EMIT endingChanged();
}

void RunStory::appendHandOvers(RunChunk &chunk)
{
    if (chunk.handOvers.empty())
        return;
    const auto first = chunk.firstHandOver;
    const auto [replaced, added] = merge(m_handOvers, first, chunk.handOvers);
    std::vector<space::ObjectIndex> objects;
    for (std::size_t i = first; i < m_handOvers.size(); ++i) {
        const auto &handOver = m_handOvers[i];
        const auto object = handOver.object;
        if (object == engine::noObject) { // made by hand in an edited page
            if (i >= first + replaced)
                m_previous.push_back(0);
            continue;
        }
        if (object >= m_outcomes.size()) { // a run can only hand over what its space holds
            m_outcomes.resize(object + 1U);
            m_last.resize(object + 1U, 0);
        }
        if (i >= first + replaced) {
            m_previous.push_back(m_last[object]);
            m_last[object] = static_cast<std::uint32_t>(i + 1);
        }
        auto &outcome = m_outcomes[object];
        const auto pass = static_cast<std::uint16_t>(handOver.position.pass);
        outcome.firstPass = outcome.firstPass == 0 ? pass : outcome.firstPass;
        outcome.lastPass = pass;
        outcome.what = outcomeOf(handOver);
        outcome.code = codeOf(handOver);
        objects.push_back(object);
    }
    if (replaced > 0)
        Q_EMIT handOversChanged(first, first + replaced - 1);
    if (added > 0)
        Q_EMIT handOversAdded(first + replaced, first + replaced + added - 1);
    Q_EMIT outcomesChanged(objects);
}

void RunStory::appendCalls(RunChunk &chunk)
{
    if (chunk.calls.empty())
        return;
    const auto first = chunk.firstCall;
    const auto [replaced, added] = merge(m_calls, first, chunk.calls);
    while (!m_puts.empty() && m_puts.back() >= first)
        m_puts.pop_back();
    for (auto i = static_cast<std::size_t>(first); i < m_calls.size(); ++i) {
        if (m_calls[i].entries > 0)
            m_puts.push_back(static_cast<std::uint32_t>(i));
    }
    if (replaced > 0)
        Q_EMIT callsChanged(first, first + replaced - 1);
    if (added > 0)
        Q_EMIT callsAdded(first + replaced, first + replaced + added - 1);
}

void RunStory::appendLines(RunChunk &chunk)
{
    if (chunk.lines.empty())
        return;
    const auto first = m_lines.size();
    for (auto &line : chunk.lines) {
        if (line.text.size() > longestLine) {
            const auto more = line.text.size() - longestLine;
            line.text.resize(longestLine);
            line.text += " … " + std::to_string(more) + " more bytes: they are in the journal";
        }
        m_lineBytes += line.text.size();
        m_lines.push_back(std::move(line));
    }
    Q_EMIT linesAdded(first, m_lines.size() - 1);
    boundLines();
}

void RunStory::boundLines()
{
    // In blocks, so that a flood does not move rows with every line.
    if (m_lines.size() <= linesKept + linesKept / 10 && m_lineBytes <= lineBytesKept)
        return;
    const auto note = std::min(linesKept, m_lines.size()) / 5; // this line tells of those that went
    auto end = note + 1;
    auto bytes = m_lines[note].text.size();
    while (end + 1 < m_lines.size()
           && (m_lines.size() - (end - note - 1) > linesKept || m_lineBytes - bytes > lineBytesKept / 10 * 9))
        bytes += m_lines[end++].text.size();
    m_linesGone += end - note - (m_linesGone > 0 ? 1 : 0);
    if (end > note + 1) {
        Q_EMIT linesAboutToGo(note + 1, end - 1);
        m_lines.erase(m_lines.begin() + static_cast<std::ptrdiff_t>(note) + 1,
                      m_lines.begin() + static_cast<std::ptrdiff_t>(end));
        Q_EMIT linesGone();
    }
    auto &line = m_lines[note];
    line.level = "bench";
    line.text = "… " + std::to_string(m_linesGone) + " lines are not shown here; the journal has them all";
    m_lineBytes += line.text.size() - bytes;
    Q_EMIT linesChanged(note, note);
}

void RunStory::end(Result<engine::command::Finish> result)
{
    m_result = std::move(result);
    m_status.held = false;
    m_status.callRunning.clear();
    Q_EMIT statusChanged();
    Q_EMIT endingChanged();
}

const std::vector<engine::Removal> *RunStory::removals(PagePosition position) const
{
    const auto found = m_removals.find(position);
    return found == m_removals.end() || found->second.empty() ? nullptr : &found->second;
}

ObjectOutcome RunStory::outcome(space::ObjectIndex object) const
{
    return object < m_outcomes.size() ? m_outcomes[object] : ObjectOutcome{};
}

std::vector<std::size_t> RunStory::handOversOf(space::ObjectIndex object) const
{
    std::vector<std::size_t> found;
    if (object < m_last.size()) {
        for (auto next = m_last[object]; next != 0; next = m_previous[next - 1])
            found.push_back(next - 1);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

std::size_t RunStory::callOf(std::size_t handOver) const
{
    const auto after = std::partition_point(
        m_puts.begin(), m_puts.end(), [this, handOver](std::uint32_t call) { return m_calls[call].firstHandOver <= handOver; });
    if (after == m_puts.begin())
        return 0;
    const auto call = *std::prev(after);
    return handOver < m_calls[call].firstHandOver + m_calls[call].entries ? call + 1U : 0;
}

std::size_t RunStory::callBefore(std::uint64_t sequence) const
{
    const auto after = std::partition_point(m_calls.begin(), m_calls.end(),
                                            [sequence](const report::Call &call) { return call.sequence <= sequence; });
    return static_cast<std::size_t>(after - m_calls.begin());
}

std::size_t RunStory::lineAfter(std::uint64_t sequence) const
{
    const auto found = std::partition_point(m_lines.begin(), m_lines.end(),
                                            [sequence](const report::OutputLine &line) { return line.sequence < sequence; });
    return found == m_lines.end() ? 0 : static_cast<std::size_t>(found - m_lines.begin()) + 1;
}

} // namespace anchorage::desktop
