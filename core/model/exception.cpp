#include "core/model/exception.h"

#include "core/model/load_failure.h"

namespace anchorage {

std::string_view ExceptionInfo::shortType() const
{
    const std::string_view whole(type);
    const auto dot = whole.find_last_of(".:+");
    return dot == std::string_view::npos ? whole : whole.substr(dot + 1);
}

std::string_view runStatusOf(const ExceptionInfo &exception)
{
    // ecma2.md 5.2; throw-1
    struct Row {
        std::string_view type;
        std::string_view status;
    };
    static constexpr Row rows[]{
        {"ServerDownException", "stopped-server-down"},
        {"BadServerCredentialsException", "stopped-bad-server-credentials"},
        {"ExtensibleExtensionException", "stopped-extensible-extension-error"},
        {"EntryPointNotImplementedException", "stopped-entry-point-not-implemented"},
        {"UnexpectedDataException", "stopped-unexpected-data"},
        {"FatalEntryExportException", "stopped-entry-export-error"},
        {"TerminateRunException", "stopped-user-termination-from-extension"},
        {"FailedConnectionException", "stopped-connectivity"},
        {"DroppedConnectionException", "stopped-connectivity"},
    };
    for (const auto &row : rows)
        if (row.type == exception.shortType())
            return row.status;
    const auto notLoaded = loadStatusOf(exception);
    return notLoaded.empty() ? "stopped-extension-dll-exception" : notLoaded;
}

std::string_view closeStatusOf(const ExceptionInfo &exception)
{
    // throw-3
    return exception.shortType() == "EndConnectionException" ? "stopped-error-in-end-connection"
                                                             : "stopped-ma-extension-error-in-end-connection";
}

} // namespace anchorage
