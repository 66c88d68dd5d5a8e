// The errors of a run by code and text, counted as the answers come in: what was counted is not looked at again.
#pragma once

#include "app/desktop/controller/run_story.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace anchorage::desktop {

class ErrorGroups {
public:
    /// More kinds of errors than these are counted together: nobody reads them one by one.
    static constexpr std::size_t most = 200;
    static constexpr const char *gap = "…"; ///< in a text, where the object's DN was
    using Key = std::pair<std::string, std::string>; ///< the engine's name of the error, its text with gaps

    void clear();
    /// Counts up to `count` more hand-overs that were judged; true: there are more.
    bool add(const RunStory &story, std::size_t count);

    const std::map<Key, std::uint64_t> &groups() const { return m_groups; }
    std::uint64_t others() const { return m_others; } ///< errors in no group

private:
    std::map<Key, std::uint64_t> m_groups;
    std::uint64_t m_others = 0;
    std::size_t m_next = 0; // of the story's hand-overs
};

} // namespace anchorage::desktop
