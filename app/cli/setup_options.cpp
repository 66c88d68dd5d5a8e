#include "app/cli/setup_options.h"

#include "core/base/file.h"
#include "core/base/os_terminal.h"
#include "core/model/enums.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>

namespace anchorage::cli {

CLI::Validator wholeNumber()
{
    return {[](const std::string &text) -> std::string {
                std::int32_t number = 0;
                const auto *end = text.data() + text.size();
                const auto parsed = std::from_chars(text.data(), end, number);
                if (parsed.ec == std::errc() && parsed.ptr == end && number >= 0)
                    return {};
                return "expected a whole number from 0 to " + std::to_string(std::numeric_limits<std::int32_t>::max())
                    + ", found \"" + text + '"';
            },
            "NUMBER"};
}

void SetupOptions::addTo(CLI::App &command, unsigned parts)
{
    if ((parts & Connector) != 0) {
        command.add_option("--connector", m_connector, "Plugin, assembly or name of the catalogue (memory, sql)");
        command.add_option("--connector-argument", m_arguments, "Makes --connector a program that speaks the wire; repeatable")
            ->allow_extra_args(false);
        command.add_option("--host-option", m_hostOptions, "NAME=VALUE for the connector's host; repeatable")
            ->allow_extra_args(false);
        command.add_option("--ma-config", m_maConfiguration,
                           "Management agent configuration: schema, anchors, selection, containers, capabilities, step");
        command.add_option("--schema", m_schema, "File with the schema alone");
        command.add_option("--param", m_parameters, "NAME=VALUE; of an encrypted parameter env:NAME, prompt or keychain:NAME")
            ->allow_extra_args(false);
        command.add_option("--secret", m_secrets, "NAME=REFERENCE for a connector that does not declare its parameters")
            ->allow_extra_args(false);
    }
    if ((parts & Batch) != 0) {
        command.add_option("--batch", m_batches, "File with pending changes or objects; repeatable")->allow_extra_args(false);
        command.add_option("--format", m_format, "Format of the batch files, where content and suffix do not say it");
        command.add_option("--type", m_type, "Object type of entries that do not say theirs");
        command.add_option("--select-type", m_types, "Hand over objects of this type only; repeatable")->allow_extra_args(false);
        m_csv.addTo(command);
    }
    if ((parts & StepOptions) != 0) {
        command.add_option("--step", step, "Step of the project or profile of the configuration");
        command.add_option("--page-size", m_pageSize, "Entries of a page; 0: the default")->check(wholeNumber());
        command.add_option("--export-type", m_exportType, "Delta or Full");
        command.add_option("--partition", m_partition, "DN of the partition that the step works in");
        command.add_option("--set", m_settings, "NAME=VALUE of a run setting; repeatable")->allow_extra_args(false);
        command.add_option("--space", space, "Start from the space that a journal's run left, or from a file");
    }
}

Result<session::Workspace> SetupOptions::open() const
{
    session::Options options;
    options.folder = currentFolder();
    options.connector = m_connector;
    options.arguments = m_arguments;
    options.maConfiguration = m_maConfiguration;
    options.schema = m_schema;
    const auto csv = m_csv.options();
    if (!csv)
        return fail(csv.error());
    for (const auto &batch : m_batches)
        options.batches.push_back({batch, m_format, m_type, *csv});
    options.types = m_types;
    if (m_pageSize)
        options.pageSize = *m_pageSize;
    if (!m_exportType.empty()) {
        options.exportType = fromName<OperationType>(m_exportType);
        if (!options.exportType || *options.exportType == OperationType::FullObject)
            return fail(ErrorCode::Usage, "--export-type is Delta or Full, found \"" + m_exportType + '"');
    }
    options.partition = m_partition;
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    for (const auto &[name, texts, target] :
         {std::tuple<const char *, const std::vector<std::string> *, Pairs *>{"--param", &m_parameters, &options.parameters},
          {"--secret", &m_secrets, &options.secrets},
          {"--set", &m_settings, &options.settings},
          {"--host-option", &m_hostOptions, &options.hostOptions}})
        for (const auto &text : *texts) {
            auto pair = splitPair(name, text);
            if (!pair)
                return fail(std::move(pair.error()));
            target->push_back(std::move(*pair));
        }
    auto loaded =
        project.empty() ? Result<anchorage::project::Project>(anchorage::project::Project()) : anchorage::project::load(project);
    if (!loaded)
        return fail(std::move(loaded.error()));
    auto whole = session::withOptions(std::move(*loaded), options);
    if (!whole)
        return fail(std::move(whole.error()));
    setDefaultTimeout(*whole);
    return session::Workspace::open(std::move(*whole));
}

Result<std::pair<std::string, std::string>> splitPair(const std::string &option, const std::string &text)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(ErrorCode::Usage, option + " takes NAME=VALUE" + (equals == 0 ? ", found no name" : ", found no '='"));
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

session::Prompt terminalPrompt()
{
    return [](const std::string &what) -> Result<Secret> {
        auto typed = os::askTerminalHidden(what + ": ");
        if (!typed)
            return fail(ErrorCode::Usage,
                        "the secret \"" + what + "\" is to be asked for, but " + typed.error().message + "; use env:NAME");
        return Secret(std::move(*typed));
    };
}

void setDefaultTimeout(project::Project &project)
{
    const auto said = [](const auto &setting) { return setting.first == "callTimeout"; };
    if (std::none_of(project.settings.begin(), project.settings.end(), said))
        project.settings.emplace_back("callTimeout", "120000");
}

} // namespace anchorage::cli
