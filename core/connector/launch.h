// Which process to start for a connector: a host beside this program, or the connector itself.
#pragma once

#include "core/base/os_process.h"
#include "core/base/result.h"
#include "core/connector/connector_kind.h"

#include <string>

namespace anchorage::connector {

/// Error NotFound: the host (or what runs it) is not installed; the text says what to install.
Result<os::ProcessStart> launchOf(const ConnectorLocation &location);

/// Full path of a program of ours: beside the running one, in ../bin or in ../libexec/anchorage.
/// `name` may have folders in it. Error NotFound names where it was looked for.
Result<std::string> findOwnProgram(const std::string &name);

/// Full path of a program in PATH; empty: there is none.
std::string findInPath(const std::string &name);

} // namespace anchorage::connector
