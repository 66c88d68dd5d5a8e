// The program's commands; one file each. A new one is a line here and a line in commands.cpp.
#pragma once

#include "app/cli/context.h"

#include <CLI/App.hpp>

#include <vector>

namespace anchorage::cli {

/// Declares the subcommand and its options; sets context.action when it was named.
using AddCommand = void (*)(CLI::App &app, Context &context);
const std::vector<AddCommand> &allCommands();

void addInspect(CLI::App &app, Context &context);
void addRun(CLI::App &app, Context &context);
void addPlan(CLI::App &app, Context &context);
void addReplay(CLI::App &app, Context &context);
void addConvert(CLI::App &app, Context &context);
void addValidate(CLI::App &app, Context &context);
void addReport(CLI::App &app, Context &context);
void addRedact(CLI::App &app, Context &context);

} // namespace anchorage::cli
