#include "app/desktop/controller/run_story.h"

#include <algorithm>
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

template <typename Rows, typename New> std::pair<std::size_t, std::size_t> merge(Rows &rows, std::size_t first, New &fresh)
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
    m_start = std::move(start);
    m_handOvers.clear();
    m_previous.clear();
    m_last.assign(m_start.size(), 0);
    m_outcomes.assign(m_start.size(), {});
    m_calls.clear();
    m_lines.clear();
    m_findings.clear();
    m_removals.clear();
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
    if (!chunk.lines.empty()) {
        const auto first = m_lines.size();
        std::move(chunk.lines.begin(), chunk.lines.end(), std::back_inserter(m_lines));
        Q_EMIT linesAdded(first, m_lines.size() - 1);
    }
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
    if (replaced > 0)
        Q_EMIT callsChanged(first, first + replaced - 1);
    if (added > 0)
        Q_EMIT callsAdded(first + replaced, first + replaced + added - 1);
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
    // Calls that hand nothing over have 0 entries and lie anywhere between.
    for (auto call = m_calls.size(); call > 0; --call) {
        const auto &row = m_calls[call - 1];
        if (row.entries > 0 && row.firstHandOver <= handOver)
            return handOver < row.firstHandOver + row.entries ? call : 0;
    }
    return 0;
}

std::size_t RunStory::callBefore(std::uint64_t sequence) const
{
    const auto after = std::partition_point(m_calls.begin(), m_calls.end(),
                                            [sequence](const report::Call &call) { return call.sequence <= sequence; });
    return static_cast<std::size_t>(after - m_calls.begin());
}

} // namespace anchorage::desktop
