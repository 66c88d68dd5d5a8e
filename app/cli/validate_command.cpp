// validate: a project or a batch against its schema, without running anything.
#include "app/cli/commands.h"
#include "app/cli/file_options.h"
#include "app/cli/preparation.h"
#include "core/json/model_json.h"
#include "core/session/space_check.h"

#include <memory>
#include <ostream>

namespace anchorage::cli {

namespace {

struct ValidateOptions {
    std::string file;
    FileOptions reading;
    bool json = false;
};

struct Checked {
    session::SpaceCheck check;
    Findings findings; ///< of reading
};

Result<Checked> checkProject(const std::string &path)
{
    SetupOptions options;
    options.project = path;
    session::Secrets secrets(terminalPrompt());
    auto prepared = prepare(options, secrets, Purpose::Plan);
    if (!prepared)
        return fail(std::move(prepared.error()));
    const auto schema = prepared->workspace.schema(prepared->known());
    if (!schema)
        return fail(schema.error());
    const auto space = prepared->workspace.space(prepared->known());
    if (!space)
        return fail(space.error());
    return Checked{session::checkSpace(*space, *schema), prepared->workspace.findings()};
}

Result<Checked> checkBatch(const ValidateOptions &options)
{
    auto read = options.reading.load(options.file);
    if (!read)
        return fail(std::move(read.error()));
    auto &loaded = read->loaded;
    if (loaded.space && read->schema() == nullptr)
        return fail(ErrorCode::Usage, "there is no schema to check against: give --schema or --ma-config",
                    {.file = options.file});
    Checked checked;
    if (loaded.space)
        checked.check = session::checkSpace(*loaded.space, *read->schema());
    checked.findings = std::move(loaded.findings);
    return checked;
}

void printText(const Context &context, const Checked &checked)
{
    const auto line = [&](const Finding &finding, const std::string &origin) {
        context.out << (origin.empty() ? "" : printable(origin) + ": ") << name(finding.severity) << " " << finding.id << ": "
                    << (finding.dn.empty() ? "" : printable(finding.dn) + ": ")
                    << (finding.attribute.empty() ? "" : printable(finding.attribute) + ": ") << printable(finding.message)
                    << '\n';
    };
    for (const auto &finding : checked.findings)
        line(finding, {});
    for (const auto &placed : checked.check.findings)
        line(placed.finding, placed.origin);
    if (checked.check.more != 0)
        context.out << "… and " << checked.check.more << " more\n";
    context.out << checked.check.errors << " errors, " << checked.check.warnings << " warnings, " << checked.check.notes
                << " notes\n";
}

void printJson(const Context &context, const Checked &checked)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().member("errors", checked.check.errors).member("warnings", checked.check.warnings);
    out.member("notes", checked.check.notes).key("findings").beginArray();
    for (const auto &finding : checked.findings)
        out.beginObject().member("origin", "").key("finding"), json::write(out, finding), out.endObject();
    for (const auto &placed : checked.check.findings)
        out.beginObject().member("origin", placed.origin).key("finding"), json::write(out, placed.finding), out.endObject();
    out.endArray().member("more", checked.check.more).endObject();
    context.out << text << '\n';
}

int validateFile(const Context &context, const ValidateOptions &options)
{
    const auto checked = options.file.ends_with(".anchorage") ? checkProject(options.file) : checkBatch(options);
    if (!checked)
        return context.fail(checked.error());
    options.json ? printJson(context, *checked) : printText(context, *checked);
    return checked->check.errors != 0 ? Wrong : Fine;
}

} // namespace

void addValidate(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("validate", "Check a project or a batch against its schema: findings with their place");
    const auto options = std::make_shared<ValidateOptions>();
    command->add_option("file", options->file, "Project (.anchorage) or batch file")->required();
    options->reading.addTo(*command);
    command->add_flag("--json", options->json, "Machine-readable output");
    command->callback([options, &context] { context.action = [options, &context] { return validateFile(context, *options); }; });
}

} // namespace anchorage::cli
