#include "core/formats/batch_builder.h"

#include "core/model/distinguished_name.h"
#include "core/space/delta.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

using space::PendingOperation;

constexpr std::array operations{
    DeltaOperation{"add", ObjectModificationType::Add, PendingOperation::Add},
    DeltaOperation{"update", ObjectModificationType::Update, PendingOperation::Update},
    DeltaOperation{"replace", ObjectModificationType::Replace, PendingOperation::Update},
    DeltaOperation{"delete", ObjectModificationType::Delete, PendingOperation::Delete},
    DeltaOperation{"delete-add", ObjectModificationType::Replace, PendingOperation::DeleteAdd},
    DeltaOperation{"none", ObjectModificationType::None, PendingOperation::None},
    DeltaOperation{"obsolete", ObjectModificationType::None, PendingOperation::None},
};

/// What the entry leaves pending. A Replace of the object is an Update that replaces each attribute.
space::PendingChange pendingOf(const CsEntryChange &entry, PendingOperation operation)
{
    space::PendingChange pending{operation, {}, {}};
    if (operation == PendingOperation::Delete)
        return pending;
    for (const auto &change : entry.changes) {
        if (change.name == dnAttribute)
            continue;
        pending.changes.push_back(change);
        if (operation == PendingOperation::Update && entry.modification == ObjectModificationType::Replace)
            pending.changes.back().modification = AttributeModificationType::Replace;
    }
    if (operation == PendingOperation::Update)
        if (auto after = entry.dnAfter(); after != entry.dn)
            pending.newDn = std::move(after);
    return pending;
}

/// The same object again: drop files hold every hand-over of a run (space-2).
void layOver(space::PendingChange &pending, space::PendingChange next)
{
    if (pending.operation == PendingOperation::None || next.operation == PendingOperation::Delete)
        pending = std::move(next);
    else if (next.operation == PendingOperation::Update)
        pending = space::mergeUpdate(pending, next);
    else if (pending.operation == PendingOperation::Delete)
        pending = {PendingOperation::DeleteAdd, {}, std::move(next.changes)};
    else
        pending.changes = space::mergeChanges(pending.changes, next.changes);
}

} // namespace

const DeltaOperation *deltaOperation(std::string_view name)
{
    const auto *const found = std::find_if(operations.begin(), operations.end(), [&](const auto &o) { return o.name == name; });
    return found == operations.end() ? nullptr : found;
}

BatchBuilder::BatchBuilder(const LoadRequest &request)
    : m_request(request), m_entries(request, m_findings),
      m_space(request.base != nullptr ? *request.base : space::Space(request.style))
{
}

Result<void> BatchBuilder::add(const RawDelta &delta)
{
    const auto *operation = deltaOperation(delta.operation);
    if (operation == nullptr)
        return m_entries.failed({ErrorCode::Input,
                                 "the operation \"" + delta.operation.substr(0, 60)
                                     + "\" is unknown; there are add, update, replace, delete and delete-add",
                                 {}},
                                delta);
    if (operation->pending == PendingOperation::None) {
        m_findings.note({"entry-without-change",
                         Severity::Note,
                         delta.dn,
                         {},
                         "operation \"" + delta.operation + "\" exports nothing and was left out",
                         {}});
        return {};
    }
    if (delta.dn.empty())
        return m_entries.failed({ErrorCode::Input, "the entry has no dn", {}}, delta);
    auto type = m_entries.typeOf(delta, m_space);
    if (!type)
        return m_entries.failed(type.error(), delta);
    if (auto known = m_entries.checkType(*type); !known)
        return m_entries.failed(known.error(), delta);
    CsEntryChange entry;
    entry.dn = delta.dn;
    entry.objectType = *type;
    entry.modification = operation->modification;
    auto anchors = m_entries.anchorsOf(delta, *type);
    if (!anchors)
        return m_entries.failed(anchors.error(), delta);
    entry.anchors = std::move(*anchors);
    auto changes = m_entries.changesOf(delta, *type, delta.operation != "update");
    if (!changes)
        return fail(changes.error());
    entry.changes = std::move(*changes);
    if (!delta.newDn.empty())
        entry.changes.insert(entry.changes.begin(), AttributeChange::rename(delta.newDn, delta.dn));

    const auto index = lay(entry, operation->pending, delta.line);
    if (!index)
        return m_entries.failed(index.error(), delta);
    entry.identifier = m_space.identifier(*index);
    m_space.addRecorded({*index, std::move(entry)});
    return {};
}

std::optional<space::ObjectIndex> BatchBuilder::find(const std::string &dn) const
{
    if (const auto known = m_space.find(dn))
        return known;
    if (m_renamed.empty())
        return std::nullopt;
    const auto renamed = m_renamed.find(dnKey(dn, m_request.style));
    return renamed == m_renamed.end() ? std::nullopt : std::optional(renamed->second);
}

Result<space::ObjectIndex> BatchBuilder::insert(CsEntryChange &entry, PendingOperation operation, std::uint64_t line)
{
    // The space packs what it is given: what object and entry have in common is lent, not copied.
    const bool lendsChanges = operation == PendingOperation::Add
        && std::none_of(entry.changes.begin(), entry.changes.end(),
                        [](const auto &change) { return change.name == dnAttribute; });
    space::SpaceObject object;
    if (lendsChanges)
        object.pending = {operation, {}, std::move(entry.changes)};
    else
        object.pending = pendingOf(entry, operation);
    object.type = std::move(entry.objectType);
    object.dn = std::move(entry.dn);
    object.anchors = std::move(entry.anchors);
    object.exported = operation != PendingOperation::Add;
    object.origin = m_request.path + ":" + std::to_string(line);
    auto index = m_space.insert(object);
    entry.objectType = std::move(object.type);
    entry.dn = std::move(object.dn);
    entry.anchors = std::move(object.anchors);
    if (lendsChanges)
        entry.changes = std::move(object.pending.changes);
    return index;
}

Result<space::ObjectIndex> BatchBuilder::lay(CsEntryChange &entry, PendingOperation operation, std::uint64_t line)
{
    auto index = find(entry.dn);
    if (!index) {
        auto inserted = insert(entry, operation, line);
        if (!inserted)
            return inserted;
        index = *inserted;
    } else {
        auto object = m_space.object(*index);
        if (object.anchors.empty())
            object.anchors = entry.anchors;
        layOver(object.pending, pendingOf(entry, operation));
        if (auto replaced = m_space.replace(*index, std::move(object)); !replaced)
            return fail(replaced.error());
    }
    if (operation == PendingOperation::Update)
        if (const auto after = entry.dnAfter(); after != entry.dn)
            m_renamed[dnKey(after, m_request.style)] = *index;
    return *index;
}

} // namespace anchorage::formats
