// One page's answer: matched, judged, accounted (answer-1, answer-2, throw-1).
#include "core/engine/machine_private.h"

#include "core/engine/parents.h"
#include "core/model/distinguished_name.h"

namespace anchorage::engine {

void Machine::Private::answered(const PutExportEntriesResults &results)
{
    if (!results.results) { // answer-2
        const std::string why = "PutExportEntries returned null";
        note(finding("result-null", "answer-2", {}, {}, why + ": the fate of the page's entries is unknown"));
        m_ending.resultNull();
        judgePage(results, why);
    } else {
        judgePage(results, std::nullopt);
    }
    advance();
}

void Machine::Private::putThrew(const input::PutThrew &threw)
{
    judgePage(threw.partial, describe(threw.exception)); // throw-1
    m_ending.putThrew(threw.exception);
    advance();
}

/// `noAnswer`: why entries without a result have an unknown fate; absent: they are successes (answer-1).
void Machine::Private::judgePage(const PutExportEntriesResults &results, const std::optional<std::string> &noAnswer)
{
    std::unordered_map<Guid, const CsEntryChangeResult *> byIdentifier;
    if (results.results) {
        std::unordered_map<Guid, std::string> sentDn;
        for (std::size_t i = m_firstInFlight; i < handOvers.size(); ++i)
            sentDn.emplace(handOvers[i].entry.identifier, handOvers[i].entry.dn);
        for (const auto &result : *results.results) {
            const auto entry = sentDn.find(result.identifier);
            if (entry == sentDn.end())
                note(finding("result-unknown-identifier", "answer-2", {}, {},
                             "a result has the identifier " + result.identifier.text()
                                 + ", which no entry of the page has; it was ignored"));
            else if (!byIdentifier.emplace(result.identifier, &result).second)
                note(finding("result-duplicate-identifier", "answer-2", entry->second, {},
                             "a second result for one entry; the first one counts"));
        }
    }
    const auto saidOf = [&](const CsEntryChange &entry) -> Said {
        if (const auto found = byIdentifier.find(entry.identifier); found != byIdentifier.end())
            return said::Result{*found->second};
        return noAnswer ? Said(said::NoAnswer{*noAnswer}) : Said(said::Nothing{});
    };

    m_claimed.clear();
    for (const auto &looked : draft.works) {
        if (looked.draft < 0) {
            process(looked.work);
            continue;
        }
        const auto i = static_cast<std::size_t>(looked.draft);
        auto &item = draft.drafts[i];
        if (!item.entry) {
            process(item);
            continue;
        }
        const auto index = item.work.object;
        --tracks[index].outstanding;
        if (m_handOverOf[i] == 0) { // a person took it out of the page: it stays pending
            tracks[index].outside = true;
            m_removals.push_back(
                {Removal::Stage::Drop, item.entry->dn, {}, {}, "select-2", "it was taken out of the page by hand"});
        } else {
            auto &handOver = handOvers[m_handOverOf[i] - 1];
            judgeOne(item, handOver, saidOf(handOver.entry));
        }
        tracks.settle(index);
    }
    for (std::size_t i = m_firstInFlight; i < handOvers.size(); ++i) {
        if (handOvers[i].object != noObject)
            continue; // made by hand: judged, and of no consequence for the space
        handOvers[i].said = saidOf(handOvers[i].entry);
        handOvers[i].fate = judge(*handOvers[i].said, JudgeContext{.entry = &handOvers[i].entry}).fate;
    }
    applyNames();
    draft = {};
    state = State::Open;
}

void Machine::Private::judgeOne(EntryDraft &item, HandOver &handOver, Said said)
{
    const auto index = item.work.object;
    Track &track = tracks[index];
    const auto &object = item.object;
    const auto &anchors = m_builder.anchors();
    const auto *result = std::get_if<said::Result>(&said);
    const bool isNewObject = isNew(object.pending.operation);

    auto answer = anchors.answered(object, anchors.known(object, isNewObject), handOver.entry,
                                   result != nullptr ? result->result.anchors : std::vector<AttributeChange>{});
    JudgeContext context;
    context.entry = &handOver.entry;
    context.pendingAdd = isNewObject || isNew(track.operation);
    context.anchorDefined = anchors.isDefined(object.type);
    context.anchorKnownAfter = anchors.isComplete(object.type, answer.anchors);
    context.passesLeft = m_passes.pass() < m_context.settings.maxPasses;
    context.imageKnown = canBeAdd(object);
    context.newAnchors = answer.fresh;
    context.duplicateOf = duplicateOf(item, answer.anchors);
    if (result != nullptr && result->result.errorCode == MAExportError::ExportActionProvisioningParent)
        context.parentAvailable = !parentsOf(m_context, space, tracks, m_builder, handOver.entry.dnAfter()).empty();

    auto judgement = judge(said, context);
    for (auto &found : judgement.findings)
        note(std::move(found));
    const bool anchorCame = !answer.fresh.empty();
    std::visit(overloaded{
                   [&](const fate::Accepted &) {
                       for (auto &found : answer.findings)
                           note(std::move(found));
                       const bool wantsPassword = item.wantsPassword;
                       if (handOver.entry.modification != ObjectModificationType::Delete) {
                           nameByAnchor(item, answer.anchors);
                           if (handOver.entry.find(dnAttribute) != nullptr)
                               m_newNames.push_back({index, handOver.entry.dnAfter()});
                       }
                       m_accounting.accepted(item, handOver.entry, answer.anchors);
                       track.accepted = true;
                       if (item.work.kind == Work::Kind::Recorded)
                           m_recordedDone[item.work.recorded] = true;
                       if (item.waits)
                           queueHeld(item);
                       if (wantsPassword)
                           queuePassword(item);
                   },
                   [&](const fate::NextPass &next) { obey(item, handOver, next.why, answer, anchorCame); },
                   [&](const fate::ObjectError &error) { m_accounting.failed(index, error.code, error.name, error.detail); },
                   [&](const fate::StopsRun &stops) {
                       m_accounting.failed(index, MAExportError::ExportErrorCustomStopRun, stops.name, stops.detail);
                       m_ending.customStopRun();
                   },
                   [&](const fate::Unknown &) { // it stays pending, and no other entry waits for it
                       track.outside = true;
                       track.accepted = false; // count-1: the last hand-over is the one that counts
                   },
               },
               judgement.fate);
    handOver.said = std::move(said);
    handOver.fate = std::move(judgement.fate);
}

void Machine::Private::obey(EntryDraft &item, const HandOver &handOver, PassReason action, const Anchors::Answer &answer,
                            bool anchorCame)
{
    const auto index = item.work.object;
    tracks[index].accepted = false;
    if (action == PassReason::ConvertUpdateToAdd) {
        if (item.work.kind == Work::Kind::Password)
            tracks[index].passwordQueued = false; // it comes again after that Add (pwd-1)
        m_converts.push_back(index); // after the page: it may give the object another name
        enqueue({index, Work::Kind::Ordinary, PassReason::ConvertUpdateToAdd, 0, 0});
        return;
    }
    if (action == PassReason::RetryReference) {
        for (const auto &found : answer.findings)
            note(found);
        const bool renamed = handOver.entry.find(dnAttribute) != nullptr;
        nameByAnchor(item, answer.anchors);
        enqueue(m_accounting.retry(item, handOver.entry, answer.anchors, anchorCame));
        if (renamed && space.exists(index) && !space.pendingNewDn(index))
            m_newNames.push_back({index, handOver.entry.dnAfter()});
        return;
    }
    // action-3: once per child that asked, each before its child
    for (const auto parent : parentsOf(m_context, space, tracks, m_builder, handOver.entry.dnAfter())) {
        if (m_context.settings.parents == RunSettings::Parents::Once && !m_parentsAsked.insert(parent).second)
            continue;
        enqueue({parent, Work::Kind::Parent, PassReason::ProvisioningParent, 0, 0});
    }
    Work child = item.work;
    child.reason = PassReason::ProvisioningParent;
    enqueue(child);
}

/// anchor-7: under style None the anchor is the name, so an equal one is somebody else's.
std::string Machine::Private::duplicateOf(const EntryDraft &item, const AnchorList &anchors) const
{
    if (m_context.style() != MADistinguishedNameStyle::None || anchors.empty()
        || !m_builder.anchors().isComplete(item.object.type, anchors))
        return {};
    const std::string name = m_builder.anchors().dnText(anchors);
    const auto holder = space.find(name);
    if (holder && *holder != item.work.object)
        return std::string(space.dn(*holder));
    const bool isOwn = dnKey(name, m_context.style()) == dnKey(item.object.dn, m_context.style());
    return !isOwn && m_claimed.contains(dnKey(name, m_context.style())) ? "another object of this page" : std::string();
}

/// anchor-6: DN := anchor.
void Machine::Private::nameByAnchor(const EntryDraft &item, const AnchorList &anchors)
{
    if (m_context.style() != MADistinguishedNameStyle::None || anchors.empty()
        || !m_builder.anchors().isComplete(item.object.type, anchors))
        return;
    std::string name = m_builder.anchors().dnText(anchors);
    if (name == item.object.dn && !item.object.temporaryDn)
        return;
    m_claimed.insert(dnKey(name, m_context.style()));
    m_newNames.push_back({item.work.object, std::move(name)});
}

/// rename-1, anchor-6: the next hand-over and every reference use the new name.
void Machine::Private::applyNames()
{
    for (const auto &name : std::exchange(m_newNames, {})) {
        if (auto renamed = m_renames.rename(space, name.object, name.dn, false); !renamed)
            note(finding("dn-taken", "rename-1", name.dn, {},
                         "the connector accepted this DN, but the space has it already: " + renamed.error().message));
    }
    for (const auto index : std::exchange(m_converts, {}))
        m_accounting.convert(index, m_renames);
}

} // namespace anchorage::engine
