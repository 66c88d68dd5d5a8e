// The process that a run talks to: started when a run needs it, kept for the next run where the
// setting says so (process=fresh|keep), replaced on Reload.
#pragma once

#include "core/base/result.h"
#include "core/connector/connector_port.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace anchorage::run {

/// Makes a port to a process that is not started yet.
using PortFactory = std::function<std::unique_ptr<connector::ConnectorPort>()>;

class ConnectorProcess {
public:
    explicit ConnectorProcess(PortFactory factory);
    ~ConnectorProcess(); ///< ends a kept process
    ConnectorProcess(const ConnectorProcess &) = delete;
    ConnectorProcess &operator=(const ConnectorProcess &) = delete;

    bool running() const { return m_port != nullptr; }
    /// Starts a new process; the one before must be gone. Errors as ConnectorPort::start().
    Result<void> start();
    /// After start() failed because the connector could not be loaded: why (load_failure.h).
    const std::optional<ExceptionInfo> &loadFailure() const { return m_loadFailure; }
    /// Its words of itself. Only while running.
    const ConnectorDescription &description() const { return m_description; }
    /// Only while running.
    connector::ConnectorPort &port() { return *m_port; }
    /// Ends the process group now. What it still said can be read with port().wait(0) before gone().
    void kill();
    /// It ended: forgets the port.
    void gone();
    /// From any thread: makes port().wait() return, if there is one.
    void wake();

private:
    PortFactory m_factory;
    std::mutex m_mutex; // guards the pointer against wake(); the port itself belongs to the run's thread
    std::unique_ptr<connector::ConnectorPort> m_port;
    ConnectorDescription m_description;
    std::optional<ExceptionInfo> m_loadFailure;
};

} // namespace anchorage::run
