// One self-contained page: opens anywhere, fetches nothing, runs only its own script.
#include "core/report/forms.h"
#include "core/report/html_page.h"
#include "core/report/markup.h"
#include "core/report/stream.h"
#include "core/report/words.h"

#include "core/record/compare.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <cstdio>

namespace anchorage::report {

namespace {

std::string scriptHash()
{
    const auto hash = QCryptographicHash::hash(QByteArrayView(htmlScript.data(), static_cast<qsizetype>(htmlScript.size())),
                                               QCryptographicHash::Sha256);
    return hash.toBase64().toStdString();
}

std::string_view classOf(Status status)
{
    switch (status) {
    case Status::Accepted:
        return "good";
    case Status::Error:
    case Status::Stopped:
        return "bad";
    case Status::Pending:
    case Status::NextPass:
    case Status::Unknown:
    case Status::Dropped:
        break;
    }
    return "warn";
}

struct Column {
    std::string_view title;
    bool number = false;
};

class HtmlReport : public ReportWriter {
public:
    explicit HtmlReport(Output output) : m_out(std::move(output))
    {
        m_out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                 "script-src 'sha256-"
              << scriptHash()
              << "'\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>Anchorage: export "
                 "run</title>\n<style>"
              << htmlStyle << "</style>\n</head>\n<body>\n";
    }

    Result<void> add(const RunReport &run) override
    {
        head(run);
        if (run.verdict)
            expectations(*run.verdict);
        troubles(run.summary);
        objects(run.results);
        findings(run.summary);
        calls(run.summary);
        if (run.output && !run.output->empty())
            output(*run.output);
        m_out.breathe();
        return {};
    }
    Result<void> finish() override
    {
        m_out << "<script>" << htmlScript << "</script>\n</body>\n</html>\n";
        return m_out.done();
    }

private:
    // --- pieces
    void entry(std::string_view name, std::string_view value, std::string_view cssClass = {})
    {
        if (!value.empty())
            m_out << "<dt>" << name << "</dt><dd class=\"" << cssClass << "\">" << markup(value) << "</dd>\n";
    }
    void table(std::string_view title, std::uint64_t count, std::initializer_list<Column> columns)
    {
        const auto id = "t" + std::to_string(++m_tables);
        m_out << "<h2>" << title << " (" << count << ")</h2>\n<input type=\"search\" data-for=\"" << id
              << "\" placeholder=\"Show rows with\" aria-label=\"Show rows with this text: " << title
              << "\">\n<table class=\"sort\" id=\"" << id << "\"><thead><tr>";
        for (const auto &column : columns)
            m_out << (column.number ? "<th data-n>" : "<th>") << column.title << "</th>";
        m_out << "</tr></thead><tbody>\n";
    }
    void endTable() { m_out << "</tbody></table>\n"; }
    void cell(std::string_view text, std::string_view cssClass = {})
    {
        m_out << (cssClass.empty() ? std::string_view("<td>") : "<td class=\"") << cssClass
              << (cssClass.empty() ? std::string_view() : "\">") << markup(text) << "</td>";
    }
    void number(std::uint64_t value) { m_out << "<td class=\"n\">" << value << "</td>"; }
    /// Sorted by `value`, shown as `text`.
    void number(double value, std::string_view text)
    {
        char digits[48] = {};
        std::snprintf(digits, sizeof digits, "%.6f", value);
        m_out << "<td class=\"n\" data-v=\"" << digits << "\">" << markup(text) << "</td>";
    }

    // --- parts
    void head(const RunReport &run)
    {
        const auto &summary = run.summary;
        m_out << "<h1>" << markup(titleOf(run.header)) << "</h1>\n<dl>\n";
        const bool good = summary.statusText() == "success";
        entry("Status", summary.statusText(), good ? "good" : "bad");
        entry("Close", summary.closeText());
        if (summary.finish)
            entry("Counters", countersText(summary.finish->counters));
        entry("Objects",
              std::to_string(run.results.size()) + " in " + std::to_string(summary.handedOver) + " hand-overs, "
                  + std::to_string(summary.passes) + " passes");
        entry("Time", durationText(summary.length) + ", of which the connector " + durationText(summary.connectorTime));
        entry("Connector", summary.connector ? summary.connector->name + " " + summary.connector->version : std::string());
        entry("Path", run.header.connectorPath);
        entry("Started", run.header.started);
        entry("Bench", run.header.benchVersion);
        entry("Cut off", run.cutOff, "bad");
        m_out << "</dl>\n";
    }

    void expectations(const Verdict &verdict)
    {
        table("Expectations", verdict.checked.size() + verdict.unexpectedCount, {{"Result"}, {"Expected"}, {"Found"}});
        for (const auto &checked : verdict.checked) {
            m_out << "<tr>";
            cell(checked.met ? "met" : "not met", checked.met ? "good" : "bad");
            cell(checked.what);
            cell(checked.found);
            m_out << "</tr>\n";
        }
        for (const auto &unexpected : verdict.unexpected) {
            m_out << "<tr>";
            cell("not expected", "bad");
            cell(unexpected.dn);
            cell(unexpected.what);
            m_out << "</tr>\n";
        }
        endTable();
    }

    void troubles(const RunSummary &summary)
    {
        if (summary.troubles.empty())
            return;
        m_out << "<h2>What went wrong with the run</h2>\n";
        for (const auto &trouble : summary.troubles) {
            m_out << "<p><strong class=\"bad\">" << (trouble.injected ? "injected " : "") << name(trouble.what) << "</strong> in "
                  << name(trouble.call) << ": " << markup(trouble.text) << "</p>\n";
            if (trouble.what == Trouble::What::Exception)
                m_out << "<pre>" << markup(exceptionLines(trouble.exception)) << "</pre>\n";
        }
    }

    void objects(const ObjectResults &results)
    {
        table("Objects", results.size(),
              {{"#", true}, {"DN"}, {"Type"}, {"Action"}, {"Status"}, {"Passes", true}, {"Anchor"}, {"Error"}, {"Hand-overs"}});
        for (std::size_t i = 0; i < results.size(); ++i) {
            const auto result = results[i];
            m_out << "<tr>";
            number(std::uint64_t{result.handOverIndex(0)} + 1);
            cell(result.dn());
            cell(result.first().entry.objectType);
            cell(result.action());
            cell(name(result.status()), classOf(result.status()));
            number(result.passes());
            anchor(result);
            error(failingOf(result.last()));
            lineage(result);
            m_out << "</tr>\n";
        }
        endTable();
    }
    void anchor(const ObjectResult &result)
    {
        const auto before = result.anchorBefore();
        const auto after = result.anchor();
        cell(before.empty() || before == after ? after : before + " → " + after);
    }
    void error(const Failing &failing)
    {
        if (!failing.bad())
            return cell("");
        m_out << "<td><span class=\"bad\">" << markup(failing.engineName()) << "</span> <span class=\"dim\">"
              << markup(meaning(failing.code)) << "</span>";
        if (!failing.name.empty() && failing.name != failing.engineName())
            m_out << "<br>" << markup(failing.name);
        if (!failing.detail.empty())
            m_out << "<br>" << markup(failing.detail);
        m_out << "</td>";
    }
    void lineage(const ObjectResult &result)
    {
        m_out << "<td><details><summary>" << std::uint64_t{result.turns()} << "</summary>";
        for (std::uint32_t t = 0; t < result.turns(); ++t) {
            const auto &turn = result.turn(t);
            m_out << "<pre>" << markup(entryText(turn.position, result.entry(t))) << "\n→ " << markup(saidText(turn))
                  << "\n= " << markup(turn.fate ? record::text(*turn.fate) : std::string("no answer")) << "</pre>";
        }
        m_out << "</details></td>";
    }

    void findings(const RunSummary &summary)
    {
        if (summary.findings.empty())
            return;
        table("Findings", summary.findings.size(), {{"Severity"}, {"Finding"}, {"DN"}, {"Attribute"}, {"Message"}, {"Rule"}});
        for (const auto &finding : summary.findings) {
            m_out << "<tr>";
            cell(anchorage::name(finding.severity), finding.severity == Severity::Error ? "bad" : "warn");
            for (const auto &text : {finding.id, finding.dn, finding.attribute, finding.message, finding.rule})
                cell(text);
            m_out << "</tr>\n";
        }
        endTable();
    }

    void calls(const RunSummary &summary)
    {
        table("Calls", summary.calls.size(),
              {{"At", true},
               {"Call"},
               {"Page"},
               {"Entries", true},
               {"Results", true},
               {"Errors", true},
               {"Actions", true},
               {"Time", true},
               {"State"}});
        for (const auto &call : summary.calls) {
            const bool put = call.kind == CallKind::Put;
            m_out << "<tr>";
            number(milliseconds(call.at), durationText(call.at));
            cell(name(call.kind));
            cell(put ? placeText(call.position) : std::string());
            for (const auto count : {call.entries, call.results, call.errors, call.actions})
                number(std::uint64_t{count});
            number(milliseconds(call.duration), durationText(call.duration));
            cell(std::string(name(call.state)) + (call.edited ? ", edited" : "") + (call.injected ? ", injected" : ""),
                 call.state == Call::State::Returned ? "" : "bad");
            m_out << "</tr>\n";
        }
        endTable();
    }

    void output(const ConnectorOutput &output)
    {
        m_out << "<h2>Connector output</h2>\n<pre>";
        const auto write = [this](const OutputLine &line) {
            m_out << markup(durationText(line.at)) << " " << markup(line.level) << ": " << markup(line.text) << "\n";
        };
        for (const auto &first : output.first())
            write(first);
        if (output.leftOut() != 0)
            m_out << "… " << output.leftOut() << " lines are left out …\n";
        for (const auto &last : output.last())
            write(last);
        m_out << "</pre>\n";
    }

    Stream m_out;
    int m_tables = 0;
};

} // namespace

std::unique_ptr<ReportWriter> makeHtmlWriter(Output output)
{
    return std::make_unique<HtmlReport>(std::move(output));
}

} // namespace anchorage::report
