// The report for machines; its form is documented in resources/docs/reports.md and stable: members are
// added, never changed.
#include "core/report/forms.h"
#include "core/report/stream.h"
#include "core/report/words.h"

#include "core/json/model_json.h"

namespace anchorage::report {

namespace {

constexpr int reportVersion = 1;

class JsonReport : public ReportWriter {
public:
    explicit JsonReport(Output output) : m_stream(std::move(output)), m_out(m_stream.text())
    {
        m_out.beginObject();
        m_out.member("report", "anchorage");
        m_out.member("version", reportVersion);
        m_out.key("runs").beginArray();
    }

    Result<void> add(const RunReport &run) override
    {
        m_out.beginObject();
        head(run);
        result(run);
        if (run.verdict)
            expectations(*run.verdict);
        list("troubles", run.summary.troubles, [this](const Trouble &trouble) { write(trouble); });
        list("calls", run.summary.calls, [this](const Call &call) { write(call); });
        list("findings", run.summary.findings, [this](const Finding &finding) { json::write(m_out, finding); });
        m_out.key("objects").beginArray();
        for (std::size_t i = 0; i < run.results.size(); ++i) {
            write(run.results[i]);
            m_stream.breathe();
        }
        m_out.endArray();
        if (run.output)
            output(*run.output);
        m_out.endObject();
        m_stream.breathe();
        return {};
    }
    Result<void> finish() override
    {
        m_out.endArray();
        m_out.endObject();
        m_stream << "\n";
        return m_stream.done();
    }

private:
    template <typename T, typename Write> void list(std::string_view name, const std::vector<T> &items, Write write)
    {
        m_out.key(name).beginArray();
        for (const auto &item : items) {
            write(item);
            m_stream.breathe();
        }
        m_out.endArray();
    }
    void optional(std::string_view name, std::string_view text)
    {
        if (!text.empty())
            m_out.member(name, text);
    }
    void place(PagePosition position)
    {
        m_out.member("pass", position.pass);
        m_out.member("page", position.page);
    }

    void head(const RunReport &run)
    {
        const auto &header = run.header;
        optional("project", header.project);
        optional("step", header.step);
        optional("started", header.started);
        optional("bench", header.benchVersion);
        m_out.key("connector").beginObject();
        optional("kind", header.connectorKind);
        optional("path", header.connectorPath);
        if (run.summary.connector) {
            optional("name", run.summary.connector->name);
            optional("version", run.summary.connector->version);
        }
        m_out.endObject();
    }

    void result(const RunReport &run)
    {
        const auto &summary = run.summary;
        m_out.member("status", summary.statusText());
        optional("cutOff", run.cutOff);
        if (summary.finish) {
            const auto &counters = summary.finish->counters;
            m_out.key("counters").beginObject();
            m_out.member("add", counters.add);
            m_out.member("update", counters.update);
            m_out.member("rename", counters.rename);
            m_out.member("delete", counters.remove);
            m_out.member("delete-add", counters.deleteAdd);
            m_out.member("failure", counters.failure);
            m_out.endObject();
        }
        m_out.key("statuses").beginObject();
        for (const auto status : {Status::Accepted, Status::NextPass, Status::Error, Status::Stopped, Status::Unknown})
            m_out.member(name(status), static_cast<std::uint64_t>(run.results.count(status)));
        m_out.endObject();
        m_out.member("passes", summary.passes);
        m_out.member("handOvers", summary.handedOver);
        m_out.key("close").beginObject();
        m_out.member("called", summary.close.called);
        if (summary.close.called) {
            m_out.member("reason", anchorage::name(summary.close.reason));
            m_out.member("state", name(summary.close.state));
            m_out.member("milliseconds", milliseconds(summary.close.duration));
        }
        m_out.member("text", summary.closeText());
        m_out.endObject();
        m_out.key("milliseconds").beginObject();
        m_out.member("run", milliseconds(summary.length));
        m_out.member("connector", milliseconds(summary.connectorTime));
        m_out.endObject();
    }

    void expectations(const Verdict &verdict)
    {
        m_out.key("expectations").beginObject();
        m_out.member("met", verdict.allMet());
        list("checked", verdict.checked, [this](const CheckedExpectation &checked) {
            m_out.beginObject();
            m_out.member("what", checked.what);
            m_out.member("met", checked.met);
            optional("found", checked.found);
            m_out.endObject();
        });
        m_out.member("unexpectedCount", verdict.unexpectedCount);
        list("unexpected", verdict.unexpected, [this](const Unexpected &unexpected) {
            m_out.beginObject();
            optional("dn", unexpected.dn);
            m_out.member("what", unexpected.what);
            m_out.endObject();
        });
        m_out.endObject();
    }

    void write(const Trouble &trouble)
    {
        m_out.beginObject();
        m_out.member("what", name(trouble.what));
        m_out.member("sequence", trouble.sequence);
        m_out.member("at", milliseconds(trouble.at));
        m_out.member("call", name(trouble.call));
        if (trouble.position.pass != 0)
            place(trouble.position);
        m_out.member("text", trouble.text);
        if (trouble.what == Trouble::What::Exception) {
            m_out.key("exception");
            json::write(m_out, trouble.exception);
        }
        if (trouble.what == Trouble::What::Crash || trouble.what == Trouble::What::LateCrash) {
            m_out.member("signal", trouble.signal);
            m_out.member("exitCode", trouble.exitCode);
        }
        if (trouble.what == Trouble::What::Hang)
            m_out.member("after", milliseconds(trouble.after));
        if (trouble.injected)
            m_out.member("injected", true);
        m_out.endObject();
    }

    void write(const Call &call)
    {
        m_out.beginObject();
        m_out.member("call", name(call.kind));
        m_out.member("sequence", call.sequence);
        m_out.member("at", milliseconds(call.at));
        m_out.member("milliseconds", milliseconds(call.duration));
        m_out.member("state", name(call.state));
        if (call.kind == CallKind::Put) {
            place(call.position);
            m_out.member("firstEntry", call.firstHandOver + 1);
            m_out.member("entries", call.entries);
            m_out.member("results", call.results);
            m_out.member("errors", call.errors);
            m_out.member("actions", call.actions);
        }
        if (call.edited)
            m_out.member("edited", true);
        if (call.injected)
            m_out.member("injected", true);
        m_out.endObject();
    }

    void failing(const Failing &failing)
    {
        if (!failing.bad())
            return;
        m_out.key("error").beginObject();
        m_out.member("code", anchorage::name(failing.code));
        m_out.member("type", failing.engineName());
        optional("name", failing.name);
        optional("detail", failing.detail);
        m_out.member("meaning", meaning(failing.code));
        m_out.member("by", failing.byEngine ? "engine" : "connector");
        m_out.endObject();
    }

    void write(const ObjectResult &object)
    {
        m_out.beginObject();
        m_out.member("dn", object.dn());
        m_out.member("type", object.first().entry.objectType);
        m_out.member("action", object.action());
        m_out.member("status", name(object.status()));
        m_out.member("passes", object.passes());
        optional("anchorBefore", object.anchorBefore());
        optional("anchor", object.anchor());
        failing(failingOf(object.last()));
        m_out.key("handOvers").beginArray();
        for (std::uint32_t i = 0; i < object.turns(); ++i)
            write(object, i);
        m_out.endArray();
        m_out.endObject();
    }

    void write(const ObjectResult &object, std::uint32_t i)
    {
        const auto &handOver = object.turn(i);
        m_out.beginObject();
        m_out.member("number", std::uint64_t{object.handOverIndex(i)} + 1);
        place(handOver.position);
        m_out.member("reason", engine::name(handOver.reason));
        if (handOver.edited)
            m_out.member("edited", true);
        if (handOver.injected)
            m_out.member("injected", true);
        m_out.key("sent");
        json::write(m_out, object.entry(i));
        m_out.member("said", saidText(handOver));
        const auto *said = handOver.said ? std::get_if<engine::said::Result>(&*handOver.said) : nullptr;
        if (said) {
            m_out.key("result");
            json::write(m_out, said->result);
        }
        m_out.member("status", name(statusOf(handOver)));
        m_out.endObject();
    }

    void output(const ConnectorOutput &output)
    {
        m_out.key("output").beginObject();
        m_out.member("leftOut", output.leftOut());
        m_out.key("lines").beginArray();
        const auto writeLine = [this](const OutputLine &line) {
            m_out.beginObject();
            m_out.member("sequence", line.sequence);
            m_out.member("at", milliseconds(line.at));
            m_out.member("level", line.level);
            m_out.member("text", line.text);
            m_out.endObject();
            m_stream.breathe();
        };
        for (const auto &first : output.first())
            writeLine(first);
        for (const auto &last : output.last())
            writeLine(last);
        m_out.endArray();
        m_out.endObject();
    }

    Stream m_stream;
    json::Writer m_out;
};

} // namespace

std::unique_ptr<ReportWriter> makeJsonWriter(Output output)
{
    return std::make_unique<JsonReport>(std::move(output));
}

} // namespace anchorage::report
