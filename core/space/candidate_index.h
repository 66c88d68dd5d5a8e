// From the hash of a key that many objects may have (a referenced DN, anchors) to objects that had it
// at some time: candidates which the caller verifies, so that edits only ever add. A sorted base, which
// copies share, and what was added since. Not part of the layer's interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace anchorage::space {

class CandidateIndex {
public:
    struct Entry {
        std::uint32_t hash = 0;
        std::uint32_t object = 0;
        auto operator<=>(const Entry &) const = default;
    };

    explicit CandidateIndex(std::vector<Entry> entries);
    void add(std::uint32_t hash, std::uint32_t object);
    /// Sorted, each object once; some may have the key no longer, or another with the same hash.
    std::vector<std::uint32_t> candidates(std::uint32_t hash) const;
    /// So much was added that sorting everything again is cheaper than keeping it.
    bool isWornOut() const { return m_addedCount > m_base->size() / 2 + slack; }
    std::size_t heapBytes() const;

private:
    static constexpr std::size_t slack = 4096;

    std::shared_ptr<const std::vector<Entry>> m_base;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_added;
    std::size_t m_addedCount = 0;
};

} // namespace anchorage::space
