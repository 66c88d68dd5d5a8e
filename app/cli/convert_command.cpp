// convert: a file of one format into another, and what the other cannot carry.
#include "app/cli/commands.h"
#include "app/cli/file_options.h"
#include "app/cli/output_file.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct ConvertOptions {
    std::string input, output, to;
    FileOptions file;
    OutputArguments out;
};

int convert(const Context &context, const ConvertOptions &options)
{
    if (auto usable = checkOutput(options.output, {}); !usable)
        return context.fail(usable.error());
    formats::SaveRequest wanted;
    wanted.path = options.output;
    wanted.format = options.to;
    if (auto good = options.out.applyTo(wanted); !good)
        return context.fail(good.error());
    const auto read = options.file.load(options.input);
    if (!read)
        return context.fail(read.error());
    const auto &loaded = read->loaded;
    if (!loaded.space && !loaded.schema)
        return context.fail({ErrorCode::Input,
                             "this file of the format " + loaded.format + " holds neither objects nor a schema",
                             {.file = options.input}});
    wanted.schema = read->schema();
    const auto losses = formats::save(loaded.space.value_or(space::Space(read->style)), wanted);
    if (!losses)
        return context.fail(losses.error());
    for (const auto &finding : loaded.findings)
        context.err << name(finding.severity) << ": " << printable(finding.message) << '\n';
    for (const auto &loss : *losses)
        context.err << "not carried by the format: " << loss.what << " (" << loss.count << ")\n";
    return Fine;
}

} // namespace

void addConvert(CLI::App &app, Context &context)
{
    std::string names;
    for (const auto &format : formats::allFormats())
        names += (names.empty() ? "" : ", ") + format.name + (format.writes ? "" : " (read only)");
    auto *command = app.add_subcommand("convert", "Write a file in another format: " + names);
    const auto options = std::make_shared<ConvertOptions>();
    command->add_option("in", options->input, "File to read")->required();
    command->add_option("out", options->output, "File to write; its format by suffix, or --to")->required();
    command->add_option("--to", options->to, "Format of OUT");
    options->file.addTo(*command);
    options->out.addTo(*command);
    command->callback([options, &context] { context.action = [options, &context] { return convert(context, *options); }; });
}

} // namespace anchorage::cli
