// A growing array in chunks that copies share until one of them writes: what makes a snapshot of the
// space cheap. Not part of the layer's interface.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace anchorage::space {

/// True when nobody else holds what `pointer` holds. The fence makes the reads of a copy that another
/// thread has just dropped happen before our writes (use_count itself is a relaxed load).
template <typename T> bool isUnshared(const std::shared_ptr<T> &pointer)
{
    if (pointer.use_count() != 1)
        return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    return true;
}

template <typename T, std::size_t ChunkSize> class CowArray {
public:
    std::size_t size() const { return m_size; }

    const T &operator[](std::size_t index) const { return (*m_chunks[index / ChunkSize])[index % ChunkSize]; }

    /// For writing: first takes the chunk out of sharing.
    T &edit(std::size_t index)
    {
        auto &chunk = m_chunks[index / ChunkSize];
        if (!isUnshared(chunk))
            chunk = std::make_shared<Chunk>(*chunk);
        return (*chunk)[index % ChunkSize];
    }

    void push_back(T value)
    {
        if (m_size % ChunkSize == 0)
            m_chunks.push_back(std::make_shared<Chunk>());
        edit(m_size) = std::move(value);
        ++m_size;
    }

    void clear()
    {
        m_chunks.clear();
        m_size = 0;
    }

    std::size_t heapBytes() const
    {
        return m_chunks.capacity() * sizeof(m_chunks[0]) + m_chunks.size() * (sizeof(Chunk) + chunkOverhead);
    }

private:
    using Chunk = std::array<T, ChunkSize>;
    static constexpr std::size_t chunkOverhead = 32; // shared_ptr's counters and the allocator's own

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace anchorage::space
