// A list that is filled anew for each record of a file: its elements keep their memory, so that a million records
// cost as many allocations as the largest one. Internal to core/formats.
#pragma once

#include <cstddef>
#include <vector>

namespace anchorage::formats {

template <typename T> class Slots {
public:
    /// One more element, still holding what it held in an earlier round: all of it is to be set.
    T &add()
    {
        if (m_size == m_all.size())
            m_all.emplace_back();
        return m_all[m_size++];
    }
    void clear() { m_size = 0; }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    T &operator[](std::size_t index) { return m_all[index]; }
    const T &operator[](std::size_t index) const { return m_all[index]; }
    T &back() { return m_all[m_size - 1]; }
    T *begin() { return m_all.data(); }
    T *end() { return m_all.data() + m_size; }
    const T *begin() const { return m_all.data(); }
    const T *end() const { return m_all.data() + m_size; }

private:
    std::vector<T> m_all;
    std::size_t m_size = 0;
};

} // namespace anchorage::formats
