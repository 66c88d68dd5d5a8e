#include "core/model/finding.h"

#include <array>

namespace anchorage {

std::string_view name(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "";
}

Severity severityOf(std::string_view findingId)
{
    // engine.md, top
    static constexpr std::array errors{"anchor-missing", "result-unknown-identifier", "result-duplicate-identifier",
                                       "result-null",    "does-not-converge",         "action-not-applicable"};
    for (const auto *error : errors)
        if (findingId == error)
            return Severity::Error;
    return Severity::Warning;
}

} // namespace anchorage
