// The indexes that are built when they are first asked for: who refers to a DN, who has these anchors.
#include "core/model/distinguished_name.h"
#include "core/space/space_storage.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_set>

namespace anchorage::space {

std::optional<std::uint32_t> anchorsHash(const std::vector<AnchorAttribute> &anchors)
{
    if (anchors.empty())
        return std::nullopt;
    std::size_t sum = 0; // a sum: the order of components does not matter
    for (const auto &anchor : anchors) {
        if (!anchor.value)
            return std::nullopt;
        sum += std::hash<std::string>()(foldCase(anchor.name)) * 31 + std::hash<std::string>()(toText(*anchor.value));
    }
    return shortHash(sum);
}

bool sameAnchors(const std::vector<AnchorAttribute> &a, const std::vector<AnchorAttribute> &b)
{
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&b](const AnchorAttribute &wanted) {
               return wanted.value && std::any_of(b.begin(), b.end(), [&wanted](const AnchorAttribute &candidate) {
                          return candidate.value == wanted.value && equalsIgnoreCase(candidate.name, wanted.name);
                      });
           });
}

const CandidateIndex &Space::Storage::anchors() const
{
    const std::lock_guard lock(lazyLock);
    if (!byAnchors) {
        std::vector<CandidateIndex::Entry> entries;
        for (ObjectIndex i = 0; i < objects.size(); ++i) {
            if (const auto hash = anchorsHash(at(i).anchors(*names)))
                entries.push_back({*hash, i});
        }
        byAnchors.emplace(std::move(entries));
    }
    return *byAnchors;
}

const CandidateIndex &Space::Storage::references() const
{
    const std::lock_guard lock(lazyLock);
    if (!byReference) {
        std::vector<CandidateIndex::Entry> entries;
        for (ObjectIndex i = 0; i < objects.size(); ++i) {
            at(i).visitReferences(*names, [&](std::string_view dn, std::size_t) {
                entries.push_back({dnHash(dn), i});
                return true;
            });
        }
        byReference.emplace(std::move(entries));
    }
    return *byReference;
}

void Space::Storage::addReferences(ObjectIndex index, std::string_view before)
{
    // Most edits leave the references as they are (a failure noted, pending values become the image):
    // only new ones are hashed.
    std::unordered_set<std::string_view> known;
    PackedObject(before).visitReferences(*names, [&known](std::string_view dn, std::size_t) {
        known.insert(dn);
        return true;
    });
    at(index).visitReferences(*names, [&](std::string_view dn, std::size_t) {
        if (known.insert(dn).second)
            addReference(dnHash(dn), index);
        return true;
    });
}

void Space::Storage::addReference(std::uint32_t hash, ObjectIndex index)
{
    if (!byReference)
        return; // it is built from the objects when it is asked for again
    byReference->add(hash, index);
    if (byReference->isWornOut())
        byReference.reset();
}

bool Space::Storage::refersTo(ObjectIndex index, const DnMatcher &dn) const
{
    bool found = false;
    at(index).visitReferences(*names, [&](std::string_view value, std::size_t) {
        found = dn.matches(value);
        return !found;
    });
    return found;
}

std::vector<ObjectIndex> Space::Storage::referrers(const DnMatcher &dn) const
{
    std::vector<ObjectIndex> found = references().candidates(dn.hash());
    const auto isStale = [&](ObjectIndex candidate) { return !refersTo(candidate, dn); };
    found.erase(std::remove_if(found.begin(), found.end(), isStale), found.end());
    return found;
}

namespace {

/// Makes references to one DN references to another, in built values.
class ReferenceRewriter {
public:
    ReferenceRewriter(const DnMatcher &from, const DnMatcher &to) : m_from(from), m_to(to) { }

    void rewrite(std::vector<AttributeChange> &changes) const
    {
        for (auto &change : changes) {
            if (equalsIgnoreCase(change.name, dnAttribute))
                continue;
            // An add and a delete of one value stay two things (compose-1).
            std::array<bool, 3> seen{};
            rewriteValues(
                change.values,
                [&seen](ValueChange &value) -> bool & { return seen[static_cast<std::size_t>(value.modification)]; },
                [](ValueChange &value) -> AttributeValue & { return value.value; });
        }
    }

    void rewrite(Image &image) const
    {
        for (auto &attribute : image.attributes) {
            bool seen = false;
            rewriteValues(
                attribute.values, [&seen](AttributeValue &) -> bool & { return seen; },
                [](AttributeValue &value) -> AttributeValue & { return value; });
        }
    }

private:
    /// A value that has become the same as another one is dropped; `seenOf` says where that is noted.
    template <typename Values, typename SeenOf, typename ValueOf>
    void rewriteValues(Values &values, SeenOf seenOf, ValueOf valueOf) const
    {
        const auto isRepeated = [&](auto &item) {
            auto *reference = std::get_if<Reference>(&valueOf(item));
            if (reference == nullptr)
                return false;
            if (m_from.matches(reference->dn))
                reference->dn = m_to.dn();
            else if (!m_to.matches(reference->dn))
                return false;
            return std::exchange(seenOf(item), true);
        };
        values.erase(std::remove_if(values.begin(), values.end(), isRepeated), values.end());
    }

    const DnMatcher &m_from;
    const DnMatcher &m_to;
};

} // namespace

Result<void> Space::Storage::rewriteReferences(ObjectIndex index, const DnMatcher &from, const DnMatcher &to)
{
    const std::string_view bytes = objects[index].bytes();
    std::string spliced;
    std::size_t copied = 0;
    bool hasNew = false;
    ByteWriter writer(spliced);
    at(index).visitReferences(*names, [&](std::string_view dn, std::size_t begin) {
        if (from.matches(dn)) {
            if (copied == 0)
                spliced.reserve(bytes.size() + to.dn().size());
            spliced += bytes.substr(copied, begin - copied);
            writer.text(to.dn());
            copied = static_cast<std::size_t>(dn.data() - bytes.data()) + dn.size();
        } else if (!hasNew) {
            hasNew = to.matches(dn);
        }
        return true;
    });
    if (copied == 0)
        return {};
    spliced += bytes.substr(copied);
    if (!hasNew && spliced.size() <= Packed::maximumSize) {
        // The usual case, a group with thousands of members of which one gets its name: no values are built.
        storeSameReferences(index, Packed(spliced));
        addReference(to.hash(), index);
        return {};
    }
    // Old and new name side by side: they have become one value.
    SpaceObject object = at(index).unpack(*names);
    const ReferenceRewriter rewriter(from, to);
    rewriter.rewrite(object.pending.changes);
    rewriter.rewrite(object.unconfirmed);
    if (object.image)
        rewriter.rewrite(*object.image);
    auto packed = packObject(object, object.identifier);
    if (!packed)
        return fail(std::move(packed.error()));
    store(index, std::move(*packed));
    return {};
}

} // namespace anchorage::space
