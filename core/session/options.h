// What a command line or a dialogue says beside or instead of a project. It becomes part of a Project,
// so that everything after it knows one thing only.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::session {

/// Members that are empty say nothing. Paths count from `folder`.
struct Options {
    std::string folder; ///< the current one, absolute
    std::string connector; ///< --connector: file or catalogue name
    std::vector<std::string> arguments; ///< --connector-argument: makes `connector` a command
    std::vector<std::pair<std::string, std::string>> hostOptions; ///< --host-option k=v
    std::string maConfiguration; ///< --ma-config
    std::string schema; ///< --schema
    std::vector<project::SpaceFile> batches; ///< --batch, --format, --type: in place of the project's space
    std::vector<std::pair<std::string, std::string>> parameters; ///< --param k=v; of an encrypted one v is a reference
    std::vector<std::pair<std::string, std::string>> secrets; ///< --secret k=env:NAME
    std::optional<std::int32_t> pageSize; ///< --page-size
    std::optional<OperationType> exportType; ///< --export-type
    std::string partition; ///< --partition
    std::vector<std::pair<std::string, std::string>> settings; ///< --set k=v and the options that are short for it
    std::vector<std::string> types; ///< --select-type
    bool operator==(const Options &) const = default;
};

/// `project` with what the options say on top. Errors: Usage for a wrong setting or secret reference,
/// naming the option.
Result<project::Project> withOptions(project::Project project, const Options &options);

} // namespace anchorage::session
