// JUnit XML for CI: a test suite for each run; a test case for each object, or where the project has
// expectations one for each of those and for each thing that went wrong besides. The run itself is a
// case, too, so that a run that was stopped is red.
#include "core/report/forms.h"
#include "core/report/markup.h"
#include "core/report/stream.h"
#include "core/report/words.h"

#include "core/record/compare.h"

#include <cstdio>

namespace anchorage::report {

namespace {

std::string secondsText(std::chrono::nanoseconds duration)
{
    char out[40] = {};
    std::snprintf(out, sizeof out, "%.3f", milliseconds(duration) / 1000);
    return out;
}

bool runFailed(const RunSummary &summary)
{
    const auto status = summary.statusText();
    return status != "success" && status != "completed-export-errors";
}

class JUnitReport : public ReportWriter {
public:
    explicit JUnitReport(Output output) : m_out(std::move(output))
    {
        m_out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"anchorage\">\n";
    }

    Result<void> add(const RunReport &run) override
    {
        m_suite = titleOf(run.header);
        run.verdict ? expectations(run, *run.verdict) : objects(run);
        if (run.output && !run.output->empty())
            output(*run.output);
        m_out << "  </testsuite>\n";
        return m_out.done();
    }
    Result<void> finish() override
    {
        m_out << "</testsuites>\n";
        return m_out.done();
    }

private:
    void open(const RunReport &run, std::uint64_t tests, std::uint64_t failures, std::uint64_t errors)
    {
        m_out << "  <testsuite name=\"" << markup(m_suite, true) << "\" tests=\"" << tests << "\" failures=\"" << failures
              << "\" errors=\"" << errors << "\" skipped=\"0\" time=\"" << secondsText(run.summary.length) << "\"";
        auto started = run.header.started;
        if (started.ends_with('Z'))
            started.pop_back();
        if (!started.empty())
            m_out << " timestamp=\"" << markup(started, true) << "\"";
        m_out << ">\n    <properties>\n";
        property("status", run.summary.statusText());
        property("close", run.summary.closeText());
        if (run.summary.finish)
            property("counters", countersText(run.summary.finish->counters));
        m_out << "    </properties>\n";
    }
    void property(std::string_view name, std::string_view value)
    {
        m_out << "      <property name=\"" << name << "\" value=\"" << markup(value, true) << "\"/>\n";
    }
    void begin(std::string_view className, std::string_view name)
    {
        m_out << "    <testcase classname=\"" << markup(className, true) << "\" name=\"" << markup(name, true) << "\"";
    }
    /// `element`: "failure" (an assertion does not hold) or "error" (it could not be told).
    void bad(std::string_view element, std::string_view type, std::string_view message, std::string_view text)
    {
        m_out << ">\n      <" << element << " type=\"" << markup(type, true) << "\" message=\"" << markup(message, true) << "\">"
              << markup(text) << "</" << element << ">\n    </testcase>\n";
    }
    void good() { m_out << "/>\n"; }

    void objects(const RunReport &run)
    {
        const auto &results = run.results;
        const auto failures = results.count(Status::Error) + results.count(Status::Stopped);
        const auto errors = results.count(Status::Unknown) + (runFailed(run.summary) ? 1 : 0);
        open(run, results.size() + 1, failures, errors);
        for (std::size_t i = 0; i < results.size(); ++i) {
            const auto result = results[i];
            const auto &last = result.last();
            const auto failing = failingOf(last);
            begin(m_suite + "." + last.entry.objectType, result.dn());
            const auto lines = [&result] {
                std::string out;
                for (std::uint32_t t = 0; t < result.turns(); ++t)
                    out += entryText(result.turn(t).position, result.entry(t)) + " -> " + saidText(result.turn(t)) + "\n";
                return out;
            };
            if (failing.bad())
                bad("failure", failing.engineName(), failing.detail.empty() ? meaning(failing.code) : failing.detail,
                    std::string(meaning(failing.code)) + "\n" + lines());
            else if (result.status() == Status::Unknown)
                bad("error", "fate-unknown", last.fate ? record::text(*last.fate) : "no answer", lines());
            else
                good();
        }
        wholeRun(run);
    }

    void wholeRun(const RunReport &run)
    {
        begin(m_suite, "run status");
        if (!runFailed(run.summary))
            return good();
        std::string text = run.summary.closeText() + "\n";
        for (const auto &trouble : run.summary.troubles)
            text += std::string(name(trouble.what)) + ": " + trouble.text + "\n" + exceptionText(trouble);
        const auto *cause = run.summary.cause();
        bad("error", run.summary.statusText(), cause ? cause->text : run.summary.statusText(), text);
    }
    static std::string exceptionText(const Trouble &trouble)
    {
        return trouble.what == Trouble::What::Exception ? exceptionLines(trouble.exception, "  ") : std::string();
    }

    void expectations(const RunReport &run, const Verdict &verdict)
    {
        const auto unlisted = verdict.unexpectedCount > verdict.unexpected.size();
        open(run, verdict.checked.size() + verdict.unexpected.size() + (unlisted ? 1 : 0), verdict.unmet(),
             verdict.unexpected.size() + (unlisted ? 1 : 0));
        for (const auto &checked : verdict.checked) {
            begin(m_suite + ".expected", checked.what);
            checked.met ? good()
                        : bad("failure", "expectation", "found: " + checked.found,
                              "expected: " + checked.what + "\nfound: " + checked.found);
        }
        for (const auto &unexpected : verdict.unexpected) {
            begin(m_suite + ".unexpected", unexpected.dn.empty() ? "run" : unexpected.dn);
            bad("error", "unexpected", unexpected.what, unexpected.what);
        }
        if (unlisted) {
            begin(m_suite + ".unexpected", "more");
            const auto more =
                std::to_string(verdict.unexpectedCount - verdict.unexpected.size()) + " more that were not expected";
            bad("error", "unexpected", more, more);
        }
    }

    void output(const ConnectorOutput &output)
    {
        m_out << "    <system-out>";
        const auto write = [this](const OutputLine &line) { m_out << markup(line.level) << ": " << markup(line.text) << "\n"; };
        for (const auto &first : output.first())
            write(first);
        if (output.leftOut() != 0)
            m_out << "… " << output.leftOut() << " lines are left out …\n";
        for (const auto &last : output.last())
            write(last);
        m_out << "</system-out>\n";
    }

    Stream m_out;
    std::string m_suite;
};

} // namespace

std::unique_ptr<ReportWriter> makeJUnitWriter(Output output)
{
    return std::make_unique<JUnitReport>(std::move(output));
}

} // namespace anchorage::report
