#include "core/session/plan.h"

#include "core/engine/machine.h"
#include "core/model/distinguished_name.h"

#include <chrono>
#include <deque>

namespace anchorage::session {

namespace {

/// A target that takes everything and makes the anchors that are still missing.
class AgreeableTarget {
public:
    AgreeableTarget(const Schema &schema, const AnchorDefinitions &anchors) : m_schema(schema), m_anchors(anchors) { }

    PutExportEntriesResults answer(const engine::Page &page) const
    {
        PutExportEntriesResults out;
        for (const auto &each : page.entries) {
            auto made = madeAnchors(each.entry);
            if (!made.empty())
                out.results->push_back(
                    CsEntryChangeResult::create(each.entry.identifier, std::move(made), MAExportError::Success));
        }
        return out;
    }

private:
    std::vector<std::string> definition(const std::string &type) const
    {
        for (const auto &each : m_anchors)
            if (equalsIgnoreCase(each.type, type))
                return each.attributes;
        const auto *known = m_schema.find(type);
        return known != nullptr ? known->anchorNames() : std::vector<std::string>();
    }

    std::vector<AttributeChange> madeAnchors(const CsEntryChange &entry) const
    {
        std::vector<AttributeChange> made;
        if (entry.modification == ObjectModificationType::Delete)
            return made;
        for (const auto &name : definition(entry.objectType)) {
            bool known = entry.find(name) != nullptr;
            for (const auto &anchor : entry.anchors)
                known = known || (equalsIgnoreCase(anchor.name, name) && anchor.value.has_value());
            if (!known)
                made.push_back(
                    AttributeChange::add(name, {"<" + name + " of " + entry.dnAfter() + ">"}, AttributeType::String, false));
        }
        return made;
    }

    const Schema &m_schema;
    const AnchorDefinitions &m_anchors;
};

} // namespace

Result<Plan> plan(engine::EngineSetup setup, const run::EventSink &sink)
{
    using namespace engine;
    const auto schema = setup.schema;
    const auto anchors = setup.anchors;
    const AgreeableTarget target(schema, anchors);
    Machine machine(std::move(setup));
    Plan plan;
    std::optional<Error> refused;
    std::optional<command::Finish> finish;
    std::uint64_t sequence = 0;
    const auto note = [&](run::EventKind what) {
        if (sink)
            sink({++sequence, std::chrono::nanoseconds{0}, std::move(what)});
    };
    std::deque<Input> inputs{input::Start{}};
    while (!inputs.empty() && !refused && !finish) {
        const auto given = std::move(inputs.front());
        inputs.pop_front();
        note(run::event::Input{given, 0});
        for (auto &wanted : machine.step(given)) {
            note(run::event::Command{wanted});
            std::visit(overloaded{
                           [&](command::Open &) { inputs.emplace_back(input::OpenReturned{}); },
                           [&](command::Put &put) {
                               inputs.emplace_back(input::Sent{put.page.handOver(), false, false});
                               inputs.emplace_back(input::Answered{target.answer(put.page)});
                               plan.pages.push_back({std::move(put.page), std::move(put.removals)});
                           },
                           [&](command::Close &) { inputs.emplace_back(input::CloseReturned{}); },
                           [&](command::Kill &) { inputs.emplace_back(input::PeerDied{}); },
                           [&](command::Refuse &refuse) { refused = std::move(refuse.error); },
                           [&](command::OpenPassword &) { inputs.emplace_back(input::PasswordOpened{}); },
                           [&](command::SetPassword &) { inputs.emplace_back(input::PasswordSet{}); },
                           [&](command::ClosePassword &) { inputs.emplace_back(input::PasswordClosed{}); },
                           [&](command::Note &noted) {
                               plan.findings.insert(plan.findings.end(), noted.findings.begin(), noted.findings.end());
                           },
                           [&](command::Finish &finished) { finish = std::move(finished); },
                       },
                       wanted);
        }
    }
    if (refused)
        return fail(std::move(*refused));
    if (!finish)
        return fail(ErrorCode::Refused, "the engine waits for an input that a plan does not have");
    plan.finish = std::move(*finish);
    return plan;
}

} // namespace anchorage::session
