#include "core/space/hash_index.h"

namespace anchorage::space {

void HashIndex::put(Slots &slots, std::uint32_t hash, std::uint32_t object)
{
    const std::size_t mask = slots.size() - 1;
    std::size_t place = hash & mask;
    while (slots[place].object != unused)
        place = (place + 1) & mask;
    slots.edit(place) = {hash, object};
}

void HashIndex::makeRoom()
{
    // At most three quarters taken, so that a search stays short and always meets an unused slot.
    if ((m_taken + 1) * 4 <= m_slots.size() * 3)
        return;
    std::size_t capacity = pageSize;
    while (capacity * 3 < (m_live + 1) * 4 + capacity / 2) // leaves room to grow even when only erased slots go
        capacity *= 2;
    Slots larger;
    for (std::size_t i = 0; i < capacity; ++i)
        larger.push_back({});
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        const Slot &slot = m_slots[i];
        if (slot.object != unused && slot.object != erased)
            put(larger, slot.hash, slot.object);
    }
    m_slots = std::move(larger);
    m_taken = m_live;
}

void HashIndex::insert(std::uint32_t hash, std::uint32_t object)
{
    makeRoom();
    put(m_slots, hash, object);
    ++m_live;
    ++m_taken;
}

void HashIndex::erase(std::uint32_t hash, std::uint32_t object)
{
    if (m_slots.size() == 0)
        return;
    for (std::size_t place = hash & mask(); m_slots[place].object != unused; place = (place + 1) & mask()) {
        if (m_slots[place].object == object) {
            m_slots.edit(place).object = erased;
            --m_live;
            return;
        }
    }
}

} // namespace anchorage::space
