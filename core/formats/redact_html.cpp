// The pages that this program writes (core/report: a run, pending changes), and no others: what a cell holds is told by
// the head of its column, and only pages whose columns are known can be told data from structure.
#include "core/formats/byte_source.h"
#include "core/formats/output_file.h"
#include "core/formats/redact_rules.h"
#include "core/model/xml_escape.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

template <std::size_t N> bool among(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements whose text is the bench's own.
constexpr std::array<std::string_view, 7> ownElements{"style", "script", "title", "h2", "th", "dt", "summary"};
/// Columns, and terms of the list at the top, whose texts are words of the bench, attribute and type names.
constexpr std::array<std::string_view, 24> ownTexts{
    "#",      "Type",      "Action",       "Status",  "Passes", "Severity", "Finding", "Attribute",
    "Rule",   "At",        "Call",         "Page",    "Result", "State",    "Close",   "type",
    "action", "attribute", "modification", "objects", "Time",   "Bench",    "Started", "Counters"};
/// What a line of a hand-over begins with; what follows is data.
constexpr std::array<std::string_view, 8> ownBeginnings{
    "→ no answer yet", "→ no result",    "→ no answer:",     "= accepted",
    "= next pass:",    "= object error", "= stops the run:", "= fate unknown"};
constexpr std::array<std::string_view, 4> operations{":add(", ":upd(", ":rep(", ":del"};

/// Tags and texts between them, one after the other.
class HtmlTokens {
public:
    explicit HtmlTokens(ByteSource &source) : m_source(source) { }
    /// A tag with its < and >, or a text; empty at the end. Lives until the next call.
    std::string_view next()
    {
        m_buffer.erase(0, m_taken);
        const bool tag = !m_buffer.empty() || refill() ? m_buffer.front() == '<' : false;
        std::size_t end = std::string::npos;
        for (std::size_t from = 0; end == std::string::npos;) {
            end = m_buffer.find(tag ? '>' : '<', from);
            from = m_buffer.size();
            if (end == std::string::npos && !refill())
                break;
        }
        m_taken = end == std::string::npos ? m_buffer.size() : end + (tag ? 1 : 0);
        m_complete = !tag || end != std::string::npos;
        return std::string_view(m_buffer).substr(0, m_taken);
    }
    bool complete() const { return m_complete; } ///< the tag had its end

private:
    bool refill()
    {
        const auto size = m_buffer.size();
        m_buffer.resize(size + (1U << 16U));
        const auto got = m_source.read(m_buffer.data() + size, 1U << 16U);
        m_buffer.resize(size + got);
        return got != 0;
    }

    ByteSource &m_source;
    std::string m_buffer;
    std::size_t m_taken = 0;
    bool m_complete = true;
};

std::string unescaped(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 7> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}, {"&#13;", '\r'}}};
    std::string out;
    while (!text.empty()) {
        const auto *const found =
            std::find_if(entities.begin(), entities.end(), [&](const auto &entity) { return text.starts_with(entity.first); });
        out += found == entities.end() ? text.front() : found->second;
        text.remove_prefix(found == entities.end() ? 1 : found->first.size());
    }
    return out;
}

class Redactor {
public:
    Redactor(std::string &out, Pseudonyms &pseudonyms) : m_out(out), m_pseudonyms(pseudonyms) { }

    void tag(std::string_view tag)
    {
        m_out += tag;
        const auto name = tag.substr(1, tag.find_first_of(" >", 1) - 1);
        if (name == "thead") {
            m_heads.clear();
        } else if (name == "tr") {
            m_cell = 0;
        } else if (name == "/td") {
            ++m_cell;
        }
        if (tag.starts_with("</"))
            m_element = m_element == name.substr(1) ? std::string() : m_element;
        else if (name != "br")
            m_element = name;
        if (name == "td")
            m_inCell = true;
        else if (name == "/td")
            m_inCell = false;
    }

    void text(std::string_view text)
    {
        if (m_element == "th")
            m_heads.emplace_back(text);
        else if (m_element == "dt")
            m_term = text;
        if (among(ownElements, m_element) || text.find_first_not_of(" \n\r\t") == std::string_view::npos) {
            m_out += text;
            return;
        }
        const auto plain = unescaped(text);
        m_out += xmlEscaped(m_element == "pre" ? lines(plain) : redacted(plain));
    }

private:
    std::string redacted(const std::string &text)
    {
        const auto head = m_inCell && m_cell < m_heads.size() ? std::string_view(m_heads[m_cell])
            : m_element == "dd"                               ? std::string_view(m_term)
                                                              : std::string_view();
        if (among(ownTexts, head) || isPlainFact(text))
            return text;
        if (head == "DN" || head == "dn")
            return m_pseudonyms.dn(text);
        return redactedWords(text, m_pseudonyms);
    }

    std::string lines(std::string_view text)
    {
        std::string out;
        for (;;) {
            const auto end = text.find('\n');
            out += line(text.substr(0, end));
            if (end == std::string_view::npos)
                return out;
            out += '\n';
            text.remove_prefix(end + 1);
        }
    }

    /// "p1.2 Update cn=u {id=1} mail:rep(x)": place, modification and attribute names stay.
    std::string line(std::string_view line)
    {
        std::string out;
        const auto keep = [&](std::size_t size) {
            out += line.substr(0, size);
            line.remove_prefix(std::min(size, line.size()));
        };
        const auto *const known =
            std::find_if(ownBeginnings.begin(), ownBeginnings.end(), [&](auto text) { return line.starts_with(text); });
        if (known != ownBeginnings.end())
            keep(*known == "= next pass:" ? line.size() : known->size());
        else if (line.size() > 1 && line[0] == 'p' && '0' <= line[1] && line[1] <= '9')
            keep(line.find(' ', line.find(' ') + 1));
        while (!line.empty()) {
            std::size_t at = line.size();
            for (const auto operation : operations)
                at = std::min(at, line.find(operation));
            const auto blank = at == line.size() ? std::string_view::npos : line.rfind(' ', at);
            const auto begin = at == line.size() ? at : blank == std::string_view::npos ? 0 : blank + 1;
            out += words(line.substr(0, begin));
            line.remove_prefix(begin);
            if (!line.empty())
                keep(at - begin + 4);
        }
        return out;
    }

    /// A value add or delete is marked with + or - before it.
    std::string words(std::string_view text)
    {
        std::string out;
        for (std::size_t from = 0; from < text.size();) {
            auto end = text.find_first_of(" (+-", from);
            end = end == std::string_view::npos ? text.size() : end + 1;
            out += redactedWords(text.substr(from, end - from), m_pseudonyms);
            from = end;
        }
        return out;
    }

    std::string &m_out;
    Pseudonyms &m_pseudonyms;
    std::string m_element; // the innermost that is open
    std::string m_term; // of the list at the top
    std::vector<std::string> m_heads; // of the table at hand
    std::size_t m_cell = 0;
    bool m_inCell = false;
};

} // namespace

bool isOwnPage(std::string_view head)
{
    return head.find("<title>Anchorage: export run</title>") != std::string_view::npos
        || head.find("<title>Anchorage: pending changes</title>") != std::string_view::npos;
}

Result<void> redactHtml(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    OutputFile file(outPath, TextEncoding::Utf8);
    Redactor redactor(file.text(), pseudonyms);
    HtmlTokens tokens(*source);
    bool ended = false;
    bool script = false;
    for (auto token = tokens.next(); !token.empty(); token = tokens.next()) {
        if (script && token != "</script>") { // its code is no markup
            file.text() += token;
            continue;
        }
        ended = ended || token == "</html>";
        script = token == "<script>";
        token.front() == '<' ? redactor.tag(token) : redactor.text(token);
        file.settle();
    }
    if (auto whole = source->failure(); !whole)
        return whole;
    if (!ended || !tokens.complete())
        return fail(ErrorCode::Input, "the page ends before its </html>: it was cut off", {.file = request.path});
    return file.finish();
}

} // namespace anchorage::formats
