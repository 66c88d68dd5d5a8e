// Attributes and their values as packed bytes and back. Not part of the layer's interface.
#pragma once

#include "core/space/byte_stream.h"
#include "core/space/name_table.h"
#include "core/space/space_object.h"

#include <string_view>
#include <vector>

namespace anchorage::space {

void pack(ByteWriter &out, const AttributeValue &value);
AttributeValue unpackValue(ByteReader &in, AttributeType type);
void skipValue(ByteReader &in, AttributeType type);

void pack(ByteWriter &out, const Image &image, NameTable &names);
Image unpackImage(ByteReader &in, const NameTable &names);

void pack(ByteWriter &out, const std::vector<AttributeChange> &changes, NameTable &names);
std::vector<AttributeChange> unpackChanges(ByteReader &in, const NameTable &names);

void pack(ByteWriter &out, const std::vector<AnchorAttribute> &anchors, NameTable &names);
std::vector<AnchorAttribute> unpackAnchors(ByteReader &in, const NameTable &names);
void skipAnchors(ByteReader &in);

/// What an image and a list of changes have in common: where the values of an attribute stand.
struct AttributeShape {
    std::uint32_t name = 0;
    AttributeType type = AttributeType::String;
    bool multiValued = false;
    bool encrypted = false;
    bool tagged = false; ///< each value says its own type and modification in a byte before it
    AttributeModificationType modification = AttributeModificationType::Unconfigured; ///< of a change only
    std::size_t count = 0;
};
AttributeShape unpackShape(ByteReader &in, bool isChange);
/// The type in a tagged value's byte.
inline AttributeType typeOfTag(unsigned tag)
{
    return static_cast<AttributeType>(tag & 7U);
}

} // namespace anchorage::space
