// A JSON object of any size, member by member, and some of its arrays element by element: memory holds
// one of them at a time. What it hands out is the text of one value, for Document::parse.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::json {

class ElementStream {
public:
    /// `read` fills up to so many bytes and says how many it had; 0: the end. `arrays` names the members
    /// whose elements come one by one.
    ElementStream(std::function<std::size_t(char *, std::size_t)> read, std::vector<std::string> arrays)
        : m_read(std::move(read)), m_arrays(std::move(arrays))
    {
    }

    struct Item {
        std::string_view member; ///< its name as the text has it, escapes and all
        std::optional<std::size_t> index; ///< of the element; absent: `value` is the member's whole value
                                          ///< (also of an array without elements)
        std::string_view value; ///< lives until the next call
        std::uint64_t line = 0; ///< 1-based, where the value begins
        std::uint64_t column = 0; ///< 1-based, in bytes
    };
    /// nullopt after the closing brace. Error Input with line and column: no object, a missing comma, an
    /// end in the middle. The values themselves are not looked into.
    Result<std::optional<Item>> next();

private:
    enum class State : std::uint8_t { Start, FirstMember, NextMember, FirstElement, NextElement, End };

    bool refill();
    bool skipBlanks(); ///< false at the end of the text
    bool take(char c); ///< after blanks
    Result<std::string_view> takeName();
    Result<void> skipValue();
    bool skipString();
    void place(Item &item) const;
    tl::unexpected<Error> wrong(const std::string &expected) const;

    std::function<std::size_t(char *, std::size_t)> m_read;
    std::vector<std::string> m_arrays;
    State m_state = State::Start;
    std::string m_member;
    std::size_t m_index = 0;
    std::string m_buffer;
    std::size_t m_item = 0; // begin of what must stay in the buffer
    std::size_t m_at = 0;
    mutable std::size_t m_counted = 0; // line ends are counted up to here
    mutable std::uint64_t m_line = 1;
    mutable std::uint64_t m_lineBegin = 0; // offset in the whole text
    std::uint64_t m_dropped = 0; // bytes of the text before the buffer
    bool m_end = false;
};

} // namespace anchorage::json
