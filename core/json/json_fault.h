// Where a text stops being JSON: the parser is fast and says only that it does. Internal to core/json.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace anchorage::json {

inline constexpr std::size_t depthLimit = 256;

struct Fault {
    std::size_t offset = 0; ///< in bytes, from 0
    std::string what;
};

/// Walks the text with a stack of its own: no recursion, whatever the nesting. For a text without a
/// fault `what` is empty.
Fault findFault(std::string_view text);

} // namespace anchorage::json
