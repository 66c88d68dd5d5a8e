// What comes next: a page, the next pass, a password call, Close.
#include "core/engine/machine_private.h"

#include "core/engine/passwords.h"

#include <algorithm>

namespace anchorage::engine {

void Machine::Private::buildPage()
{
    auto most = static_cast<std::size_t>(m_context.pageSize);
    if (m_sizeOnce)
        most = std::min(most, *m_sizeOnce);
    draft = m_pages.build(most, {m_passes.pass(), m_page + 1}, m_sentEntries);
}

/// The draft is the page that is next.
void Machine::Private::show()
{
    if (!m_removals.empty()) {
        auto &removals = draft.put.removals;
        removals.insert(removals.begin(), m_removals.begin(), m_removals.end());
    }
    state = State::Open;
    emit(draft.put);
}

bool Machine::Private::limitReached() const
{
    const auto &settings = m_context.settings;
    // "More than 5 000 errors" (ecma2.md 5.1)
    if (settings.errorLimit >= 0 && tracks.counters().failure > static_cast<std::uint64_t>(settings.errorLimit))
        return true;
    if (!settings.objectLimit || static_cast<std::int64_t>(tracks.handedOverObjects()) < *settings.objectLimit)
        return false;
    const auto &entries = draft.put.page.entries; // what was begun may be completed
    return std::any_of(entries.begin(), entries.end(), [this](const PageEntry &e) { return !tracks[e.object].handedOver; });
}

void Machine::Private::advance()
{
    while (true) {
        if (m_ending.isDecided())
            return beginEnd();
        buildPage();
        if (!draft.empty()) {
            if (limitReached()) {
                const bool errors = tracks.counters().failure
                    > static_cast<std::uint64_t>(std::max<std::int64_t>(m_context.settings.errorLimit, 0));
                errors &&m_context.settings.errorLimit >= 0 ? m_ending.errorLimit() : m_ending.objectLimit();
                m_pages.takeBack(draft);
                return beginEnd();
            }
            if (draft.cut)
                note(finding("page-cut", "page-1", {}, {},
                             "page " + std::to_string(m_passes.pass()) + '.' + std::to_string(m_page + 1) + " was cut after "
                                 + std::to_string(draft.put.page.entries.size())
                                 + " entries: its message would be over the limit of "
                                 + std::to_string(m_context.settings.messageLimit) + " bytes"));
            return show();
        }
        // What was looked at came to nothing; there is no page to carry it.
        m_removals.insert(m_removals.end(), draft.put.removals.begin(), draft.put.removals.end());
        processAll();
        if (m_passes.peek()) {
            if (nextPassword())
                return;
            continue;
        }
        if (!m_passes.nextIsWanted()) {
            noteNothingHandedOver();
            return beginEnd();
        }
        m_passes.startNext();
        m_parentsAsked.clear();
        m_page = 0;
    }
}

void Machine::Private::processAll()
{
    for (const auto &looked : draft.works)
        looked.draft < 0 ? process(looked.work) : process(draft.drafts[static_cast<std::size_t>(looked.draft)]);
    draft = {};
}

void Machine::Private::process(const Work &work)
{
    --tracks[work.object].outstanding;
    tracks.settle(work.object);
}

void Machine::Private::process(EntryDraft &item)
{
    for (auto &found : item.findings)
        note(std::move(found));
    if (item.waits)
        queueHeld(item);
    // Nothing else is to come first: an Update with a password only, or whose references all failed.
    if (item.wantsPassword && item.sendable.empty() && !item.waits && !isNew(item.object.pending.operation))
        queuePassword(item);
    process(item.work);
}

void Machine::Private::enqueue(Work work)
{
    work.queue = 0;
    ++tracks[work.object].outstanding;
    switch (work.reason) {
    case PassReason::HeldReferences:
        return m_passes.addHeld(work);
    case PassReason::Password:
        return m_passes.addPassword(work);
    case PassReason::FirstHandOver:
    case PassReason::ConvertUpdateToAdd:
    case PassReason::RetryReference:
    case PassReason::ProvisioningParent:
        return m_passes.addAction(work);
    }
}

void Machine::Private::queueHeld(const EntryDraft &item)
{
    enqueue({item.work.object, Work::Kind::Ordinary, PassReason::HeldReferences, 0, 0});
}

void Machine::Private::queuePassword(const EntryDraft &item)
{
    Track &track = tracks[item.work.object];
    if (track.passwordQueued)
        return;
    track.passwordQueued = true;
    if (m_passes.pass() >= m_context.settings.maxPasses) {
        note(finding("does-not-converge", "pass-2", std::string(space.dn(item.work.object)), std::string(exportPasswordAttribute),
                     "the password would come in a pass over maxPasses; it stays pending"));
        return;
    }
    enqueue({item.work.object, Work::Kind::Password, PassReason::Password, 0, 0});
}

/// anchor-4: a known object goes without its anchor because the space does not know it. Once a type: a batch
/// without anchors has one for every entry.
void Machine::Private::noteAbsentAnchor(const EntryDraft &item)
{
    if (!item.entry || item.entry->modification == ObjectModificationType::Add || item.work.kind == Work::Kind::RetryUnanchored
        || m_anchorAbsent.contains(item.entry->objectType)
        || m_builder.anchors().isComplete(item.entry->objectType, item.entry->anchors))
        return;
    m_anchorAbsent.insert(item.entry->objectType);
    note(finding("anchor-absent", "anchor-4", item.entry->dn, {},
                 "the space does not know the anchor of this " + item.entry->objectType
                     + ", so it is handed over without one: the connector has the DN only (said once for this type)"));
}

/// select-2: a success in which everything was left out would look like one that did something.
void Machine::Private::noteNothingHandedOver()
{
    if (m_removals.empty() || tracks.handedOverObjects() > 0 || tracks.counters() != ExportCounters{})
        return;
    constexpr std::size_t mostReasons = 3; // the removals themselves say the rest
    std::vector<std::string> reasons;
    for (const auto &removal : m_removals) {
        if (std::find(reasons.begin(), reasons.end(), removal.reason) == reasons.end())
            reasons.push_back(removal.reason);
        if (reasons.size() > mostReasons)
            break;
    }
    std::string message = "nothing was handed over, everything that is pending was left out: ";
    for (std::size_t i = 0; i < std::min(reasons.size(), mostReasons); ++i)
        message += (i == 0 ? "" : "; ") + reasons[i];
    const auto &first = m_removals.front();
    note(finding("nothing-handed-over", "select-2", first.dn, first.attribute,
                 message + (reasons.size() > mostReasons ? "; …" : "")));
}

void Machine::Private::sent(const input::Sent &page)
{
    m_firstInFlight = handOvers.size();
    m_page = draft.put.page.position.page;
    draft.reclaimEntries();
    m_sizeOnce.reset();
    m_removals.clear(); // the page carried them
    std::unordered_map<Guid, std::size_t> planned; // draft of an identifier
    for (std::size_t i = 0; i < draft.drafts.size(); ++i) {
        if (draft.drafts[i].entry)
            planned.emplace(draft.drafts[i].entry->identifier, i);
        noteAbsentAnchor(draft.drafts[i]);
        for (auto &found : draft.drafts[i].findings)
            note(std::move(found));
        draft.drafts[i].findings = {};
    }
    m_handOverOf.assign(draft.drafts.size(), 0);
    constexpr std::size_t none = 0; // hand-overs of drafts are stored plus one
    for (const auto &entry : page.entries) {
        const auto found = planned.find(entry.identifier);
        const bool own = found != planned.end() && m_handOverOf[found->second] == none;
        HandOver handOver;
        handOver.object = own ? draft.drafts[found->second].work.object : noObject;
        handOver.position = draft.put.page.position;
        handOver.reason = own ? draft.drafts[found->second].work.reason : PassReason::FirstHandOver;
        handOver.entry = entry;
        handOver.edited = page.edited;
        handOver.injected = page.injected;
        handOvers.push_back(std::move(handOver));
        if (own) {
            m_handOverOf[found->second] = handOvers.size();
            tracks.noteHandedOver(handOvers.back().object);
        }
    }
    m_sentEntries += page.entries.size();
    state = State::Putting;
}

void Machine::Private::beginEnd()
{
    m_pages.takeBack(draft);
    if (m_passwordOpen) {
        m_passwordOpen = false;
        state = State::PasswordClosing;
        emit(command::ClosePassword{});
        return;
    }
    if (closeBeside) {
        if (closeReturned)
            return finish(State::Finished);
        state = State::Closing; // it was called already
        return;
    }
    state = State::Closing;
    m_closeCalled = m_ending.closeReason();
    emit(command::Close{*m_closeCalled});
}

void Machine::Private::finish(State last)
{
    tracks.settleAll();
    if (!m_recordedDone.empty()) { // space-3: what was accepted is not handed over by the next run
        std::vector<space::RecordedEntry> left;
        for (std::size_t i = 0; i < m_recordedDone.size(); ++i) {
            if (!m_recordedDone[i])
                left.push_back(space.recorded()[i]);
        }
        space.clearRecorded();
        for (const auto &entry : left)
            space.addRecorded(entry);
    }
    state = last;
    emit(command::Finish{m_ending.status(tracks.counters()), tracks.counters(), m_closeCalled.has_value(),
                         m_closeCalled.value_or(CloseReason::Normal)});
}

void Machine::Private::forgetHandOvers()
{
    if (state == State::Putting)
        return; // they are still to be judged
    handOvers.clear();
}

} // namespace anchorage::engine
