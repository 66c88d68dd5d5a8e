// run: one export run for each step, told as it happens.
#include "app/cli/commands.h"
#include "app/cli/exported_run.h"
#include "app/cli/output_file.h"
#include "app/cli/preparation.h"
#include "app/cli/reports.h"
#include "core/base/file.h"
#include "core/base/os_terminal.h"
#include "core/session/first_write.h"
#include "core/session/run.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct RunOptions {
    SetupOptions setup;
    SteppingOptions stepping;
    std::string journal, saveSpace, junit;
    std::vector<std::string> reports;
    bool json = false, quiet = false, verbose = false, yes = false;
};

void addSetting(CLI::App *command, const std::shared_ptr<RunOptions> &options, const std::string &option, std::string setting,
                const std::string &help, std::int64_t factor = 1)
{
    command
        ->add_option_function<std::int64_t>(
            option,
            [options, setting = std::move(setting), factor](const std::int64_t &value) {
                options->setup.addSetting(setting, std::to_string(value * factor));
            },
            help)
        ->check(wholeNumber());
}

/// "run.journal", then "run.2.journal".
std::string journalOf(const std::string &path, std::size_t number)
{
    if (path.empty() || number == 0)
        return path;
    auto numbered = utf8Path(path);
    const auto stem = utf8Text(numbered.stem()) + "." + std::to_string(number + 1);
    numbered.replace_filename(utf8Path(stem + utf8Text(numbered.extension())));
    return utf8Text(numbered);
}

/// Before the target is touched: what this run writes can be written, and takes the place of nothing that is needed.
Result<void> checkOutputs(const RunOptions &options, std::size_t steps)
{
    const auto &project = options.setup.project;
    for (std::size_t i = 0; i < steps; ++i)
        if (auto fine = checkJournal(journalOf(options.journal, i), project); !fine)
            return fine;
    for (const auto &path : options.reports)
        if (auto fine = checkOutput(path, project); !fine)
            return fine;
    if (auto fine = checkOutput(options.junit, project); !fine)
        return fine;
    return checkWritable(options.saveSpace, project);
}

/// desktop.md, Safety: the first write of a project to a target.
Result<void> confirmFirstWrite(const session::RunSetup &setup, const RunOptions &options)
{
    session::FirstWrites writes;
    if (options.yes || writes.confirmed(setup))
        return {};
    const auto project = setup.projectFile.empty() ? "this command line" : setup.projectFile;
    const auto question = "This is the first write of " + project + " to\n  " + printable(setup.target) + "\nGo on? [y/N] ";
    if (!os::isTerminal(os::StandardStream::Input))
        return fail(ErrorCode::Usage,
                    "this is the first write of " + project + " to " + setup.target
                        + ": confirm it on a terminal, or with --yes");
    const auto answer = os::askTerminal(question);
    if (!answer || (*answer != "y" && *answer != "yes" && *answer != "Y"))
        return fail(ErrorCode::Usage, "the first write was not confirmed: nothing was called");
    return writes.confirm(setup);
}

void showFindings(const Context &context, const Findings &findings)
{
    for (const auto &finding : findings)
        context.err << "anchorage-cli: " << name(finding.severity) << ": "
                    << (finding.dn.empty() ? "" : printable(finding.dn) + ": ")
                    << (finding.attribute.empty() ? "" : printable(finding.attribute) + ": ") << printable(finding.message)
                    << '\n';
}

int runAll(const Context &context, const RunOptions &options)
{
    session::Secrets secrets(terminalPrompt());
    if (auto usable = options.stepping.check(); !usable)
        return context.fail(usable.error());
    auto prepared = prepare(options.setup, secrets, Purpose::Run);
    if (!prepared)
        return context.fail(prepared.error());
    auto steps = prepared->workspace.steps();
    if (!options.setup.step.empty() || prepared->workspace.project().steps.empty()) {
        auto step = prepared->workspace.step(options.setup.step);
        if (!step)
            return context.fail(step.error());
        steps = {std::move(*step)};
    }
    if (auto usable = checkOutputs(options, steps.size()); !usable)
        return context.fail(usable.error());
    Reports reports(context.out);
    if (options.json || !options.quiet)
        reports.toOutput(options.json ? report::Form::Json : report::Form::Text);
    if (!options.junit.empty())
        if (auto opened = reports.toFile(options.junit, report::Form::JUnit); !opened)
            return context.fail(opened.error());
    for (const auto &path : options.reports)
        if (auto opened = reports.toFile(path, {}); !opened)
            return context.fail(opened.error());

    int worst = Fine;
    std::shared_ptr<session::KeptProcess> process;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto setup = prepared->setup(steps[i]);
        if (!setup)
            return context.fail(setup.error());
        if (i == 0) {
            showFindings(context, setup->findings);
            if (auto confirmed = confirmFirstWrite(*setup, options); !confirmed)
                return context.fail(confirmed.error());
        }
        const auto schema = setup->engine.schema;
        const bool keep = setup->engine.settings.process == RunSettings::ProcessLife::Keep;
        ExportedRun exported(context, options.stepping, options.verbose);
        auto code = exported.run(std::move(*setup), journalOf(options.journal, i), process, secrets, reports);
        if (!code)
            return context.fail(code.error());
        worst = std::max(worst, *code);
        process = keep ? exported.process() : nullptr;
        prepared->start = exported.space();
        if (!options.saveSpace.empty())
            if (auto saved = session::saveSpace(*prepared->start, &schema, options.saveSpace); !saved)
                return context.fail(saved.error());
        if (*code == Stopped && i + 1 < steps.size()) {
            context.err << "anchorage-cli: the run of step " << i + 1 << " of " << steps.size()
                        << " was stopped; later steps are not run\n";
            break;
        }
    }
    if (auto finished = reports.finish(); !finished)
        return context.fail(finished.error());
    return worst;
}

} // namespace

void addRun(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("run", "Export: every step of a project, or what the options say");
    const auto options = std::make_shared<RunOptions>();
    command->add_option("project", options->setup.project, "Project file (.anchorage)");
    options->setup.addTo(*command);
    command->add_option("--journal", options->journal, "Write what happens to this file, ahead of it happening");
    command->add_option("--save-space", options->saveSpace, "Write the space that the run leaves to this file");
    command
        ->add_option("--report", options->reports, "Write a report; its form by suffix: .txt .json .html .csv .xml; repeatable")
        ->allow_extra_args(false);
    command->add_option("--junit", options->junit, "Write a JUnit report");
    addSetting(command, options, "--object-limit", "objectLimit", "Stop after this many objects (stopped-object-limit)");
    addSetting(command, options, "--deletion-limit", "deletionLimit",
               "Call nothing when there are more deletes (stopped-deletion-limit)");
    addSetting(command, options, "--error-limit", "errorLimit", "Stop after this many object errors (stopped-error-limit)");
    addSetting(command, options, "--call-timeout", "callTimeout",
               "Seconds a call may take without progress before its process is killed; default 120", 1000);
    addSetting(command, options, "--linger", "linger", "Seconds to watch the process after Close", 1000);
    command->add_flag_callback(
        "--keep-process", [options] { options->setup.addSetting("process", "keep"); }, "All steps use one process");
    command->add_flag_callback(
        "--wait-for-debugger",
        [options] {
            options->setup.addSetting("waitForDebugger", "true");
            options->stepping.waitsForDebugger = true;
        },
        "Show the process id and hold Open until Enter");
    options->stepping.addTo(*command);
    command->add_flag("--yes", options->yes, "The first write of this project to this target is wanted");
    command->add_flag("--json", options->json, "Machine-readable report on standard output");
    command->add_flag("--quiet", options->quiet, "No report on standard output");
    command->add_flag("--verbose", options->verbose, "Calls and the connector's own words as they come, on standard error");
    command->callback([options, &context] { context.action = [options, &context] { return runAll(context, *options); }; });
}

} // namespace anchorage::cli
