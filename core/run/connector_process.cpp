#include "core/run/connector_process.h"

#include "core/model/load_failure.h"

#include <utility>

namespace anchorage::run {

namespace {
constexpr std::chrono::seconds shutdownTime{5};

} // namespace

ConnectorProcess::ConnectorProcess(PortFactory factory) : m_factory(std::move(factory)) { }

ConnectorProcess::~ConnectorProcess()
{
    if (m_port)
        m_port->shutdown(shutdownTime);
}

Result<void> ConnectorProcess::start()
{
    auto port = m_factory();
    if (!port)
        return fail(ErrorCode::NotFound, "there is no such connector");
    m_loadFailure.reset();
    auto description = port->start();
    if (!description) {
        m_loadFailure = port->loadFailure();
        return fail(std::move(description.error()));
    }
    // What the pre-flight check found must not surface later as the connector's own fault.
    m_loadFailure = loadFailureOf(*description);
    if (m_loadFailure) {
        port->shutdown(shutdownTime);
        return fail(ErrorCode::Unsupported,
                    std::string(loadStatusOf(*m_loadFailure)) + ": " + description->name
                        + " cannot run here: " + m_loadFailure->message);
    }
    m_description = std::move(*description);
    const std::lock_guard lock(m_mutex);
    m_port = std::move(port);
    return {};
}

void ConnectorProcess::kill()
{
    if (m_port)
        m_port->kill();
}

void ConnectorProcess::gone()
{
    std::unique_ptr<connector::ConnectorPort> old;
    const std::lock_guard lock(m_mutex);
    old.swap(m_port);
}

void ConnectorProcess::wake()
{
    const std::lock_guard lock(m_mutex);
    if (m_port)
        m_port->wake();
}

} // namespace anchorage::run
