// Sets of code points, as ranges: what one position of a pattern matches. Internal to core/model.
#pragma once

#include <cstdint>
#include <vector>

namespace anchorage {

inline constexpr std::uint32_t lastCodePoint = 0x10FFFF;

class CodePointSet {
public:
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    void add(std::uint32_t first, std::uint32_t last) { m_ranges.push_back({first, last}); }
    void add(const CodePointSet &other) { m_ranges.insert(m_ranges.end(), other.m_ranges.begin(), other.m_ranges.end()); }
    /// Adds what its members fold to.
    void addFolded();
    /// Everything else.
    CodePointSet complement() const;
    bool has(std::uint32_t point) const;
    const std::vector<Range> &ranges() const { return m_ranges; }

    static CodePointSet digits();
    static CodePointSet wordCharacters();
    static CodePointSet blanks();

private:
    std::vector<Range> m_ranges; // in any order, overlapping ones too
};

} // namespace anchorage
