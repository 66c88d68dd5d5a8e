#include "core/run/connector_process.h"

#include <utility>

namespace anchorage::run {

namespace {
constexpr std::chrono::seconds shutdownTime{5};

/// What the pre-flight check found must not surface later as the connector's own fault.
Result<void> refuseUnusable(const ConnectorDescription &description)
{
    if (description.canRun())
        return {};
    std::string errors;
    for (const auto &finding : description.findings)
        if (finding.severity == Severity::Error)
            errors += "\n  " + finding.message;
    return fail(ErrorCode::Unsupported, description.name + " cannot run here:" + errors);
}

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
    auto description = port->start();
    if (!description)
        return fail(std::move(description.error()));
    if (auto usable = refuseUnusable(*description); !usable) {
        port->shutdown(shutdownTime);
        return usable;
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
