#include "core/space/object_codec.h"

#include <charconv>

// The sections after the DN, in this order; those with a flag are absent without it:
//   origin, new DN, anchors, pending changes, unconfirmed changes, image, failure.
namespace anchorage::space {

namespace {

struct NumberedOrigin {
    std::string_view place; ///< with its ':' or '#'
    std::uint64_t number = 0;
};

/// "file:12" or "#3" when it comes back the same from its parts: a million objects of one file then
/// hold its path once.
std::optional<NumberedOrigin> splitOrigin(std::string_view origin)
{
    const std::size_t digits = origin.find_last_of(":#") + 1;
    if (digits == 0 || digits == origin.size() || (origin[digits] == '0' && origin.size() > digits + 1))
        return std::nullopt;
    NumberedOrigin parts{origin.substr(0, digits), 0};
    const char *end = origin.data() + origin.size();
    const auto [stop, problem] = std::from_chars(origin.data() + digits, end, parts.number);
    return problem == std::errc() && stop == end ? std::optional(parts) : std::nullopt;
}

std::uint32_t countPendingReferences(const std::vector<AttributeChange> &changes)
{
    std::uint32_t count = 0;
    for (const auto &change : changes) {
        if (equalsIgnoreCase(change.name, dnAttribute))
            continue;
        for (const auto &value : change.values) {
            if (value.modification == ValueModificationType::Add && typeOf(value.value) == AttributeType::Reference)
                ++count;
        }
    }
    return count;
}

std::uint8_t flagsOf(const SpaceObject &object, bool originIsNumbered)
{
    unsigned flags = 0;
    const auto set = [&flags](bool condition, ObjectHead::Flag flag) { flags |= condition ? static_cast<unsigned>(flag) : 0U; };
    set(object.temporaryDn, ObjectHead::TemporaryDn);
    set(object.image.has_value(), ObjectHead::HasImage);
    set(object.exported, ObjectHead::Exported);
    set(object.dropped, ObjectHead::Dropped);
    set(object.pending.newDn.has_value(), ObjectHead::HasNewDn);
    set(object.lastFailure.has_value(), ObjectHead::HasFailure);
    set(!object.origin.empty(), ObjectHead::HasOrigin);
    set(originIsNumbered, ObjectHead::OriginIsNumbered);
    return static_cast<std::uint8_t>(flags);
}

void skipOrigin(ByteReader &in, const ObjectHead &head)
{
    if (!head.has(ObjectHead::HasOrigin))
        return;
    if (head.has(ObjectHead::OriginIsNumbered)) {
        in.number();
        in.number();
    } else {
        in.text();
    }
}

std::string unpackOrigin(ByteReader &in, const ObjectHead &head, const NameTable &names)
{
    if (!head.has(ObjectHead::HasOrigin))
        return {};
    if (!head.has(ObjectHead::OriginIsNumbered))
        return std::string(in.text());
    std::string origin(names.text(in.smallNumber()));
    return origin + std::to_string(in.number());
}

} // namespace

const ObjectHead &PackedObject::head() const
{
    static const ObjectHead nothing;
    // Packed keeps its bytes at a multiple of 8, and the head was copied there byte by byte.
    return m_bytes.empty() ? nothing : *reinterpret_cast<const ObjectHead *>(m_bytes.data());
}

ByteReader PackedObject::sections() const
{
    ByteReader in(m_bytes);
    in.skip(sizeof(ObjectHead) + head().dnSize);
    return in;
}

std::string_view PackedObject::newDn() const
{
    ByteReader in = sections();
    skipOrigin(in, head());
    return in.text();
}

std::vector<AnchorAttribute> PackedObject::anchors(const NameTable &names) const
{
    if (m_bytes.empty())
        return {};
    ByteReader in = sections();
    skipOrigin(in, head());
    if (head().has(ObjectHead::HasNewDn))
        in.text();
    return unpackAnchors(in, names);
}

ByteReader PackedObject::changeSections() const
{
    ByteReader in = sections();
    skipOrigin(in, head());
    if (head().has(ObjectHead::HasNewDn))
        in.text();
    skipAnchors(in);
    return in;
}

SpaceObject PackedObject::unpack(const NameTable &names) const
{
    SpaceObject object;
    if (m_bytes.empty())
        return object;
    const ObjectHead &h = head();
    ByteReader in = sections();
    object.identifier = h.identifier;
    object.type = names.text(h.type);
    object.dn = dn();
    object.temporaryDn = h.has(ObjectHead::TemporaryDn);
    object.exported = h.has(ObjectHead::Exported);
    object.dropped = h.has(ObjectHead::Dropped);
    object.origin = unpackOrigin(in, h, names);
    object.pending.operation = h.operation;
    if (h.has(ObjectHead::HasNewDn))
        object.pending.newDn = std::string(in.text());
    object.anchors = unpackAnchors(in, names);
    object.pending.changes = unpackChanges(in, names);
    object.unconfirmed = unpackChanges(in, names);
    if (h.has(ObjectHead::HasImage))
        object.image = unpackImage(in, names);
    if (h.has(ObjectHead::HasFailure)) {
        auto &failure = object.lastFailure.emplace();
        failure.code = static_cast<MAExportError>(in.number());
        failure.name = in.text();
        failure.detail = in.text();
        failure.retryCount = in.smallNumber();
    }
    return object;
}

void pack(const SpaceObject &object, const Guid &identifier, NameTable &names, std::string &out)
{
    const auto origin = splitOrigin(object.origin);
    ObjectHead head;
    head.identifier = identifier;
    head.dnSize = static_cast<std::uint32_t>(object.dn.size());
    head.type = names.add(object.type);
    head.pendingReferences = countPendingReferences(object.pending.changes);
    head.operation = object.pending.operation;
    head.flags = flagsOf(object, origin.has_value());
    out.assign(reinterpret_cast<const char *>(&head), sizeof(head));
    out += object.dn;

    ByteWriter writer(out);
    if (origin) {
        writer.number(names.add(origin->place));
        writer.number(origin->number);
    } else if (!object.origin.empty()) {
        writer.text(object.origin);
    }
    if (object.pending.newDn)
        writer.text(*object.pending.newDn);
    pack(writer, object.anchors, names);
    pack(writer, object.pending.changes, names);
    pack(writer, object.unconfirmed, names);
    if (object.image)
        pack(writer, *object.image, names);
    if (object.lastFailure) {
        writer.number(static_cast<std::uint64_t>(object.lastFailure->code));
        writer.text(object.lastFailure->name);
        writer.text(object.lastFailure->detail);
        writer.number(object.lastFailure->retryCount);
    }
}

void pack(const RecordedEntry &entry, NameTable &names, std::string &out)
{
    out.assign(reinterpret_cast<const char *>(entry.entry.identifier.bytes.data()), entry.entry.identifier.bytes.size());
    ByteWriter writer(out);
    writer.number(entry.object);
    writer.text(entry.entry.dn);
    writer.number(names.add(entry.entry.objectType));
    writer.byte(static_cast<std::uint8_t>(entry.entry.modification));
    pack(writer, entry.entry.anchors, names);
    pack(writer, entry.entry.changes, names);
}

RecordedEntry unpackRecorded(std::string_view bytes, const NameTable &names)
{
    RecordedEntry recorded;
    auto &entry = recorded.entry;
    std::memcpy(entry.identifier.bytes.data(), bytes.data(), entry.identifier.bytes.size());
    ByteReader in(bytes);
    in.skip(entry.identifier.bytes.size());
    recorded.object = in.smallNumber();
    entry.dn = in.text();
    entry.objectType = names.text(in.smallNumber());
    entry.modification = static_cast<ObjectModificationType>(in.byte());
    entry.anchors = unpackAnchors(in, names);
    entry.changes = unpackChanges(in, names);
    return recorded;
}

} // namespace anchorage::space
