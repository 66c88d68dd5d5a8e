// What a Space points to. Copies of a space share it until one of them changes. Not part of the
// layer's interface.
#pragma once

#include "core/space/candidate_index.h"
#include "core/space/cow_array.h"
#include "core/space/dn_matcher.h"
#include "core/space/hash_index.h"
#include "core/space/name_table.h"
#include "core/space/object_codec.h"
#include "core/space/packed.h"
#include "core/space/space.h"

#include <memory>
#include <mutex>
#include <optional>

namespace anchorage::space {

struct Space::Storage {
    static constexpr std::size_t chunkSize = 256;
    using Chunks = CowArray<Packed, chunkSize>;

    Storage() = default;
    Storage(const Storage &other); ///< cheap: chunks, index pages and names stay shared
    Storage &operator=(const Storage &) = delete;
    ~Storage() = default;

    MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic;
    Chunks objects;
    Chunks recorded;
    std::size_t packedBytes = 0; // of both
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    HashIndex byDn;
    HashIndex byIdentifier;

    // Built on first use, also by a const call on one of several copies: hence the lock. Once built
    // they change only with the storage itself, which then belongs to one space.
    mutable std::mutex lazyLock;
    mutable std::optional<CandidateIndex> byReference;
    mutable std::optional<CandidateIndex> byAnchors;

    PackedObject at(ObjectIndex index) const { return PackedObject(objects[index].bytes()); }
    std::uint32_t dnHash(std::string_view dn) const { return DnMatcher(dn, style).hash(); }
    std::optional<ObjectIndex> find(const DnMatcher &dn) const;
    std::optional<ObjectIndex> findIdentifier(const Guid &identifier) const;
    Guid freshIdentifier(std::string_view dn) const;

    NameTable &editNames();
    Result<Packed> packObject(const SpaceObject &object, const Guid &identifier);
    Packed packRecorded(const RecordedEntry &entry);
    /// Puts new bytes in an object's place and keeps the lazy indexes right.
    void store(ObjectIndex index, Packed packed);
    /// The same where the bytes refer to nothing new.
    void storeSameReferences(ObjectIndex index, Packed packed);
    void remember(ObjectIndex index, const DnMatcher &dn);
    void forget(ObjectIndex index);

    const CandidateIndex &references() const;
    const CandidateIndex &anchors() const;
    std::vector<ObjectIndex> referrers(const DnMatcher &matcher) const;
    Result<void> rewriteReferences(ObjectIndex index, const DnMatcher &from, const DnMatcher &to);

private:
    bool refersTo(ObjectIndex index, const DnMatcher &dn) const;
    void addReferences(ObjectIndex index, std::string_view before);
    void addReference(std::uint32_t hash, ObjectIndex index);
    std::string m_scratch;
};

/// Nothing when the anchors are not complete: an unknown one equals nothing.
std::optional<std::uint32_t> anchorsHash(const std::vector<AnchorAttribute> &anchors);
bool sameAnchors(const std::vector<AnchorAttribute> &a, const std::vector<AnchorAttribute> &b);

} // namespace anchorage::space
