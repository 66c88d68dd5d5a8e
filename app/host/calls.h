// One request, one call of the connector, one answer.
#pragma once

#include "connectors/sdk/connector.h"
#include "core/wire/messages.h"

namespace anchorage::host {

/// Every request but Initialize, Configure and Shutdown, which are the host's own. What the connector
/// throws goes to the caller. An interface that is not there: NotImplemented.
wire::Answer call(sdk::Connector &connector, const ConfigParameters &parameters, const wire::Request &request);

} // namespace anchorage::host
