// Talking to a connector process in a test: ask, wait for the answer, keep the log.
#pragma once

#include "core/connector/connector_kind.h"
#include "core/connector/connector_port.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace anchorage::connector {

inline ConnectorLocation plugin(const std::string &name)
{
    return {ConnectorKind::Native, std::string(ANCHORAGE_BIN_DIR) + "/connectors/" + name + ".so", {}, {}, {}};
}

/// tests/faulty/fault.h says what it can do.
inline ConnectorLocation faultyPlugin(const std::string &name = "faulty")
{
    return {ConnectorKind::Native, std::string(ANCHORAGE_BIN_DIR) + "/../tests/connectors/" + name + ".so", {}, {}, {}};
}

/// tests/faulty/wire_rubbish.py says what the modes are.
inline ConnectorLocation rubbish(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), std::string(ANCHORAGE_SOURCE_DIR) + "/tests/faulty/wire_rubbish.py");
    return {ConnectorKind::Command, "python3", std::move(arguments), {}, {}};
}

/// One started connector. What it says besides answers is kept in `log` and `end`.
class Talk {
public:
    explicit Talk(const ConnectorLocation &location, const ProcessSettings &settings = {})
        : port(makeProcessPort(location, settings)), started(port->start())
    {
    }

    /// The answer; nothing when the process ended, broke, or did not answer in time.
    std::optional<wire::Answer> ask(const wire::Request &request, std::chrono::milliseconds most = std::chrono::seconds{20})
    {
        const auto id = port->send(request);
        return id ? answerTo(*id, most) : std::nullopt;
    }

    std::optional<wire::Answer> answerTo(wire::RequestId id, std::chrono::milliseconds most = std::chrono::seconds{20})
    {
        std::optional<wire::Answer> answer;
        hear(most, [&](const PortEvent &event) {
            if (const auto *answered = std::get_if<event::Answered>(&event); answered && answered->id == id)
                answer = answered->answer;
            return answer.has_value();
        });
        return answer;
    }

    /// Until the process is over.
    void hearOut(std::chrono::milliseconds most = std::chrono::seconds{20})
    {
        hear(most, [](const PortEvent &) { return false; });
    }

    /// Hands every event to `enough` until that is true, the process is over or the time is up.
    template <typename Enough> void hear(std::chrono::milliseconds most, Enough enough)
    {
        const auto deadline = std::chrono::steady_clock::now() + most;
        while (!end) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
            auto event = port->wait(std::max(left, std::chrono::milliseconds{0}));
            if (!event)
                return;
            if (const auto *said = std::get_if<event::Log>(&*event))
                log.push_back(said->log.level + ": " + said->log.text);
            const bool over = std::holds_alternative<event::Died>(*event) || std::holds_alternative<event::Ended>(*event)
                || std::holds_alternative<event::Broke>(*event);
            const bool stop = enough(*event);
            if (over)
                end = std::move(*event);
            if (stop)
                return;
        }
    }

    template <typename Event> const Event *endedWith() const { return end ? std::get_if<Event>(&*end) : nullptr; }
    std::string logText() const
    {
        std::string text;
        for (const auto &line : log)
            text += line + '\n';
        return text;
    }

    std::unique_ptr<ConnectorPort> port;
    Result<ConnectorDescription> started;
    std::vector<std::string> log;
    std::optional<PortEvent> end;
};

} // namespace anchorage::connector
