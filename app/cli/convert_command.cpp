// convert: a file of one format into another, and what the other cannot carry.
#include "app/cli/commands.h"
#include "app/cli/schema_option.h"
#include "core/formats/format.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct ConvertOptions {
    std::string input, output, from, to, type;
    SchemaOption schema;
};

int convert(const Context &context, const ConvertOptions &options)
{
    const auto known = options.schema.load();
    if (!known)
        return context.fail(known.error());
    formats::LoadRequest request;
    request.path = options.input;
    request.format = options.from;
    request.schema = known->schema ? &*known->schema : nullptr;
    request.style = known->style;
    request.styleIsGuessed = known->styleIsGuessed;
    request.objectType = options.type;
    request.selectedTypes = known->types;
    request.anchors = known->anchors.empty() ? nullptr : &known->anchors;
    const auto loaded = formats::load(request);
    if (!loaded)
        return context.fail(loaded.error());
    if (!loaded->space && !loaded->schema)
        return context.fail({ErrorCode::Input,
                             "this file of the format " + loaded->format + " holds neither objects nor a schema",
                             {.file = options.input}});
    formats::SaveRequest wanted;
    wanted.path = options.output;
    wanted.format = options.to;
    wanted.schema = loaded->schema ? &*loaded->schema : request.schema;
    const auto losses = formats::save(loaded->space.value_or(space::Space(known->style)), wanted);
    if (!losses)
        return context.fail(losses.error());
    for (const auto &finding : loaded->findings)
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
    command->add_option("--from", options->from, "Format of IN, where content and suffix do not say it");
    command->add_option("--to", options->to, "Format of OUT");
    command->add_option("--type", options->type, "Object type of entries that do not say theirs");
    options->schema.addTo(*command);
    command->callback([options, &context] { context.action = [options, &context] { return convert(context, *options); }; });
}

} // namespace anchorage::cli
