// A regular expression that is looked for in case-folded text, in time linear in the text whatever the
// pattern: it comes from a person who types a filter, and runs over a million rows. The usual forms:
//   .  [a-z]  [^a-z]  \d \w \s \D \W \S  a|b  (ab)  (?:ab)  ^  $  *  +  ?  {2}  {2,}  {2,5}  \. \t \n \r \xHH
// \w is a letter, a digit, _ or anything beyond ASCII. No back references and no look-around.
#pragma once

#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace anchorage {

class Pattern {
public:
    /// Error Input: where.column is the byte (1-based) at which it stops being a pattern.
    static Result<Pattern> compile(std::string_view pattern);
    Pattern(const Pattern &);
    Pattern(Pattern &&) noexcept;
    Pattern &operator=(const Pattern &);
    Pattern &operator=(Pattern &&) noexcept;
    ~Pattern();

    /// Somewhere in the text, which is foldCase()d already. Not const: it learns the pattern's states as it
    /// meets them, so one pattern belongs to one thread.
    bool foundIn(std::string_view folded);

private:
    struct Program;
    struct States;
    explicit Pattern(std::shared_ptr<const Program> program);

    std::shared_ptr<const Program> m_program; // shared by copies
    std::unique_ptr<States> m_states;
};

} // namespace anchorage
