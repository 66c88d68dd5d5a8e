// A SpaceObject as packed bytes and back: names as numbers of a NameTable, integers as short as they
// are. A fixed head is what the cheap accessors read. Not part of the layer's interface.
#pragma once

#include "core/model/distinguished_name.h"
#include "core/space/byte_stream.h"
#include "core/space/name_table.h"
#include "core/space/space_object.h"
#include "core/space/value_codec.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::space {

/// What the packed bytes begin with; the DN's bytes follow it, then the sections (object_codec.cpp).
struct ObjectHead {
    enum Flag : std::uint8_t {
        TemporaryDn = 1,
        HasImage = 2,
        Exported = 4,
        Dropped = 8,
        HasNewDn = 16,
        HasFailure = 32,
        HasOrigin = 64,
        OriginIsNumbered = 128, ///< "file:line": the part before the number is a name
    };
    Guid identifier;
    std::uint32_t dnSize = 0;
    std::uint32_t type = 0; ///< a NameTable number
    std::uint32_t pendingReferences = 0;
    PendingOperation operation = PendingOperation::None;
    std::uint8_t flags = 0;
    std::uint16_t unused = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(ObjectHead) == 32);

/// A view of packed bytes.
class PackedObject {
public:
    /// Empty bytes (an erased object) read as an object without anything.
    explicit PackedObject(std::string_view bytes) : m_bytes(bytes) { }

    const ObjectHead &head() const;
    std::string_view dn() const { return m_bytes.empty() ? m_bytes : m_bytes.substr(sizeof(ObjectHead), head().dnSize); }
    std::string_view newDn() const; ///< only with HasNewDn
    SpaceObject unpack(const NameTable &names) const;
    std::vector<AnchorAttribute> anchors(const NameTable &names) const;

    /// Calls `visit(dn, at)` for each reference value in pending, unconfirmed and image, in storage order
    /// and without building values, until it returns false. `at` is where the value, with its length
    /// before it, begins in the bytes. The pseudo attribute DN has no references.
    template <typename Visit> void visitReferences(const NameTable &names, Visit &&visit) const
    {
        if (m_bytes.empty())
            return;
        ByteReader in = changeSections();
        if (visitReferences(in, true, names, visit) && visitReferences(in, true, names, visit)
            && head().has(ObjectHead::HasImage))
            visitReferences(in, false, names, visit);
    }

private:
    ByteReader sections() const;
    ByteReader changeSections() const; ///< at the pending changes

    template <typename Visit> static bool visitReferences(ByteReader &in, bool areChanges, const NameTable &names, Visit &visit)
    {
        for (std::uint64_t left = in.number(); left > 0; --left) {
            const AttributeShape shape = unpackShape(in, areChanges);
            const bool counts = !equalsIgnoreCase(names.text(shape.name), dnAttribute);
            for (std::size_t i = 0; i < shape.count; ++i) {
                const auto type = shape.tagged ? typeOfTag(in.byte()) : shape.type;
                const std::size_t at = in.position();
                if (type != AttributeType::Reference || !counts)
                    skipValue(in, type);
                else if (!visit(in.text(), at))
                    return false;
            }
        }
        return true;
    }

    std::string_view m_bytes;
};

/// Replaces the contents of `out`. The identifier stands in for the object's own, which may be null.
void pack(const SpaceObject &object, const Guid &identifier, NameTable &names, std::string &out);
void pack(const RecordedEntry &entry, NameTable &names, std::string &out);
RecordedEntry unpackRecorded(std::string_view bytes, const NameTable &names);

} // namespace anchorage::space
