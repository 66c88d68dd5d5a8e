#include "core/space/space_storage.h"

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

std::optional<ObjectIndex> Space::Storage::find(const DnMatcher &dn) const
{
    return byDn.find(dn.hash(), [&](ObjectIndex candidate) { return dn.matches(at(candidate).dn()); });
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

Result<Packed> Space::Storage::packObject(const SpaceObject &object, const Guid &identifier)
{
    pack(object, identifier, editNames(), m_scratch);
    if (m_scratch.size() > Packed::maximumSize)
        return fail(ErrorCode::Input,
                    "the object takes " + std::to_string(m_scratch.size()) + " bytes, more than the space can hold for one ("
                        + std::to_string(Packed::maximumSize) + ")",
                    {.entry = object.dn});
    return Packed(m_scratch);
}

Packed Space::Storage::packRecorded(const RecordedEntry &entry)
{
    pack(entry, editNames(), m_scratch);
    return Packed(m_scratch);
}

void Space::Storage::store(ObjectIndex index, Packed packed)
{
    const Packed before = objects[index];
    storeSameReferences(index, std::move(packed));
    if (byReference)
        addReferences(index, before.bytes());
}

void Space::Storage::storeSameReferences(ObjectIndex index, Packed packed)
{
    Packed &place = objects.edit(index);
    packedBytes += packed.heapBytes();
    packedBytes -= place.heapBytes();
    place = std::move(packed);
    if (byAnchors) {
        if (const auto hash = anchorsHash(at(index).anchors(*names)))
            byAnchors->add(*hash, index);
        if (byAnchors->isWornOut())
            byAnchors.reset();
    }
}

void Space::Storage::remember(ObjectIndex index, const DnMatcher &dn)
{
    byDn.insert(dn.hash(), index);
    byIdentifier.insert(shortHash(std::hash<Guid>()(at(index).head().identifier)), index);
}

void Space::Storage::forget(ObjectIndex index)
{
    const PackedObject object = at(index);
    byDn.erase(dnHash(object.dn()), index);
    byIdentifier.erase(shortHash(std::hash<Guid>()(object.head().identifier)), index);
}

} // namespace anchorage::space
