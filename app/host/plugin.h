// The one native plugin of this process.
#pragma once

#include "connectors/sdk/connector.h"
#include "core/base/result.h"
#include "core/model/connector_description.h"

#include <memory>
#include <string>

namespace anchorage::host {

/// Loads the plugin and compares its ABI tag, which is plain C, before anything else of it is called.
/// `path` is absolute. Errors: NotFound, Unsupported; what a constructor throws goes to the caller.
Result<std::unique_ptr<sdk::Connector>> loadPlugin(const std::string &path);

/// What it says of itself. What the connector throws goes to the caller.
ConnectorDescription describe(sdk::Connector &connector);

} // namespace anchorage::host
