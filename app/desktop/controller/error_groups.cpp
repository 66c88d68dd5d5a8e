#include "app/desktop/controller/error_groups.h"

#include "core/report/object_results.h"

#include <algorithm>

namespace anchorage::desktop {
namespace {

/// The text without the object's own DN: "there is no row for cn=ann" is the same error for everybody.
std::string withoutName(std::string text, const std::string &dn)
{
    const std::string gap = ErrorGroups::gap;
    for (auto at = text.find(dn); !dn.empty() && at != std::string::npos; at = text.find(dn, at + gap.size()))
        text.replace(at, dn.size(), gap);
    return text;
}

} // namespace

void ErrorGroups::clear()
{
    *this = {};
}

bool ErrorGroups::add(const RunStory &story, std::size_t count)
{
    const auto &handOvers = story.handOvers();
    const auto end = std::min(handOvers.size(), m_next + count);
    for (; m_next < end; ++m_next) {
        const auto &handOver = handOvers[m_next];
        if (!handOver.fate) {
            if (!story.result())
                return false; // its answer comes, and those behind it too
            continue;
        }
        const auto failing = report::failingOf(handOver);
        if (!failing.bad())
            continue;
        const Key key(failing.engineName(), withoutName(std::string(failing.detail), handOver.entry.dn));
        if (const auto found = m_groups.find(key); found != m_groups.end())
            ++found->second;
        else if (m_groups.size() < most)
            m_groups.emplace(key, 1);
        else
            ++m_others;
    }
    return m_next < handOvers.size();
}

} // namespace anchorage::desktop
