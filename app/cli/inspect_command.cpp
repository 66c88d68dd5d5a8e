// inspect: what a connector says of itself, or what is in a file.
#include "app/cli/commands.h"
#include "app/cli/file_contents.h"
#include "app/cli/file_options.h"
#include "app/cli/inspection_output.h"
#include "app/cli/setup_options.h"
#include "core/base/file.h"
#include "core/session/inspection.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>
#include <sstream>

namespace anchorage::cli {

namespace {

constexpr std::string_view librarySuffixes[]{".dll", ".exe", ".so", ".dylib"};

struct InspectOptions {
    std::string what;
    std::vector<std::string> arguments, hostOptions, parameters, secrets;
    FileOptions file;
    bool json = false, hierarchy = false;
};

/// What is called like a connector is none of the file formats: what is wrong with it is the answer.
bool namesLibrary(const std::string &file)
{
    return std::any_of(std::begin(librarySuffixes), std::end(librarySuffixes),
                       [&](std::string_view suffix) { return file.ends_with(suffix); });
}

/// A project's connector, a connector's file, or a name of the catalogue; nothing: it is another file.
Result<std::optional<session::Workspace>> connectorOf(const InspectOptions &options)
{
    session::Options asked;
    asked.folder = currentFolder();
    for (const auto &[name, texts, target] :
         {std::tuple{"--param", &options.parameters, &asked.parameters}, std::tuple{"--secret", &options.secrets, &asked.secrets},
          std::tuple{"--host-option", &options.hostOptions, &asked.hostOptions}})
        for (const auto &text : *texts) {
            auto pair = splitPair(name, text);
            if (!pair)
                return fail(std::move(pair.error()));
            target->push_back(std::move(*pair));
        }
    project::Project project;
    std::error_code error;
    const bool isFile = std::filesystem::is_regular_file(utf8Path(options.what), error);
    if (isFile && options.what.ends_with(".anchorage")) {
        auto loaded = project::load(options.what);
        if (!loaded)
            return fail(std::move(loaded.error()));
        project = std::move(*loaded);
    } else if (isFile && options.arguments.empty() && !namesLibrary(options.what)
               && !connector::locateConnector(utf8Text(std::filesystem::absolute(utf8Path(options.what))), {})) {
        return std::optional<session::Workspace>();
    } else {
        asked.connector = options.what;
        asked.arguments = options.arguments;
    }
    auto whole = session::withOptions(std::move(project), asked);
    if (!whole)
        return fail(std::move(whole.error()));
    auto workspace = session::Workspace::open(std::move(*whole));
    if (!workspace)
        return fail(std::move(workspace.error()));
    return std::optional(std::move(*workspace));
}

int inspectConnector(const Context &context, const InspectOptions &options, const session::Workspace &workspace)
{
    auto request = workspace.inspectRequest();
    if (!request)
        return context.fail(request.error());
    request->wantCapabilities = request->wantSchema = request->wantPartitions = true;
    request->wantHierarchy = options.hierarchy;
    session::Secrets secrets(terminalPrompt());
    const auto inspection = session::inspect(*request, secrets);
    if (!inspection)
        return context.fail(inspection.error());
    // Values with `${env:…}` in them, and whatever the connector repeats of them.
    std::ostringstream text;
    options.json ? printJson(text, *inspection) : printText(text, *inspection);
    context.out << secrets.scrubber().scrub(text.str());
    if (!inspection->connector.canRun())
        return Stopped;
    bool wrong = !inspection->problems.empty();
    for (const auto &page : inspection->pages)
        wrong = wrong || (page.validation && page.validation->code == ParameterValidationResultCode::Failure);
    return wrong ? Wrong : Fine;
}

int inspectFile(const Context &context, const InspectOptions &options)
{
    const auto read = options.file.load(options.what);
    if (!read)
        return context.fail(read.error());
    const auto contents = contentsOf(read->loaded);
    options.json ? printJson(context.out, contents) : printText(context.out, contents);
    return Fine;
}

int inspect(const Context &context, const InspectOptions &options)
{
    const auto workspace = connectorOf(options);
    if (!workspace)
        return context.fail(workspace.error());
    return *workspace ? inspectConnector(context, options, **workspace) : inspectFile(context, options);
}

} // namespace

void addInspect(CLI::App &app, Context &context)
{
    auto *command = app.add_subcommand("inspect", "Show what a connector says of itself, or what is in a file");
    const auto options = std::make_shared<InspectOptions>();
    command->add_option("what", options->what, "Connector (file, assembly or catalogue name), project, or file of any format")
        ->required();
    command->add_option("--connector-argument", options->arguments, "WHAT is a program that speaks the wire; repeatable")
        ->allow_extra_args(false);
    command->add_option("--host-option", options->hostOptions, "NAME=VALUE for the connector's host")->allow_extra_args(false);
    command->add_option("--param", options->parameters, "NAME=VALUE; of an encrypted parameter a reference")
        ->allow_extra_args(false);
    command->add_option("--secret", options->secrets, "NAME=REFERENCE")->allow_extra_args(false);
    options->file.addTo(*command);
    command->add_flag("--hierarchy", options->hierarchy, "Ask for the containers, three levels deep");
    command->add_flag("--json", options->json, "Machine-readable output");
    command->callback([options, &context] { context.action = [options, &context] { return inspect(context, *options); }; });
}

} // namespace anchorage::cli
