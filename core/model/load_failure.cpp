#include "core/model/load_failure.h"

#include <string>

namespace anchorage {

namespace {

struct Row {
    std::string_view type;
    std::string_view status;
};
constexpr Row rows[]{
    {"ExtensionDllFileNotFoundException", "stopped-extension-dll-file-not-found"},
    {"ExtensionDllAccessException", "stopped-extension-dll-access"},
    {"ExtensionDllInvalidAssemblyException", "stopped-extension-dll-invalid-assembly"},
    {"ExtensionDllLoadException", "stopped-extension-dll-load"},
    {"ExtensionDllNoImplementationException", "stopped-extension-dll-no-implementation"},
    {"ExtensionDllAmbiguousException", "stopped-extension-dll-ambiguous"},
    {"ExtensionDllInstantiationException", "stopped-extension-dll-instantiation"},
    {"ExtensionDllMissingDependencyException", "stopped-extension-dll-missing-dependency"},
};

/// Of a finding. What only the bench's runtime lacks has no step result of its own: the assembly does not load.
std::string_view typeOf(const Finding &finding)
{
    for (const auto &row : rows)
        if (row.status == finding.id)
            return row.type;
    return finding.id == "link-dependency" ? "ExtensionDllMissingDependencyException" : "ExtensionDllLoadException";
}

} // namespace

std::string_view loadStatusOf(const ExceptionInfo &exception)
{
    for (const auto &row : rows)
        if (row.type == exception.shortType())
            return row.status;
    return {};
}

std::optional<ExceptionInfo> loadFailureOf(const ConnectorDescription &description)
{
    std::optional<ExceptionInfo> failure;
    for (const auto &finding : description.findings) {
        if (finding.severity != Severity::Error)
            continue;
        if (!failure)
            failure = ExceptionInfo{std::string(typeOf(finding)), {}, {}, {}};
        failure->message += (failure->message.empty() ? "" : "; ") + finding.message;
    }
    return failure;
}

Finding loadFinding(const ExceptionInfo &failure)
{
    auto message = failure.message;
    for (const auto *cause = &failure; !cause->inner.empty(); cause = &cause->inner.front())
        message += ": " + cause->inner.front().type + ": " + cause->inner.front().message;
    return {std::string(loadStatusOf(failure)), Severity::Error, {}, {}, std::move(message), "ecma2.md 5.2"};
}

} // namespace anchorage
