#include "core/model/pattern_syntax.h"

#include "core/model/hex_digit.h"
#include "core/model/utf8.h"

#include <optional>
#include <string>
#include <utility>

namespace anchorage {

namespace {

constexpr int deepest = 100; // nested groups
constexpr int mostRepeats = 1000;

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) { }

    Result<PatternNode> parse()
    {
        auto all = choice(0);
        if (!m_error && more())
            stop("a \")\" without its \"(\"");
        if (m_error)
            return fail(ErrorCode::Input, m_error->first, {.column = m_error->second + 1});
        return all;
    }

private:
    using Kind = PatternNode::Kind;

    bool more() const { return !m_error && m_at < m_text.size(); }
    bool next(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(char c)
    {
        if (!next(c))
            return false;
        ++m_at;
        return true;
    }
    void stop(std::string why) { stop(std::move(why), m_at); }
    void stop(std::string why, std::size_t at)
    {
        if (!m_error)
            m_error.emplace(std::move(why), at);
    }

    PatternNode choice(int depth)
    {
        PatternNode out{Kind::Choice};
        out.children.push_back(sequence(depth));
        while (more() && take('|'))
            out.children.push_back(sequence(depth));
        return out.children.size() == 1 ? PatternNode(std::move(out.children.front())) : out;
    }

    PatternNode sequence(int depth)
    {
        PatternNode out{Kind::Sequence};
        while (more() && !next('|') && !next(')'))
            out.children.push_back(repeated(depth));
        return out;
    }

    PatternNode repeated(int depth)
    {
        const auto from = m_at;
        auto node = single(depth);
        const auto times = more() ? quantifier() : std::nullopt;
        if (!times)
            return node;
        if (node.kind == Kind::Start || node.kind == Kind::End)
            stop("^ and $ cannot be repeated", from);
        take('?'); // lazy or not makes no difference to whether it is found
        if (more() && quantifier())
            stop("a repeat cannot be repeated: put parentheses around it", from);
        PatternNode out{Kind::Repeat};
        out.children.push_back(std::move(node));
        out.least = times->first;
        out.most = times->second;
        return out;
    }

    std::optional<std::pair<int, int>> quantifier()
    {
        if (take('*'))
            return std::pair(0, -1);
        if (take('+'))
            return std::pair(1, -1);
        if (take('?'))
            return std::pair(0, 1);
        if (!next('{'))
            return std::nullopt;
        const auto from = m_at++;
        const auto least = number();
        auto most = least;
        if (least && take(','))
            most = next('}') ? std::optional(-1) : number();
        if (!least || !most || !take('}')) { // a brace that counts nothing is a brace
            m_at = from;
            return std::nullopt;
        }
        if (*least > mostRepeats || *most > mostRepeats || (*most >= 0 && *most < *least))
            stop("a repeat counts from less to more, at most " + std::to_string(mostRepeats), from);
        return std::pair(*least, *most);
    }

    std::optional<int> number()
    {
        const auto from = m_at;
        int out = 0;
        while (m_at < m_text.size() && '0' <= m_text[m_at] && m_text[m_at] <= '9') {
            out = out > mostRepeats ? out : out * 10 + (m_text[m_at] - '0');
            ++m_at;
        }
        return m_at == from ? std::nullopt : std::optional(out);
    }

    PatternNode single(int depth)
    {
        const auto from = m_at;
        if (take('^'))
            return PatternNode{Kind::Start};
        if (take('$'))
            return PatternNode{Kind::End};
        if (take('('))
            return group(depth, from);
        if (take('['))
            return brackets(from);
        if (next('*') || next('+') || next('?')) {
            stop(std::string("nothing to repeat before \"") + m_text[m_at] + "\"");
            return {};
        }
        PatternNode out{Kind::Set};
        if (take('.'))
            out.set = CodePointSet().complement();
        else if (take('\\'))
            out.set = escape(from);
        else
            out.set = one(point());
        return out;
    }

    PatternNode group(int depth, std::size_t from)
    {
        if (depth >= deepest) {
            stop("groups are nested deeper than " + std::to_string(deepest), from);
            return {};
        }
        if (take('?') && !take(':')) {
            stop("(?…) is not known here: only plain groups and (?:…)", from);
            return {};
        }
        auto out = choice(depth + 1);
        if (!m_error && !take(')'))
            stop("a \"(\" without its \")\"", from);
        return out;
    }

    std::uint32_t point()
    {
        std::uint32_t out = 0;
        const auto length = decodeUtf8(m_text.substr(m_at), out);
        m_at += length == 0 ? 1 : length;
        return length == 0 ? 0xFFFD : out;
    }

    static CodePointSet one(std::uint32_t point)
    {
        CodePointSet out;
        out.add(point, point);
        out.addFolded();
        return out;
    }

    /// Behind the backslash.
    CodePointSet escape(std::size_t from)
    {
        if (m_at == m_text.size()) {
            stop("a backslash at the end escapes nothing", from);
            return {};
        }
        const char c = m_text[m_at];
        switch (c) {
        case 'd':
        case 'D':
            ++m_at;
            return c == 'd' ? CodePointSet::digits() : CodePointSet::digits().complement();
        case 'w':
        case 'W':
            ++m_at;
            return c == 'w' ? CodePointSet::wordCharacters() : CodePointSet::wordCharacters().complement();
        case 's':
        case 'S':
            ++m_at;
            return c == 's' ? CodePointSet::blanks() : CodePointSet::blanks().complement();
        case 't':
            ++m_at;
            return one('\t');
        case 'n':
            ++m_at;
            return one('\n');
        case 'r':
            ++m_at;
            return one('\r');
        case 'x':
            return hex(from);
        default:
            break;
        }
        const bool letterOrDigit = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
        if (letterOrDigit) {
            stop(std::string("\\") + c + " is not known: only \\d \\w \\s, their opposites, \\t \\n \\r \\xHH and escaped signs",
                 from);
            return {};
        }
        return one(point());
    }

    CodePointSet hex(std::size_t from)
    {
        const int high = m_at + 1 < m_text.size() ? hexDigit(m_text[m_at + 1]) : -1;
        const int low = m_at + 2 < m_text.size() ? hexDigit(m_text[m_at + 2]) : -1;
        if (high < 0 || low < 0) {
            stop("\\x takes two hexadecimal digits", from);
            return {};
        }
        m_at += 3;
        return one(static_cast<std::uint32_t>(high * 16 + low));
    }

    /// Behind the opening bracket.
    PatternNode brackets(std::size_t from)
    {
        PatternNode out{Kind::Set};
        const bool negated = take('^');
        for (bool first = true; more() && (first || !next(']')); first = false) {
            const auto start = m_at;
            auto item = take('\\') ? escape(start) : CodePointSet();
            if (m_at > start) {
                out.set.add(item);
                continue;
            }
            const auto low = point();
            auto high = low;
            if (next('-') && m_at + 1 < m_text.size() && m_text[m_at + 1] != ']') {
                ++m_at;
                high = next('\\') ? low : point();
                if (next('\\') || high < low)
                    stop("a range goes from a lower to a higher sign", start);
            }
            out.set.add(low, high);
        }
        if (!m_error && !take(']'))
            stop("a \"[\" without its \"]\"", from);
        if (m_error)
            return {};
        out.set.addFolded();
        if (negated)
            out.set = out.set.complement();
        return out;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<std::pair<std::string, std::size_t>> m_error;
};

} // namespace

Result<PatternNode> parsePattern(std::string_view pattern)
{
    return Parser(pattern).parse();
}

} // namespace anchorage
