// MANormalizations: how anchor values change before hand-over (ecma2.md 4). Internal to core/engine.
#pragma once

#include "core/model/enums.h"

#include <string>
#include <string_view>

namespace anchorage::engine {

/// Upper case and without accents where asked for, in Latin-1, Latin Extended-A, Greek and Cyrillic letters
/// and combining marks; anything else, and bytes that are no UTF-8, pass through.
std::string normalized(std::string_view text, const MANormalizations &how);

} // namespace anchorage::engine
