// From the hash of a unique key (a DN, an identifier) to the object that has it. Holds no keys: the
// caller compares candidates. Copies share pages. Not part of the layer's interface.
#pragma once

#include "core/space/cow_array.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace anchorage::space {

/// Folds a hash to the 32 bits that the indexes keep; spreads the low bits, which choose the place.
inline std::uint32_t shortHash(std::size_t hash)
{
    const auto wide = static_cast<std::uint64_t>(hash) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::uint32_t>(wide >> 32U);
}

class HashIndex {
public:
    /// The object for which `matches(object)` holds among those with this hash.
    template <typename Matches> std::optional<std::uint32_t> find(std::uint32_t hash, Matches &&matches) const
    {
        if (m_slots.size() == 0)
            return std::nullopt;
        for (std::size_t place = hash & mask();; place = (place + 1) & mask()) {
            const Slot &slot = m_slots[place];
            if (slot.object == unused)
                return std::nullopt;
            if (slot.object != erased && slot.hash == hash && matches(slot.object))
                return slot.object;
        }
    }

    void insert(std::uint32_t hash, std::uint32_t object);
    void erase(std::uint32_t hash, std::uint32_t object);
    std::size_t heapBytes() const { return m_slots.heapBytes(); }

private:
    static constexpr std::uint32_t unused = 0xFFFFFFFFU;
    static constexpr std::uint32_t erased = 0xFFFFFFFEU;
    static constexpr std::size_t pageSize = 256; // slots: 2 KiB are copied for the first edit of a shared page
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t object = unused;
    };
    using Slots = CowArray<Slot, pageSize>;

    std::size_t mask() const { return m_slots.size() - 1; }
    static void put(Slots &slots, std::uint32_t hash, std::uint32_t object);
    void makeRoom();

    Slots m_slots;
    std::size_t m_live = 0;
    std::size_t m_taken = 0; // live and erased: both lengthen a search
};

} // namespace anchorage::space
