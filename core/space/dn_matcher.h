// Compares many DNs with one: as dnKey does, but most comparisons need no key. Not part of the
// layer's interface.
#pragma once

#include "core/model/enums.h"

#include <string>
#include <string_view>

namespace anchorage::space {

class DnMatcher {
public:
    DnMatcher(std::string_view dn, MADistinguishedNameStyle style);
    bool matches(std::string_view candidate) const;
    const std::string &key() const { return m_key; }

private:
    std::string m_dn;
    std::string m_key;
    MADistinguishedNameStyle m_style;
};

} // namespace anchorage::space
