// Calls to a connector outside a run, one after the other: each waits for its answer, gathers what the
// connector says meanwhile and ends the process when it hangs. Internal to core/session.
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_port.h"
#include "core/session/inspection.h"
#include "core/session/secrets.h"
#include "core/wire/messages.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace anchorage::session {

class ConnectorCalls {
public:
    ConnectorCalls(connector::ConnectorPort &port, Secrets &secrets, std::chrono::milliseconds timeout,
                   std::function<bool()> cancelled);

    /// The answer, an exception included. Errors: Peer (it died or spoke rubbish), Timeout, Cancelled; the
    /// process is gone then.
    Result<wire::Answer> call(const wire::Request &request);
    std::vector<InspectionLog> takeLog() { return std::move(m_log); }
    ExceptionInfo scrub(ExceptionInfo exception) const;

private:
    std::string lastWords() const;

    connector::ConnectorPort &m_port;
    Secrets &m_secrets;
    std::chrono::milliseconds m_timeout;
    std::function<bool()> m_cancelled;
    std::vector<InspectionLog> m_log;
};

} // namespace anchorage::session
