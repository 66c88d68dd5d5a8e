// Breakpoints are predicates on the next command and on what became of the last page; they live
// outside the machine (architecture.md, idea 2) and never change what is sent.
#pragma once

#include "core/base/result.h"
#include "core/engine/engine_command.h"
#include "core/engine/outcome.h"
#include "core/model/export_error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace anchorage::run {

namespace breakpoint {
/// Before a page: any, any of a pass, or one page of one pass.
struct BeforePage {
    std::optional<int> pass;
    std::optional<int> page;
    bool operator==(const BeforePage &) const = default;
};
/// Before the page that holds the Nth hand-over of the run, 1-based. The page is not cut.
struct BeforeEntry {
    std::uint64_t entry = 1;
    bool operator==(const BeforeEntry &) const = default;
};
/// Before a page with an object of this type, ASCII case ignored.
struct ObjectType {
    std::string type;
    bool operator==(const ObjectType &) const = default;
};
/// Before a page with an object whose DN matches this regular expression, case ignored.
struct DnPattern {
    std::string pattern;
    bool operator==(const DnPattern &) const = default;
};
/// After a page of which an entry ended so.
struct Outcome {
    enum class What : std::uint8_t { Accepted, NextPass, ObjectError, StopsRun, Unknown };
    What what = What::ObjectError;
    std::optional<MAExportError> error; ///< ObjectError only; absent: any
    bool operator==(const Outcome &) const = default;
};
/// After a page of which an entry was answered with a special action; absent: any of the three.
struct SpecialAction {
    std::optional<MAExportError> action;
    bool operator==(const SpecialAction &) const = default;
};
struct BeforeClose {
    bool operator==(const BeforeClose &) const = default;
};
} // namespace breakpoint

using Breakpoint = std::variant<breakpoint::BeforePage, breakpoint::BeforeEntry, breakpoint::ObjectType, breakpoint::DnPattern,
                                breakpoint::Outcome, breakpoint::SpecialAction, breakpoint::BeforeClose>;

std::string text(const Breakpoint &breakpoint); ///< "before an entry with DN ~ ou=hq": for lists and events

class Breakpoints {
public:
    Breakpoints();
    Breakpoints(const Breakpoints &);
    Breakpoints(Breakpoints &&) noexcept;
    Breakpoints &operator=(const Breakpoints &);
    Breakpoints &operator=(Breakpoints &&) noexcept;
    ~Breakpoints();

    /// Error Usage: the DN pattern is no regular expression; it says where it stops being one.
    Result<void> add(Breakpoint breakpoint);
    void clear();
    bool empty() const;

    /// What stands in the way of `next`, in words; empty: nothing. `handedOver` hand-overs went out
    /// before; `answered` are the hand-overs judged since the last question.
    std::string hit(const engine::Command &next, std::uint64_t handedOver, const engine::HandOver *answered,
                    std::size_t answeredCount) const;

private:
    struct Compiled;
    std::vector<Compiled> m_breakpoints;
};

} // namespace anchorage::run
