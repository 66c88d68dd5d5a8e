// Which process to start for a connector: a host beside this program, or the connector itself.
#pragma once

#include "core/base/os_process.h"
#include "core/base/result.h"
#include "core/connector/connector_kind.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace anchorage::connector {

/// Error NotFound: the host (or what runs it) is not installed; the text says what to install.
/// With `waitForDebugger` mono listens for its soft debugger on the option debuggerAddress.
Result<os::ProcessStart> launchOf(const ConnectorLocation &location, bool waitForDebugger = false);

/// Option of a .NET connector: where mono's soft debugger is to attach ("HOST:PORT").
inline constexpr std::string_view debuggerAddressOption = "debuggerAddress";
inline constexpr const char *defaultDebuggerAddress = "127.0.0.1:55555";

/// Where a debugger attaches: the process, and for mono the address of its soft debugger.
std::string debuggerPlace(const ConnectorLocation &location, std::int64_t pid);

/// A folder that only this process uses, to be removed when it is over, however it ended. Empty: there is none.
std::string temporaryFolderOf(const os::ProcessStart &start);

/// Full path of a program of ours: beside the running one, in ../bin or in ../libexec/anchorage.
/// `name` may have folders in it. Error NotFound names where it was looked for.
Result<std::string> findOwnProgram(const std::string &name);

/// Full path of a program in PATH; empty: there is none.
std::string findInPath(const std::string &name);

} // namespace anchorage::connector
