// plan: the pages a run would hand over if every answer were success.
#include "app/cli/commands.h"
#include "app/cli/preparation.h"
#include "core/engine/plan.h"
#include "core/json/model_json.h"
#include "core/model/page_text.h"
#include "core/report/words.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct PlanOptions {
    SetupOptions setup;
    bool json = false;
    bool removals = false;
};

std::string removalText(const engine::Removal &removal)
{
    auto text = "  - " + removal.dn;
    if (!removal.attribute.empty())
        text += ' ' + removal.attribute;
    if (!removal.value.empty())
        text += ' ' + removal.value;
    return text + ": " + removal.reason + " (" + removal.rule + ")";
}

std::string findingText(const Finding &finding)
{
    return "# " + std::string(name(finding.severity)) + ' ' + finding.id + (finding.dn.empty() ? "" : ' ' + printable(finding.dn))
        + ": " + printable(finding.message);
}

/// Pages as they come: a plan of a million entries is never held as a whole.
class Printer {
public:
    Printer(std::ostream &out, bool removals) : m_out(out), m_showRemovals(removals) { }
    virtual ~Printer() = default;
    virtual void command(engine::Command &wanted)
    {
        if (const auto *put = std::get_if<engine::command::Put>(&wanted)) {
            m_out << pageText(put->page.position, put->page.handOver());
            removals(put->removals);
        } else if (const auto *note = std::get_if<engine::command::Note>(&wanted)) {
            removals(note->removals);
            for (const auto &finding : note->findings)
                m_out << findingText(finding) << '\n';
        }
    }
    virtual void finish(const engine::command::Finish &finish)
    {
        m_out << "# " << finish.status << ", Close(" << name(finish.closeReason) << "), " << report::countersText(finish.counters)
              << '\n';
    }

protected:
    std::ostream &m_out;

private:
    void removals(const std::vector<engine::Removal> &removals)
    {
        for (const auto &removal : removals)
            if (m_showRemovals)
                m_out << printable(removalText(removal)) << '\n';
    }
    bool m_showRemovals;
};

class JsonPrinter : public Printer {
public:
    explicit JsonPrinter(std::ostream &out) : Printer(out, true), m_writer(m_text, json::Writer::Style::Pretty)
    {
        m_writer.beginObject().key("pages").beginArray();
    }
    void command(engine::Command &wanted) override
    {
        if (const auto *put = std::get_if<engine::command::Put>(&wanted))
            page(*put);
        else if (const auto *note = std::get_if<engine::command::Note>(&wanted)) {
            m_findings.insert(m_findings.end(), note->findings.begin(), note->findings.end());
            m_removals.insert(m_removals.end(), note->removals.begin(), note->removals.end());
        }
        m_out << m_text;
        m_text.clear();
    }
    void finish(const engine::command::Finish &finish) override
    {
        m_writer.endArray();
        writeRemovals(m_removals);
        m_writer.key("findings").beginArray();
        for (const auto &finding : m_findings)
            json::write(m_writer, finding);
        m_writer.endArray().member("status", finish.status).member("closeReason", name(finish.closeReason));
        const auto &counters = finish.counters;
        m_writer.key("counters").beginObject().member("add", counters.add).member("update", counters.update);
        m_writer.member("rename", counters.rename).member("delete", counters.remove).member("deleteAdd", counters.deleteAdd);
        m_writer.member("failure", counters.failure).endObject().endObject();
        m_out << m_text << '\n';
    }

private:
    void page(const engine::command::Put &put)
    {
        m_writer.beginObject().member("pass", put.page.position.pass).member("page", put.page.position.page);
        m_writer.key("entries").beginArray();
        for (const auto &entry : put.page.entries) {
            m_writer.beginObject().member("reason", engine::name(entry.reason));
            m_writer.member("text", entryText(put.page.position, entry.entry)).key("entry");
            json::write(m_writer, entry.entry);
            m_writer.endObject();
        }
        m_writer.endArray();
        writeRemovals(put.removals);
        m_writer.endObject();
    }
    void writeRemovals(const std::vector<engine::Removal> &removals)
    {
        m_writer.key("removals").beginArray();
        for (const auto &removal : removals) {
            m_writer.beginObject().member("dn", removal.dn).member("attribute", removal.attribute);
            m_writer.member("value", removal.value).member("rule", removal.rule).member("reason", removal.reason).endObject();
        }
        m_writer.endArray();
    }

    std::string m_text;
    json::Writer m_writer;
    Findings m_findings;
    std::vector<engine::Removal> m_removals;
};

int planRun(const Context &context, const PlanOptions &options)
{
    session::Secrets secrets(terminalPrompt());
    auto prepared = prepare(options.setup, secrets, Purpose::Plan);
    if (!prepared)
        return context.fail(prepared.error());
    const auto step = prepared->workspace.step(options.setup.step);
    if (!step)
        return context.fail(step.error());
    auto setup = prepared->setup(*step);
    if (!setup)
        return context.fail(setup.error());
    std::unique_ptr<Printer> printer;
    if (options.json)
        printer = std::make_unique<JsonPrinter>(context.out);
    else
        printer = std::make_unique<Printer>(context.out, options.removals);
    bool wrong = false;
    const auto finish = engine::plan(std::move(setup->engine), [&](const engine::Input &, engine::Commands &commands) {
        for (auto &wanted : commands) {
            if (const auto *note = std::get_if<engine::command::Note>(&wanted))
                for (const auto &finding : note->findings)
                    wrong = wrong || finding.severity == Severity::Error;
            if (!std::holds_alternative<engine::command::Refuse>(wanted))
                printer->command(wanted);
        }
    });
    if (!finish)
        return context.fail(finish.error());
    printer->finish(*finish);
    return wrong ? Wrong : Fine;
}

} // namespace

void addPlan(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("plan", "Show the pages a run would hand over if every answer were success");
    const auto options = std::make_shared<PlanOptions>();
    command->add_option("project", options->setup.project, "Project file (.anchorage)");
    options->setup.addTo(*command);
    command->add_flag("--removals", options->removals, "Say what was left out of each page, and why");
    command->add_flag("--json", options->json, "Machine-readable output");
    command->callback([options, &context] { context.action = [options, &context] { return planRun(context, *options); }; });
}

} // namespace anchorage::cli
