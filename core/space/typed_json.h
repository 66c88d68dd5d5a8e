// Values that carry their type, as space_json.h describes them. Not part of the layer's interface.
#pragma once

#include "core/base/result.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/model/schema.h"
#include "core/space/space_object.h"

#include <functional>
#include <string_view>

namespace anchorage::space {

/// `attribute` is what a later reader may know of it; null: nothing. Where it has another type there, the
/// values say theirs.
void writeTyped(json::Writer &out, AttributeType type, bool multiValued, const std::vector<AttributeValue> &values,
                const SchemaAttribute *attribute);
/// `attribute` null: the schema does not know it. Without values: the attribute has none.
Result<ImageAttribute> readTyped(const json::Node &node, std::string_view name, const SchemaAttribute *attribute);

void writeTyped(json::Writer &out, const std::vector<AnchorAttribute> &anchors, const SchemaType *type);
Result<std::vector<AnchorAttribute>> readAnchors(const json::Node &node, const SchemaType *type);

/// {"name": values, …}; each name once. Errors have the attribute's name in front.
Result<std::vector<ImageAttribute>> readAttributes(const json::Node &node, const SchemaType *type);

/// Null: there is no schema, or it does not know the name.
const SchemaType *findType(const Schema *schema, std::string_view name);
const SchemaAttribute *findAttribute(const SchemaType *type, std::string_view name);

/// The values of this attribute are secrets whatever its change says.
bool isSecretAttribute(std::string_view name, const SchemaType *type);
/// Marks the change as encrypted where it must be; error: a value that is no secret reference.
Result<void> keepSecret(AttributeChange &change, const SchemaType *type);

} // namespace anchorage::space
