// Anchors that the target makes: deterministic, so that two runs of the same batch answer the same.
#pragma once

#include "connectors/memory/directory.h"
#include "connectors/memory/settings.h"

#include <string>
#include <vector>

namespace anchorage::memory {

/// The anchor attributes of a type: the schema's, else the parameter anchorAttribute.
std::vector<SchemaAttribute> anchorAttributes(const SchemaType *type, const Settings &settings);

/// Gives `object` its anchor names, and values to those that have none and are the target's to make.
void makeAnchors(StoredObject &object, const SchemaType *type, const Settings &settings, Directory &directory);

/// The anchors of an object as a connector answers them: attribute Add, in the type of `anchorAs`.
std::vector<AttributeChange> answeredAnchors(const StoredObject &object, AnchorAs as);

} // namespace anchorage::memory
