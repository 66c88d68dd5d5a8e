// MANormalizations seen from the receiving side: anchors arrive upper-cased or without accents.
#pragma once

#include <string_view>

namespace anchorage::memory {

/// Latin, Greek and Cyrillic letters that have an upper-case form.
bool hasLowerCase(std::string_view utf8);
/// Latin letters with a diacritic, and combining marks.
bool hasAccents(std::string_view utf8);
/// `a` and `b` mean the same anchor once normalizations may have changed one of them: case and accents
/// are left out of the comparison.
bool equalsNormalized(std::string_view a, std::string_view b, bool uppercase, bool removeAccents);

} // namespace anchorage::memory
