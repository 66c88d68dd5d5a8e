// What bytes, lines and the end of a connector process mean: events, each in one clear account.
#include "core/connector/process_port.h"
#include "core/model/load_failure.h"

#include <algorithm>
#include <utility>

namespace anchorage::connector {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// Between goodbye and the end of the process.
constexpr auto timeToEnd = 5s;
/// Between the end of a stream and the end of the process, which close together when it exits.
constexpr auto timeWithoutWire = 1s;
constexpr auto progressInterval = 100ms;
constexpr std::size_t firstWordLines = 5;
constexpr std::size_t lastWordLines = 20;
constexpr std::size_t lastWordSize = 300;

} // namespace

Result<ConnectorDescription> ProcessPort::handshake()
{
    wire::request::Initialize initialize;
    initialize.benchVersion = ANCHORAGE_VERSION;
    initialize.options = m_location.options;
    if (m_settings.waitForDebugger)
        initialize.options.emplace_back("waitForDebugger", "1");
    const auto deadline = steady_clock::now() + m_settings.startTimeout;
    if (auto sent = send(initialize); !sent)
        return fail(std::move(sent.error()));
    // The log of the start stays for wait(); a wake-up too.
    std::deque<PortEvent> said;
    while (steady_clock::now() < deadline) {
        auto event = wait(std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now()));
        if (!event)
            continue;
        if (std::holds_alternative<event::Log>(*event) || std::holds_alternative<event::Woken>(*event)) {
            said.push_back(std::move(*event));
            continue;
        }
        if (std::holds_alternative<event::Progress>(*event))
            continue;
        auto description = concluded(*event);
        if (!description) {
            kill();
            return fail(startError(std::move(description.error())));
        }
        m_events.insert(m_events.begin(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
        return description;
    }
    kill();
    const auto seconds = std::chrono::duration_cast<std::chrono::milliseconds>(m_settings.startTimeout).count();
    return fail(startError({ErrorCode::Timeout,
                            "the connector process did not answer `initialize` within " + std::to_string(seconds) + " ms",
                            {.file = m_location.path}}));
}

/// What an event that ends the handshake means.
Result<ConnectorDescription> ProcessPort::concluded(PortEvent &event)
{
    if (auto *died = std::get_if<event::Died>(&event))
        return fail(ErrorCode::Peer, std::move(died->text), {.file = m_location.path});
    if (std::holds_alternative<event::Ended>(event))
        return fail(ErrorCode::Peer, "the connector process said goodbye before it answered `initialize`",
                    {.file = m_location.path});
    if (auto *broken = std::get_if<event::Broke>(&event)) {
        broken->error.where.file = m_location.path;
        return fail(std::move(broken->error));
    }
    auto &answer = std::get<event::Answered>(event).answer;
    if (auto *initialized = std::get_if<wire::answer::Initialized>(&answer))
        return std::move(initialized->connector);
    if (auto *threw = std::get_if<wire::answer::Threw>(&answer)) {
        const auto &type = threw->exception.type;
        const auto code = type == wire::notFoundType ? ErrorCode::NotFound
            : type == wire::unsupportedType          ? ErrorCode::Unsupported
                                                     : ErrorCode::Peer;
        const auto &message = threw->exception.message;
        if (const auto status = loadStatusOf(threw->exception); !status.empty()) {
            m_loadFailure = threw->exception;
            return fail(ErrorCode::Peer, std::string(status) + ": " + loadFinding(threw->exception).message,
                        {.file = m_location.path});
        }
        return fail(code, code == ErrorCode::Peer ? "it could not be loaded: " + type + ": " + message : message,
                    {.file = m_location.path});
    }
    return fail(ErrorCode::Unsupported, "this program does not know `initialize`: it does not speak the Anchorage wire",
                {.file = m_location.path});
}

Error ProcessPort::startError(Error error) const
{
    if (m_lastWords.empty())
        return error;
    error.message += "; its last words:";
    for (const auto &line : m_lastWords)
        error.message += "\n  " + line;
    return error;
}

void ProcessPort::take(wire::FromConnector message)
{
    std::visit(overloaded{[this](wire::IncomingAnswer &answer) { take(std::move(answer)); },
                          [this](wire::Notice &notice) { take(std::move(notice)); }},
               message);
}

void ProcessPort::take(wire::IncomingAnswer answer)
{
    const auto open = m_open.find(answer.id);
    const auto sent = open->second.sent.value_or(m_lastIn);
    m_open.erase(open);
    if (answer.id == m_shutdown) {
        // Who does not know `shutdown` hears of the end in the way every program understands.
        if (!std::holds_alternative<wire::answer::Done>(answer.answer))
            m_process->closeInput();
        return;
    }
    flushLines();
    m_events.emplace_back(event::Answered{answer.id, std::move(answer.answer), m_lastIn - sent});
}

void ProcessPort::take(wire::Notice notice)
{
    std::visit(overloaded{[this](wire::notice::Log &said) { log(std::move(said.level), std::move(said.text)); },
                          [this](wire::notice::Progress &progress) {
                              const auto now = steady_clock::now();
                              if (m_lastProgress && now - *m_lastProgress < progressInterval)
                                  return; // ten signs of life a second are enough
                              m_lastProgress = now;
                              m_events.emplace_back(event::Progress{std::move(progress.text)});
                          },
                          [this](wire::notice::Goodbye &) {
                              m_goodbye = true;
                              closing("it said goodbye", timeToEnd);
                          }},
               notice);
}

void ProcessPort::log(std::string level, std::string text)
{
    // The first lines, too: a crash ends in a long stack.
    if (m_lastWords.size() == firstWordLines + lastWordLines)
        m_lastWords.erase(m_lastWords.begin() + firstWordLines);
    m_lastWords.push_back(text.substr(0, lastWordSize));
    sayWhatWasLeftOut(false);
    if (m_logLimit.admits(text.size(), steady_clock::now().time_since_epoch()))
        m_events.emplace_back(event::Log{{std::move(level), std::move(text)}});
}

void ProcessPort::sayWhatWasLeftOut(bool atEnd)
{
    if (!m_logLimit.owes())
        return;
    if (auto text = m_logLimit.leftOut(steady_clock::now().time_since_epoch(), atEnd))
        m_events.emplace_back(event::Log{{"warning", std::move(*text)}});
}

void ProcessPort::flushLines()
{
    for (auto &line : m_errorLines.flush())
        log("stderr", std::move(line));
}

void ProcessPort::closing(const std::string &why, std::chrono::milliseconds grace)
{
    if (!m_closing)
        m_closing = Closing{steady_clock::now() + grace, why};
}

void ProcessPort::wireEnded(const std::string &why)
{
    closing(why, timeWithoutWire);
}

void ProcessPort::checkClosing()
{
    if (m_over || !m_closing || steady_clock::now() < m_closing->deadline)
        return;
    broke({ErrorCode::Peer, m_closing->why + " and did not end", {}});
}

/// The process ended by itself.
void ProcessPort::exited()
{
    const auto status = m_process->exitStatus().value_or(os::ExitStatus{});
    readRest();
    sayWhatWasLeftOut(true);
    if (m_over) // its last bytes were no messages
        return;
    m_over = true;
    const bool agreed = m_goodbye && status.signal == 0 && (m_open.empty() || m_shutdown);
    if (agreed) {
        m_events.emplace_back(event::Ended{status.exitCode});
        return;
    }
    auto text = "the connector process ended with " + status.text();
    if (!m_goodbye)
        text += status.signal == 0 ? " without saying goodbye" : "";
    else
        text += " after it said goodbye";
    text += openCalls();
    if (const auto rest = m_decoder.finish(); !rest)
        text += "; " + rest.error().message;
    m_events.emplace_back(event::Died{status.signal, status.exitCode, std::move(text)});
}

void ProcessPort::broke(Error error)
{
    if (m_over)
        return;
    error.message += openCalls();
    m_over = true;
    m_process->killGroup();
    for (int reads = 0; reads < 16 && readErrors(); ++reads) { }
    flushLines();
    sayWhatWasLeftOut(true);
    m_events.emplace_back(event::Broke{std::move(error)});
}

std::string ProcessPort::openCalls() const
{
    std::string calls;
    for (const auto &[id, request] : m_open)
        calls += (calls.empty() ? " during " : " and ") + request.method;
    return calls;
}

} // namespace anchorage::connector
