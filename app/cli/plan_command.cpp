// plan: the pages a run would hand over if every answer were success.
#include "app/cli/commands.h"
#include "app/cli/preparation.h"
#include "core/json/model_json.h"
#include "core/model/page_text.h"
#include "core/report/report_writer.h"
#include "core/session/plan.h"

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

void printText(const Context &context, const session::Plan &plan, bool removals)
{
    for (const auto &planned : plan.pages) {
        context.out << pageText(planned.page.position, planned.page.handOver());
        for (const auto &removal : planned.removals)
            if (removals)
                context.out << printable(removalText(removal)) << '\n';
    }
    for (const auto &finding : plan.findings)
        context.out << "# " << name(finding.severity) << ' ' << finding.id
                    << (finding.dn.empty() ? "" : " " + printable(finding.dn)) << ": " << printable(finding.message) << '\n';
    context.out << "# " << plan.finish.status << ", Close(" << name(plan.finish.closeReason) << "), "
                << report::countersText(plan.finish.counters) << '\n';
}

void printJson(const Context &context, const session::Plan &plan)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().key("pages").beginArray();
    for (const auto &planned : plan.pages) {
        out.beginObject().member("pass", planned.page.position.pass).member("page", planned.page.position.page);
        out.key("entries").beginArray();
        for (const auto &entry : planned.page.entries) {
            out.beginObject().member("reason", engine::name(entry.reason));
            out.member("text", entryText(planned.page.position, entry.entry)).key("entry");
            json::write(out, entry.entry);
            out.endObject();
        }
        out.endArray().key("removals").beginArray();
        for (const auto &removal : planned.removals) {
            out.beginObject().member("dn", removal.dn).member("attribute", removal.attribute).member("value", removal.value);
            out.member("rule", removal.rule).member("reason", removal.reason).endObject();
        }
        out.endArray().endObject();
    }
    out.endArray().key("findings").beginArray();
    for (const auto &finding : plan.findings)
        json::write(out, finding);
    out.endArray().member("status", plan.finish.status).member("closeReason", name(plan.finish.closeReason));
    const auto &counters = plan.finish.counters;
    out.key("counters").beginObject().member("add", counters.add).member("update", counters.update);
    out.member("rename", counters.rename).member("delete", counters.remove).member("deleteAdd", counters.deleteAdd);
    out.member("failure", counters.failure).endObject().endObject();
    context.out << text << '\n';
}

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
    const auto plan = session::plan(std::move(setup->engine));
    if (!plan)
        return context.fail(plan.error());
    if (options.json)
        printJson(context, *plan);
    else
        printText(context, *plan, options.removals);
    for (const auto &finding : plan->findings)
        if (finding.severity == Severity::Error)
            return Wrong;
    return Fine;
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
