// What can be done to objects of the document, each one step of undo. They know the space, not the engine:
// what a change means for the export is decided there.
#pragma once

#include "app/desktop/controller/document.h"
#include "app/desktop/controller/task.h"

#include <string>
#include <vector>

namespace anchorage::desktop {

using Objects = std::vector<space::ObjectIndex>;

/// An edit of the space that was computed and is not done yet.
struct SpaceEdit {
    space::Space after;
    SpaceChange change;
    QString text; ///< of the undo step; empty: nothing changes
    QString told = {}; ///< what a person gets to read when it is done
};

// --- computed from a snapshot, in any thread; the only error is Cancelled --------------------------

/// Copies to be added: no anchor, no image of their own, free DNs ("cn=ann copy,ou=x").
Result<SpaceEdit> duplicated(const space::Space &before, const Objects &objects, TaskControl &control);
/// Out of the space; nothing is exported for them.
Result<SpaceEdit> removed(const space::Space &before, const Objects &objects, TaskControl &control);
/// To be deleted in the target. A pending Add is taken back instead: there is nothing to delete.
Result<SpaceEdit> deleted(const space::Space &before, const Objects &objects, TaskControl &control);
/// Leaves them out of the run; when all of them are left out already: takes them in again.
Result<SpaceEdit> dropped(const space::Space &before, const Objects &objects, TaskControl &control);
/// One place earlier or later in the space's order (engine.md order-1 falls back to it). Indexes change, and
/// the whole space is made anew.
Result<SpaceEdit> moved(const space::Space &before, const Objects &objects, bool up, TaskControl &control);

/// Another DN for an object that exists nowhere yet, and for every reference to it. Error: the DN is taken.
Result<SpaceEdit> renamedNew(const space::Space &before, space::ObjectIndex index, const std::string &dn);

/// The same objects in a space that may have been edited since; those that are gone are left out.
Objects sameObjects(const space::Space &was, const Objects &objects, const space::Space &now);

// --- done at once ----------------------------------------------------------------------------------

/// A new object with a pending Add, of the first type of the schema, under a free DN. Returns its index.
space::ObjectIndex addObject(Document &document);
/// Replaces one object. Error: its DN is another object's.
Result<void> replaceObject(Document &document, const QString &text, space::ObjectIndex index, space::SpaceObject object);

} // namespace anchorage::desktop
