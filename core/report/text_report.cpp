// The report for people: what was called, which objects went wrong and why, and how it ended.
#include "core/report/forms.h"
#include "core/report/stream.h"
#include "core/report/words.h"

#include "core/record/compare.h"

#include <array>
#include <cstdio>

namespace anchorage::report {

namespace {

std::string timeText(std::chrono::nanoseconds at)
{
    std::array<char, 40> out{};
    std::snprintf(out.data(), out.size(), "%9.3f s", milliseconds(at) / 1000);
    return out.data();
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// Foreign text on a terminal: control characters would act there.
std::string safe(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += ' ';
        else if (byte < 0x20U || byte == 0x7FU)
            out += "\\x" + std::string{"0123456789abcdef"[byte >> 4U], "0123456789abcdef"[byte & 0xFU]};
        else
            out += c;
    }
    return out;
}

void indented(Stream &out, std::string_view indent, std::string_view lines)
{
    for (std::size_t from = 0; from < lines.size();) {
        const auto end = std::min(lines.find('\n', from), lines.size());
        out << indent << safe(lines.substr(from, end - from)) << "\n";
        from = end + 1;
    }
}

class TextReport : public ReportWriter {
public:
    explicit TextReport(Output output) : m_out(std::move(output)) { }

    Result<void> add(const RunReport &run) override
    {
        head(run);
        calls(run.summary);
        objects(run.results);
        findings(run.summary);
        if (run.verdict)
            expectations(*run.verdict);
        end(run);
        return m_out.done();
    }
    Result<void> finish() override { return m_out.done(); }

private:
    void head(const RunReport &run)
    {
        m_out << "Run " << safe(titleOf(run.header)) << "\n";
        const auto *connector = run.summary.connector ? &*run.summary.connector : nullptr;
        m_out << "  connector  " << safe(connector ? connector->name + " " + connector->version : run.header.connectorPath)
              << " (" << safe(run.header.connectorKind) << ")\n";
        if (!run.header.started.empty())
            m_out << "  started    " << safe(run.header.started) << "\n";
        m_out << "\n";
    }

    void calls(const RunSummary &summary)
    {
        m_out << "Calls\n";
        if (summary.calls.empty())
            m_out << "  nothing was called\n";
        for (const auto &call : summary.calls)
            m_out << "  " << callLine(call, summary) << "\n";
        for (const auto &trouble : summary.troubles) {
            m_out << "  " << timeText(trouble.at) << "  " << (trouble.injected ? "injected " : "") << name(trouble.what) << ": "
                  << safe(trouble.text) << "\n";
            if (trouble.what == Trouble::What::Exception
                && (!trouble.exception.stack.empty() || !trouble.exception.inner.empty()))
                indented(m_out, "                 ", exceptionLines(trouble.exception));
        }
        m_out << "\n";
    }

    void objects(const ObjectResults &results)
    {
        const auto wrong = results.count(Status::Error) + results.count(Status::Stopped) + results.count(Status::Unknown);
        if (wrong == 0)
            return;
        m_out << "Objects that went wrong (" << std::uint64_t{wrong} << ")\n";
        for (std::size_t i = 0; i < results.size(); ++i) {
            const auto result = results[i];
            const auto status = result.status();
            if (status != Status::Error && status != Status::Stopped && status != Status::Unknown)
                continue;
            const auto &last = result.last();
            const auto failing = failingOf(last);
            m_out << "  " << safe(result.dn()) << " (" << safe(last.entry.objectType) << ", " << result.action() << ", entry "
                  << std::uint64_t{result.handOverIndex(result.turns() - 1)} + 1 << ", " << placeText(last.position)
                  << "): " << (failing.bad() ? safe(failing.engineName()) : "sent, fate unknown") << "\n";
            if (failing.bad()) {
                m_out << "      " << meaning(failing.code) << (failing.byEngine ? " (the engine's verdict)" : "") << "\n";
                if (!failing.name.empty() && failing.name != failing.engineName())
                    m_out << "      name: " << safe(failing.name) << "\n";
                if (!failing.detail.empty())
                    m_out << "      " << safe(failing.detail) << "\n";
            } else if (last.fate) {
                m_out << "      " << safe(record::text(*last.fate)) << "\n";
            }
            for (std::uint32_t t = 0; result.turns() > 1 && t < result.turns(); ++t)
                m_out << "      " << safe(entryText(result.turn(t).position, result.entry(t))) << " -> "
                      << safe(saidText(result.turn(t))) << "\n";
        }
        m_out << "\n";
    }

    void findings(const RunSummary &summary)
    {
        if (summary.findings.empty())
            return;
        m_out << "Findings (" << std::uint64_t{summary.findings.size()} << ")\n";
        for (const auto &finding : summary.findings) {
            m_out << "  " << anchorage::name(finding.severity) << " " << finding.id;
            if (!finding.dn.empty())
                m_out << " " << safe(finding.dn);
            if (!finding.attribute.empty())
                m_out << " " << safe(finding.attribute);
            m_out << ": " << safe(finding.message) << "\n";
        }
        m_out << "\n";
    }

    void expectations(const Verdict &verdict)
    {
        m_out << "Expectations (" << std::uint64_t{verdict.checked.size()} << ", " << verdict.unmet() << " not met)\n";
        for (const auto &checked : verdict.checked) {
            m_out << "  " << (checked.met ? "met      " : "NOT MET  ") << safe(checked.what) << "\n";
            if (!checked.met)
                indented(m_out, "           found: ", checked.found);
        }
        for (const auto &unexpected : verdict.unexpected) {
            m_out << "  NOT EXPECTED  " << (unexpected.dn.empty() ? "" : safe(unexpected.dn) + ": ") << safe(unexpected.what)
                  << "\n";
        }
        if (verdict.unexpectedCount > verdict.unexpected.size())
            m_out << "  … and " << verdict.unexpectedCount - verdict.unexpected.size() << " more that were not expected\n";
        m_out << "\n";
    }

    void end(const RunReport &run)
    {
        const auto &summary = run.summary;
        m_out << "Result\n  status     " << summary.statusText() << "\n";
        if (summary.finish)
            m_out << "  counters   " << countersText(summary.finish->counters) << "\n";
        m_out << "  objects    " << counted(run.results.size(), "object", "objects") << " in "
              << counted(summary.handedOver, "hand-over", "hand-overs") << ", "
              << counted(static_cast<std::uint64_t>(summary.passes), "pass", "passes") << "\n";
        m_out << "  Close      " << safe(summary.closeText()) << "\n";
        m_out << "  time       " << durationText(summary.length) << ", of which the connector "
              << durationText(summary.connectorTime) << "\n";
        if (run.verdict)
            m_out << "  expected   "
                  << (run.verdict->allMet() ? "everything that was expected happened, and nothing else went wrong"
                                            : "not everything went as expected")
                  << "\n";
        if (!run.cutOff.empty())
            m_out << "  CUT OFF    " << safe(run.cutOff) << "\n";
    }

    Stream m_out;
};

} // namespace

std::string callLine(const Call &call, const RunSummary &summary)
{
    std::string out = timeText(call.at) + "  " + std::string(name(call.kind));
    if (call.kind == CallKind::Put)
        out += " " + placeText(call.position) + " (" + counted(call.entries, "entry", "entries") + ")";
    if (call.kind == CallKind::Close)
        out += " (" + std::string(anchorage::name(summary.close.reason)) + ")";
    if (call.edited)
        out += " [edited]";
    if (call.injected)
        out += " [injected]";
    switch (call.state) {
    case Call::State::Running:
        return out + ": running";
    case Call::State::Returned:
        break;
    case Call::State::Threw:
    case Call::State::Lost: {
        out += call.state == Call::State::Threw ? ": threw" : ": did not come back";
        const auto index = static_cast<std::size_t>(call.trouble);
        return index < summary.troubles.size() ? out + ", " + safe(summary.troubles[index].text) : out;
    }
    }
    if (call.kind == CallKind::Put) {
        out += ": " + counted(call.results, "result", "results");
        if (call.errors != 0)
            out += ", " + counted(call.errors, "error", "errors");
        if (call.actions != 0)
            out += ", " + counted(call.actions, "special action", "special actions");
    }
    return out + (call.kind == CallKind::Put ? ", " : ": ") + durationText(call.duration);
}

std::unique_ptr<ReportWriter> makeTextWriter(Output output)
{
    return std::make_unique<TextReport>(std::move(output));
}

} // namespace anchorage::report
