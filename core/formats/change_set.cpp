#include "core/formats/change_set.h"

#include "core/space/delta.h"

namespace anchorage::formats {

namespace {

using space::PendingOperation;

Result<void> insertNew(space::Space &space, const std::string &dn, const std::string &type, space::PendingChange change,
                       const std::string &origin)
{
    space::SpaceObject object;
    object.dn = dn;
    object.type = type;
    object.exported = change.operation != PendingOperation::Add;
    object.pending = std::move(change);
    object.origin = origin;
    auto inserted = space.insert(std::move(object));
    if (!inserted)
        return fail(inserted.error());
    return {};
}

/// An Add that was changed before it was exported is still an Add, of what the object should be.
std::vector<AttributeChange> changedAdd(const std::vector<AttributeChange> &add, const std::vector<AttributeChange> &changes)
{
    std::vector<AttributeChange> out;
    for (auto &attribute : space::applyChanges(space::imageOfAdd(add), changes).attributes)
        out.push_back(AttributeChange::add(attribute.name, std::move(attribute.values), attribute.type, attribute.multiValued));
    for (auto &change : out)
        for (const auto *list : {&add, &changes})
            for (const auto &given : *list)
                change.encrypted = change.encrypted || (given.encrypted && given.name == change.name);
    return out;
}

} // namespace

Result<void> layChange(space::Space &space, const std::string &dn, const std::string &type, space::PendingChange change,
                       const std::string &origin)
{
    const auto index = space.find(dn);
    if (!index)
        return insertNew(space, dn, type, std::move(change), origin);

    auto object = space.object(*index);
    auto &pending = object.pending;
    switch (change.operation) {
    case PendingOperation::None:
        return {};
    case PendingOperation::Add:
        if (pending.operation != PendingOperation::Delete)
            return fail(ErrorCode::Input, "it is added, but the space has it already");
        // Deleted, then added again: a delete-add (ecma2.md 4, DeleteAddAsReplace).
        pending.operation = PendingOperation::DeleteAdd;
        pending.newDn.reset();
        pending.changes = std::move(change.changes);
        object.type = type;
        break;
    case PendingOperation::Delete:
        if (pending.operation == PendingOperation::Add) {
            space.erase(*index); // added and deleted again before anything was exported
            return {};
        }
        pending = {PendingOperation::Delete, {}, {}};
        break;
    case PendingOperation::Update:
    case PendingOperation::DeleteAdd:
        if (pending.operation == PendingOperation::Delete)
            return fail(ErrorCode::Input, "it is changed, but an earlier entry deletes it");
        if (pending.operation == PendingOperation::Add && change.newDn) {
            // Not there yet: it is simply added under the new name.
            object.dn = *change.newDn;
            change.newDn.reset();
        }
        if (pending.operation == PendingOperation::None)
            pending.operation = change.operation;
        if (pending.operation == PendingOperation::Add || pending.operation == PendingOperation::DeleteAdd)
            pending.changes = changedAdd(pending.changes, change.changes);
        else
            pending.changes = space::mergeChanges(pending.changes, change.changes);
        if (change.newDn)
            pending.newDn = std::move(change.newDn);
        break;
    }
    return space.replace(*index, std::move(object));
}

} // namespace anchorage::formats
