#include "core/formats/change_set.h"

#include "core/space/delta.h"

namespace anchorage::formats {

namespace {

using space::PendingOperation;

Result<void> insertNew(space::Space &space, ObjectName name, space::PendingChange change)
{
    space::SpaceObject object;
    object.dn = std::move(name.dn);
    object.type = std::move(name.type);
    object.anchors = std::move(name.anchors);
    object.temporaryDn = name.temporaryDn;
    object.exported = change.operation != PendingOperation::Add;
    object.pending = std::move(change);
    object.origin = std::move(name.origin);
    auto inserted = space.insert(object);
    if (!inserted)
        return fail(inserted.error());
    return {};
}

} // namespace

Result<void> layChange(space::Space &space, ObjectName name, space::PendingChange change, MADistinguishedNameStyle style)
{
    const auto index = space.find(name.dn);
    if (!index)
        return insertNew(space, std::move(name), std::move(change));

    auto object = space.object(*index);
    auto &pending = object.pending;
    if (object.anchors.empty())
        object.anchors = std::move(name.anchors);
    switch (change.operation) {
    case PendingOperation::None:
        return {};
    case PendingOperation::Add:
        if (pending.operation != PendingOperation::Delete)
            return fail(ErrorCode::Input, "it is added, but the space has it already");
        // Deleted, then added again: a delete-add (ecma2.md 4, DeleteAddAsReplace).
        pending = {PendingOperation::DeleteAdd, {}, std::move(change.changes)};
        object.type = std::move(name.type);
        break;
    case PendingOperation::Delete:
        if (pending.operation == PendingOperation::Add) {
            space.erase(*index); // added and deleted again before anything was exported
            return {};
        }
        pending = {PendingOperation::Delete, {}, {}};
        break;
    case PendingOperation::DeleteAdd:
        pending = std::move(change);
        break;
    case PendingOperation::Update:
        if (pending.operation == PendingOperation::Delete)
            return fail(ErrorCode::Input, "it is changed, but an earlier entry deletes it");
        if (pending.operation == PendingOperation::Add && change.newDn) {
            // Not there yet: it is simply added under the new name.
            object.dn = *change.newDn;
            change.newDn.reset();
        }
        pending = space::mergeUpdate(pending, change, style);
        break;
    }
    return space.replace(*index, std::move(object));
}

} // namespace anchorage::formats
