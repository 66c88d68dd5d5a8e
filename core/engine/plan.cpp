#include "core/engine/plan.h"

#include "core/engine/anchors.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <deque>

namespace anchorage::engine {

namespace {

/// A target that takes everything and makes the anchors that are still missing.
class AgreeableTarget {
public:
    explicit AgreeableTarget(const EngineSetup &setup)
        : m_schema(withDefinitions(setup.schema, setup.anchors)), m_given(setup.anchors)
    {
    }

    PutExportEntriesResults answer(const Page &page) const
    {
        PutExportEntriesResults out;
        for (const auto &each : page.entries) {
            if (auto made = madeAnchors(each.entry); !made.empty())
                out.results->push_back(
                    CsEntryChangeResult::create(each.entry.identifier, std::move(made), MAExportError::Success));
        }
        return out;
    }

private:
    std::vector<AttributeChange> madeAnchors(const CsEntryChange &entry) const
    {
        std::vector<AttributeChange> made;
        if (entry.modification == ObjectModificationType::Delete)
            return made;
        for (const auto &name : definition(entry.objectType)) {
            const bool known = entry.find(name) != nullptr
                || std::any_of(entry.anchors.begin(), entry.anchors.end(), [&](const AnchorAttribute &anchor) {
                                   return anchor.value && equalsIgnoreCase(anchor.name, name);
                               });
            if (!known)
                made.push_back(
                    AttributeChange::add(name, {"<" + name + " of " + entry.dnAfter() + ">"}, AttributeType::String, false));
        }
        return made;
    }

    std::vector<std::string> definition(const std::string &type) const
    {
        for (const auto &given : m_given) {
            if (equalsIgnoreCase(given.type, type))
                return given.attributes;
        }
        const auto *known = m_schema.find(type);
        return known != nullptr ? known->anchorNames() : std::vector<std::string>();
    }

    Schema m_schema;
    AnchorDefinitions m_given;
};

/// The made-up text stands for an anchor of any type: that it is none of an integer's says nothing.
void withoutMadeUpFindings(Commands &commands)
{
    for (auto &command : commands) {
        if (auto *note = std::get_if<command::Note>(&command))
            std::erase_if(note->findings, [](const Finding &finding) { return finding.id == "anchor-type"; });
    }
    std::erase_if(commands, [](const Command &command) {
        const auto *note = std::get_if<command::Note>(&command);
        return note != nullptr && note->findings.empty() && note->removals.empty();
    });
}

} // namespace

Result<command::Finish> plan(EngineSetup setup, const PlanStep &step)
{
    const AgreeableTarget target(setup);
    Machine machine(std::move(setup));
    std::optional<Error> refused;
    std::optional<command::Finish> finish;
    std::deque<Input> inputs{input::Start{}};
    while (!inputs.empty() && !refused && !finish) {
        const auto given = std::move(inputs.front());
        inputs.pop_front();
        auto commands = machine.step(given);
        machine.forgetHandOvers();
        withoutMadeUpFindings(commands);
        for (const auto &wanted : commands) {
            std::visit(overloaded{
                           [&](const command::Open &) { inputs.emplace_back(input::OpenReturned{}); },
                           [&](const command::Put &put) {
                               inputs.emplace_back(input::Sent{put.page.handOver(), false, false});
                               inputs.emplace_back(input::Answered{target.answer(put.page)});
                           },
                           [&](const command::Close &) { inputs.emplace_back(input::CloseReturned{}); },
                           [&](const command::Kill &) { inputs.emplace_back(input::PeerDied{}); },
                           [&](const command::Refuse &refuse) { refused = refuse.error; },
                           [&](const command::OpenPassword &) { inputs.emplace_back(input::PasswordOpened{}); },
                           [&](const command::SetPassword &) { inputs.emplace_back(input::PasswordSet{}); },
                           [&](const command::ClosePassword &) { inputs.emplace_back(input::PasswordClosed{}); },
                           [](const command::Note &) {},
                           [&](const command::Finish &finished) { finish = finished; },
                       },
                       wanted);
        }
        step(given, commands);
    }
    if (refused)
        return fail(std::move(*refused));
    if (!finish)
        return fail(ErrorCode::Refused, "the engine waits for an input that a plan does not have");
    return *finish;
}

} // namespace anchorage::engine
