#include "core/engine/entry_builder.h"

#include "core/engine/passwords.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::engine {

using space::PendingOperation;
using Object = ObjectModificationType;

EntryBuilder::EntryBuilder(const RunContext &context, const space::Space &space, const Tracks &tracks, const PendingNames &names)
    : m_context(context), m_space(space), m_tracks(tracks), m_select(context), m_scope(context),
      m_hold(context, space, tracks, names), m_shape(context, m_select), m_anchors(context)
{
}

Removal EntryBuilder::whyOutside(space::ObjectIndex index) const
{
    const auto dn = m_space.dn(index);
    auto removal = m_select.wholeEntry(m_space.type(index), dn);
    if (!removal)
        removal = m_scope.wholeEntry(dn);
    if (!removal || m_space.dropped(index))
        removal = Removal{Removal::Stage::Drop, std::string(dn), {}, {}, "select-2", "it was taken out of the run by hand"};
    return std::move(*removal);
}

EntryDraft EntryBuilder::build(const Work &work, int pass) const
{
    EntryDraft draft;
    draft.work = work;
    const Track &track = m_tracks[work.object];
    if (track.failed || !m_space.exists(work.object))
        return draft;
    if (track.outside) {
        draft.removals.push_back(whyOutside(work.object));
        return draft;
    }
    draft.object = m_space.object(work.object);
    const auto operation = draft.object.pending.operation;
    if (work.kind == Work::Kind::Recorded) {
        buildRecorded(draft);
    } else if (work.kind == Work::Kind::Password) {
        buildPassword(draft);
    } else if (operation == PendingOperation::Delete
               || (work.kind == Work::Kind::DeleteHalf && !m_context.capabilities.deleteAddAsReplace)) {
        draft.entry = header(draft.object, Object::Delete, false);
    } else if (operation == PendingOperation::DeleteAdd && !m_context.capabilities.deleteAddAsReplace) {
        return draft; // order-2: the Delete did not succeed
    } else {
        buildOrdinary(draft, pass);
    }
    return draft;
}

CsEntryChange EntryBuilder::header(const space::SpaceObject &object, Object modification, bool own) const
{
    CsEntryChange entry;
    entry.identifier = object.identifier;
    entry.dn = object.dn;
    entry.objectType = object.type;
    entry.modification = modification;
    entry.anchors = m_anchors.handedOver(object, own);
    return entry;
}

/// full-1: every attribute of a known object as if it were changed.
std::vector<AttributeChange> EntryBuilder::changesOf(const space::SpaceObject &object, bool resend) const
{
    auto changes = effectiveChanges(object, resend);
    if (!m_context.full() || !resend || isNew(object.pending.operation))
        return changes;
    std::vector<AttributeChange> all;
    for (const auto &attribute : fullImage(object, changes).attributes)
        all.push_back(AttributeChange::replace(attribute.name, attribute.values, attribute.type, attribute.multiValued));
    for (auto &change : changes) {
        if (findChange(all, change.name) == nullptr)
            all.push_back(change.encrypted ? std::move(change)
                                           : AttributeChange::remove(change.name, change.type, change.multiValued));
    }
    return all;
}

bool EntryBuilder::needsImage(const space::SpaceObject &object) const
{
    auto changes = effectiveChanges(object, true);
    std::vector<AttributeChange> rest;
    std::vector<Removal> removals;
    m_select.apply(object, changes, rest, removals);
    if (!m_context.full() && changes.empty() && !object.pending.newDn)
        return false; // nothing of it is handed over (select-2)
    return m_shape.needsImage(object, changes);
}

void EntryBuilder::buildOrdinary(EntryDraft &draft, int pass) const
{
    const Work &work = draft.work;
    const Track &track = m_tracks[work.object];
    if (work.kind == Work::Kind::Parent)
        draft.object = asAdd(std::move(draft.object), m_select);
    const auto &object = draft.object;
    const bool isNewObject = isNew(object.pending.operation);
    const bool resend = !track.resent && work.kind != Work::Kind::Parent;
    draft.sendable = changesOf(object, resend);
    m_select.apply(object, draft.sendable, draft.rest, draft.removals);
    draft.wantsPassword = holdPassword(m_context, draft.sendable, draft.rest, draft.removals, object.dn);

    // action-2: an Update also under ObjectReplace, with the references as they are replaced (shape-2).
    auto shape = m_shape.updateShape();
    if (work.reason == PassReason::RetryReference && shape == MAExportType::ObjectReplace)
        shape = MAExportType::AttributeReplace;
    const bool retryAll = work.kind == Work::Kind::RetryAll || work.kind == Work::Kind::RetryUnanchored;
    // shape-3, shape-5, full-1
    const bool replaces = object.pending.operation == PendingOperation::DeleteAdd
        || (shape == MAExportType::ObjectReplace && !retryAll && (m_context.full() || !isNewObject));
    const Object modification = replaces ? Object::Replace : isNewObject && !retryAll ? Object::Add : Object::Update;

    if (draft.sendable.empty() && !object.pending.newDn && !isNewObject)
        return; // select-2
    const HoldStage::Request request{&object, shape, modification == Object::Replace && !isNewObject, pass};
    const auto held = m_hold.apply(request, draft.sendable, draft.rest, draft.removals, draft.findings);
    draft.waits = held.waits;
    if (held.nothingGoes || (draft.sendable.empty() && !object.pending.newDn && !isNewObject))
        return;

    auto entry = header(object, modification, isNewObject);
    if (work.kind == Work::Kind::RetryUnanchored)
        entry.anchors = m_anchors.none(object.type);
    if (isNewObject)
        entry.changes = m_shape.asAdds(object, draft.sendable);
    else if (modification == Object::Replace)
        entry.changes = m_shape.asReplace(object, draft.sendable);
    else
        entry.changes = m_shape.asUpdate(object, draft.sendable, shape, draft.findings);
    // select-2; an Add that is asked for again goes out as it did at first, also without attributes
    if (modification == Object::Update && entry.changes.empty() && !object.pending.newDn && !retryAll)
        return;
    if (object.pending.newDn && modification != Object::Add) // rename-1
        entry.changes.insert(entry.changes.begin(), AttributeChange::rename(*object.pending.newDn, object.dn));
    draft.entry = std::move(entry);
}

/// space-2: as recorded; order, hold and shape are skipped.
void EntryBuilder::buildRecorded(EntryDraft &draft) const
{
    const auto recorded = m_space.recorded()[draft.work.recorded];
    const auto &object = draft.object;
    CsEntryChange entry = recorded.entry;
    entry.identifier = object.identifier;
    entry.dn = object.dn; // a rename or an anchor may have changed it since (rename-1, anchor-6)
    entry.objectType = object.type;
    const bool isAdd = entry.modification == Object::Add;
    for (const auto &anchor : m_anchors.handedOver(object, isAdd)) {
        const bool given = std::any_of(entry.anchors.begin(), entry.anchors.end(),
                                       [&](const AnchorAttribute &a) { return equalsIgnoreCase(a.name, anchor.name); });
        if (!given)
            entry.anchors.push_back(anchor);
    }
    if (draft.work.reason == PassReason::RetryReference) { // action-2
        const bool known = object.exported || (!object.anchors.empty() && m_anchors.isComplete(object.type, object.anchors));
        const bool hasReferences = std::any_of(entry.changes.begin(), entry.changes.end(), isReference);
        if (draft.work.kind == Work::Kind::Recorded && !(isAdd && m_context.settings.retryAs == RunSettings::RetryAs::Add)) {
            entry.modification = Object::Update;
            if (known && hasReferences)
                std::erase_if(entry.changes, [](const AttributeChange &change) { return !isReference(change); });
            if (!known)
                entry.anchors = m_anchors.none(object.type);
        }
    }
    draft.sendable = std::move(entry.changes);
    m_select.apply(object, draft.sendable, draft.rest, draft.removals);
    entry.changes = draft.sendable;
    std::erase_if(draft.sendable, [](const AttributeChange &change) { return change.name == dnAttribute; });
    const bool mayBeEmpty = entry.modification == Object::Add || entry.modification == Object::Delete;
    if (entry.changes.empty() && !mayBeEmpty)
        return; // select-2
    draft.entry = std::move(entry);
}

/// pwd-1: an Update carrying only the password.
void EntryBuilder::buildPassword(EntryDraft &draft) const
{
    for (const auto &change : draft.object.pending.changes)
        (isPassword(change) ? draft.sendable : draft.rest).push_back(change);
    if (draft.sendable.empty())
        return;
    auto entry = header(draft.object, Object::Update, false);
    entry.changes = draft.sendable;
    draft.entry = std::move(entry);
}

} // namespace anchorage::engine
