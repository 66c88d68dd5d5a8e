// What a connector is: decided by the file's content, not its name.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::connector {

class ConnectorPort;

enum class ConnectorKind : std::uint8_t { Native, DotNet, Command };

/// How to start a connector; comes from a project, the catalogue or the command line.
struct ConnectorLocation {
    ConnectorKind kind = ConnectorKind::Native;
    std::string path; ///< plugin or assembly, absolute; for Command the program
    std::vector<std::string> arguments; ///< Command only
    std::string workingDirectory; ///< empty: the connector's folder
    std::vector<std::pair<std::string, std::string>> options; ///< host options for `initialize`
    bool operator==(const ConnectorLocation &) const = default;
};

/// `text` is a file (native plugin or assembly), or the name of a catalogue entry ("memory").
/// Errors: NotFound names where it was looked for; Unsupported names what the file is instead.
Result<ConnectorLocation> locateConnector(const std::string &text, const std::string &baseFolder);

struct ProcessSettings {
    std::uint64_t messageLimit = 64ULL * 1024 * 1024; ///< bytes
    std::chrono::milliseconds startTimeout{20'000};
    bool waitForDebugger = false;
};

/// A process of its own for this connector, not started yet.
std::unique_ptr<ConnectorPort> makeProcessPort(const ConnectorLocation &location, const ProcessSettings &settings);

} // namespace anchorage::connector
