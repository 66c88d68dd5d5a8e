#include "core/record/compare.h"

#include "core/model/page_text.h"

#include <map>
#include <utility>

namespace anchorage::record {

namespace {

using What = RunDifference::What;
/// DN and turn.
using Turn = std::pair<std::string, std::size_t>;

struct Turns {
    std::vector<Turn> inOrder;
    std::map<Turn, const engine::HandOver *> byTurn;
};

Turns turnsOf(const std::vector<engine::HandOver> &handOvers)
{
    Turns out;
    std::map<std::string, std::size_t> seen;
    for (const auto &handOver : handOvers) {
        Turn turn{handOver.entry.dn, ++seen[handOver.entry.dn]};
        out.byTurn.emplace(turn, &handOver);
        out.inOrder.push_back(std::move(turn));
    }
    return out;
}

std::string placeText(PagePosition position)
{
    return "p" + std::to_string(position.pass) + "." + std::to_string(position.page);
}

std::string lineOf(const engine::HandOver &handOver)
{
    return entryText(handOver.position, handOver.entry);
}

std::string countersText(const engine::ExportCounters &counters)
{
    return "add " + std::to_string(counters.add) + " update " + std::to_string(counters.update) + " rename "
        + std::to_string(counters.rename) + " delete " + std::to_string(counters.remove) + " delete-add "
        + std::to_string(counters.deleteAdd) + " failure " + std::to_string(counters.failure);
}

std::string statusText(const Replay &run)
{
    return run.finish ? run.finish->status : std::string("(not finished)");
}

std::string closeText(const Replay &run)
{
    if (!run.finish)
        return "(not finished)";
    return run.finish->closeCalled ? "Close(" + std::string(name(run.finish->closeReason)) + ")"
                                   : std::string("Close not called");
}

std::string outcomeText(const engine::HandOver &handOver)
{
    return handOver.fate ? text(*handOver.fate) : std::string("no answer yet");
}

} // namespace

std::string_view name(What what)
{
    switch (what) {
    case What::OnlyLeft:
        return "only in the first run";
    case What::OnlyRight:
        return "only in the second run";
    case What::Place:
        return "another page";
    case What::Shape:
        return "other changes";
    case What::Outcome:
        return "another outcome";
    case What::Status:
        return "run status";
    case What::Counters:
        return "counters";
    case What::Close:
        return "Close";
    }
    return {};
}

std::string text(const RunDifference &difference)
{
    std::string out(name(difference.what));
    if (!difference.dn.empty())
        out += ": " + difference.dn;
    out += '\n';
    if (!difference.left.empty())
        out += "  - " + difference.left + '\n';
    if (!difference.right.empty())
        out += "  + " + difference.right + '\n';
    return out;
}

std::string text(const engine::Fate &fate)
{
    const auto withDetail = [](std::string out, const std::string &detail) {
        return detail.empty() ? out : std::move(out) + " (" + detail + ")";
    };
    return std::visit(
        overloaded{
            [](const engine::fate::Accepted &accepted) {
                std::string out = "accepted";
                std::string_view before = " {";
                for (const auto &anchor : accepted.newAnchors) {
                    out += before;
                    out += anchor.name + "=" + (anchor.value ? toText(*anchor.value) : std::string());
                    before = "+";
                }
                return accepted.newAnchors.empty() ? out : out + "}";
            },
            [](const engine::fate::NextPass &next) { return "next pass: " + std::string(engine::name(next.why)); },
            [&](const engine::fate::ObjectError &error) {
                const auto shown = error.name.empty() ? std::string(engineString(error.code)) : error.name;
                return withDetail("object error " + shown, error.detail);
            },
            [&](const engine::fate::StopsRun &stops) { return withDetail("stops the run: " + stops.name, stops.detail); },
            [&](const engine::fate::Unknown &unknown) { return withDetail("fate unknown", unknown.why); },
        },
        fate);
}

std::vector<RunDifference> compareRuns(const Replay &left, const Replay &right)
{
    std::vector<RunDifference> out;
    const auto a = turnsOf(left.machine.handOvers());
    const auto b = turnsOf(right.machine.handOvers());
    for (const auto &turn : a.inOrder) {
        const auto &mine = *a.byTurn.at(turn);
        const auto other = b.byTurn.find(turn);
        if (other == b.byTurn.end()) {
            out.push_back({What::OnlyLeft, turn.first, lineOf(mine), {}});
            continue;
        }
        const auto &theirs = *other->second;
        if (mine.position != theirs.position)
            out.push_back({What::Place, turn.first, placeText(mine.position), placeText(theirs.position)});
        if (auto shapes = std::pair(entryText({}, mine.entry), entryText({}, theirs.entry)); shapes.first != shapes.second)
            out.push_back({What::Shape, turn.first, lineOf(mine), lineOf(theirs)});
        if (auto outcomes = std::pair(outcomeText(mine), outcomeText(theirs)); outcomes.first != outcomes.second)
            out.push_back({What::Outcome, turn.first, std::move(outcomes.first), std::move(outcomes.second)});
    }
    for (const auto &turn : b.inOrder) {
        if (a.byTurn.find(turn) == a.byTurn.end())
            out.push_back({What::OnlyRight, turn.first, {}, lineOf(*b.byTurn.at(turn))});
    }
    const auto whole = [&out](What what, std::string one, std::string two) {
        if (one != two)
            out.push_back({what, {}, std::move(one), std::move(two)});
    };
    whole(What::Status, statusText(left), statusText(right));
    whole(What::Counters, countersText(left.machine.counters()), countersText(right.machine.counters()));
    whole(What::Close, closeText(left), closeText(right));
    return out;
}

} // namespace anchorage::record
