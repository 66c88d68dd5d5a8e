// Random spaces, settings and answers for the machine's property tests. A seed says everything, so a
// failure can be played again.
#pragma once

#include "tests/engine/engine_fixture.h"

#include <QTest>

#include <functional>
#include <random>
#include <set>

namespace anchorage::engine::test {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) { }
    /// 0 to less than `sides`.
    std::size_t roll(std::size_t sides) { return m_engine() % sides; }
    bool chance(std::size_t percent) { return roll(100) < percent; }
    template <typename T> const T &pick(const std::vector<T> &of) { return of[roll(of.size())]; }

private:
    std::mt19937 m_engine;
};

/// Up to 14 objects that refer to each other, in every pending state, with images but for a few.
inline EngineSetup randomSetup(Dice &dice)
{
    const auto style = static_cast<MADistinguishedNameStyle>(dice.roll(3));
    const bool none = style == MADistinguishedNameStyle::None;
    const std::size_t number = 1 + dice.roll(14);
    std::vector<std::string> names;
    std::vector<bool> isNewObject;
    for (std::size_t i = 0; i < number; ++i) {
        isNewObject.push_back(dice.chance(50));
        const auto digit = std::to_string(i);
        if (none)
            names.push_back(isNewObject.back() ? Guid::fromName(digit).text() : "n" + digit);
        else
            names.push_back(
                "cn=o" + digit
                + (style == MADistinguishedNameStyle::Ldap && i > 0 && dice.chance(50) ? ',' + names[dice.roll(i)] : ""));
    }
    const auto someRefs = [&] {
        Values out;
        for (std::size_t n = 1 + dice.roll(3); n > 0; --n) {
            const Reference to{dice.chance(4) ? "cn=elsewhere" : dice.pick(names)};
            if (std::find(out.begin(), out.end(), AttributeValue(to)) == out.end())
                out.emplace_back(to);
        }
        return out;
    };
    std::vector<SpaceObject> objects;
    for (std::size_t i = 0; i < number; ++i) {
        std::vector<AttributeChange> image;
        std::vector<AttributeChange> adds;
        if (dice.chance(60))
            image.push_back(plus("title", text({"A"})));
        if (dice.chance(40))
            image.push_back(plus("proxy", text({"a", "b"})));
        if (dice.chance(30))
            image.push_back(plus("seeAlso", someRefs()));
        if (dice.chance(60))
            adds.push_back(plus("title", text({"B"})));
        if (dice.chance(50))
            adds.push_back(plus("manager", {someRefs().front()}));
        if (dice.chance(50))
            adds.push_back(plus("seeAlso", someRefs()));
        if (dice.chance(10))
            adds.push_back(password());
        const auto &dn = names[i];
        if (isNewObject[i]) {
            objects.push_back(add(dn, adds));
            objects.back().temporaryDn = none;
            continue;
        }
        auto object = known(dn, none ? dn : "a" + std::to_string(i), image);
        switch (dice.roll(6)) {
        case 0:
            object = pending(object, PendingOperation::Delete);
            break;
        case 1:
            object = pending(object, PendingOperation::DeleteAdd, adds);
            break;
        case 2:
            break; // nothing pending
        default: {
            const bool hasSeeAlso = object.image->find("seeAlso") != nullptr;
            std::vector<AttributeChange> changes{object.image->find("title") != nullptr ? delta("title", text({"B"}), text({"A"}))
                                                                                        : plus("title", text({"B"}))};
            if (dice.chance(60))
                changes.push_back(hasSeeAlso ? delta("seeAlso", someRefs(), {}) : plus("seeAlso", someRefs()));
            object = pending(object, PendingOperation::Update, changes);
            if (!none && dice.chance(25))
                object.pending.newDn =
                    dn.substr(0, dn.find(',')) + "x" + (dn.find(',') == std::string::npos ? "" : dn.substr(dn.find(',')));
        }
        }
        if (dice.chance(4))
            object.image.reset();
        objects.push_back(object);
    }
    for (auto &object : objects)
        object.dropped = dice.chance(3);
    auto out = setup(objects, style);
    out.capabilities.exportType =
        dice.pick(std::vector{MAExportType::AttributeUpdate, MAExportType::AttributeReplace, MAExportType::ObjectReplace,
                              MAExportType::MultivaluedReferenceAttributeUpdate});
    out.capabilities.objectRename = !none;
    out.capabilities.noReferenceValuesInFirstExport = dice.chance(30);
    out.capabilities.deleteAddAsReplace = dice.chance(40);
    out.capabilities.exportPasswordInFirstPass = dice.chance(30);
    out.passwordInterface = dice.chance(50);
    out.settings.deletesFirst = dice.chance(70);
    out.settings.freshIdentifiers = dice.chance(20);
    out.settings.closeDuringPut = dice.chance(20);
    out.settings.retryAs = static_cast<RunSettings::RetryAs>(dice.roll(2));
    out.settings.parents = static_cast<RunSettings::Parents>(dice.roll(2));
    out.settings.maxPasses = static_cast<std::int32_t>(2 + dice.roll(9));
    return withPages(out, static_cast<std::int32_t>(1 + dice.roll(6)));
}

/// How unkind the connector is, in percent of the entries or calls.
struct Unkindness {
    std::size_t errors = 0;
    std::size_t actions = 0;
    std::size_t lies = 0; ///< no result, no anchor, unknown and repeated identifiers, null
    std::size_t faults = 0; ///< throws, deaths, hangs, stops, cuts, edits
};

inline PutExportEntriesResults randomAnswer(Dice &dice, const Unkindness &how, const std::vector<CsEntryChange> &entries)
{
    PutExportEntriesResults out;
    if (dice.chance(how.lies / 4)) {
        out.results.reset();
        return out;
    }
    for (const auto &entry : entries) {
        auto result = CsEntryChangeResult::create(entry.identifier, {}, MAExportError::Success);
        const bool lacksAnchor = entry.anchors.empty() || entry.modification == ObjectModificationType::Replace;
        if (lacksAnchor && entry.modification != ObjectModificationType::Delete && !dice.chance(how.lies))
            result.anchors.push_back(AttributeChange::add("id", {"#" + entry.dn}, AttributeType::String, false));
        if (dice.chance(how.errors))
            result.errorCode = static_cast<MAExportError>(4 + dice.roll(23));
        else if (dice.chance(how.actions))
            result.errorCode = static_cast<MAExportError>(1 + dice.roll(3));
        if (result.errorCode == MAExportError::ExportErrorCustomStopRun && how.faults == 0)
            result.errorCode = MAExportError::ExportErrorCustomContinueRun;
        if (dice.chance(how.lies))
            continue;
        out.results->push_back(result);
        if (dice.chance(how.lies))
            out.results->push_back(result);
        if (dice.chance(how.lies))
            out.results->push_back(CsEntryChangeResult::create(Guid::fromName("nobody"), {}, MAExportError::Success));
    }
    return out;
}

/// Every input there is, allowed in this state or not.
inline Input randomInput(Dice &dice, const std::vector<CsEntryChange> &sent)
{
    const ExceptionInfo exception{.type =
                                      dice.pick(std::vector<std::string>{"ServerDownException", "EndConnectionException", "X"}),
                                  .message = {},
                                  .stack = {},
                                  .inner = {}};
    switch (dice.roll(21)) {
    case 0:
        return input::Start{};
    case 1:
        return input::OpenReturned{};
    case 2:
        return input::OpenThrew{exception};
    case 3:
        return input::Sent{sent, false, dice.chance(50)};
    case 4:
        return input::PutNotSent{dice.roll(3), 1000};
    case 5:
        return input::Answered{randomAnswer(dice, {10, 10, 20, 20}, sent)};
    case 6:
        return input::PutThrew{exception, randomAnswer(dice, {10, 10, 20, 20}, sent)};
    case 7:
        return input::PeerDied{11, 0, {}};
    case 8:
        return input::PeerBroke{Error{ErrorCode::Peer, "rubbish"}};
    case 9:
        return input::TimedOut{input::TimedOut::What::Call, std::chrono::seconds(1)};
    case 10:
        return input::TimedOut{input::TimedOut::What::Stop, std::chrono::seconds(1)};
    case 11:
        return input::StopRequested{};
    case 12:
        return input::CloseRequested{static_cast<CloseReason>(dice.roll(5))};
    case 13:
        return input::ShutdownRequested{};
    case 14:
        return input::Reloaded{};
    case 15:
        return input::PageSizeOnce{static_cast<std::int32_t>(dice.roll(4))};
    case 16:
        return input::CloseReturned{};
    case 17:
        return input::CloseThrew{exception};
    case 18:
        return input::PasswordOpened{};
    case 19:
        return input::PasswordSet{};
    default:
        return dice.chance(50) ? Input(input::PasswordThrew{exception}) : Input(input::PasswordClosed{});
    }
}

/// A machine with its inputs and commands, driven to the end of its run.
class Player {
public:
    explicit Player(EngineSetup setup) : machine(std::move(setup)) { }

    Machine machine;
    std::vector<Input> inputs;
    std::vector<Commands> commands; ///< of each input
    /// Asked after each input; a text that is not empty ends the test.
    std::function<std::string(const Player &)> check = [](const Player &) { return std::string(); };

    const Commands &last() const { return commands.back(); }

    /// What went wrong, or empty.
    std::string play(Dice &dice, const Unkindness &how)
    {
        std::vector<CsEntryChange> sent;
        for (int steps = 0; !isOver(); ++steps) {
            if (steps == 3000)
                return "the run does not end";
            const auto input = dice.chance(how.faults) ? randomInput(dice, sent) : usual(dice, how, sent);
            if (const auto *page = std::get_if<input::Sent>(&input))
                sent = page->entries;
            if (auto wrong = feed(input); !wrong.empty())
                return wrong;
        }
        return {};
    }
    std::string feed(const Input &input)
    {
        const auto before = machine.state();
        const bool isAllowed = machine.allowed(input);
        inputs.push_back(input);
        commands.push_back(machine.step(input));
        if (!isAllowed && (!last().empty() || machine.state() != before))
            return "an input that is not allowed had an effect: " + std::string(name(input)) + " in " + std::string(name(before));
        return check(*this);
    }
    bool isOver() const
    {
        return machine.state() == State::Finished || machine.state() == State::Faulted || machine.state() == State::Refused;
    }

private:
    Input usual(Dice &dice, const Unkindness &how, const std::vector<CsEntryChange> &sent)
    {
        if (!machine.allowed(input::Reloaded{}) && !machine.allowed(input::TimedOut{}) && machine.state() != State::Ready)
            return input::PeerDied{9, 0, {}}; // it was killed
        switch (machine.state()) {
        case State::Ready:
            return input::Start{};
        case State::Opening:
            return input::OpenReturned{};
        case State::Open:
            return page(dice, how);
        case State::Putting:
            return input::Answered{randomAnswer(dice, how, sent)};
        case State::Closing:
            return input::CloseReturned{};
        case State::PasswordOpening:
            return input::PasswordOpened{};
        case State::PasswordSetting:
            return input::PasswordSet{};
        default:
            return input::PasswordClosed{};
        }
    }
    Input page(Dice &dice, const Unkindness &how)
    {
        auto entries = machine.preview()->page.handOver();
        const bool edited = entries.size() > 1 && dice.chance(how.faults);
        if (edited)
            entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(dice.roll(entries.size())));
        return input::Sent{std::move(entries), edited, false};
    }
};

} // namespace anchorage::engine::test
