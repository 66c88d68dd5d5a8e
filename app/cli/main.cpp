// anchorage-cli: runs, plans and inspects without a desktop. Everything it does is core/session's; here
// are options, words and exit codes only.
#include "app/cli/commands.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QCoreApplication>

#include <exception>
#include <iostream>

namespace {

int runProgram(int argc, char **argv)
{
    using namespace anchorage::cli;
    const QCoreApplication application(argc, argv); // the keychain and settings' places want one
    CLI::App app("Anchorage on the command line: a test bench for export connectors of identity synchronization engines.",
                 "anchorage-cli");
    app.set_version_flag("--version", "anchorage-cli " ANCHORAGE_VERSION);
    app.set_help_all_flag("--help-all", "Help of all commands");
    app.footer(std::string(exitCodesText));
    app.require_subcommand(1);
    app.fallthrough(false);
    Context context{std::cout, std::cerr};
    for (const auto &add : allCommands())
        add(app, context);
    for (auto *command : app.get_subcommands({}))
        command->footer(std::string(exitCodesText));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? Fine : Usage;
    }
    const int code = context.action ? context.action() : Usage;
    std::cout.flush();
    if (!std::cout)
        return context.fail({anchorage::ErrorCode::Io, "standard output cannot be written", {}});
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return runProgram(argc, argv);
    } catch (const std::exception &error) {
        // Memory that is not there, or a bug: said plainly instead of a bare abort.
        std::cerr << "anchorage-cli: " << error.what() << '\n';
        return anchorage::cli::Stopped;
    }
}
