#include "core/model/code_point_set.h"

#include "core/model/case_folding.h"

#include <algorithm>

namespace anchorage {

namespace {

// No code point behind this one folds to another (case_folding.cpp's last range).
constexpr std::uint32_t lastFolded = 0x1E943;

std::uint32_t fold(std::uint32_t point)
{
    if (point < 0x80)
        return 'A' <= point && point <= 'Z' ? point + ('a' - 'A') : point;
    return foldCodePoint(point);
}

} // namespace

void CodePointSet::addFolded()
{
    const auto own = m_ranges;
    for (const auto &range : own) {
        for (auto point = range.first; point <= std::min(range.last, lastFolded); ++point) {
            const auto folded = fold(point);
            if (folded != point && (folded < range.first || folded > range.last))
                add(folded, folded);
        }
    }
}

CodePointSet CodePointSet::complement() const
{
    auto sorted = m_ranges;
    std::sort(sorted.begin(), sorted.end(), [](const Range &a, const Range &b) { return a.first < b.first; });
    CodePointSet out;
    std::uint32_t next = 0;
    for (const auto &range : sorted) {
        if (range.first > next)
            out.add(next, range.first - 1);
        next = std::max(next, range.last + 1);
    }
    if (next <= lastCodePoint)
        out.add(next, lastCodePoint);
    return out;
}

bool CodePointSet::has(std::uint32_t point) const
{
    return std::any_of(m_ranges.begin(), m_ranges.end(),
                       [point](const Range &range) { return range.first <= point && point <= range.last; });
}

CodePointSet CodePointSet::digits()
{
    CodePointSet out;
    out.add('0', '9');
    return out;
}

CodePointSet CodePointSet::wordCharacters()
{
    auto out = digits();
    out.add('A', 'Z');
    out.add('a', 'z');
    out.add('_', '_');
    out.add(0x80, lastCodePoint);
    return out;
}

CodePointSet CodePointSet::blanks()
{
    CodePointSet out;
    out.add('\t', '\r');
    out.add(' ', ' ');
    out.add(0xA0, 0xA0);
    return out;
}

} // namespace anchorage
