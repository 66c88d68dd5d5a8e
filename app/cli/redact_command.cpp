// redact: a copy of a file that holds no personal data and is still the same case.
#include "app/cli/commands.h"
#include "app/cli/csv_arguments.h"
#include "app/cli/output_file.h"
#include "core/formats/redact.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct RedactOptions {
    std::string input, output, from;
    CsvArguments csv;
};

int redact(const Context &context, const RedactOptions &options)
{
    if (auto usable = checkOutput(options.output, options.input); !usable)
        return context.fail(usable.error());
    auto csv = options.csv.options();
    if (!csv)
        return context.fail(csv.error());
    formats::LoadRequest request;
    request.path = options.input;
    request.format = options.from;
    request.csv = std::move(*csv);
    Pseudonyms pseudonyms;
    const auto done = formats::redact(request, options.output, pseudonyms);
    if (!done)
        return context.fail(done.error());
    context.err << "read as " << done->syntax << "; " << done->pseudonyms
                << " different values replaced. Names of attributes, types and parameters stay: look through the copy before "
                   "you share it.\n";
    return Fine;
}

} // namespace

void addRedact(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand(
        "redact", "Copy a batch, configuration, journal or report with names, values and DNs replaced by pseudonyms");
    const auto options = std::make_shared<RedactOptions>();
    command->add_option("in", options->input, "File to read")->required();
    command->add_option("out", options->output, "File to write")->required();
    command->add_option("--format,--from", options->from, "Format of IN (ldif, csv), where content and suffix do not say it");
    options->csv.addTo(*command);
    command->callback([options, &context] { context.action = [options, &context] { return redact(context, *options); }; });
}

} // namespace anchorage::cli
