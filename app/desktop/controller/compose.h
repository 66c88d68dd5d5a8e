// Composing by editing what an object should be (engine.md compose-1): pure functions over one object.
// The change is computed by core/space/delta.h, attribute by attribute, so that what a person set by
// hand on another attribute stays as it was set.
#pragma once

#include "core/base/result.h"
#include "core/model/schema.h"
#include "core/space/delta.h"
#include "core/space/space_object.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::desktop {

/// One attribute as the form shows it.
struct ComposedAttribute {
    std::string name;
    AttributeType type = AttributeType::String;
    bool multiValued = false;
    bool required = false;
    bool anchor = false;
    bool encrypted = false; ///< values are secret references; what is there is never known
    bool readOnly = false; ///< ImportOnly: the engine never hands it over
    bool inSchema = true;
    bool isKnown = true; ///< false: there is no image, `is` says nothing
    std::vector<AttributeValue> is;
    std::vector<AttributeValue> shouldBe;
    /// False: only adds and deletes are pending on values nobody knows, `shouldBe` is not the whole of it.
    bool shouldBeKnown = true;
    std::optional<AttributeChange> change;
};

/// Attributes of the type in the schema's order (null: those of the object alone), then what the object has
/// besides.
std::vector<ComposedAttribute> compose(const space::SpaceObject &object, const SchemaType *type, space::ReferenceStyle style);

/// The object with this attribute being `values`; none: cleared. Where the other values are not known
/// (shouldBeKnown is false), they are added to them. Pending becomes Update where nothing was
/// pending, None where nothing differs any more. Error Usage: the object is to be deleted.
Result<space::SpaceObject> withValues(space::SpaceObject object, const ComposedAttribute &attribute,
                                      std::vector<AttributeValue> values, space::ReferenceStyle style);
/// The pending change of the attribute is taken back.
space::SpaceObject withoutChange(space::SpaceObject object, std::string_view attribute);
/// One value add or delete set by hand: never tidied. Errors: Usage, the object is to be added or deleted, the
/// attribute is only imported, or is set or cleared as a whole; Input, the change has this value already, or a second
/// one of a single-valued attribute.
Result<space::SpaceObject> withRawValue(space::SpaceObject object, const ComposedAttribute &attribute, ValueChange value);
/// The value at that place of the attribute's change is taken back; with the last one the change.
space::SpaceObject withoutRawValue(space::SpaceObject object, std::string_view attribute, std::size_t place);

/// Empty: the operation can be set. Else why not, in words.
std::string whyNotOperation(const space::SpaceObject &object, space::PendingOperation operation);
/// Only where whyNotOperation() is empty.
space::SpaceObject withOperation(space::SpaceObject object, space::PendingOperation operation, space::ReferenceStyle style);

} // namespace anchorage::desktop
