// A connector that is no process: it does what a test scripts, in the test's own thread and time. Where a
// real port would block, the clock goes on instead, so that time outs take no time.
#pragma once

#include "core/connector/connector_port.h"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace anchorage::test {

/// What becomes of one call.
struct Behaviour {
    enum class What { Answer, Throw, NotOffered, Die, Goodbye, Rubbish, Hang, WrongAnswer, SendFails };
    What what = What::Answer;
    ExceptionInfo exception = {};
    int signal = 0;
    std::vector<wire::notice::Log> logs = {}; ///< before it
    int progress = 0; ///< signs of life before it, a second apart
    std::chrono::milliseconds takes{1}; ///< the connector's own time
    std::optional<PutExportEntriesResults> put = {}; ///< instead of the answerer's
};

/// The connector behind all ports of a test: what it is to do, and what was done to it.
class FakeConnector {
public:
    using What = Behaviour::What;

    /// Behaviour of the nth call (1-based) of a method, as on the wire.
    FakeConnector &on(const std::string &method, int nth, Behaviour behaviour)
    {
        m_behaviours[{method, nth}] = std::move(behaviour);
        return *this;
    }
    FakeConnector &on(const std::string &method, Behaviour behaviour) { return on(method, 1, std::move(behaviour)); }
    static Behaviour does(What what)
    {
        Behaviour out;
        out.what = what;
        return out;
    }
    static Behaviour throws(const std::string &type, const std::string &message = "no")
    {
        Behaviour out;
        out.what = What::Throw;
        out.exception = {type, message, {}, {}};
        return out;
    }

    std::function<PutExportEntriesResults(const std::vector<CsEntryChange> &)> answer; ///< null: no results
    std::function<void()> idle; ///< called where a real port would block: a place to post controls
    std::optional<Error> startError;
    std::chrono::nanoseconds now{1'000'000'000};
    bool listensToCancel = false;
    bool remembersRequests = true; ///< off for benchmarks

    // what was done
    std::string calls; ///< "start configure openExportConnection putExportEntries(2) … kill"
    std::vector<wire::Request> requests;
    int cancels = 0;

    Behaviour take(const std::string &method)
    {
        const auto found = m_behaviours.find({method, ++m_count[method]});
        return found == m_behaviours.end() ? Behaviour() : found->second;
    }
    void note(const std::string &what) { calls += (calls.empty() ? "" : " ") + what; }

private:
    std::map<std::pair<std::string, int>, Behaviour> m_behaviours;
    std::map<std::string, int> m_count;
};

class FakePort : public connector::ConnectorPort {
public:
    explicit FakePort(FakeConnector &connector) : m_connector(connector) { }

    Result<ConnectorDescription> start() override
    {
        m_connector.note("start");
        if (m_connector.startError)
            return fail(*m_connector.startError);
        m_alive = true;
        ConnectorDescription out;
        out.name = "fake";
        out.version = "1";
        out.kind = "native";
        out.interfaces.callExport = true;
        return out;
    }

    Result<wire::RequestId> send(const wire::Request &request) override
    {
        const std::string method(wire::methodOf(request));
        const auto *put = std::get_if<wire::request::PutExportEntries>(&request);
        const auto *close = std::get_if<wire::request::CloseExportConnection>(&request);
        if (m_connector.remembersRequests)
            m_connector.note(method + (put ? "(" + std::to_string(put->entries.size()) + ")" : "")
                             + (close ? "(" + std::string(name(close->reason)) + ")" : ""));
        if (m_connector.remembersRequests)
            m_connector.requests.push_back(request);
        const auto behaviour = m_connector.take(method);
        if (!m_alive || behaviour.what == Behaviour::What::SendFails)
            return fail(ErrorCode::Peer, "the process takes no requests");
        const auto id = ++m_lastId;
        for (int i = 0; i < behaviour.progress; ++i)
            m_events.push_back({connector::event::Progress{"still here"}, std::chrono::seconds{1}});
        for (const auto &log : behaviour.logs)
            m_events.push_back({connector::event::Log{log}, {}});
        happens(id, behaviour, put);
        return id;
    }

    std::uint64_t encodedSize(const wire::Request &request) const override
    {
        std::string out;
        wire::encode(out, 1, request);
        return out.size();
    }
    void cancel() override
    {
        ++m_connector.cancels;
        if (m_connector.listensToCancel && m_hung)
            m_events.push_back({connector::event::Answered{*std::exchange(m_hung, std::nullopt), wire::answer::Put{}, {}}, {}});
    }

    std::optional<connector::PortEvent> wait(std::chrono::milliseconds most) override
    {
        if (std::exchange(m_woken, false))
            return connector::event::Woken{};
        if (m_events.empty() && most.count() > 0 && m_connector.idle) {
            m_connector.idle();
            if (std::exchange(m_woken, false))
                return connector::event::Woken{};
        }
        if (m_events.empty() || m_events.front().after > most) {
            m_connector.now += most;
            if (!m_events.empty())
                m_events.front().after -= most;
            return std::nullopt;
        }
        auto next = std::move(m_events.front());
        m_events.pop_front();
        m_connector.now += next.after;
        return std::move(next.event);
    }
    void wake() override { m_woken = true; }
    void kill() override
    {
        m_connector.note("kill");
        m_alive = false;
        m_events.clear();
    }
    void shutdown(std::chrono::milliseconds) override
    {
        m_connector.note("shutdown");
        if (m_alive)
            m_events.push_back({connector::event::Ended{0}, {}});
        m_alive = false;
    }
    std::int64_t pid() const override { return m_alive ? 4711 : 0; }

    /// Something that happens outside any call.
    void happensLater(connector::PortEvent event, std::chrono::milliseconds after)
    {
        m_events.push_back({std::move(event), after});
    }

private:
    struct Later {
        connector::PortEvent event;
        std::chrono::milliseconds after{0};
    };

    void happens(wire::RequestId id, const Behaviour &behaviour, const wire::request::PutExportEntries *put)
    {
        using What = Behaviour::What;
        const auto answered = [&](wire::Answer answer) {
            m_events.push_back({connector::event::Answered{id, std::move(answer), behaviour.takes}, behaviour.takes});
        };
        switch (behaviour.what) {
        case What::Answer:
            if (!put)
                return answered(wire::answer::Done{});
            if (behaviour.put)
                return answered(wire::answer::Put{*behaviour.put});
            return answered(wire::answer::Put{m_connector.answer ? m_connector.answer(put->entries) : PutExportEntriesResults{}});
        case What::Throw:
            return answered(wire::answer::Threw{behaviour.exception});
        case What::NotOffered:
            return answered(wire::answer::NotImplemented{"it"});
        case What::WrongAnswer:
            return answered(wire::answer::Capabilities{});
        case What::Die:
            m_alive = false;
            m_events.push_back({connector::event::Died{behaviour.signal, behaviour.signal == 0 ? 3 : 0,
                                                       "killed by signal " + std::to_string(behaviour.signal)},
                                {}});
            return;
        case What::Goodbye:
            m_alive = false;
            m_events.push_back({connector::event::Ended{0}, {}});
            return;
        case What::Rubbish:
            m_events.push_back({connector::event::Broke{{ErrorCode::Peer, "rubbish at byte 0: <html>", {}}}, {}});
            return;
        case What::Hang:
            m_hung = id;
            return;
        case What::SendFails:
            return;
        }
    }

    FakeConnector &m_connector;
    std::deque<Later> m_events;
    std::optional<wire::RequestId> m_hung;
    wire::RequestId m_lastId = 0;
    bool m_alive = false;
    bool m_woken = false;
};

} // namespace anchorage::test
