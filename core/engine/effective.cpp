#include "core/engine/effective.h"

#include "core/model/distinguished_name.h"
#include "core/space/delta.h"

#include <algorithm>

namespace anchorage::engine {

std::vector<AttributeChange> effectiveChanges(const space::SpaceObject &object, bool resend)
{
    // A new object's Add has everything in any case; a Delete carries nothing.
    if (!resend || object.unconfirmed.empty() || object.pending.operation != space::PendingOperation::Update)
        return object.pending.changes;
    return space::mergeChanges(object.unconfirmed, object.pending.changes);
}

space::Image fullImage(const space::SpaceObject &object, const std::vector<AttributeChange> &changes)
{
    if (isNew(object.pending.operation))
        return space::imageOfAdd(changes);
    return space::applyChanges(object.image.value_or(space::Image{}), changes);
}

bool canBeAdd(const space::SpaceObject &object)
{
    return object.image.has_value() || isNew(object.pending.operation);
}

space::SpaceObject asAdd(space::SpaceObject object, const SelectStage &select)
{
    const auto changes = effectiveChanges(object, true);
    auto adds = space::changesOfAdd(fullImage(object, changes));
    std::erase_if(adds, [&](const AttributeChange &add) {
        return findChange(changes, add.name) == nullptr && !select.whyNot(object.type, add.name).empty();
    });
    for (const auto &change : changes) { // secrets are in no image
        if (change.encrypted && change.modification != AttributeModificationType::Delete)
            adds.push_back(change);
    }
    object.image.reset();
    object.unconfirmed.clear();
    object.pending.changes = std::move(adds);
    object.pending.operation = space::PendingOperation::Add;
    return object;
}

const AttributeChange *findChange(const std::vector<AttributeChange> &changes, std::string_view name)
{
    const auto found =
        std::find_if(changes.begin(), changes.end(), [&](const AttributeChange &c) { return equalsIgnoreCase(c.name, name); });
    return found == changes.end() ? nullptr : &*found;
}

bool isReference(const AttributeChange &change)
{
    return change.type == AttributeType::Reference && change.name != dnAttribute;
}

bool isPassword(const AttributeChange &change)
{
    return equalsIgnoreCase(change.name, exportPasswordAttribute);
}

} // namespace anchorage::engine
