// The filter language of desktop.md: what the tables of the desktop, the expectations of a project and the
// command line pick rows by. Here are its grammar and how one row is matched; what a row is, each user
// says itself (FilterRow), so that objects of a space and results of a run meet the same filters.
//
//   action:add status:error type:user      all of them ("and" may be left out)
//   attr:mail   changed:mail=ann@x         has the attribute; changes it, to or from a value
//   not changed:title   -status:ok         negation
//   dn~^cn=a.*   "two words"   ann         a pattern in the DN; a text in the DN
//   duration>500   pass:2   handovers>=2   numbers; duration in milliseconds, or with its unit: 1.5s
//   (a or b) and code:cd-missing-object    parentheses, "or"; "and" binds closer
//
// A test is FIELD, one of : = != ~ and for numbers < <= > >=, and a value. ":" contains the text where that
// makes sense (dn, value, anchor, detail, name) and means the whole of it elsewhere; "=" is always the whole, "~" a
// pattern (pattern.h). Case is ignored. A value with blanks, or with a parenthesis that has no partner
// in it, stands in double quotes, where \" and \\ are escapes.
#pragma once

#include "core/base/result.h"
#include "core/model/csentry_change.h"
#include "core/model/pattern.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace anchorage {

enum class FilterField : std::uint8_t {
    Action, ///< add update replace delete delete-add rename none
    Status, ///< pending accepted next-pass error stopped unknown dropped
    Type, ///< object type
    Dn,
    Attribute, ///< attr:NAME, or with a value: attr:NAME=VALUE
    Changed, ///< the same among what is pending or was handed over
    Value, ///< any value of any attribute
    Anchor, ///< "id=7"
    Code, ///< error code, as engine string, member name or the connector's own name
    Name, ///< error name
    Detail, ///< error detail
    Reason, ///< why it was handed over again: held-references, retry-reference, …
    Finding, ///< id of a finding about it
    Pass,
    Page,
    Entry, ///< hand-over number of the run, or position in the table; 1-based
    HandOvers, ///< how often it was handed over
    Duration, ///< of its Put, in milliseconds
};
std::string_view name(FilterField field); ///< as it is typed: "action", "attr", …

namespace filter {

enum class Operation : std::uint8_t { Contains, Equals, Matches, Less, LessOrEqual, Greater, GreaterOrEqual, Present };

struct Term {
    FilterField field = FilterField::Dn;
    Operation operation = Operation::Contains; ///< Attribute and Changed without a value: Present
    std::string attribute; ///< Attribute and Changed: which
    std::string value; ///< as typed, without quotes; of Action and Status the canonical word
    bool operator==(const Term &) const = default;
};
struct Node;
struct Not {
    std::vector<Node> part; ///< exactly one
    bool operator==(const Not &) const;
};
struct And {
    std::vector<Node> parts; ///< two or more
    bool operator==(const And &) const;
};
struct Or {
    std::vector<Node> parts; ///< two or more
    bool operator==(const Or &) const;
};
struct Node {
    std::variant<Term, Not, And, Or> what;
    bool operator==(const Node &) const = default;
};

} // namespace filter

/// A filter as a value: comparable, printable. Without a tree it lets everything through.
class Filter {
public:
    Filter() = default;
    explicit Filter(filter::Node tree) : m_tree(std::move(tree)) { }
    /// Error Input: where.column is the byte (1-based), the message says what was expected there.
    static Result<Filter> parse(std::string_view text);

    const std::optional<filter::Node> &tree() const { return m_tree; }
    /// Parses back to an equal filter.
    std::string text() const;
    bool operator==(const Filter &) const = default;

private:
    std::optional<filter::Node> m_tree;
};

// --- matching -------------------------------------------------------------------------------------

/// One text test, ready for many texts.
class FilterTextTest {
public:
    FilterTextTest(filter::Operation operation, std::string_view value);
    bool operator()(std::string_view folded); ///< foldCase()d: fold once per row, not once per test

private:
    filter::Operation m_operation;
    std::string m_value; // folded
    std::optional<Pattern> m_pattern;
};

class FilterNumberTest {
public:
    FilterNumberTest(filter::Operation operation, double value) : m_operation(operation), m_value(value) { }
    bool operator()(double number) const;

private:
    filter::Operation m_operation;
    double m_value;
};

class FilterAttributeTest {
public:
    explicit FilterAttributeTest(const filter::Term &term);
    bool name(std::string_view attribute) const; ///< any case
    bool wantsValue() const { return m_value.has_value(); }
    bool value(const AttributeValue &value); ///< any case; only when wantsValue()
    bool in(const std::vector<AttributeChange> &changes); ///< of them one meets it; values of secrets never do
    bool in(const std::vector<AnchorAttribute> &anchors);

private:
    std::string m_name;
    std::optional<FilterTextTest> m_value;
};

/// A row as filters see it. "Any" because an object has several passes, values, findings: one is enough.
class FilterRow {
public:
    virtual ~FilterRow() = default;
    /// Action to Finding, but for Attribute and Changed: give `test` each text the row has there, folded,
    /// until it says true. Secrets are not given.
    virtual bool anyText(FilterField field, FilterTextTest &test) const = 0;
    virtual bool anyNumber(FilterField field, const FilterNumberTest &test) const = 0;
    /// `changed`: among what is pending or was handed over; else all it has.
    virtual bool anyAttribute(bool changed, FilterAttributeTest &test) const = 0;
};

/// A filter made ready. Belongs to one thread; copies are cheap and belong to theirs.
class FilterMatcher {
public:
    explicit FilterMatcher(const Filter &filter);
    FilterMatcher(const FilterMatcher &);
    FilterMatcher(FilterMatcher &&) noexcept;
    FilterMatcher &operator=(const FilterMatcher &);
    FilterMatcher &operator=(FilterMatcher &&) noexcept;
    ~FilterMatcher();

    bool operator()(const FilterRow &row);

private:
    struct Part;
    std::unique_ptr<Part> m_root; // null: everything
};

} // namespace anchorage
