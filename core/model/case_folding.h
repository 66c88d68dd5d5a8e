// Simple case folding of one code point, without locale. Internal to core/model; see foldCase().
#pragma once

#include <cstdint>

namespace anchorage {

std::uint32_t foldCodePoint(std::uint32_t point);

} // namespace anchorage
