// A pattern as a tree: what the parser gives and the program is made from. Internal to core/model.
#pragma once

#include "core/base/result.h"
#include "core/model/code_point_set.h"

#include <string_view>
#include <vector>

namespace anchorage {

struct PatternNode {
    enum class Kind : unsigned char { Set, Start, End, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    CodePointSet set = {}; // Set, of folded text
    std::vector<PatternNode> children = {}; // Sequence, Choice; Repeat has one
    int least = 0; // Repeat
    int most = 0; // Repeat; -1: no end
};

/// Error Input with the column.
Result<PatternNode> parsePattern(std::string_view pattern);

} // namespace anchorage
