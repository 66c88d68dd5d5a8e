#include "core/space/candidate_index.h"

#include <algorithm>

namespace anchorage::space {

CandidateIndex::CandidateIndex(std::vector<Entry> entries)
{
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    entries.shrink_to_fit();
    m_base = std::make_shared<const std::vector<Entry>>(std::move(entries));
}

void CandidateIndex::add(std::uint32_t hash, std::uint32_t object)
{
    m_added[hash].push_back(object);
    ++m_addedCount;
}

std::vector<std::uint32_t> CandidateIndex::candidates(std::uint32_t hash) const
{
    std::vector<std::uint32_t> found;
    for (auto it = std::lower_bound(m_base->begin(), m_base->end(), Entry{hash, 0}); it != m_base->end() && it->hash == hash;
         ++it)
        found.push_back(it->object);
    if (const auto added = m_added.find(hash); added != m_added.end()) {
        found.insert(found.end(), added->second.begin(), added->second.end());
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    return found;
}

std::size_t CandidateIndex::heapBytes() const
{
    constexpr std::size_t node = 64;
    return m_base->capacity() * sizeof(Entry) + m_added.size() * node + m_addedCount * sizeof(std::uint32_t)
        + m_added.bucket_count() * sizeof(void *);
}

} // namespace anchorage::space
