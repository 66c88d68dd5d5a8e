#include "core/connector/process_port.h"

#include "core/base/file.h"
#include "core/connector/launch.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace anchorage::connector {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t readSize = std::size_t{256} * 1024;
/// A turn reads this much of stderr at most, so that a flood does not keep the wire waiting.
constexpr int errorReadsPerTurn = 16;
/// After the end: more than all pipes hold, and an end to what a stray grandchild goes on writing.
constexpr int readsAfterTheEnd = 256;
constexpr milliseconds owedLineDelay = 500ms;

milliseconds until(steady_clock::time_point deadline)
{
    return std::max(std::chrono::ceil<milliseconds>(deadline - steady_clock::now()), 0ms);
}

} // namespace

std::unique_ptr<ConnectorPort> makeProcessPort(const ConnectorLocation &location, const ProcessSettings &settings)
{
    return std::make_unique<ProcessPort>(location, settings);
}

ProcessPort::ProcessPort(ConnectorLocation location, ProcessSettings settings)
    : m_location(std::move(location)), m_settings(settings), m_decoder(settings.messageLimit), m_buffer(readSize)
{
}

ProcessPort::~ProcessPort()
{
    m_process.reset();
    if (std::error_code error; !m_temporaryFolder.empty())
        std::filesystem::remove_all(utf8Path(m_temporaryFolder), error);
}

Result<ConnectorDescription> ProcessPort::start()
{
    auto launch = launchOf(m_location, m_settings.waitForDebugger);
    if (!launch)
        return fail(std::move(launch.error()));
    m_temporaryFolder = temporaryFolderOf(*launch);
    auto process = os::ChildProcess::start(*launch);
    if (!process)
        return fail(std::move(process.error()));
    m_process = std::move(*process);
    return handshake();
}

Result<wire::RequestId> ProcessPort::send(const wire::Request &request)
{
    if (!m_process || m_over)
        return fail(ErrorCode::Peer, "the connector process is gone");
    const auto id = ++m_lastId;
    wire::encode(m_outgoing, id, request);
    const auto lastByte = m_written + m_outgoing.size() - m_outBegin;
    m_open.emplace(id, OpenRequest{std::string(wire::methodOf(request)), lastByte, {}});
    writeSome();
    return id;
}

std::uint64_t ProcessPort::encodedSize(const wire::Request &request) const
{
    m_scratch.clear();
    wire::encode(m_scratch, m_lastId + 1, request);
    return m_scratch.size();
}

void ProcessPort::cancel()
{
    if (!m_process || m_over)
        return;
    wire::encode(m_outgoing, wire::Cancel{});
    writeSome();
}

std::optional<PortEvent> ProcessPort::wait(milliseconds most)
{
    const auto deadline = steady_clock::now() + std::clamp<milliseconds>(most, 0ms, 24h);
    for (bool first = true;; first = false) {
        if (!m_events.empty()) {
            auto event = std::move(m_events.front());
            m_events.pop_front();
            return event;
        }
        const auto left = until(deadline);
        if (m_over || !m_process || (!first && left == 0ms))
            return std::nullopt;
        pump(left);
    }
}

void ProcessPort::wake()
{
    if (m_process)
        m_process->wake();
}

void ProcessPort::kill()
{
    if (!m_process || m_over)
        return;
    m_process->killGroup();
    readRest();
    sayWhatWasLeftOut(true);
    m_over = true;
    m_open.clear();
}

void ProcessPort::shutdown(milliseconds most)
{
    if (!m_process || m_over)
        return;
    const auto deadline = steady_clock::now() + most;
    if (const auto id = send(wire::request::Shutdown{}))
        m_shutdown = *id;
    while (!m_over && until(deadline) > 0ms)
        pump(until(deadline));
    kill();
}

std::int64_t ProcessPort::pid() const
{
    return m_process && !m_over ? m_process->pid() : 0;
}

/// One turn: waits until something happened, or not longer than `most`, and makes events of it.
void ProcessPort::pump(milliseconds most)
{
    auto longest = most;
    if (m_closing)
        longest = std::min(longest, until(m_closing->deadline));
    if (m_logLimit.owes())
        longest = std::min(longest, owedLineDelay);
    const auto ready = m_process->wait(longest, {m_outBegin < m_outgoing.size(), !m_outputEnded});
    if (ready.woken)
        m_events.emplace_back(event::Woken{});
    if (ready.input)
        writeSome();
    if (ready.exited) {
        exited();
        return;
    }
    // What was written to stderr before a message was sent is read before the message is acted on.
    const bool messages = ready.output && readOutput();
    if (ready.errors || messages)
        for (int reads = 0; reads < errorReadsPerTurn && readErrors(); ++reads) { }
    if (messages)
        decode();
    if (m_outputEnded && !m_over)
        wireEnded("it closed its end of the wire");
    sayWhatWasLeftOut(false);
    checkClosing();
}

void ProcessPort::writeSome()
{
    while (m_outBegin < m_outgoing.size()) {
        const auto taken = m_process->write(std::string_view(m_outgoing).substr(m_outBegin));
        if (!taken) {
            // It died, which its end will tell, or it closed its input, and no call can reach it.
            m_outgoing.clear();
            m_outBegin = 0;
            return wireEnded(taken.error().message);
        }
        if (*taken == 0)
            return;
        m_outBegin += *taken;
        m_written += *taken;
        for (auto &[id, request] : m_open)
            if (!request.sent && request.lastByte <= m_written)
                request.sent = steady_clock::now();
    }
    m_outgoing.clear();
    m_outBegin = 0;
}

/// True when bytes came.
bool ProcessPort::readOutput()
{
    const auto count = m_process->read(os::ChildProcess::Stream::Output, m_buffer.data(), m_buffer.size());
    if (!count)
        return false;
    m_outputEnded = *count == 0;
    m_lastIn = steady_clock::now();
    m_decoder.feed(std::string_view(m_buffer.data(), *count));
    return *count > 0;
}

bool ProcessPort::readErrors()
{
    if (m_errorsEnded)
        return false;
    const auto count = m_process->read(os::ChildProcess::Stream::Errors, m_buffer.data(), m_buffer.size());
    if (!count)
        return false;
    m_errorsEnded = *count == 0;
    for (auto &line : m_errorLines.feed(std::string_view(m_buffer.data(), *count)))
        log("stderr", std::move(line));
    return *count > 0;
}

/// The process is gone: everything that is still in its pipes.
void ProcessPort::readRest()
{
    for (int reads = 0; reads < readsAfterTheEnd; ++reads) {
        const bool messages = readOutput();
        const bool errors = readErrors();
        if (messages)
            decode();
        if (m_over || (!messages && !errors))
            break;
    }
    flushLines();
}

void ProcessPort::decode()
{
    while (!m_over) {
        const auto line = m_decoder.next();
        if (!line)
            return broke(line.error());
        if (!*line)
            return;
        if ((*line)->empty())
            continue;
        auto message = m_reader.fromConnector(**line, [this](wire::RequestId id) { return methodOfId(id); });
        if (!message)
            return broke(message.error());
        take(std::move(*message));
    }
}

std::string_view ProcessPort::methodOfId(wire::RequestId id) const
{
    const auto open = m_open.find(id);
    return open == m_open.end() ? std::string_view() : std::string_view(open->second.method);
}

} // namespace anchorage::connector
