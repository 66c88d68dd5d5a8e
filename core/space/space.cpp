#include "core/space/space.h"

#include "core/model/distinguished_name.h"
#include "core/space/space_storage.h"

#include <functional>

namespace anchorage::space {

namespace {

tl::unexpected<Error> dnTaken(std::string_view dn, std::string_view holder, std::string_view origin)
{
    std::string message = "another object already has this DN";
    if (holder != dn)
        message.append(", written \"").append(holder).append("\"");
    if (!origin.empty())
        message.append(" (").append(origin).append(")");
    return fail(ErrorCode::Input, message + "; a space holds each DN once", {.entry = std::string(dn)});
}

} // namespace

Space::Space(MADistinguishedNameStyle style) : m_storage(std::make_shared<Storage>())
{
    m_storage->style = style;
}

Space::Space(const Space &) = default;
Space &Space::operator=(const Space &) = default;
Space::~Space() = default;

// A space that was moved from is an empty one: there is no null state to check for.
Space::Space(Space &&other) noexcept : m_storage(std::exchange(other.m_storage, std::make_shared<Storage>())) { }
Space &Space::operator=(Space &&other) noexcept
{
    std::swap(m_storage, other.m_storage);
    return *this;
}

Space::Storage &Space::edit()
{
    if (!isUnshared(m_storage))
        m_storage = std::make_shared<Storage>(*m_storage);
    return *m_storage;
}

MADistinguishedNameStyle Space::style() const
{
    return m_storage->style;
}

Result<void> Space::setStyle(MADistinguishedNameStyle style)
{
    if (style == m_storage->style)
        return {};
    Storage keyed(*m_storage);
    keyed.style = style;
    keyed.byDn = {};
    for (ObjectIndex i = 0; i < size(); ++i) {
        if (!exists(i))
            continue;
        const DnMatcher matcher(dn(i), style);
        if (const auto other = keyed.find(matcher))
            return dnTaken(dn(i), dn(*other), object(*other).origin);
        keyed.byDn.insert(matcher.hash(), i);
    }
    Storage &storage = edit();
    storage.style = style;
    storage.byDn = keyed.byDn;
    storage.byReference.reset();
    return {};
}

std::size_t Space::size() const
{
    return m_storage->objects.size();
}

Result<ObjectIndex> Space::insert(const SpaceObject &object)
{
    const DnMatcher matcher(object.dn, style());
    if (const auto other = m_storage->find(matcher))
        return dnTaken(object.dn, dn(*other), this->object(*other).origin);
    const bool fresh = object.identifier.isNull();
    const auto identifier = fresh ? m_storage->freshIdentifier(object.dn) : object.identifier;
    if (const auto other = fresh ? std::nullopt : findIdentifier(identifier))
        return fail(ErrorCode::Input,
                    "the identifier " + identifier.text() + " is already that of " + std::string(dn(*other))
                        + "; leave it out and the space makes one",
                    {.entry = object.dn});
    Storage &storage = edit();
    auto packed = storage.packObject(object, identifier);
    if (!packed)
        return fail(std::move(packed.error()));
    const auto index = static_cast<ObjectIndex>(storage.objects.size());
    storage.objects.push_back({});
    storage.store(index, std::move(*packed));
    storage.remember(index, matcher);
    return index;
}

SpaceObject Space::object(ObjectIndex index) const
{
    return m_storage->at(index).unpack(*m_storage->names);
}

Result<void> Space::replace(ObjectIndex index, SpaceObject object)
{
    if (!exists(index))
        return fail(ErrorCode::NotFound, "the object was erased", {.entry = object.dn});
    if (object.identifier.isNull())
        object.identifier = identifier(index);
    const bool newDn = object.dn != dn(index);
    const bool newIdentifier = object.identifier != identifier(index);
    if (newDn) {
        if (const auto other = find(object.dn); other && *other != index)
            return dnTaken(object.dn, dn(*other), this->object(*other).origin);
    }
    if (newIdentifier) {
        if (const auto other = findIdentifier(object.identifier))
            return fail(ErrorCode::Input,
                        "the identifier " + object.identifier.text() + " is already that of " + std::string(dn(*other)),
                        {.entry = object.dn});
    }
    Storage &storage = edit();
    auto packed = storage.packObject(object, object.identifier);
    if (!packed)
        return fail(std::move(packed.error()));
    if (newDn || newIdentifier)
        storage.forget(index);
    storage.store(index, std::move(*packed));
    if (newDn || newIdentifier)
        storage.remember(index, DnMatcher(object.dn, style()));
    return {};
}

void Space::erase(ObjectIndex index)
{
    if (!exists(index))
        return;
    Storage &storage = edit();
    storage.forget(index);
    storage.store(index, {});
}

void Space::addHole()
{
    edit().objects.push_back({});
}

bool Space::exists(ObjectIndex index) const
{
    return index < size() && static_cast<bool>(m_storage->objects[index]);
}

std::string_view Space::dn(ObjectIndex index) const
{
    return m_storage->at(index).dn();
}

std::string_view Space::type(ObjectIndex index) const
{
    return exists(index) ? m_storage->names->text(m_storage->at(index).head().type) : std::string_view();
}

const Guid &Space::identifier(ObjectIndex index) const
{
    return m_storage->at(index).head().identifier;
}

PendingOperation Space::pendingOperation(ObjectIndex index) const
{
    return m_storage->at(index).head().operation;
}

bool Space::hasImage(ObjectIndex index) const
{
    return m_storage->at(index).head().has(ObjectHead::HasImage);
}

bool Space::dropped(ObjectIndex index) const
{
    return m_storage->at(index).head().has(ObjectHead::Dropped);
}

std::optional<std::string> Space::pendingNewDn(ObjectIndex index) const
{
    const PackedObject object = m_storage->at(index);
    return object.head().has(ObjectHead::HasNewDn) ? std::optional<std::string>(object.newDn()) : std::nullopt;
}

std::uint32_t Space::pendingReferenceCount(ObjectIndex index) const
{
    return m_storage->at(index).head().pendingReferences;
}

std::optional<ObjectIndex> Space::find(std::string_view dn) const
{
    return m_storage->find(DnMatcher(dn, style()));
}

std::optional<ObjectIndex> Space::findIdentifier(const Guid &identifier) const
{
    return m_storage->findIdentifier(identifier);
}

std::optional<ObjectIndex> Space::findAnchors(std::string_view type, const std::vector<AnchorAttribute> &anchors) const
{
    const auto hash = anchorsHash(anchors);
    if (!hash)
        return std::nullopt;
    for (const ObjectIndex candidate : m_storage->anchors().candidates(*hash)) {
        if ((type.empty() || equalsIgnoreCase(type, this->type(candidate)))
            && sameAnchors(anchors, m_storage->at(candidate).anchors(*m_storage->names)))
            return candidate;
    }
    return std::nullopt;
}

std::vector<ObjectIndex> Space::referrers(std::string_view dn) const
{
    return m_storage->referrers(DnMatcher(dn, style()));
}

Result<void> Space::rename(ObjectIndex index, std::string_view newDn, bool temporary)
{
    if (!exists(index))
        return fail(ErrorCode::NotFound, "the object was erased", {.entry = std::string(newDn)});
    const std::string oldText(dn(index)); // copies: both may be views into what is about to change
    const std::string newText(newDn);
    const DnMatcher from(oldText, style());
    const DnMatcher to(newText, style());
    if (const auto other = m_storage->find(to); other && *other != index)
        return dnTaken(newText, dn(*other), object(*other).origin);
    Storage &storage = edit();
    for (const ObjectIndex referrer : storage.references().candidates(from.hash())) {
        if (auto done = storage.rewriteReferences(referrer, from, to); !done)
            return done;
    }
    SpaceObject renamed = object(index);
    renamed.dn = newText;
    renamed.temporaryDn = temporary;
    return replace(index, std::move(renamed));
}

RecordedEntries Space::recorded() const
{
    return RecordedEntries(*this);
}

void Space::addRecorded(const RecordedEntry &entry)
{
    Storage &storage = edit();
    storage.recorded.push_back(storage.packRecorded(entry));
    storage.packedBytes += storage.recorded[storage.recorded.size() - 1].heapBytes();
}

void Space::clearRecorded()
{
    Storage &storage = edit();
    for (std::size_t i = 0; i < storage.recorded.size(); ++i)
        storage.packedBytes -= storage.recorded[i].heapBytes();
    storage.recorded.clear();
}

std::size_t RecordedEntries::size() const
{
    return m_space->m_storage->recorded.size();
}

RecordedEntry RecordedEntries::operator[](std::size_t position) const
{
    const auto &storage = *m_space->m_storage;
    return unpackRecorded(storage.recorded[position].bytes(), *storage.names);
}

std::size_t Space::memoryBytes() const
{
    const Storage &s = *m_storage;
    std::size_t bytes = sizeof(Storage) + s.packedBytes + s.objects.heapBytes() + s.recorded.heapBytes() + s.names->heapBytes()
        + s.byDn.heapBytes() + s.byIdentifier.heapBytes();
    const std::lock_guard lock(s.lazyLock);
    bytes += s.byReference ? s.byReference->heapBytes() : 0;
    bytes += s.byAnchors ? s.byAnchors->heapBytes() : 0;
    return bytes;
}

bool Space::operator==(const Space &other) const
{
    if (m_storage == other.m_storage)
        return true;
    if (recorded().size() != other.recorded().size())
        return false;
    // Erased objects leave holes that a copy read from a file does not have: live ones are matched in
    // order, and recorded entries must belong to matched objects.
    std::vector<ObjectIndex> partner(size());
    ObjectIndex theirs = 0;
    const auto skipHoles = [&] {
        while (theirs < other.size() && !other.exists(theirs))
            ++theirs;
    };
    for (ObjectIndex mine = 0; mine < size(); ++mine) {
        if (!exists(mine))
            continue;
        skipHoles();
        if (theirs == other.size())
            return false;
        if (!m_storage->objects[mine].isSame(other.m_storage->objects[theirs]) && object(mine) != other.object(theirs))
            return false;
        partner[mine] = theirs++;
    }
    skipHoles();
    if (theirs != other.size())
        return false;
    for (std::size_t i = 0; i < recorded().size(); ++i) {
        RecordedEntry mine = recorded()[i];
        if (mine.object < partner.size())
            mine.object = partner[mine.object];
        if (mine != other.recorded()[i])
            return false;
    }
    return true;
}

} // namespace anchorage::space
