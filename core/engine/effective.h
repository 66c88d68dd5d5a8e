// What is to be handed over of an object, independent of the ExportType, and what the object should be.
// Internal to core/engine.
#pragma once

#include "core/engine/run_context.h"
#include "core/engine/select.h"
#include "core/space/space_object.h"

#include <string_view>
#include <vector>

namespace anchorage::engine {

/// What is pending; with `resend` also what was exported and not confirmed yet (space-3).
std::vector<AttributeChange> effectiveChanges(const space::SpaceObject &object, bool resend);

/// The object as it should be after `changes`; meaningful with an image, or for a new object.
space::Image fullImage(const space::SpaceObject &object, const std::vector<AttributeChange> &changes);

/// The same object as a pending Add of all it should be: what ConvertUpdateToAdd and ProvisioningParent
/// hand over (action-1, action-3). It needs an image, or is new already. What is neither selected nor
/// pending stays out: the new object will not have it.
space::SpaceObject asAdd(space::SpaceObject object, const SelectStage &select);
bool canBeAdd(const space::SpaceObject &object);

const AttributeChange *findChange(const std::vector<AttributeChange> &changes, std::string_view name);
bool isReference(const AttributeChange &change);
bool isPassword(const AttributeChange &change);

} // namespace anchorage::engine
