#include "core/space/packed.h"

#include <cstring>
#include <new>

namespace anchorage::space {

Packed::Packed(std::string_view bytes)
{
    void *memory = ::operator new(sizeof(Head) + bytes.size());
    m_head = new (memory) Head{1, static_cast<std::uint32_t>(bytes.size())};
    if (!bytes.empty())
        std::memcpy(begin(m_head), bytes.data(), bytes.size());
}

std::size_t Packed::heapBytes() const
{
    constexpr std::size_t word = 8;
    constexpr std::size_t step = 16;
    return m_head == nullptr ? 0 : (sizeof(Head) + m_head->size + word + step - 1) / step * step;
}

void Packed::release()
{
    if (m_head != nullptr && m_head->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        m_head->~Head();
        ::operator delete(m_head);
    }
    m_head = nullptr;
}

} // namespace anchorage::space
