// Why a run ends before everything was exported: status and close reason (close-1, throw-1 … throw-5,
// stop-1, error-1, error-2, limit-1). The first cause wins. Internal to core/engine.
#pragma once

#include "core/engine/engine_command.h"
#include "core/model/exception.h"

#include <optional>
#include <string>

namespace anchorage::engine {

/// "ServerDownException: no answer", as fates show it.
std::string describe(const ExceptionInfo &exception);

class Ending {
public:
    /// Why the run ends; later causes change nothing.
    void because(std::string status, CloseReason reason);
    bool isDecided() const { return !m_status.empty(); }
    CloseReason closeReason() const { return m_reason; }
    /// The step's result, given what was counted.
    std::string status(const ExportCounters &counters) const;

    // Each cause with its status and reason.
    void openThrew(const ExceptionInfo &exception);
    void putThrew(const ExceptionInfo &exception);
    void closeThrew(const ExceptionInfo &exception);
    void peerLost();
    void timedOut();
    void stopped();
    void shutDown();
    void closedByHand(CloseReason reason);
    void customStopRun();
    void resultNull();
    void errorLimit();
    void objectLimit();
    void deletionLimit();

private:
    std::string m_status;
    CloseReason m_reason = CloseReason::Normal;
};

} // namespace anchorage::engine
