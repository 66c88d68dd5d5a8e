#include "core/engine/accounting.h"

#include "core/model/distinguished_name.h"
#include "core/space/delta.h"

#include <algorithm>

namespace anchorage::engine {

using space::PendingOperation;
using Object = ObjectModificationType;

namespace {

/// The changes that count as sent, in pending form. What a person changed in flight counts as it was sent;
/// an attribute that was taken out of the entry stays pending, in `rest`.
std::vector<AttributeChange> changesSent(EntryDraft &draft, const CsEntryChange &sent)
{
    if (sent == *draft.entry)
        return std::move(draft.sendable);
    std::vector<AttributeChange> out;
    for (const auto &change : sent.changes) {
        if (change.name == dnAttribute)
            continue;
        const auto *planned = draft.entry->find(change.name);
        const auto *pending = findChange(draft.sendable, change.name);
        out.push_back(planned != nullptr && *planned == change && pending != nullptr ? *pending : change);
    }
    for (auto &change : draft.sendable) {
        if (sent.find(change.name) == nullptr && draft.entry->find(change.name) != nullptr)
            draft.rest.push_back(std::move(change));
    }
    return out;
}

} // namespace

void Accounting::takeAnchors(space::SpaceObject &object, const AnchorList &anchors) const
{
    // With IsDNAsAnchor the DN says it, also after a rename.
    if (!anchors.empty() && !m_context.capabilities.isDNAsAnchor)
        object.anchors = anchors;
}

void Accounting::exported(space::SpaceObject &object, std::vector<AttributeChange> changes, Work::Kind kind,
                          Object modification) const
{
    const bool isNewObject = isNew(object.pending.operation);
    const auto before = m_context.full() && !isNewObject ? object.image : std::nullopt;
    if (isNewObject || modification == Object::Add)
        object.image = space::imageOfAdd(changes);
    else if (object.image)
        object.image = space::applyChanges(*object.image, changes);
    if (isNewObject && kind != Work::Kind::Recorded)
        object.unconfirmed.clear();
    object.exported = true;
    object.lastFailure.reset();
    // ecma2.md 4, ObjectConfirmation: Adds need not be seen again.
    if (isNewObject && m_context.capabilities.objectConfirmation == MAObjectConfirmation::NoAddAndDeleteConfirmation)
        return;
    std::vector<AttributeChange> confirmable;
    confirmable.reserve(changes.size());
    const auto *type = m_context.schema.find(object.type);
    for (auto &change : changes) {
        const auto *attribute = type == nullptr ? nullptr : type->find(change.name);
        const bool writeOnly = change.encrypted || isPassword(change)
            || (attribute != nullptr && attribute->operation == AttributeOperation::ExportOnly);
        if (writeOnly) // no import can confirm it, and a password sent again would undo a person's own
            continue;
        // A full export also sends what did not change: that is confirmed already.
        const auto *was = before ? before->find(change.name) : nullptr;
        const auto *is = was != nullptr ? object.image->find(change.name) : nullptr;
        if (is == nullptr || is->values != was->values)
            confirmable.push_back(std::move(change));
    }
    // space-3
    object.unconfirmed = object.unconfirmed.empty() ? std::move(confirmable)
                                                    : space::mergeChanges(object.unconfirmed, confirmable, m_context.style());
}

void Accounting::setPending(space::SpaceObject &object, std::vector<AttributeChange> rest) const
{
    const bool nothing = rest.empty() && !object.pending.newDn;
    object.pending.operation = nothing ? PendingOperation::None : PendingOperation::Update;
    object.pending.changes = std::move(rest);
}

void Accounting::store(space::ObjectIndex index, space::SpaceObject object)
{
    // Neither DN nor identifier changes here, so nothing can be in the way but the size of one object.
    static_cast<void>(m_space.replace(index, std::move(object)));
}

void Accounting::accepted(EntryDraft &draft, const CsEntryChange &sent, const AnchorList &anchors)
{
    auto &object = draft.object;
    const auto index = draft.work.object;
    Track &track = m_tracks[index];
    const auto operation = object.pending.operation;
    if (draft.entry->modification == Object::Delete) {
        if (draft.work.kind != Work::Kind::Recorded && operation == PendingOperation::DeleteAdd) { // order-2
            object.pending.operation = PendingOperation::Add;
            object.anchors.clear();
            object.image.reset();
            object.unconfirmed.clear();
            object.exported = false;
            store(index, std::move(object));
        } else if (draft.work.kind != Work::Kind::Recorded || track.outstanding == 0) {
            m_space.erase(index);
        }
        return;
    }
    auto changes = changesSent(draft, sent);
    const bool renamed = sent.find(dnAttribute) != nullptr;
    exported(object, std::move(changes), draft.work.kind, sent.modification);
    takeAnchors(object, anchors);
    if (renamed)
        object.pending.newDn.reset();
    track.resent = true;
    if (draft.work.kind == Work::Kind::Recorded) {
        // The pending change is all of its recorded entries together; it is done with the last one (space-2).
        if (track.outstanding == 0) {
            std::vector<AttributeChange> rest;
            for (auto &change : object.pending.changes) {
                if (!m_builder.select().whyNot(object.type, change.name).empty())
                    rest.push_back(std::move(change));
            }
            object.pending.newDn.reset();
            setPending(object, std::move(rest));
        }
    } else {
        setPending(object, std::move(draft.rest));
    }
    store(index, std::move(object));
}

// error-1
void Accounting::failed(space::ObjectIndex index, MAExportError code, const std::string &name, const std::string &detail)
{
    m_tracks.fail(index);
    if (!m_space.exists(index))
        return;
    auto object = m_space.object(index);
    const std::uint32_t retries = object.lastFailure ? object.lastFailure->retryCount + 1 : 0;
    object.lastFailure = space::ExportFailure{code, name, detail, retries};
    store(index, std::move(object));
}

Work Accounting::retry(EntryDraft &draft, const CsEntryChange &sent, const AnchorList &anchors, bool anchorCame)
{
    Work next = draft.work;
    next.reason = PassReason::RetryReference;
    next.queue = 0;
    const auto index = draft.work.object;
    auto &object = draft.object;
    const bool known = anchorCame || object.exported;
    if (draft.work.kind == Work::Kind::Recorded) { // its entry is reshaped when it comes (space-2)
        takeAnchors(object, anchors);
        store(index, std::move(object));
        return next;
    }
    if (draft.work.kind == Work::Kind::Password) { // an Update that carries only it comes again as it is (pwd-1)
        takeAnchors(object, anchors);
        store(index, std::move(object));
        return next;
    }
    const bool hasReferences = draft.waits || std::any_of(sent.changes.begin(), sent.changes.end(), isReference);
    if (sent.modification == Object::Add && m_context.settings.retryAs == RunSettings::RetryAs::Add) {
        next.kind = Work::Kind::RetryAdd;
        takeAnchors(object, anchors);
    } else if (!known) {
        next.kind = Work::Kind::RetryUnanchored;
    } else if (!hasReferences) {
        // Nothing was referred to, so nothing would be left to hand over: it is asked for again as a whole.
        next.kind = isNew(object.pending.operation) ? Work::Kind::RetryAll : Work::Kind::Ordinary;
        takeAnchors(object, anchors);
    } else {
        // The rest of it is done; the references are to come.
        next.kind = Work::Kind::Ordinary;
        auto changes = changesSent(draft, sent);
        std::vector<AttributeChange> rest = std::move(draft.rest);
        const bool wasNew = isNew(object.pending.operation);
        for (auto &change : changes) {
            if (!isReference(change))
                continue;
            if (change.multiValued && wasNew && change.modification == AttributeModificationType::Add)
                change.modification = AttributeModificationType::Update; // as held ones come back (hold-3)
            rest = space::mergeChanges(rest, {change}, m_context.style());
        }
        std::erase_if(changes, isReference);
        exported(object, std::move(changes), draft.work.kind, sent.modification);
        takeAnchors(object, anchors);
        if (sent.find(dnAttribute) != nullptr)
            object.pending.newDn.reset();
        m_tracks[index].resent = true;
        setPending(object, std::move(rest));
    }
    store(index, std::move(object));
    return next;
}

Work Accounting::convert(space::ObjectIndex index, Renames &renames)
{
    auto object = asAdd(m_space.object(index), m_builder.select());
    const auto newDn = std::exchange(object.pending.newDn, std::nullopt);
    object.anchors.clear(); // without old anchors
    object.exported = false;
    const std::string temporary = object.identifier.text();
    object.temporaryDn = m_context.style() == MADistinguishedNameStyle::None;
    const bool ownAnchor = m_builder.anchors().isComplete(object.type, m_builder.anchors().known(object, true));
    object.temporaryDn = false;
    store(index, std::move(object));
    if (newDn) // under the new DN
        renames.rename(m_space, index, *newDn, false);
    // anchor-6: under style None its name was the old anchor
    if (m_context.style() == MADistinguishedNameStyle::None && !ownAnchor)
        renames.rename(m_space, index, temporary, true);
    return {index, Work::Kind::Ordinary, PassReason::ConvertUpdateToAdd, 0, 0};
}

void Accounting::passwordSet(space::ObjectIndex index)
{
    auto object = m_space.object(index);
    std::vector<AttributeChange> rest = std::move(object.pending.changes);
    std::erase_if(rest, isPassword);
    setPending(object, std::move(rest));
    store(index, std::move(object));
}

} // namespace anchorage::engine
