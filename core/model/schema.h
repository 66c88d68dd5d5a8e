// Schema as ECMA2 has it (ecma2.md 2): object types, attributes, anchors. Plain values.
#pragma once

#include "core/model/enums.h"

#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

struct SchemaAttribute {
    std::string name;
    AttributeType type = AttributeType::String;
    bool multiValued = false;
    bool anchor = false;
    AttributeOperation operation = AttributeOperation::ImportExport;
    bool required = false;
    bool hiddenByDefault = false;
    bool encrypted = false; ///< AttribFlags.Encrypted: values are secret references in the bench
    bool operator==(const SchemaAttribute &) const = default;
};

struct SchemaType {
    std::string name;
    bool locked = false; ///< lockAnchorDefinition: the administrator may not choose other anchors
    std::vector<SchemaAttribute> attributes;
    std::vector<std::string> possibleDnComponents;
    bool operator==(const SchemaType &) const = default;

    const SchemaAttribute *find(std::string_view attribute) const; ///< ASCII case ignored
    std::vector<std::string> anchorNames() const; ///< attributes marked as anchor, in order
};

struct Schema {
    std::vector<SchemaType> types;
    bool operator==(const Schema &) const = default;

    const SchemaType *find(std::string_view type) const; ///< ASCII case ignored
};

/// The anchor definition per object type from the project or the MA configuration (anchor-1).
/// A type that is not listed takes its schema's anchors.
struct AnchorDefinition {
    std::string type;
    std::vector<std::string> attributes;
    bool operator==(const AnchorDefinition &) const = default;
};
using AnchorDefinitions = std::vector<AnchorDefinition>;

} // namespace anchorage
