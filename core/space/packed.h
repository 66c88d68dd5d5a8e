// A run of bytes that copies share: one packed object. Immutable once made, so it may be read from
// several threads. Not part of the layer's interface.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

namespace anchorage::space {

class Packed {
public:
    static constexpr std::size_t maximumSize = std::numeric_limits<std::uint32_t>::max() - 64;

    Packed() = default;
    /// At most maximumSize bytes; the caller checks.
    explicit Packed(std::string_view bytes);
    Packed(const Packed &other) : m_head(other.m_head)
    {
        if (m_head != nullptr)
            m_head->uses.fetch_add(1, std::memory_order_relaxed);
    }
    Packed(Packed &&other) noexcept : m_head(std::exchange(other.m_head, nullptr)) { }
    Packed &operator=(const Packed &other)
    {
        Packed copy(other);
        std::swap(m_head, copy.m_head);
        return *this;
    }
    Packed &operator=(Packed &&other) noexcept
    {
        std::swap(m_head, other.m_head);
        return *this;
    }
    ~Packed() { release(); }

    explicit operator bool() const { return m_head != nullptr; }
    bool isSame(const Packed &other) const { return m_head == other.m_head; }

    std::string_view bytes() const
    {
        return m_head == nullptr ? std::string_view() : std::string_view(begin(m_head), m_head->size);
    }

    /// What the allocator gives away for it, its own word and rounding included (an estimate).
    std::size_t heapBytes() const;

private:
    struct Head {
        std::atomic<std::uint32_t> uses;
        std::uint32_t size;
    };
    static char *begin(Head *head) { return reinterpret_cast<char *>(head + 1); }
    void release();

    Head *m_head = nullptr;
};

} // namespace anchorage::space
