// What a connector process says of itself in its answer to `initialize` (wire.md).
#pragma once

#include "core/model/enums.h"
#include "core/model/finding.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace anchorage {

/// Which interfaces are implemented; what is not implemented is never called.
struct ConnectorInterfaces {
    bool capabilities = false;
    bool parameters = false;
    bool schema = false;
    bool partitions = false;
    bool hierarchy = false;
    bool callImport = false;
    bool callExport = false; ///< false: import-only, and the bench says so
    bool password = false;
    bool operator==(const ConnectorInterfaces &) const = default;
};

struct ConnectorDescription {
    std::string name;
    std::string version;
    std::string kind; ///< "native", "dotnet", "script"
    ConnectorInterfaces interfaces;
    std::int32_t exportDefaultPageSize = 0; ///< 0: not said (page-1)
    std::int32_t exportMaxPageSize = 0; ///< 0: no maximum
    std::int32_t importDefaultPageSize = 0;
    std::int32_t importMaxPageSize = 0;
    /// What a host found out before it called anything: an error means that no run can work (wire.md,
    /// Pre-flight check).
    Findings findings = {};
    bool operator==(const ConnectorDescription &) const = default;

    bool canRun() const
    {
        return std::none_of(findings.begin(), findings.end(),
                            [](const Finding &finding) { return finding.severity == Severity::Error; });
    }
};

} // namespace anchorage
