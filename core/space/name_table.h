// Texts that repeat in every object (types, attribute names, files they came from), stored once.
// Not part of the layer's interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace anchorage::space {

class NameTable {
public:
    NameTable() = default;
    NameTable(const NameTable &other);
    NameTable &operator=(const NameTable &) = delete;
    ~NameTable() = default;

    std::optional<std::uint32_t> find(std::string_view text) const;
    /// The number of this text, exactly as it is written; numbers count from 0 and never change.
    std::uint32_t add(std::string_view text);
    std::string_view text(std::uint32_t number) const { return m_texts[number]; }
    std::size_t heapBytes() const;

private:
    std::deque<std::string> m_texts; // a deque: m_numbers looks into the texts
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
    // Objects have the same names in the same order: what followed the last name the time before is tried first.
    std::vector<std::uint32_t> m_followers; // of each number
    std::uint32_t m_last = 0;
};

} // namespace anchorage::space
