// What holds for every run, whatever the space, the settings and the connector: random runs by the thousand.
#include "tests/engine/random_runs.h"

#include <cstdio>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

/// ANCHORAGE_PROPERTY_RUNS=20000 for a long look.
const auto runs = static_cast<std::uint32_t>(std::max(400, qEnvironmentVariableIntValue("ANCHORAGE_PROPERTY_RUNS")));
constexpr Unkindness kind{};
constexpr Unkindness refusing{.errors = 10, .actions = 15, .lies = 0, .faults = 0};
constexpr Unkindness hostile{.errors = 10, .actions = 10, .lies = 10, .faults = 8};

/// Open at most once and first, Close at most once, nothing after the one Finish or Refuse.
std::string orderOfCalls(const Player &player)
{
    int opens = 0;
    int closes = 0;
    int ends = 0;
    for (const auto &commands : player.commands) {
        for (const auto &command : commands) {
            const auto what = name(command);
            if (ends != 0)
                return std::string(what) + " after the end";
            opens += what == "Open" ? 1 : 0;
            closes += what == "Close" ? 1 : 0;
            ends += what == "Finish" || what == "Refuse" ? 1 : 0;
            const bool isCall = what == "Put" || what == "Close" || what.ends_with("Password");
            if (isCall && opens == 0)
                return std::string(what) + " before Open";
            if (opens > 1 || closes > 1)
                return std::string(what) + " twice";
            if (closes == 1 && isCall && what != "Close")
                return std::string(what) + " after Close";
        }
    }
    return ends == 1 ? std::string() : std::to_string(ends) + " ends";
}

/// hold-1: what a page refers to is there already, unless the space does not know it.
class References {
public:
    std::string operator()(const Player &player)
    {
        for (const auto &command : player.last()) {
            if (const auto *put = std::get_if<command::Put>(&command)) {
                if (auto wrong = judge(player, *put); !wrong.empty())
                    return wrong;
            }
        }
        return {};
    }
    explicit References(const EngineSetup &setup) : m_noReferencesFirst(setup.capabilities.noReferenceValuesInFirstExport)
    {
        for (space::ObjectIndex i = 0; i < setup.space.size(); ++i) {
            const auto operation = setup.space.pendingOperation(i);
            m_isNew.push_back(operation == PendingOperation::Add || operation == PendingOperation::DeleteAdd);
        }
    }

private:
    /// Exported in an earlier page: accepted, or answered with an anchor although a retry was asked for.
    bool isThere(const Player &player, space::ObjectIndex index) const
    {
        bool out = !m_isNew[index];
        for (const auto &handOver : player.machine.handOvers()) {
            if (handOver.object != index || !handOver.fate || handOver.entry.modification == ObjectModificationType::Delete)
                continue;
            const auto *next = std::get_if<fate::NextPass>(&*handOver.fate);
            const auto *result = std::get_if<said::Result>(&*handOver.said);
            if (next != nullptr && next->why == PassReason::ConvertUpdateToAdd)
                out = false;
            else if (std::holds_alternative<fate::Accepted>(*handOver.fate)
                     || (next != nullptr && next->why == PassReason::RetryReference && !result->result.anchors.empty()))
                out = true;
        }
        return out;
    }
    std::string judge(const Player &player, const command::Put &put)
    {
        const auto &space = player.machine.space();
        for (const auto &entry : put.page.entries) {
            for (const auto &change : entry.entry.changes) {
                for (const auto &value : change.values) {
                    const auto *reference = std::get_if<Reference>(&value.value);
                    if (reference == nullptr || change.name == dnAttribute || value.modification == ValueModificationType::Delete)
                        continue;
                    if (m_noReferencesFirst && put.page.position.pass == 1)
                        return entry.entry.dn + " has a reference in pass 1";
                    const auto target = space.find(reference->dn);
                    if (target && *target < m_isNew.size() && !isThere(player, *target))
                        return entryText(put.page.position, entry.entry) + ": " + reference->dn + " is not there yet";
                }
            }
        }
        return {};
    }
    bool m_noReferencesFirst;
    std::vector<bool> m_isNew;
};

/// count-1, counter-2: every object at most once, failures apart.
std::string countersAddUp(const Player &player, const EngineSetup &setup)
{
    const auto &c = player.machine.counters();
    const auto &space = player.machine.space();
    std::uint64_t failed = 0;
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i))
            continue;
        const auto now = space.object(i).lastFailure;
        const auto before = setup.space.object(i).lastFailure;
        failed += now && (!before || now->retryCount > before->retryCount) ? 1 : 0;
    }
    if (failed != c.failure)
        return "failures: " + std::to_string(c.failure) + " counted, " + std::to_string(failed) + " objects have one";
    std::set<space::ObjectIndex> accepted;
    for (const auto &handOver : player.machine.handOvers()) {
        if (handOver.object == noObject || setup.space.pendingOperation(handOver.object) == PendingOperation::None)
            continue;
        const bool isFine = handOver.fate && std::holds_alternative<fate::Accepted>(*handOver.fate);
        isFine ? (void)accepted.insert(handOver.object) : (void)accepted.erase(handOver.object);
    }
    std::erase_if(accepted, [&](space::ObjectIndex i) {
        return space.exists(i) && space.object(i).lastFailure
            && (!setup.space.object(i).lastFailure
                || space.object(i).lastFailure->retryCount > setup.space.object(i).lastFailure->retryCount);
    });
    const auto sum = c.add + c.update + c.rename + c.remove + c.deleteAdd;
    if (sum > accepted.size())
        return "accepted: " + std::to_string(sum) + " counted, " + std::to_string(accepted.size()) + " objects were";
    return {};
}

/// Handed over until it is accepted, refused, held for a failed target, or out of passes.
std::string nothingIsForgotten(const Player &player, const EngineSetup &setup)
{
    const auto &space = player.machine.space();
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i) || setup.space.pendingOperation(i) == PendingOperation::None || setup.space.dropped(i))
            continue;
        const auto object = space.object(i);
        if (object.pending.operation == PendingOperation::None || object.lastFailure)
            continue;
        std::set<std::string> names{object.dn, std::string(setup.space.dn(i))}; // it may have had others in between
        for (const auto &handOver : player.machine.handOvers()) {
            if (handOver.object == i)
                names.insert(handOver.entry.dn);
        }
        const auto &findings = player.machine.findings();
        const bool isExplained = std::any_of(findings.begin(), findings.end(), [&](const Finding &f) {
            return names.contains(f.dn) && (f.id == "held-target-failed" || f.id == "does-not-converge");
        });
        if (!isExplained)
            return object.dn + " is still pending (" + std::string(space::name(object.pending.operation))
                + ") and nothing says why";
    }
    return {};
}

std::string answersOf(const Input &input)
{
    std::string out;
    if (const auto *answer = std::get_if<input::Answered>(&input); answer != nullptr && answer->results.results) {
        for (const auto &result : *answer->results.results)
            out += ' ' + std::string(engineString(result.errorCode)) + (result.anchors.empty() ? "" : "+id");
    }
    return out;
}

std::string text(const Player &player)
{
    std::string out;
    for (std::size_t i = 0; i < player.inputs.size(); ++i) {
        out += std::string(name(player.inputs[i])) + answersOf(player.inputs[i]) + " -> ";
        for (const auto &command : player.commands[i]) {
            out += std::string(name(command)) + ' ';
            if (const auto *noted = std::get_if<command::Note>(&command)) {
                for (const auto &found : noted->findings)
                    out += '(' + found.id + ' ' + found.dn + ") ";
            }
            if (const auto *put = std::get_if<command::Put>(&command))
                out += '\n' + pageText(put->page.position, put->page.handOver());
        }
        out += '\n';
    }
    return out;
}

} // namespace

/// What a person took out of the run keeps others from coming to rest: their references wait for it.
void handOverAll(space::Space &space)
{
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i) || !space.dropped(i))
            continue;
        auto object = space.object(i);
        object.dropped = false;
        QVERIFY(space.replace(i, std::move(object)));
    }
}

/// QtTest cuts long messages; the run's text goes beside it.
#define HOLDS(wrong)                                                                                                             \
    do {                                                                                                                         \
        const std::string why = (wrong);                                                                                         \
        if (!why.empty())                                                                                                        \
            std::fputs(text(player).c_str(), stderr);                                                                            \
        QVERIFY2(why.empty(), ("seed " + std::to_string(seed) + ": " + why).c_str());                                            \
    } while (false)

class TestMachineProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRunEndsInExactlyOneWayWhateverHappens()
    {
        for (std::uint32_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            Player player(randomSetup(dice));
            HOLDS(player.play(dice, hostile));
            HOLDS(orderOfCalls(player));
        }
    }
    void theSameInputsGiveTheSameCommandsAndTheSameSpace()
    {
        for (std::uint32_t seed = 0; seed < runs / 3; ++seed) {
            Dice dice(seed);
            const auto given = randomSetup(dice);
            Player player(given);
            HOLDS(player.play(dice, hostile));
            Player again(given);
            for (const auto &input : player.inputs)
                again.feed(input);
            QVERIFY2(again.commands == player.commands, ("seed " + std::to_string(seed)).c_str());
            QVERIFY2(again.machine.space() == player.machine.space(), ("seed " + std::to_string(seed)).c_str());
        }
    }
    void noReferenceGoesOutBeforeItsTarget()
    {
        for (std::uint32_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            const auto given = randomSetup(dice);
            Player player(given);
            player.check = References(given);
            HOLDS(player.play(dice, seed % 2 == 0 ? refusing : hostile));
        }
    }
    void countersAddUpWhateverHappens()
    {
        for (std::uint32_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            const auto given = randomSetup(dice);
            Player player(given);
            HOLDS(player.play(dice, seed % 2 == 0 ? refusing : hostile));
            HOLDS(countersAddUp(player, given));
        }
    }
    void whatIsPendingIsHandedOverUntilItsFateIsKnown()
    {
        for (std::uint32_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            const auto given = randomSetup(dice);
            Player player(given);
            HOLDS(player.play(dice, refusing));
            if (player.machine.state() == State::Finished)
                HOLDS(nothingIsForgotten(player, given));
        }
    }
    /// Whatever one run did to the space, kind runs bring it to rest: nothing is pending, nothing is sent.
    void afterAnyRunKindRunsComeToRest()
    {
        for (std::uint32_t seed = 0; seed < runs; ++seed) {
            Dice dice(seed);
            auto given = randomSetup(dice);
            Player first(given);
            (void)first.play(dice, hostile);
            given.space = first.machine.space();
            handOverAll(given.space);
            given.settings.maxPasses = 10; // fewer may be too few for references and then a password
            for (int run = 0;; ++run) {
                Player player(given);
                HOLDS(player.play(dice, kind));
                if (player.machine.state() == State::Refused)
                    break; // an image became unknown, or a person has to decide
                if (player.machine.handOvers().empty())
                    break;
                HOLDS(run == 4 ? "it does not come to rest" : "");
                given.space = player.machine.space();
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestMachineProperties)
#include "tst_machine_properties.moc"
