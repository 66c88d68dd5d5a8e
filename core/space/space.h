// The connector space: objects, their images and their pending changes (architecture.md, idea 1).
// A value: copying takes a snapshot (chunks are shared and copied on write), so that edits during a
// run belong to the next one. Not thread-safe; distinct copies may live in distinct threads.
#pragma once

#include "core/base/result.h"
#include "core/model/enums.h"
#include "core/space/space_object.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::space {

/// Index of an object, 0-based and dense, in order of insertion; never reused while the space lives.
using ObjectIndex = std::uint32_t;

class Space;

/// Entries that were recorded (space-2), in file order; lives until the next change of its space. An
/// entry is rebuilt from storage whenever it is asked for: keep it instead of asking twice.
class RecordedEntries {
public:
    class Iterator {
    public:
        RecordedEntry operator*() const { return (*m_entries)[m_position]; }
        Iterator &operator++()
        {
            ++m_position;
            return *this;
        }
        bool operator==(const Iterator &other) const { return m_position == other.m_position; }

    private:
        friend class RecordedEntries;
        Iterator(const RecordedEntries *entries, std::size_t position) : m_entries(entries), m_position(position) { }
        const RecordedEntries *m_entries;
        std::size_t m_position;
    };

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    RecordedEntry operator[](std::size_t position) const;
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }

private:
    friend class Space;
    explicit RecordedEntries(const Space &space) : m_space(&space) { }
    const Space *m_space;
};

class Space {
public:
    explicit Space(MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic);
    Space(const Space &);
    Space(Space &&) noexcept;
    Space &operator=(const Space &);
    Space &operator=(Space &&) noexcept;
    ~Space();

    /// How DNs are compared. Changing it re-keys every object; error: two DNs that are now one.
    MADistinguishedNameStyle style() const;
    Result<void> setStyle(MADistinguishedNameStyle style);

    /// Number of indexes, those of erased objects included: loops run up to it and ask `exists`.
    std::size_t size() const;

    /// Error Input: another object has this DN or identifier. The space makes the identifier when it is
    /// null, from the DN: the same objects in the same order get the same ones.
    Result<ObjectIndex> insert(const SpaceObject &object);
    /// The whole object, rebuilt from storage: for a few; loops over all use the cheap accessors.
    SpaceObject object(ObjectIndex index) const;
    /// Replaces the whole object; a null identifier keeps the old one. References to it stay as they
    /// are (see rename). Error Input: its DN or identifier is another object's; NotFound: it was erased.
    Result<void> replace(ObjectIndex index, SpaceObject object);
    /// An erased index stays as a hole: `exists` is false, `find` does not see it, everything else is empty.
    void erase(ObjectIndex index);
    /// An index without an object, as erase leaves one: for readers that keep indexes.
    void addHole();
    bool exists(ObjectIndex index) const;

    // Cheap accessors: no rebuilding of the object. Views live until the next change of this space.
    std::string_view dn(ObjectIndex index) const;
    std::string_view type(ObjectIndex index) const;
    const Guid &identifier(ObjectIndex index) const;
    PendingOperation pendingOperation(ObjectIndex index) const;
    bool hasImage(ObjectIndex index) const;
    bool dropped(ObjectIndex index) const;
    std::optional<std::string> pendingNewDn(ObjectIndex index) const;
    /// Number of reference values in the pending change (adds only): order-1, "fewest references first".
    std::uint32_t pendingReferenceCount(ObjectIndex index) const;

    std::optional<ObjectIndex> find(std::string_view dn) const; ///< by DN, style-aware
    std::optional<ObjectIndex> findIdentifier(const Guid &identifier) const;
    /// By complete equal anchors, among objects of `type` (empty: any); linear only on first use.
    std::optional<ObjectIndex> findAnchors(std::string_view type, const std::vector<AnchorAttribute> &anchors) const;
    /// Objects whose pending, unconfirmed or imaged values refer to this DN (rename-1, anchor-6), itself
    /// included when it does; by index. Linear only on first use.
    std::vector<ObjectIndex> referrers(std::string_view dn) const;

    /// Renames the object and every reference value to it (images, pending, unconfirmed); children are
    /// the caller's business. Error Input: the new DN is another object's.
    Result<void> rename(ObjectIndex index, std::string_view newDn, bool temporary);

    // Recorded entries (space-2), in file order.
    RecordedEntries recorded() const;
    void addRecorded(const RecordedEntry &entry);
    void clearRecorded();

    /// Heap bytes this space holds, shared chunks counted once: for benchmarks and the status bar.
    std::size_t memoryBytes() const;

    /// Same objects in the same order, same recorded entries; holes and style do not count.
    bool operator==(const Space &other) const;

private:
    friend class RecordedEntries;
    struct Storage;
    Storage &edit();

    std::shared_ptr<Storage> m_storage;
};

} // namespace anchorage::space
