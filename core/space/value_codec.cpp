#include "core/space/value_codec.h"

#include "core/base/result.h"

namespace anchorage::space {

namespace {

// Byte after the name: type in the low three bits, then these.
constexpr unsigned typeMask = 7;
constexpr unsigned multiValuedBit = 8;
constexpr unsigned encryptedBit = 16;
constexpr unsigned taggedBit = 32;
// Tag of a value: type in the low three bits, modification above.
constexpr unsigned tagShift = 3;
constexpr std::uint8_t absentAnchor = 7;

std::uint8_t shapeByte(AttributeType type, bool multiValued, bool encrypted, bool tagged)
{
    return static_cast<std::uint8_t>(static_cast<unsigned>(type) | (multiValued ? multiValuedBit : 0)
                                     | (encrypted ? encryptedBit : 0) | (tagged ? taggedBit : 0));
}

ValueChange unpackValueChange(ByteReader &in, const AttributeShape &shape)
{
    if (!shape.tagged)
        return {unpackValue(in, shape.type), ValueModificationType::Add};
    const unsigned tag = in.byte();
    return {unpackValue(in, typeOfTag(tag)), static_cast<ValueModificationType>(tag >> tagShift)};
}

} // namespace

void pack(ByteWriter &out, const AttributeValue &value)
{
    std::visit(
        overloaded{[&out](const std::string &text) { out.text(text); }, [&out](std::int64_t number) { out.signedNumber(number); },
                   [&out](const Reference &reference) { out.text(reference.dn); },
                   [&out](const Binary &binary) { out.text(binary.bytes); }, [&out](bool truth) { out.byte(truth ? 1 : 0); }},
        value);
}

AttributeValue unpackValue(ByteReader &in, AttributeType type)
{
    switch (type) {
    case AttributeType::Integer:
        return in.signedNumber();
    case AttributeType::Reference:
        return Reference{std::string(in.text())};
    case AttributeType::Binary:
        return Binary{std::string(in.text())};
    case AttributeType::Boolean:
        return in.byte() != 0;
    case AttributeType::String:
    case AttributeType::Undefined: // never a value's own type
        break;
    }
    return std::string(in.text());
}

void skipValue(ByteReader &in, AttributeType type)
{
    if (type == AttributeType::Integer)
        in.number();
    else if (type == AttributeType::Boolean)
        in.byte();
    else
        in.text();
}

AttributeShape unpackShape(ByteReader &in, bool isChange)
{
    AttributeShape shape;
    shape.name = in.smallNumber();
    const unsigned bits = in.byte();
    shape.type = static_cast<AttributeType>(bits & typeMask);
    shape.multiValued = (bits & multiValuedBit) != 0;
    shape.encrypted = (bits & encryptedBit) != 0;
    shape.tagged = (bits & taggedBit) != 0;
    if (isChange)
        shape.modification = static_cast<AttributeModificationType>(in.byte());
    shape.count = static_cast<std::size_t>(in.number());
    return shape;
}

void pack(ByteWriter &out, const Image &image, NameTable &names)
{
    out.number(image.attributes.size());
    for (const auto &attribute : image.attributes) {
        bool tagged = false;
        for (const auto &value : attribute.values)
            tagged = tagged || typeOf(value) != attribute.type;
        out.number(names.add(attribute.name));
        out.byte(shapeByte(attribute.type, attribute.multiValued, false, tagged));
        out.number(attribute.values.size());
        for (const auto &value : attribute.values) {
            if (tagged)
                out.byte(static_cast<std::uint8_t>(typeOf(value)));
            pack(out, value);
        }
    }
}

Image unpackImage(ByteReader &in, const NameTable &names)
{
    Image image;
    image.attributes.resize(static_cast<std::size_t>(in.number()));
    for (auto &attribute : image.attributes) {
        const AttributeShape shape = unpackShape(in, false);
        attribute.name = names.text(shape.name);
        attribute.type = shape.type;
        attribute.multiValued = shape.multiValued;
        attribute.values.reserve(shape.count);
        for (std::size_t i = 0; i < shape.count; ++i)
            attribute.values.push_back(unpackValueChange(in, shape).value);
    }
    return image;
}

void pack(ByteWriter &out, const std::vector<AttributeChange> &changes, NameTable &names)
{
    out.number(changes.size());
    for (const auto &change : changes) {
        bool tagged = false;
        for (const auto &value : change.values)
            tagged = tagged || typeOf(value.value) != change.type || value.modification != ValueModificationType::Add;
        out.number(names.add(change.name));
        out.byte(shapeByte(change.type, change.multiValued, change.encrypted, tagged));
        out.byte(static_cast<std::uint8_t>(change.modification));
        out.number(change.values.size());
        for (const auto &value : change.values) {
            if (tagged)
                out.byte(static_cast<std::uint8_t>(static_cast<unsigned>(typeOf(value.value))
                                                   | static_cast<unsigned>(value.modification) << tagShift));
            pack(out, value.value);
        }
    }
}

std::vector<AttributeChange> unpackChanges(ByteReader &in, const NameTable &names)
{
    std::vector<AttributeChange> changes(static_cast<std::size_t>(in.number()));
    for (auto &change : changes) {
        const AttributeShape shape = unpackShape(in, true);
        change.name = names.text(shape.name);
        change.type = shape.type;
        change.multiValued = shape.multiValued;
        change.encrypted = shape.encrypted;
        change.modification = shape.modification;
        change.values.reserve(shape.count);
        for (std::size_t i = 0; i < shape.count; ++i)
            change.values.push_back(unpackValueChange(in, shape));
    }
    return changes;
}

void pack(ByteWriter &out, const std::vector<AnchorAttribute> &anchors, NameTable &names)
{
    out.number(anchors.size());
    for (const auto &anchor : anchors) {
        out.number(names.add(anchor.name));
        out.byte(anchor.value ? static_cast<std::uint8_t>(typeOf(*anchor.value)) : absentAnchor);
        if (anchor.value)
            pack(out, *anchor.value);
    }
}

std::vector<AnchorAttribute> unpackAnchors(ByteReader &in, const NameTable &names)
{
    std::vector<AnchorAttribute> anchors(static_cast<std::size_t>(in.number()));
    for (auto &anchor : anchors) {
        anchor.name = names.text(in.smallNumber());
        if (const auto type = in.byte(); type != absentAnchor)
            anchor.value = unpackValue(in, static_cast<AttributeType>(type));
    }
    return anchors;
}

void skipAnchors(ByteReader &in)
{
    for (std::uint64_t left = in.number(); left > 0; --left) {
        in.number();
        if (const auto type = in.byte(); type != absentAnchor)
            skipValue(in, static_cast<AttributeType>(type));
    }
}

} // namespace anchorage::space
