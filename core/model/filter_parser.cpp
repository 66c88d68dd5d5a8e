#include "core/model/filter_fields.h"

#include "core/model/distinguished_name.h"

#include <tuple>
#include <utility>

namespace anchorage {

namespace filter {

bool Not::operator==(const Not &other) const
{
    return part == other.part;
}
bool And::operator==(const And &other) const
{
    return parts == other.parts;
}
bool Or::operator==(const Or &other) const
{
    return parts == other.parts;
}

namespace {

constexpr int deepest = 100; // parentheses and negations within one another

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameSign(char c)
{
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
}

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) { }

    Result<std::optional<Node>> parse()
    {
        skipBlanks();
        if (m_at == m_text.size())
            return std::nullopt;
        auto node = any(0);
        if (!m_error && m_at < m_text.size())
            stop("found \")\" without its \"(\"");
        if (m_error)
            return fail(ErrorCode::Input, std::move(m_error->first), {.column = m_error->second + 1});
        return node;
    }

private:
    void stop(std::string why) { stop(std::move(why), m_at); }
    void stop(std::string why, std::size_t at)
    {
        if (!m_error)
            m_error.emplace(std::move(why), at);
    }
    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }

    /// A keyword stands alone: followed by a blank, a parenthesis or the end.
    bool atWord(std::string_view word) const
    {
        if (!equalsIgnoreCase(m_text.substr(m_at, word.size()), word))
            return false;
        const auto after = m_at + word.size();
        return after >= m_text.size() || isBlank(m_text[after]) || m_text[after] == '(' || m_text[after] == ')';
    }
    bool takeWord(std::string_view word, std::string_view sign)
    {
        std::size_t length = 0;
        if (atWord(word))
            length = word.size();
        else if (!sign.empty() && m_text.substr(m_at, sign.size()) == sign)
            length = sign.size();
        if (length == 0)
            return false;
        m_at += length;
        skipBlanks();
        return true;
    }
    bool atOr() const { return atWord("or") || m_text.substr(m_at, 2) == "||"; }

    Node any(int depth)
    {
        std::vector<Node> parts;
        do
            parts.push_back(all(depth));
        while (!m_error && takeWord("or", "||"));
        return parts.size() == 1 ? std::move(parts.front()) : Node{Or{std::move(parts)}};
    }

    Node all(int depth)
    {
        std::vector<Node> parts;
        do
            parts.push_back(one(depth));
        while (!m_error && (takeWord("and", "&&") || (m_at < m_text.size() && !at(')') && !atOr())));
        return parts.size() == 1 ? std::move(parts.front()) : Node{And{std::move(parts)}};
    }

    Node one(int depth)
    {
        if (depth > deepest) {
            stop("parentheses and negations stand deeper than " + std::to_string(deepest) + " in one another");
            return {};
        }
        if (takeWord("not", "-") || (at('!') && takeWord("not", "!"))) {
            Not out;
            out.part.push_back(one(depth + 1));
            return Node{std::move(out)};
        }
        if (at('(')) {
            const auto from = m_at++;
            skipBlanks();
            auto inside = any(depth + 1);
            if (!at(')'))
                stop("found \"(\" without its \")\"", from);
            ++m_at;
            skipBlanks();
            return inside;
        }
        if (m_at == m_text.size() || at(')') || atOr() || atWord("and")) {
            const std::string found = m_at == m_text.size() ? "the end" : at(')') ? "\")\"" : "\"and\" or \"or\"";
            stop("expected a test such as status:error, or a text of the DN, found " + found);
            return {};
        }
        auto out = term();
        skipBlanks();
        return out;
    }

    Node term()
    {
        const auto from = m_at;
        auto end = m_at;
        while (end < m_text.size() && isNameSign(m_text[end]))
            ++end;
        const auto word = m_text.substr(from, end - from);
        const auto *field = findField(word);
        const auto sign = end < m_text.size() ? m_text[end] : ' ';
        const bool signFollows = sign == ':' || sign == '~' || sign == '<' || sign == '>' || (sign == '=' && field)
            || (sign == '!' && m_text.substr(end, 2) == "!=");
        if (word.empty() || !signFollows) // "cn=ann" is a text of the DN
            return Node{Term{FilterField::Dn, Operation::Contains, {}, text(false)}};
        if (!field) {
            stop("there is no field \"" + std::string(word) + "\": expected one of " + fieldNames()
                 + ", or double quotes around a text of the DN");
            return {};
        }
        m_at = end;
        return test(*field);
    }

    Node test(const FieldEntry &field)
    {
        const auto sign = m_at;
        auto [operation, negated] = takeOperation(field);
        Term out{field.field, operation, {}, {}};
        if (field.kind == FieldKind::Attribute && !m_error) {
            if (operation != Operation::Contains || negated) {
                stop("expected \":\" and an attribute behind " + std::string(field.name), sign);
                return {};
            }
            out.attribute = text(true);
            out.operation = Operation::Present;
            if (!m_error && m_at < m_text.size() && !isBlank(m_text[m_at]) && !at(')')) {
                std::tie(out.operation, negated) = takeOperation(field);
                out.value = text(false);
            }
        } else if (!m_error) {
            const auto from = m_at;
            out.value = text(false);
            check(field, out, from);
        }
        if (m_error || !negated)
            return Node{std::move(out)};
        Not wrapped;
        wrapped.part.push_back(Node{std::move(out)});
        return Node{std::move(wrapped)};
    }

    std::pair<Operation, bool> takeOperation(const FieldEntry &field)
    {
        const bool number = field.kind == FieldKind::Number;
        const auto two = m_text.substr(m_at, 2);
        const auto take = [this](std::size_t length, Operation operation, bool negated = false) {
            m_at += length;
            return std::pair(operation, negated);
        };
        if (two == "!=")
            return take(2, Operation::Equals, true);
        if (number && two == "<=")
            return take(2, Operation::LessOrEqual);
        if (number && two == ">=")
            return take(2, Operation::GreaterOrEqual);
        if (number && at('<'))
            return take(1, Operation::Less);
        if (number && at('>'))
            return take(1, Operation::Greater);
        if (at('='))
            return take(two == "==" ? 2 : 1, Operation::Equals);
        if (at(':')) {
            const bool contains = field.kind == FieldKind::Attribute || field.contains;
            return take(1, contains ? Operation::Contains : Operation::Equals);
        }
        if (at('~') && (field.kind == FieldKind::Text || field.kind == FieldKind::Attribute))
            return take(1, Operation::Matches);
        stop(std::string("\"") + m_text[m_at] + "\" cannot follow " + std::string(field.name) + ": expected "
             + (number                              ? ": = != < <= > or >="
                    : field.kind == FieldKind::Word ? ": = or !="
                                                    : ": = != or ~"));
        return {};
    }

    /// `from`: where the value begins, for errors.
    void check(const FieldEntry &field, Term &term, std::size_t from)
    {
        if (m_error)
            return;
        if (field.kind == FieldKind::Number && !numberOf(field.field, term.value)) {
            stop("expected a number behind " + std::string(field.name) + ", found \"" + term.value + "\"", from);
        } else if (auto word = canonicalWord(field.field, term.value)) {
            term.value = std::move(*word);
        } else {
            stop("there is no " + std::string(field.name) + " \"" + term.value + "\": expected one of " + wordsOf(field.field),
                 from);
        }
    }

    /// A text, in quotes or up to a blank or a closing parenthesis that was not opened in it; a name
    /// ends before a sign, too. Patterns are checked here, where the column is known.
    std::string text(bool isName)
    {
        const bool isPattern = m_at > 0 && m_text[m_at - 1] == '~' && !isName;
        const auto from = m_at;
        auto out = at('"') ? quoted() : bare(isName);
        if (out.empty() && m_at == from)
            stop(isName ? "expected the name of an attribute" : "expected a value");
        if (isPattern && !m_error) {
            if (auto pattern = Pattern::compile(out); !pattern)
                stop("this is no pattern: " + pattern.error().message, from + pattern.error().where.column - 1);
        }
        return out;
    }

    std::string quoted()
    {
        const auto from = m_at++;
        std::string out;
        while (m_at < m_text.size() && !at('"')) {
            const auto next = m_text.substr(m_at, 2);
            m_at += next == "\\\"" || next == "\\\\" ? 1U : 0U;
            out += m_text[m_at++];
        }
        if (!at('"'))
            stop("the quotes are not closed", from);
        ++m_at;
        if (!m_error && m_at < m_text.size() && !isBlank(m_text[m_at]) && !at(')') && !atSign())
            stop("expected a blank behind the closing quotes");
        return out;
    }

    bool atSign() const { return at(':') || at('=') || at('~') || m_text.substr(m_at, 2) == "!="; }

    std::string bare(bool isName)
    {
        const auto from = m_at;
        int open = 0;
        for (; m_at < m_text.size() && !isBlank(m_text[m_at]); ++m_at) {
            if (at('"')) {
                stop("quotes stand around a whole value: put them at its beginning, or \\\" within them");
                return {};
            }
            if (isName && atSign())
                break;
            if (at('(') && ++open > 0)
                continue;
            if (at(')') && --open < 0)
                break;
        }
        if (open > 0)
            stop("found \"(\" without its \")\" in a value: put the value in double quotes", from);
        return std::string(m_text.substr(from, m_at - from));
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<std::pair<std::string, std::size_t>> m_error;
};

} // namespace

} // namespace filter

Result<Filter> Filter::parse(std::string_view text)
{
    auto tree = filter::Parser(text).parse();
    if (!tree)
        return fail(std::move(tree.error()));
    return *tree ? Filter(std::move(**tree)) : Filter();
}

} // namespace anchorage
