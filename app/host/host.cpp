#include "app/host/host.h"

#include "app/host/calls.h"
#include "app/host/caught.h"
#include "app/host/plugin.h"
#include "core/base/os_process.h"
#include "core/base/os_stack.h"
#include "core/wire/line_decoder.h"
#include "core/wire/message_reader.h"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>
#include <vector>

namespace anchorage::host {

namespace {

/// The bench is trusted and cuts its pages (page-cut); this only stops a runaway.
constexpr std::uint64_t messageLimit = 2ULL * 1024 * 1024 * 1024;
constexpr int badInput = 65;

wire::Answer couldNot(std::string_view type, const std::string &message)
{
    return wire::answer::Threw{{std::string(type), message, {}, {}}};
}

wire::Answer couldNot(const Error &error)
{
    return couldNot(error.code == ErrorCode::NotFound ? wire::notFoundType : wire::unsupportedType, error.message);
}

} // namespace

Host::Host(std::string pluginPath, os::WireStdio stdio, WireOut &out)
    : m_pluginPath(std::move(pluginPath)), m_stdio(stdio), m_out(out)
{
}

void Host::serve()
{
    std::thread([this] {
        os::reportCrashesOfThisThread();
        readWire();
    }).detach();
    for (;;) {
        const auto incoming = nextRequest();
        const bool last = std::holds_alternative<wire::request::Shutdown>(incoming.request);
        if (last)
            endConnector();
        answer(incoming);
        if (last)
            return;
    }
}

// --- the reading thread ---------------------------------------------------------------------------

void Host::readWire()
{
    wire::LineDecoder decoder(messageLimit);
    wire::MessageReader reader;
    std::vector<char> buffer(std::size_t{256} * 1024);
    const auto refuse = [](const Error &error) {
        static_cast<void>(std::fprintf(stderr, "anchorage-host: %s\n", error.text().c_str()));
        std::_Exit(badInput);
    };
    for (;;) {
        const auto count = m_stdio.read(buffer.data(), buffer.size());
        if (count == 0)
            os::endOwnGroup(); // the bench is gone
        decoder.feed(std::string_view(buffer.data(), count));
        for (auto line = decoder.next();; line = decoder.next()) {
            if (!line)
                refuse(line.error());
            if (!*line)
                break;
            if ((*line)->empty())
                continue;
            auto message = reader.fromBench(**line);
            if (!message)
                refuse(message.error());
            receive(std::move(*message));
        }
    }
}

void Host::receive(wire::FromBench message)
{
    if (std::holds_alternative<wire::Cancel>(message)) {
        m_cancelled = m_received.load();
        return;
    }
    if (const auto *unknown = std::get_if<wire::UnknownMethod>(&message)) {
        m_out.answer(unknown->id, wire::answer::NotImplemented{unknown->method});
        return;
    }
    auto incoming = std::get<wire::IncomingRequest>(std::move(message));
    m_received = incoming.id;
    if (goesBeside(incoming.request)) {
        std::thread([this, request = std::move(incoming)] {
            os::reportCrashesOfThisThread();
            answer(request);
        }).detach();
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(incoming));
    m_arrived.notify_one();
}

/// Close and password calls reach the connector also while another call runs (connector.h).
bool Host::goesBeside(const wire::Request &request)
{
    using namespace wire::request;
    const bool may = std::holds_alternative<CloseExportConnection>(request)
        || std::holds_alternative<OpenPasswordConnection>(request) || std::holds_alternative<SetPassword>(request)
        || std::holds_alternative<ChangePassword>(request) || std::holds_alternative<ClosePasswordConnection>(request);
    const std::lock_guard lock(m_mutex);
    return may && m_calling && m_waiting.empty();
}

// --- the calling threads --------------------------------------------------------------------------

wire::IncomingRequest Host::nextRequest()
{
    std::unique_lock lock(m_mutex);
    m_calling = false;
    m_arrived.wait(lock, [this] { return !m_waiting.empty(); });
    auto incoming = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_current = incoming.id;
    m_calling = std::holds_alternative<wire::request::PutExportEntries>(incoming.request)
        || std::holds_alternative<wire::request::OpenExportConnection>(incoming.request);
    return incoming;
}

void Host::answer(const wire::IncomingRequest &incoming)
{
    wire::Answer said = wire::answer::Done{};
    try {
        said = answerTo(incoming.request);
    } catch (...) {
        said = wire::answer::Threw{describeCaught()};
    }
    m_out.answer(incoming.id, said);
}

wire::Answer Host::answerTo(const wire::Request &request)
{
    if (const auto *first = std::get_if<wire::request::Initialize>(&request))
        return initialize(*first);
    if (std::holds_alternative<wire::request::Shutdown>(request))
        return wire::answer::Done{};
    if (!m_connector)
        return couldNot("anchorage.Protocol", "`initialize` has to come first, and once");
    if (const auto *configure = std::get_if<wire::request::Configure>(&request)) {
        m_parameters = configure->parameters;
        return wire::answer::Done{};
    }
    return call(*m_connector, m_parameters, request);
}

wire::Answer Host::initialize(const wire::request::Initialize &request)
{
    if (request.magic != wire::magic)
        return couldNot(wire::unsupportedType,
                        "the program that started this host does not speak the Anchorage wire: its magic is \"" + request.magic
                            + "\", expected \"" + std::string(wire::magic) + "\"");
    if (request.protocolMin > wire::protocolMax || request.protocolMax < wire::protocolMin)
        return couldNot(wire::unsupportedType,
                        "the bench speaks versions " + std::to_string(request.protocolMin) + " to "
                            + std::to_string(request.protocolMax) + " of the wire, this host " + std::to_string(wire::protocolMin)
                            + " to " + std::to_string(wire::protocolMax));
    if (m_connector)
        return couldNot("anchorage.Protocol", "`initialize` came twice");
    for (const auto &[option, value] : request.options)
        if (option == "waitForDebugger" && value == "1")
            os::allowDebuggers();
    auto loaded = loadPlugin(m_pluginPath);
    if (!loaded)
        return couldNot(loaded.error());
    m_connector = std::move(*loaded);
    m_connector->setHost(services());
    return wire::answer::Initialized{std::string(wire::magic), wire::protocolMax, describe(*m_connector)};
}

void Host::endConnector()
{
    try {
        m_connector.reset();
    } catch (...) { // only a destructor that is declared noexcept(false) gets here
        m_out.notice(wire::notice::Log{"error", "the connector's destructor threw " + describeCaught().type});
    }
}

sdk::Host Host::services()
{
    return {[this](const std::string &level, const std::string &text) {
                m_out.notice(wire::notice::Log{level, text});
            },
            [this](const std::string &text) { m_out.notice(wire::notice::Progress{text}); },
            [this] { return m_cancelled.load() >= m_current.load() && m_current.load() != 0; }};
}

} // namespace anchorage::host
