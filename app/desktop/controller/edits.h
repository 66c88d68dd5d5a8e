// What can be done to objects of the document, each one step of undo. They know the space, not the engine:
// what a change means for the export is decided there.
#pragma once

#include "app/desktop/controller/document.h"

#include <string>
#include <vector>

namespace anchorage::desktop {

using Objects = std::vector<space::ObjectIndex>;

/// A new object with a pending Add, of the first type of the schema, under a free DN. Returns its index.
space::ObjectIndex addObject(Document &document);
/// Copies to be added: no anchor, no image of their own, free DNs ("cn=ann copy,ou=x").
void duplicateObjects(Document &document, const Objects &objects);
/// Out of the space; nothing is exported for them.
void removeObjects(Document &document, const Objects &objects);
/// To be deleted in the target. A pending Add is taken back instead: there is nothing to delete.
void deleteObjects(Document &document, const Objects &objects);
/// Leaves them out of the run; when all of them are left out already: takes them in again.
void dropObjects(Document &document, const Objects &objects);
/// One place earlier or later in the space's order (engine.md order-1 falls back to it). Indexes change.
void moveObjects(Document &document, const Objects &objects, bool up);
/// Another DN for an object that exists nowhere yet, and for every reference to it. Error: the DN is taken.
Result<void> renameNew(Document &document, space::ObjectIndex index, const std::string &dn);
/// Replaces one object. Error: its DN is another object's.
Result<void> replaceObject(Document &document, const QString &text, space::ObjectIndex index, space::SpaceObject object);

} // namespace anchorage::desktop
