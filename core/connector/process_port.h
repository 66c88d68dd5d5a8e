// The real port: a process, its pipes and the wire on them.
#pragma once

#include "core/base/os_process.h"
#include "core/connector/connector_kind.h"
#include "core/connector/connector_port.h"
#include "core/connector/log_limit.h"
#include "core/wire/line_decoder.h"
#include "core/wire/log_lines.h"
#include "core/wire/message_reader.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::connector {

class ProcessPort final : public ConnectorPort {
public:
    ProcessPort(ConnectorLocation location, ProcessSettings settings);
    ~ProcessPort() override; ///< kills what still runs, and takes away what it could leave in the temporary folder

    Result<ConnectorDescription> start() override;
    std::optional<ExceptionInfo> loadFailure() const override { return m_loadFailure; }
    Result<wire::RequestId> send(const wire::Request &request) override;
    std::uint64_t encodedSize(const wire::Request &request) const override;
    void cancel() override;
    /// Returns nullopt at once when the process is over and everything it said has been handed out.
    std::optional<PortEvent> wait(std::chrono::milliseconds most) override;
    void wake() override;
    void kill() override;
    void shutdown(std::chrono::milliseconds most) override;
    std::int64_t pid() const override;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct OpenRequest {
        std::string method;
        std::uint64_t lastByte = 0; // its end in the stream of bytes out
        std::optional<Time> sent;
    };
    struct Closing { // the process is about to end; it gets a moment to do so
        Time deadline;
        std::string why;
    };

    // process_port.cpp: bytes in and out
    void pump(std::chrono::milliseconds most);
    void writeSome();
    bool readOutput();
    bool readErrors();
    void readRest();
    void decode();
    std::string_view methodOfId(wire::RequestId id) const;

    // port_events.cpp: what it means
    Result<ConnectorDescription> handshake();
    Result<ConnectorDescription> concluded(PortEvent &event);
    Error startError(Error error) const;
    void take(wire::FromConnector message);
    void take(wire::IncomingAnswer answer);
    void take(wire::Notice notice);
    void log(std::string level, std::string text);
    void sayWhatWasLeftOut(bool atEnd);
    void flushLines();
    void closing(const std::string &why, std::chrono::milliseconds grace);
    void wireEnded(const std::string &why);
    void checkClosing();
    void exited();
    void broke(Error error);
    std::string openCalls() const;

    ConnectorLocation m_location;
    ProcessSettings m_settings;
    std::string m_temporaryFolder; // removed with the port
    std::unique_ptr<os::ChildProcess> m_process;
    bool m_over = false;

    std::string m_outgoing; // not written yet, from m_outBegin on
    std::size_t m_outBegin = 0;
    std::uint64_t m_written = 0;
    wire::RequestId m_lastId = 0;
    std::map<wire::RequestId, OpenRequest> m_open;
    std::optional<wire::RequestId> m_shutdown;
    mutable std::string m_scratch;

    wire::LineDecoder m_decoder;
    wire::MessageReader m_reader;
    std::vector<char> m_buffer;
    wire::LogLines m_errorLines;
    bool m_outputEnded = false;
    bool m_errorsEnded = false;
    Time m_lastIn;

    LogLimit m_logLimit;
    std::optional<ExceptionInfo> m_loadFailure;
    std::deque<std::string> m_lastWords; // of the log, for the error of a failed start
    std::optional<Time> m_lastProgress;
    bool m_goodbye = false;
    std::optional<Closing> m_closing;
    std::deque<PortEvent> m_events;
};

} // namespace anchorage::connector
