// Between images and changes (compose-1): pure functions, no space needed.
#pragma once

#include "core/base/result.h"
#include "core/model/schema.h"
#include "core/space/space_object.h"

namespace anchorage::space {

/// The pending change that turns `before` into `after`. Value order does not matter for multi-valued
/// attributes. Types and multi-valuedness come from the images.
PendingChange computeChange(const Image &before, const Image &after);

/// `image` with `change` applied: what the object should be. Adds of present values and deletes of
/// absent ones are tolerated (the engine does send them, compose-1).
Image applyChanges(const Image &image, const std::vector<AttributeChange> &changes);

/// The image an Add of these changes makes.
Image imageOfAdd(const std::vector<AttributeChange> &changes);

/// `first` then `second` as one list of changes of the same object: what is pending after another
/// edit, or values sent again together with a new change (space-3). Also right without an image.
std::vector<AttributeChange> mergeChanges(const std::vector<AttributeChange> &first, const std::vector<AttributeChange> &second);

} // namespace anchorage::space
