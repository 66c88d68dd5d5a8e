// Printing and matching; filter_parser.cpp reads.
#include "core/model/filter_fields.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <utility>

namespace anchorage {

namespace {

using filter::Operation;

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

/// As a value behind a sign: most need no quotes.
std::string valueText(std::string_view value)
{
    // A leading '=' would be read as the second one of "==".
    const bool plain = !value.empty() && value.front() != '=' && value.find_first_of(" \t\r\n\"()") == std::string_view::npos;
    return plain ? std::string(value) : quoted(value);
}

std::string_view sign(Operation operation)
{
    switch (operation) {
    case Operation::Contains:
        return ":";
    case Operation::Equals:
        return "=";
    case Operation::Matches:
        return "~";
    case Operation::Less:
        return "<";
    case Operation::LessOrEqual:
        return "<=";
    case Operation::Greater:
        return ">";
    case Operation::GreaterOrEqual:
        return ">=";
    case Operation::Present:
        return "";
    }
    return "";
}

std::string termText(const filter::Term &term)
{
    const auto &field = filter::entryOf(term.field);
    if (field.kind == filter::FieldKind::Attribute) {
        const bool plain = term.attribute.find_first_of(":=~!") == std::string::npos;
        auto out = std::string(field.name) + ":" + (plain ? valueText(term.attribute) : quoted(term.attribute));
        return term.operation == Operation::Present ? out : out + std::string(sign(term.operation)) + valueText(term.value);
    }
    const bool colon = term.operation == Operation::Equals && !field.contains;
    return std::string(field.name) + (colon ? ":" : std::string(sign(term.operation))) + valueText(term.value);
}

std::string nodeText(const filter::Node &node, bool inside)
{
    const auto joined = [inside](const std::vector<filter::Node> &parts, std::string_view between) {
        std::string out;
        for (const auto &part : parts)
            out += (out.empty() ? "" : std::string(between)) + nodeText(part, true);
        return inside ? "(" + out + ")" : out;
    };
    return std::visit(overloaded{
                          [](const filter::Term &term) { return termText(term); },
                          [](const filter::Not &negated) { return "not " + nodeText(negated.part.front(), true); },
                          [&](const filter::And &both) { return joined(both.parts, " "); },
                          [&](const filter::Or &either) { return joined(either.parts, " or "); },
                      },
                      node.what);
}

} // namespace

std::string Filter::text() const
{
    return m_tree ? nodeText(*m_tree, false) : std::string();
}

FilterTextTest::FilterTextTest(Operation operation, std::string_view value)
    : m_operation(operation), m_value(operation == Operation::Matches ? std::string() : foldCase(value))
{
    if (operation != Operation::Matches)
        return;
    if (auto pattern = Pattern::compile(value)) // parse() has refused what is none
        m_pattern = std::move(*pattern);
}

bool FilterTextTest::operator()(std::string_view folded)
{
    if (m_operation == Operation::Matches)
        return m_pattern && m_pattern->foundIn(folded);
    return m_operation == Operation::Equals ? folded == m_value : folded.find(m_value) != std::string_view::npos;
}

bool FilterNumberTest::operator()(double number) const
{
    switch (m_operation) {
    case Operation::Less:
        return number < m_value;
    case Operation::LessOrEqual:
        return number <= m_value;
    case Operation::Greater:
        return number > m_value;
    case Operation::GreaterOrEqual:
        return number >= m_value;
    case Operation::Equals:
    case Operation::Contains:
    case Operation::Matches:
    case Operation::Present:
        break;
    }
    return !(number < m_value) && !(number > m_value);
}

FilterAttributeTest::FilterAttributeTest(const filter::Term &term) : m_name(term.attribute)
{
    if (term.operation != Operation::Present)
        m_value.emplace(term.operation, term.value);
}

bool FilterAttributeTest::name(std::string_view attribute) const
{
    return equalsIgnoreCase(attribute, m_name);
}

bool FilterAttributeTest::value(const AttributeValue &value)
{
    return m_value && (*m_value)(foldCase(toText(value)));
}

bool FilterAttributeTest::in(const std::vector<AttributeChange> &changes)
{
    return std::any_of(changes.begin(), changes.end(), [this](const AttributeChange &change) {
        if (!name(change.name))
            return false;
        if (!wantsValue())
            return true;
        return !change.encrypted && std::any_of(change.values.begin(), change.values.end(), [this](const ValueChange &changed) {
            return value(changed.value);
        });
    });
}

bool FilterAttributeTest::in(const std::vector<AnchorAttribute> &anchors)
{
    return std::any_of(anchors.begin(), anchors.end(), [this](const AnchorAttribute &anchor) {
        return name(anchor.name) && (!wantsValue() || (anchor.value && value(*anchor.value)));
    });
}

struct FilterMatcher::Part {
    struct Text {
        FilterField field;
        FilterTextTest test;
    };
    struct Number {
        FilterField field;
        FilterNumberTest test;
    };
    struct Attribute {
        bool changed;
        FilterAttributeTest test;
    };
    struct Group {
        enum class Kind : std::uint8_t { Not, And, Or } kind;
        std::vector<Part> parts;
    };
    std::variant<Text, Number, Attribute, Group> what;

    static Part of(const filter::Node &node);
    static Part of(const filter::Term &term);
    bool matches(const FilterRow &row);
};

FilterMatcher::Part FilterMatcher::Part::of(const filter::Term &term)
{
    switch (filter::entryOf(term.field).kind) {
    case filter::FieldKind::Attribute:
        return {Attribute{term.field == FilterField::Changed, FilterAttributeTest(term)}};
    case filter::FieldKind::Number:
        return {Number{term.field, FilterNumberTest(term.operation, filter::numberOf(term.field, term.value).value_or(0))}};
    case filter::FieldKind::Word:
    case filter::FieldKind::Text:
        break;
    }
    return {Text{term.field, FilterTextTest(term.operation, term.value)}};
}

FilterMatcher::Part FilterMatcher::Part::of(const filter::Node &node)
{
    const auto group = [](Group::Kind kind, const std::vector<filter::Node> &parts) {
        Group out{kind, {}};
        for (const auto &part : parts)
            out.parts.push_back(of(part));
        return Part{std::move(out)};
    };
    return std::visit(overloaded{
                          [](const filter::Term &term) { return of(term); },
                          [&](const filter::Not &negated) { return group(Group::Kind::Not, negated.part); },
                          [&](const filter::And &both) { return group(Group::Kind::And, both.parts); },
                          [&](const filter::Or &either) { return group(Group::Kind::Or, either.parts); },
                      },
                      node.what);
}

bool FilterMatcher::Part::matches(const FilterRow &row)
{
    const auto meets = [&row](Part &part) { return part.matches(row); };
    return std::visit(overloaded{
                          [&](Text &text) { return row.anyText(text.field, text.test); },
                          [&](Number &number) { return row.anyNumber(number.field, number.test); },
                          [&](Attribute &attribute) { return row.anyAttribute(attribute.changed, attribute.test); },
                          [&](Group &group) {
                              switch (group.kind) {
                              case Group::Kind::Not:
                                  return !meets(group.parts.front());
                              case Group::Kind::And:
                                  return std::all_of(group.parts.begin(), group.parts.end(), meets);
                              case Group::Kind::Or:
                                  break;
                              }
                              return std::any_of(group.parts.begin(), group.parts.end(), meets);
                          },
                      },
                      what);
}

FilterMatcher::FilterMatcher(const Filter &filter)
    : m_root(filter.tree() ? std::make_unique<Part>(Part::of(*filter.tree())) : nullptr)
{
}

FilterMatcher::FilterMatcher(const FilterMatcher &other) : m_root(other.m_root ? std::make_unique<Part>(*other.m_root) : nullptr)
{
}
FilterMatcher::FilterMatcher(FilterMatcher &&) noexcept = default;
FilterMatcher &FilterMatcher::operator=(const FilterMatcher &other)
{
    *this = FilterMatcher(other);
    return *this;
}
FilterMatcher &FilterMatcher::operator=(FilterMatcher &&) noexcept = default;
FilterMatcher::~FilterMatcher() = default;

bool FilterMatcher::operator()(const FilterRow &row)
{
    return !m_root || m_root->matches(row);
}

} // namespace anchorage
