#include "core/space/space_storage.h"

#include "core/model/distinguished_name.h"

#include <functional>

namespace anchorage::space {

Space::Storage::Storage(const Storage &other)
    : style(other.style), objects(other.objects), recorded(other.recorded), packedBytes(other.packedBytes), names(other.names),
      byDn(other.byDn), byIdentifier(other.byIdentifier)
{
    const std::lock_guard lock(other.lazyLock);
    byReference = other.byReference;
    byAnchors = other.byAnchors;
}

std::uint32_t Space::Storage::dnHash(std::string_view dn) const
{
    return shortHash(std::hash<std::string>()(dnKey(dn, style)));
}

std::optional<ObjectIndex> Space::Storage::find(std::string_view dn) const
{
    const DnMatcher matcher(dn, style);
    return byDn.find(shortHash(std::hash<std::string>()(matcher.key())),
                     [&](ObjectIndex candidate) { return matcher.matches(at(candidate).dn()); });
}

std::optional<ObjectIndex> Space::Storage::findIdentifier(const Guid &identifier) const
{
    return byIdentifier.find(shortHash(std::hash<Guid>()(identifier)),
                             [&](ObjectIndex candidate) { return at(candidate).head().identifier == identifier; });
}

Guid Space::Storage::freshIdentifier(std::string_view dn) const
{
    // The same objects in the same order get the same identifiers, so that two runs can be compared.
    // The counter matters when a renamed object has left its DN to another one.
    Guid identifier = Guid::fromName(dn);
    for (std::uint64_t counter = 1; findIdentifier(identifier); ++counter)
        identifier = Guid::fromName(std::string(dn) + '\n' + std::to_string(counter));
    return identifier;
}

NameTable &Space::Storage::editNames()
{
    if (!isUnshared(names))
        names = std::make_shared<NameTable>(*names);
    return *names;
}

Result<Packed> Space::Storage::packObject(const SpaceObject &object)
{
    pack(object, editNames(), m_scratch);
    if (m_scratch.size() > Packed::maximumSize)
        return fail(ErrorCode::Input,
                    "the object takes " + std::to_string(m_scratch.size()) + " bytes, more than the space can hold for one ("
                        + std::to_string(Packed::maximumSize) + ")",
                    {.entry = object.dn});
    return Packed(m_scratch);
}

void Space::Storage::store(ObjectIndex index, Packed packed)
{
    const Packed before = std::exchange(objects.edit(index), std::move(packed));
    packedBytes += objects[index].heapBytes() - before.heapBytes();
    if (byReference)
        addReferences(index, before.bytes());
    if (byAnchors) {
        if (const auto hash = anchorsHash(at(index).anchors(*names)))
            byAnchors->add(*hash, index);
        if (byAnchors->isWornOut())
            byAnchors.reset();
    }
}

void Space::Storage::remember(const SpaceObject &object, ObjectIndex index)
{
    byDn.insert(dnHash(object.dn), index);
    byIdentifier.insert(shortHash(std::hash<Guid>()(object.identifier)), index);
}

void Space::Storage::forget(ObjectIndex index)
{
    const PackedObject object = at(index);
    byDn.erase(dnHash(object.dn()), index);
    byIdentifier.erase(shortHash(std::hash<Guid>()(object.head().identifier)), index);
}

} // namespace anchorage::space
