// report: what a batch would change, as a table, counts and statements.
#include "app/cli/commands.h"
#include "app/cli/file_options.h"
#include "app/cli/output_file.h"
#include "core/base/file.h"
#include "core/model/distinguished_name.h"
#include "core/report/batch_report.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <sstream>

namespace anchorage::cli {

namespace {

struct ReportOptions {
    std::string batch, csv, html, statements;
    std::vector<std::string> modified, notModified;
    FileOptions file;
};

Result<void> put(std::ostream &out, const std::string &path, const std::string &text)
{
    if (path != "-")
        return replaceFile(path, text);
    out << text;
    return {};
}

/// What was stated on the command line and is not so.
int check(const Context &context, const ReportOptions &options, const report::BatchCounts &counts)
{
    int result = Fine;
    for (const bool wanted : {true, false})
        for (const auto &attribute : wanted ? options.modified : options.notModified) {
            const auto found = std::find_if(counts.attributes.begin(), counts.attributes.end(),
                                            [&](const auto &each) { return equalsIgnoreCase(each.first, attribute); });
            const auto count = found == counts.attributes.end() ? 0 : found->second;
            if ((count > 0) == wanted)
                continue;
            context.err << "not so: attribute " << printable(attribute) << (wanted ? " is modified" : " is not modified")
                        << " (objects that change it: " << count << ")\n";
            result = Wrong;
        }
    return result;
}

int reportBatch(const Context &context, const ReportOptions &options)
{
    for (const auto *path : {&options.csv, &options.html, &options.statements})
        if (auto usable = checkOutput(*path, options.batch); !usable)
            return context.fail(usable.error());
    const auto read = options.file.load(options.batch);
    if (!read)
        return context.fail(read.error());
    const auto &loaded = read->loaded;
    if (!loaded.space)
        return context.fail(
            {ErrorCode::Input, "this file of the format " + loaded.format + " holds no changes", {.file = options.batch}});
    for (const auto &finding : loaded.findings)
        context.err << name(finding.severity) << ": " << printable(finding.message) << '\n';

    const auto counts = report::countBatch(*loaded.space);
    const auto *schema = read->schema();
    std::ostringstream csv;
    std::ostringstream html;
    if (!options.csv.empty()) {
        report::writeBatchCsv(csv, *loaded.space);
        if (auto done = put(context.out, options.csv, csv.str()); !done)
            return context.fail(done.error());
    }
    if (!options.html.empty()) {
        report::writeBatchHtml(html, *loaded.space, options.batch);
        if (auto done = put(context.out, options.html, html.str()); !done)
            return context.fail(done.error());
    }
    if (!options.statements.empty())
        if (auto done = put(context.out, options.statements, report::statementsJson(report::statementsOn(counts, schema))); !done)
            return context.fail(done.error());
    if (options.csv.empty() && options.html.empty() && options.statements.empty()) {
        std::ostringstream text;
        report::writeBatchCounts(text, counts);
        for (const auto &statement : report::statementsOn(counts, schema))
            if (!statement.modified)
                text << project::text(statement) << '\n';
        std::istringstream lines(text.str());
        for (std::string line; std::getline(lines, line);)
            context.out << printable(line) << '\n';
    }
    return check(context, options, counts);
}

} // namespace

void addReport(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("report", "Show what a batch would change: counts, a table, statements on attributes");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("batch", options->batch, "File with pending changes, in any format")->required();
    command->add_option("--csv", options->csv, "Write the changes as a CSV table to this file (-: standard output)");
    command->add_option("--html", options->html, "Write the changes as a page with sortable tables to this file");
    command->add_option("--statements", options->statements,
                        "Write which attributes are modified, as the expectations of a project (-: standard output)");
    command->add_option("--modified", options->modified, "Exit with 1 unless this attribute is modified; can be repeated")
        ->allow_extra_args(false);
    command->add_option("--not-modified", options->notModified, "Exit with 1 if this attribute is modified; can be repeated")
        ->allow_extra_args(false);
    options->file.addTo(*command);
    command->callback([options, &context] { context.action = [options, &context] { return reportBatch(context, *options); }; });
}

} // namespace anchorage::cli
