// The indexes that are built when they are first asked for: who refers to a DN, who has these anchors.
#include "core/model/distinguished_name.h"
#include "core/space/space_storage.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
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
            for (const auto &reference : at(i).references(*names))
                entries.push_back({dnHash(reference.dn), i});
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
    for (const auto &reference : PackedObject(before).references(*names))
        known.insert(reference.dn);
    for (const auto &reference : at(index).references(*names)) {
        if (known.insert(reference.dn).second)
            byReference->add(dnHash(reference.dn), index);
    }
    if (byReference->isWornOut())
        byReference.reset();
}

std::vector<ObjectIndex> Space::Storage::referrers(const DnMatcher &matcher) const
{
    std::vector<ObjectIndex> found = references().candidates(shortHash(std::hash<std::string>()(matcher.key())));
    const auto refersNot = [&](ObjectIndex candidate) {
        const auto all = at(candidate).references(*names);
        return std::none_of(all.begin(), all.end(), [&](const auto &reference) { return matcher.matches(reference.dn); });
    };
    found.erase(std::remove_if(found.begin(), found.end(), refersNot), found.end());
    return found;
}

namespace {

/// A value that now equals another one of the same attribute is that other one.
template <typename Values, typename SameAs> void dropRepeats(Values &values, SameAs sameAs)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values.erase(std::remove_if(values.begin() + static_cast<std::ptrdiff_t>(i) + 1, values.end(),
                                    [&](const auto &later) { return sameAs(values[i], later); }),
                     values.end());
}

class ReferenceRewriter {
public:
    ReferenceRewriter(const DnMatcher &from, const DnMatcher &to, std::string_view newDn) : m_from(from), m_to(to), m_newDn(newDn)
    {
    }

    void rewrite(std::vector<AttributeChange> &changes) const
    {
        for (auto &change : changes) {
            if (equalsIgnoreCase(change.name, dnAttribute))
                continue;
            bool touched = false;
            for (auto &value : change.values)
                touched = rewrite(value.value) || touched;
            if (touched)
                dropRepeats(change.values, [this](const ValueChange &a, const ValueChange &b) {
                    return a.modification == b.modification && isNew(a.value) && isNew(b.value);
                });
        }
    }

    void rewrite(Image &image) const
    {
        for (auto &attribute : image.attributes) {
            bool touched = false;
            for (auto &value : attribute.values)
                touched = rewrite(value) || touched;
            if (touched)
                dropRepeats(attribute.values,
                            [this](const AttributeValue &a, const AttributeValue &b) { return isNew(a) && isNew(b); });
        }
    }

private:
    bool rewrite(AttributeValue &value) const
    {
        auto *reference = std::get_if<Reference>(&value);
        if (reference == nullptr || !m_from.matches(reference->dn))
            return false;
        reference->dn = m_newDn;
        return true;
    }
    bool isNew(const AttributeValue &value) const
    {
        const auto *reference = std::get_if<Reference>(&value);
        return reference != nullptr && m_to.matches(reference->dn);
    }

    const DnMatcher &m_from;
    const DnMatcher &m_to;
    std::string_view m_newDn;
};

} // namespace

Result<void> Space::Storage::rewriteReferences(ObjectIndex index, const DnMatcher &from, const DnMatcher &to,
                                               std::string_view newDn)
{
    const std::string_view bytes = objects[index].bytes();
    std::string spliced;
    std::size_t copied = 0;
    bool hasNew = false;
    ByteWriter writer(spliced);
    for (const auto &reference : at(index).references(*names)) {
        if (from.matches(reference.dn)) {
            spliced += bytes.substr(copied, reference.at - copied);
            writer.text(newDn);
            copied = static_cast<std::size_t>(reference.dn.data() - bytes.data()) + reference.dn.size();
        } else if (to.matches(reference.dn)) {
            hasNew = true;
        }
    }
    if (copied == 0)
        return {};
    if (!hasNew) {
        // The usual case, a group with thousands of members of which one gets its name: no values are built.
        spliced += bytes.substr(copied);
        if (spliced.size() <= Packed::maximumSize) {
            store(index, Packed(spliced));
            return {};
        }
    }
    // Old and new name side by side: they have become one value.
    SpaceObject object = at(index).unpack(*names);
    const ReferenceRewriter rewriter(from, to, newDn);
    rewriter.rewrite(object.pending.changes);
    rewriter.rewrite(object.unconfirmed);
    if (object.image)
        rewriter.rewrite(*object.image);
    auto packed = packObject(object);
    if (!packed)
        return fail(std::move(packed.error()));
    store(index, std::move(*packed));
    return {};
}

} // namespace anchorage::space
