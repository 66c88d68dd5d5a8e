// A connector that cannot be loaded: nothing of it ran, so nothing is opened and nothing is closed. The
// engine has a step result for each reason (ecma2.md 5.2, load-time stops).
#pragma once

#include "core/model/connector_description.h"
#include "core/model/exception.h"

#include <optional>
#include <string_view>

namespace anchorage {

/// "stopped-extension-dll-ambiguous" for an ExtensionDllAmbiguousException, as a host answers `initialize`
/// with it (wire.md). Empty: the exception is something else, a connector's own for example.
std::string_view loadStatusOf(const ExceptionInfo &exception);

/// What the findings of a check before loading amount to: the first error decides, its message is followed
/// by those of the others. Absent: the connector can run.
std::optional<ExceptionInfo> loadFailureOf(const ConnectorDescription &description);

/// The same the other way round: a failure to load as the finding of such a check. Its id is the step result.
Finding loadFinding(const ExceptionInfo &failure);

} // namespace anchorage
