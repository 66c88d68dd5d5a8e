// Run history XML as the engine's management interface gives it (ecma2.md 6.9), for tools that read that.
// The parts of an export step only: errors of objects, counters, result, connection. What a bench has no
// figures for (staging, inbound flow, security id) is left out.
#include "core/report/forms.h"
#include "core/report/markup.h"
#include "core/report/stream.h"

#include <QDateTime>
#include <QString>

#include <utility>

namespace anchorage::report {

namespace {

/// "2026-01-31T12:01:03Z" and what passed since -> "2026-01-31 12:01:03.250", UTC.
std::string dateText(const std::string &started, std::chrono::nanoseconds at)
{
    auto time = QDateTime::fromString(QString::fromStdString(started), Qt::ISODate);
    if (!time.isValid())
        return {};
    time = time.toUTC().addMSecs(std::chrono::duration_cast<std::chrono::milliseconds>(at).count());
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")).toStdString();
}

std::string guidText(const Guid &guid)
{
    return "{" + QString::fromStdString(guid.text()).toUpper().toStdString() + "}";
}

/// The engine's words for how the connection went.
std::string_view connectionResult(const RunSummary &summary)
{
    const auto status = summary.statusText();
    if (status == "stopped-server-down" || summary.calls.empty())
        return "failed-connection";
    if (status == "stopped-bad-server-credentials")
        return "failed-authentication";
    return status == "stopped-connectivity" ? "dropped-connection" : "success";
}

class RunHistory : public ReportWriter {
public:
    explicit RunHistory(Output output) : m_out(std::move(output))
    {
        m_out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<run-history>\n";
    }

    Result<void> add(const RunReport &run) override
    {
        ++m_number;
        const auto &header = run.header;
        const auto name = header.project.empty() ? header.connectorPath : header.project;
        m_out << "  <run-details>\n";
        element(4, "ma-id", guidText(Guid::fromName(name)));
        element(4, "ma-name", name);
        element(4, "run-number", std::to_string(m_number));
        element(4, "run-profile-name", header.step.empty() ? "Export" : header.step);
        m_out << "    <step-details step-number=\"1\" step-id=\"" << guidText(Guid::fromName(name + "\n" + header.step))
              << "\">\n";
        element(6, "start-date", dateText(header.started, {}));
        element(6, "end-date", dateText(header.started, run.summary.length));
        element(6, "step-result", run.summary.finish ? run.summary.finish->status : "in-progress");
        description(header);
        element(6, "current-export-step-counter", std::to_string(m_number));
        element(6, "last-successful-export-step-counter",
                std::to_string(run.summary.statusText() == "success" ? m_number : m_number - 1));
        m_out << "      <ma-connection>\n";
        element(8, "connection-result", connectionResult(run.summary));
        element(8, "server", header.connectorPath);
        m_out << "      </ma-connection>\n      <ma-discovery-errors/>\n      <ma-discovery-counters/>\n";
        errors(run);
        m_out << "      <mv-retry-errors/>\n";
        counters(run.summary);
        m_out << "    </step-details>\n  </run-details>\n";
        return m_out.done();
    }
    Result<void> finish() override
    {
        m_out << "</run-history>\n";
        return m_out.done();
    }

private:
    void element(int indent, std::string_view name, std::string_view text)
    {
        m_out << std::string(static_cast<std::size_t>(indent), ' ') << "<" << name << ">" << markup(text) << "</" << name
              << ">\n";
    }

    void description(const run::JournalHeader &header)
    {
        m_out << "      <step-description>\n        <step-type type=\"export\"/>\n        <threshold>\n";
        if (const auto limit = header.setup.settings.objectLimit)
            element(10, "object", std::to_string(*limit));
        if (const auto limit = header.setup.settings.deletionLimit)
            element(10, "delete", std::to_string(*limit));
        if (header.setup.settings.pageSize > 0)
            element(10, "batch-size", std::to_string(header.setup.settings.pageSize));
        m_out << "        </threshold>\n";
        element(8, "partition", header.setup.partition.name);
        m_out << "      </step-description>\n";
    }

    void errors(const RunReport &run)
    {
        m_out << "      <synchronization-errors>\n";
        for (std::size_t i = 0; i < run.results.size(); ++i) {
            const auto result = run.results[i];
            const auto failing = failingOf(result.last());
            const bool unknown = result.status() == Status::Unknown;
            if (!failing.bad() && !unknown)
                continue;
            const auto *call = run.summary.callOf(result.handOverIndex(result.turns() - 1));
            const auto at = call ? call->at + call->duration : std::chrono::nanoseconds{0};
            const auto before = lastFailure(run.header.setup.space, result.object());
            m_out << "        <export-error cs-guid=\"" << guidText(result.first().entry.identifier) << "\" dn=\""
                  << markup(result.dn(), true) << "\">\n";
            element(10, "date-occurred", dateText(run.header.started, at));
            element(10, "first-occurred", dateText(run.header.started, at));
            element(10, "retry-count", std::to_string(std::min<std::uint32_t>(before, 255)));
            element(10, "error-type", unknown ? std::string_view("unexpected-error") : engineString(failing.code));
            m_out << "          <cd-error>\n";
            element(12, "error-code", unknown ? "" : std::to_string(static_cast<int>(failing.code)));
            element(12, "error-literal",
                    unknown                    ? "sent, fate unknown"
                        : failing.name.empty() ? anchorage::name(failing.code)
                                               : failing.name);
            if (!failing.detail.empty())
                element(12, "server-error-detail", failing.detail);
            m_out << "          </cd-error>\n        </export-error>\n";
        }
        m_out << "      </synchronization-errors>\n";
    }

    /// How often it had failed before this run.
    static std::uint32_t lastFailure(const space::Space &start, space::ObjectIndex object)
    {
        if (object >= start.size() || !start.exists(object))
            return 0;
        const auto failure = start.object(object).lastFailure;
        return failure ? failure->retryCount + 1 : 0;
    }

    void counters(const RunSummary &summary)
    {
        const auto all = summary.finish ? summary.finish->counters : engine::ExportCounters();
        m_out << "      <export-counters>\n";
        const auto counter = [this](std::string_view name, std::uint64_t count) {
            m_out << "        <" << name << " detail=\"true\">" << count << "</" << name << ">\n";
        };
        counter("export-add", all.add);
        counter("export-update", all.update);
        counter("export-rename", all.rename);
        counter("export-delete", all.remove);
        counter("export-delete-add", all.deleteAdd);
        counter("export-failure", all.failure);
        m_out << "      </export-counters>\n";
    }

    Stream m_out;
    std::uint64_t m_number = 0;
};

} // namespace

std::unique_ptr<ReportWriter> makeRunHistoryWriter(Output output)
{
    return std::make_unique<RunHistory>(std::move(output));
}

} // namespace anchorage::report
