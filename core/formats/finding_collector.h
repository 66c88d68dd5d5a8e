// Findings of one file: each kind once, with how often. Internal to core/formats.
#pragma once

#include "core/model/finding.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace anchorage::formats {

class FindingCollector {
public:
    /// Findings that say the same of the same attribute are one; its DN is that of the first.
    void note(Finding finding)
    {
        auto key = finding.id + '\n' + finding.attribute + '\n' + finding.message;
        const auto [place, isNew] = m_places.emplace(std::move(key), m_findings.size());
        if (isNew) {
            m_findings.push_back(std::move(finding));
            m_counts.push_back(1);
        } else {
            ++m_counts[place->second];
        }
    }
    void note(const Findings &findings)
    {
        for (const auto &finding : findings)
            note(finding);
    }
    Findings take()
    {
        for (std::size_t i = 0; i < m_findings.size(); ++i)
            if (m_counts[i] > 1)
                m_findings[i].message += " (" + std::to_string(m_counts[i]) + " times)";
        m_places.clear();
        m_counts.clear();
        return std::move(m_findings);
    }

private:
    Findings m_findings;
    std::vector<std::uint64_t> m_counts;
    std::unordered_map<std::string, std::size_t> m_places;
};

inline Finding unknownElement(std::string_view name)
{
    return {
        "unknown-element", Severity::Warning, {}, {}, "the element <" + std::string(name) + "> is unknown and was left out", {}};
}

} // namespace anchorage::formats
