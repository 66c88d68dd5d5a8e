// Between images and changes (compose-1): pure functions, no space needed.
//
// What a change does to the values V an attribute has (multi-valued; a single-valued attribute that
// gets a value has only that one afterwards):
//   Add x: V with x    Replace x: x    Delete: none    Update +a -d: V without d, then with a
// Values are sets: their order does not matter. With a style, references that are one DN by dnKey are
// one value; without, values are compared exactly. The change of the pseudo attribute DN (rename-1)
// and encrypted changes leave images alone: a DN is no attribute, a secret is never read back.
// An attribute that has or gets more than one value counts as multi-valued whatever its flag says.
#pragma once

#include "core/model/enums.h"
#include "core/space/space_object.h"

#include <optional>
#include <vector>

namespace anchorage::space {

/// How references are compared; absent: exactly.
using ReferenceStyle = std::optional<MADistinguishedNameStyle>;

/// The pending change that turns `before` into `after`: Update, or None when nothing differs. Types and
/// multi-valuedness come from the images. Attributes in the order of `after`, then the cleared ones.
PendingChange computeChange(const Image &before, const Image &after, ReferenceStyle style = {});

/// `image` with `changes` applied one after the other: what the object should be. Adds of present
/// values and deletes of absent ones are tolerated (the engine does send them, compose-1).
Image applyChanges(const Image &image, const std::vector<AttributeChange> &changes, ReferenceStyle style = {});

/// The image an Add of these changes makes.
Image imageOfAdd(const std::vector<AttributeChange> &changes, ReferenceStyle style = {});
/// The other way: every attribute as attribute Add (shape-5).
std::vector<AttributeChange> changesOfAdd(const Image &image);

/// The same from changes: each attribute that has values in the end, secrets included.
std::vector<AttributeChange> changesOfAdd(const std::vector<AttributeChange> &changes, ReferenceStyle style = {});

/// `first` then `second` as one list of changes of the same object, each attribute once: what is
/// pending after another edit, or values sent again together with a new change (space-3). Applied to
/// any image it gives what applying both gives, so it is right without an image too: after +x, a later
/// -x stays as -x, because the target may have x already. Of two renames or single-valued Updates the
/// earliest old value stays. An attribute of only one list comes through untouched.
std::vector<AttributeChange> mergeChanges(const std::vector<AttributeChange> &first, const std::vector<AttributeChange> &second,
                                          ReferenceStyle style = {});

/// A later update of an object on top of what is pending: an Add or DeleteAdd stays one and keeps its form,
/// anything else becomes (or stays) an Update. Of two new DNs the later one counts. What an update of an
/// object that is pending Delete means is the caller's business.
PendingChange mergeUpdate(const PendingChange &first, const PendingChange &update, ReferenceStyle style = {});

} // namespace anchorage::space
