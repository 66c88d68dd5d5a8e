// Thompson's construction: the tree becomes a program of steps, and the sets of steps that a text can
// have reached become states, made when they are first met. No backtracking anywhere.
#include "core/model/pattern.h"

#include "core/model/pattern_syntax.h"
#include "core/model/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace anchorage {

namespace {

constexpr std::size_t mostSteps = 5000;
constexpr std::size_t mostStates = 500; // kept at a time: with mostSteps it bounds the memory
constexpr std::int32_t notMade = -1;
using StepIndex = std::uint32_t;

struct Step {
    enum class Kind : std::uint8_t { Set, Split, Start, End, Match };
    Kind kind = Kind::Match;
    std::uint32_t set = 0;
    StepIndex next = 0;
    StepIndex other = 0; // Split
};

} // namespace

struct Pattern::Program {
    std::vector<Step> steps;
    StepIndex start = 0;
    bool tooLarge = false;
    std::vector<CodePointSet> sets;
    std::map<const PatternNode *, std::uint32_t> setOf; // a repeat compiles its part often; for compile() only
    // Code points that no set tells apart are one class.
    std::vector<std::uint32_t> classStarts;
    std::array<std::uint16_t, 128> asciiClass{};
    std::vector<std::vector<bool>> hasClass; // [set][class]

    StepIndex add(const Step &step);
    StepIndex compile(const PatternNode &node, StepIndex next);
    void makeClasses();
    std::uint32_t classOf(std::uint32_t point) const;
};

StepIndex Pattern::Program::add(const Step &step)
{
    tooLarge = tooLarge || steps.size() >= mostSteps;
    if (!tooLarge)
        steps.push_back(step);
    return static_cast<StepIndex>(steps.size() - 1);
}

/// Backwards: gives the step at which the node begins, when `next` is what follows it.
StepIndex Pattern::Program::compile(const PatternNode &node, StepIndex next)
{
    using Kind = PatternNode::Kind;
    if (tooLarge)
        return next;
    switch (node.kind) {
    case Kind::Set:
        if (const auto [known, isNew] = setOf.try_emplace(&node, static_cast<std::uint32_t>(sets.size())); isNew)
            sets.push_back(node.set);
        return add({Step::Kind::Set, setOf.at(&node), next, 0});
    case Kind::Start:
        return add({Step::Kind::Start, 0, next, 0});
    case Kind::End:
        return add({Step::Kind::End, 0, next, 0});
    case Kind::Sequence:
        for (auto child = node.children.size(); child-- > 0;)
            next = compile(node.children[child], next);
        return next;
    case Kind::Choice: {
        auto out = compile(node.children.back(), next);
        for (auto child = node.children.rbegin() + 1; child != node.children.rend(); ++child) {
            const auto begin = compile(*child, next);
            out = add({Step::Kind::Split, 0, begin, out});
        }
        return out;
    }
    case Kind::Repeat: {
        const auto &child = node.children.front();
        auto out = next;
        if (node.most < 0) {
            const auto loop = add({Step::Kind::Split, 0, next, next});
            const auto begin = compile(child, loop);
            steps[loop].other = begin;
            out = loop;
        } else {
            for (int i = node.least; i < node.most && !tooLarge; ++i) {
                const auto begin = compile(child, out);
                out = add({Step::Kind::Split, 0, begin, next});
            }
        }
        for (int i = 0; i < node.least && !tooLarge; ++i)
            out = compile(child, out);
        return out;
    }
    }
    return next;
}

void Pattern::Program::makeClasses()
{
    classStarts = {0};
    for (const auto &set : sets) {
        for (const auto &range : set.ranges()) {
            classStarts.push_back(range.first);
            classStarts.push_back(range.last + 1);
        }
    }
    std::sort(classStarts.begin(), classStarts.end());
    classStarts.erase(std::unique(classStarts.begin(), classStarts.end()), classStarts.end());
    for (std::uint32_t c = 0; c < asciiClass.size(); ++c) {
        const auto after = std::upper_bound(classStarts.begin(), classStarts.end(), c);
        asciiClass.at(c) = static_cast<std::uint16_t>(after - classStarts.begin() - 1);
    }
    for (const auto &set : sets) {
        auto &has = hasClass.emplace_back();
        for (const auto first : classStarts)
            has.push_back(set.has(first));
    }
}

std::uint32_t Pattern::Program::classOf(std::uint32_t point) const
{
    if (point < asciiClass.size())
        return asciiClass.at(point);
    const auto after = std::upper_bound(classStarts.begin(), classStarts.end(), point);
    return static_cast<std::uint32_t>(after - classStarts.begin() - 1);
}

struct Pattern::States {
    struct State {
        std::vector<StepIndex> steps; // those that take a sign or wait for the end
        bool found = false;
        bool foundAtEnd = false;
        std::vector<std::int32_t> next; // by class
    };

    explicit States(const Program &program_) : program(program_), marks(program.steps.size(), 0) { }

    const Program &program;
    std::vector<State> states;
    std::map<std::vector<StepIndex>, std::int32_t> known;
    std::vector<std::uint32_t> marks; // == round: seen in this closure
    std::uint32_t round = 0;
    std::vector<StepIndex> open;
    std::int32_t initial = notMade;

    void follow(State &into, StepIndex from, bool atStart, bool atEnd);
    std::int32_t keep(State state, bool initially = false);
    std::int32_t begin();
    std::int32_t advance(std::int32_t from, std::uint32_t byClass);
};

/// Everything that can be reached without a sign.
void Pattern::States::follow(State &into, StepIndex from, bool atStart, bool atEnd)
{
    open.push_back(from);
    while (!open.empty()) {
        const auto index = open.back();
        open.pop_back();
        if (marks[index] == round)
            continue;
        marks[index] = round;
        const auto &step = program.steps[index];
        switch (step.kind) {
        case Step::Kind::Set:
            into.steps.push_back(index);
            break;
        case Step::Kind::Split:
            open.push_back(step.next);
            open.push_back(step.other);
            break;
        case Step::Kind::Start:
            if (atStart)
                open.push_back(step.next);
            break;
        case Step::Kind::End:
            if (atEnd)
                open.push_back(step.next);
            else
                into.steps.push_back(index);
            break;
        case Step::Kind::Match:
            into.found = true;
            break;
        }
    }
}

/// The initial state is kept apart from an equal later one: only at the start "$^" is met at the end.
std::int32_t Pattern::States::keep(State state, bool initially)
{
    std::sort(state.steps.begin(), state.steps.end());
    auto key = state.steps;
    if (state.found)
        key = {static_cast<StepIndex>(program.steps.size())}; // one state for "found": nothing more matters
    if (const auto old = known.find(key); old != known.end() && !initially)
        return old->second;
    State end;
    ++round;
    for (const auto index : state.steps) {
        if (program.steps[index].kind == Step::Kind::End)
            follow(end, program.steps[index].next, initially, true);
    }
    state.foundAtEnd = state.found || end.found;
    state.next.assign(program.classStarts.size(), notMade);
    states.push_back(std::move(state));
    const auto index = static_cast<std::int32_t>(states.size() - 1);
    if (!initially)
        known.emplace(std::move(key), index);
    return index;
}

std::int32_t Pattern::States::begin()
{
    if (initial == notMade) {
        State state;
        ++round;
        follow(state, program.start, true, false);
        initial = keep(std::move(state), true);
    }
    return initial;
}

std::int32_t Pattern::States::advance(std::int32_t from, std::uint32_t byClass)
{
    State state;
    ++round;
    for (const auto index : states[static_cast<std::size_t>(from)].steps) {
        const auto &step = program.steps[index];
        if (step.kind == Step::Kind::Set && program.hasClass[step.set][byClass])
            follow(state, step.next, false, false);
    }
    follow(state, program.start, false, false); // it may begin anywhere
    if (states.size() >= mostStates) { // start collecting anew; `from` is not needed any more
        states.clear();
        known.clear();
        initial = notMade;
        return keep(std::move(state));
    }
    const auto to = keep(std::move(state));
    states[static_cast<std::size_t>(from)].next[byClass] = to;
    return to;
}

Pattern::Pattern(std::shared_ptr<const Program> program) : m_program(std::move(program)) { }
Pattern::Pattern(const Pattern &other) : m_program(other.m_program) { }
Pattern::Pattern(Pattern &&) noexcept = default;
Pattern &Pattern::operator=(const Pattern &other)
{
    *this = Pattern(other);
    return *this;
}
Pattern &Pattern::operator=(Pattern &&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view pattern)
{
    auto tree = parsePattern(pattern);
    if (!tree)
        return fail(std::move(tree.error()));
    auto program = std::make_shared<Program>();
    const auto match = program->add({Step::Kind::Match, 0, 0, 0});
    program->start = program->compile(*tree, match);
    if (program->tooLarge) {
        return fail(ErrorCode::Input,
                    "the pattern is too large: with its repeats written out it has more than " + std::to_string(mostSteps)
                        + " parts",
                    {.column = 1});
    }
    program->setOf.clear();
    program->makeClasses();
    return Pattern(std::move(program));
}

bool Pattern::foundIn(std::string_view folded)
{
    if (!m_states)
        m_states = std::make_unique<States>(*m_program);
    auto &all = *m_states;
    auto state = all.begin();
    while (!folded.empty()) {
        if (all.states[static_cast<std::size_t>(state)].found)
            return true;
        std::uint32_t point = 0;
        const auto length = decodeUtf8(folded, point);
        folded.remove_prefix(length == 0 ? 1 : length);
        const auto byClass = m_program->classOf(length == 0 ? 0xFFFD : point);
        const auto next = all.states[static_cast<std::size_t>(state)].next[byClass];
        state = next != notMade ? next : all.advance(state, byClass);
    }
    return all.states[static_cast<std::size_t>(state)].foundAtEnd;
}

} // namespace anchorage
