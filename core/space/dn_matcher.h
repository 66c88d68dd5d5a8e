// Compares many DNs with one: as dnKey does, but most comparisons need no key. Not part of the
// layer's interface.
#pragma once

#include "core/model/enums.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace anchorage::space {

class DnMatcher {
public:
    /// `dn` must outlive the matcher.
    DnMatcher(std::string_view dn, MADistinguishedNameStyle style);
    bool matches(std::string_view candidate) const;
    std::string_view dn() const { return m_dn; }
    std::uint32_t hash() const { return m_hash; } ///< of the key, for the indexes

private:
    std::string_view m_dn;
    std::string m_key;
    std::uint32_t m_hash;
    MADistinguishedNameStyle m_style;
};

} // namespace anchorage::space
