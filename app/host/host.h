// The host's life: one thread reads the wire, the main thread calls the connector, answers carry ids.
#pragma once

#include "app/host/wire_out.h"
#include "connectors/sdk/connector.h"
#include "core/base/os_stdio.h"
#include "core/wire/messages.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace anchorage::host {

class Host {
public:
    Host(std::string pluginPath, os::WireStdio stdio, WireOut &out);
    Host(const Host &) = delete;
    Host &operator=(const Host &) = delete;

    /// Until shutdown was asked for and answered. The end of the wire ends the process at once, also
    /// while a call hangs.
    void serve();

private:
    // The reading thread.
    void readWire();
    void receive(wire::FromBench message);
    bool goesBeside(const wire::Request &request);

    // The calling thread, and one for each call beside it.
    wire::IncomingRequest nextRequest();
    void answer(const wire::IncomingRequest &incoming);
    wire::Answer answerTo(const wire::Request &request);
    wire::Answer initialize(const wire::request::Initialize &request);
    void endConnector();
    sdk::Host services();

    std::string m_pluginPath;
    os::WireStdio m_stdio;
    WireOut &m_out;
    std::unique_ptr<sdk::Connector> m_connector;
    ConfigParameters m_parameters;

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<wire::IncomingRequest> m_waiting;
    bool m_calling = false; // a connector's function runs on the main thread
    std::atomic<wire::RequestId> m_current = 0; // of that call
    std::atomic<wire::RequestId> m_received = 0;
    std::atomic<wire::RequestId> m_cancelled = 0; // that call and all before it
};

} // namespace anchorage::host
