#include "core/engine/ending.h"

namespace anchorage::engine {

namespace {
constexpr auto userTermination = "stopped-user-termination-from-wmi-or-ui";
constexpr auto extensionError = "stopped-extensible-extension-error";
} // namespace

std::string describe(const ExceptionInfo &exception)
{
    return exception.message.empty() ? exception.type : exception.type + ": " + exception.message;
}

void Ending::because(std::string status, CloseReason reason)
{
    if (isDecided())
        return;
    m_status = std::move(status);
    m_reason = reason;
}

std::string Ending::status(const ExportCounters &counters) const
{
    if (isDecided())
        return m_status;
    return counters.failure != 0 ? "completed-export-errors" : "success"; // error-1, empty-1
}

void Ending::openThrew(const ExceptionInfo &exception) // throw-4
{
    because(std::string(runStatusOf(exception)), CloseReason::OpenConnectionFailure);
}

void Ending::putThrew(const ExceptionInfo &exception) // throw-1
{
    because(std::string(runStatusOf(exception)), CloseReason::Unknown);
}

void Ending::closeThrew(const ExceptionInfo &exception) // throw-3
{
    because(std::string(closeStatusOf(exception)), m_reason);
}

void Ending::peerLost() // throw-2, throw-5
{
    because("stopped-extension-dll-exception", CloseReason::Unknown);
}

void Ending::timedOut() // throw-2
{
    because("stopped-ma-extension-timeout", CloseReason::Unknown);
}

void Ending::stopped() // stop-1
{
    because(userTermination, CloseReason::TerminatedByUser);
}

void Ending::shutDown() // close-1
{
    because("stopped-service-shutdown", CloseReason::TerminatedShuttingDown);
}

void Ending::closedByHand(CloseReason reason) // close-1: any of the five, but it was a person who ended the run
{
    because(userTermination, reason);
}

void Ending::customStopRun() // error-2
{
    because(extensionError, CloseReason::Unknown);
}

void Ending::resultNull() // answer-2
{
    because(extensionError, CloseReason::Unknown);
}

void Ending::errorLimit() // error-1
{
    because("stopped-error-limit", CloseReason::Normal);
}

void Ending::objectLimit() // limit-1
{
    because("stopped-object-limit", CloseReason::Normal);
}

void Ending::deletionLimit() // limit-1
{
    because("stopped-deletion-limit", CloseReason::Normal);
}

} // namespace anchorage::engine
