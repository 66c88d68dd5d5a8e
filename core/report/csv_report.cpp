// Results as CSV (RFC 4180): UTF-8 with a byte order mark, because spreadsheets read it wrongly without one;
// comma, CRLF, one line an object. A cell that a spreadsheet would take for a formula gets an apostrophe.
#include "core/report/forms.h"
#include "core/report/stream.h"

namespace anchorage::report {

namespace {

void cell(std::string &out, std::string_view text)
{
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool quotes =
        text.find_first_of("\",\r\n") != std::string_view::npos || (!text.empty() && (text.front() == ' ' || text.back() == ' '));
    if (!quotes) {
        out += formula ? "'" : "";
        out += text;
        return;
    }
    out += formula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

class CsvReport : public ReportWriter {
public:
    explicit CsvReport(Output output) : m_out(std::move(output))
    {
        m_out << "\xef\xbb\xbfrun,dn,type,action,status,passes,hand-overs,first entry,pass,page,anchor before,anchor,code,error,"
                 "name,detail,by\r\n";
    }

    Result<void> add(const RunReport &run) override
    {
        const auto title = titleOf(run.header);
        for (std::size_t i = 0; i < run.results.size(); ++i) {
            const auto result = run.results[i];
            const auto &last = result.last();
            const auto failing = failingOf(last);
            auto &out = m_out.text();
            cell(out, title);
            for (const auto &text : {std::string(result.dn()), std::string(result.first().entry.objectType), result.action(),
                                     std::string(name(result.status()))}) {
                out += ',';
                cell(out, text);
            }
            out += ',' + std::to_string(result.passes()) + ',' + std::to_string(result.turns()) + ','
                + std::to_string(result.handOverIndex(0) + 1) + ',' + std::to_string(last.position.pass) + ','
                + std::to_string(last.position.page);
            const bool bad = failing.bad();
            for (const auto &text :
                 {result.anchorBefore(), result.anchor(), bad ? std::string(anchorage::name(failing.code)) : "",
                  bad ? std::string(failing.engineName()) : "", std::string(failing.name), std::string(failing.detail),
                  std::string(bad ? failing.byEngine ? "engine" : "connector" : "")}) {
                out += ',';
                cell(out, text);
            }
            out += "\r\n";
            m_out.breathe();
        }
        return m_out.done();
    }
    Result<void> finish() override { return m_out.done(); }

private:
    Stream m_out;
};

} // namespace

std::unique_ptr<ReportWriter> makeCsvWriter(Output output)
{
    return std::make_unique<CsvReport>(std::move(output));
}

} // namespace anchorage::report
