// What a connector prints, as lines for the log. Unlike the wire's own decoder this never fails: a
// program may print anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::wire {

class LogLines {
public:
    /// A line that is longer is cut into several: nothing grows without bound.
    static constexpr std::size_t longestLine = std::size_t{32} * 1024;

    /// The lines that `bytes` complete, without their ends.
    std::vector<std::string> feed(std::string_view bytes);
    /// The unfinished line, if there is one: at the end of the stream, or when it has to be shown now.
    std::vector<std::string> flush();

private:
    std::string m_rest;
};

} // namespace anchorage::wire
