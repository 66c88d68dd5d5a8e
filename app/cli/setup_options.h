// The options that say what a run is made of, shared by run, plan, validate and inspect.
#pragma once

#include "app/cli/context.h"
#include "app/cli/csv_arguments.h"
#include "core/base/result.h"
#include "core/session/options.h"
#include "core/session/secrets.h"
#include "core/session/workspace.h"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace anchorage::cli {

class SetupOptions {
public:
    enum Part : unsigned { Connector = 1, Batch = 2, StepOptions = 4, All = 7 };
    void addTo(CLI::App &command, unsigned parts = All);

    std::string project; ///< positional; empty: none
    std::string step;
    std::string space; ///< --space

    /// Project, or nothing, with the options on top. Errors: Usage, and the project's readers'.
    Result<session::Workspace> open() const;
    /// As --set NAME=VALUE: for options that are short for one.
    void addSetting(const std::string &name, const std::string &value) { m_settings.push_back(name + '=' + value); }

private:
    std::string m_connector, m_maConfiguration, m_schema, m_format, m_type, m_exportType, m_partition;
    std::vector<std::string> m_arguments, m_hostOptions, m_batches, m_parameters, m_secrets, m_settings, m_types;
    std::optional<int> m_pageSize;
    CsvArguments m_csv;
};

/// Of an option: digits only, as far as 32 bits go.
CLI::Validator wholeNumber();
/// "name=value" in two; Error Usage that names the option.
Result<std::pair<std::string, std::string>> splitPair(const std::string &option, const std::string &text);
/// Asks on the terminal without showing what is typed.
session::Prompt terminalPrompt();
/// Every run of the command line has a call timeout (time-1), unless the project says otherwise.
void setDefaultTimeout(project::Project &project);

} // namespace anchorage::cli
