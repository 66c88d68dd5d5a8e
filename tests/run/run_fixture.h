// A driver on the real machine over a fake port, set up in one line; what it did, as text.
#pragma once

#include "core/record/journal_reader.h"
#include "core/run/driver.h"
#include "tests/engine/engine_fixture.h"
#include "tests/support/fake_port.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace anchorage::test {

using namespace engine::test;

/// `count` new users without references.
inline std::vector<SpaceObject> users(int count)
{
    std::vector<SpaceObject> out;
    for (int i = 1; i <= count; ++i)
        out.push_back(add("u" + std::to_string(i), {plus("title", text({"T" + std::to_string(i)}))}));
    return out;
}

class RunBench {
public:
    explicit RunBench(engine::EngineSetup made)
        : setup(std::move(made)), m_process([this] {
              auto port = std::make_unique<FakePort>(connector);
              lastPort = port.get();
              return port;
          })
    {
        connector.answer = Script();
        connector.idle = [this] { postNext(); };
    }

    /// Posted one by one, each when the run has nothing to do but wait.
    RunBench &steps(std::vector<run::Control> controls)
    {
        for (auto &control : controls)
            m_steps.push_back(std::move(control));
        return *this;
    }
    Result<engine::command::Finish> run() { return go(false); }
    /// Steps decide; the first one is posted at once.
    Result<engine::command::Finish> serve() { return go(true); }
    /// "success add 2 close Normal", or "error: …".
    std::string outcome(const Result<engine::command::Finish> &result) const
    {
        if (!result)
            return "error: " + result.error().text();
        const auto &c = result->counters;
        std::string out = result->status;
        const auto count = [&out](const char *what, std::uint64_t number) {
            if (number != 0)
                out += std::string(" ") + what + ' ' + std::to_string(number);
        };
        count("add", c.add);
        count("failure", c.failure);
        return out + (result->closeCalled ? " close " + std::string(name(result->closeReason)) : " no close");
    }
    /// Fates of the hand-overs: "u1 accepted, u2 unknown".
    std::string fates() const
    {
        std::string out;
        for (const auto &handOver : driver->machine().handOvers()) {
            const char *words[] = {"accepted", "next pass", "error", "stops", "unknown"};
            out += (out.empty() ? "" : ", ") + handOver.entry.dn + " " + (handOver.fate ? words[handOver.fate->index()] : "open");
        }
        return out;
    }
    template <typename Event> std::vector<Event> all() const
    {
        std::vector<Event> out;
        for (const auto &event : events) {
            if (const auto *found = std::get_if<Event>(&event.what))
                out.push_back(*found);
        }
        return out;
    }
    std::string refusals() const
    {
        std::string out;
        for (const auto &refused : all<run::event::ControlRefused>())
            out += (out.empty() ? "" : "; ") + refused.control + ": " + refused.why;
        return out;
    }
    std::string journalText() const
    {
        QFile file(QString::fromStdString(journalPath));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    engine::EngineSetup setup;
    FakeConnector connector;
    run::Breakpoints breakpoints;
    run::Faults faults;
    std::vector<engine::Input> resume;
    run::SecretResolver resolver;
    ConfigParameters parameters;
    Scrubber scrubber;
    std::string journalPath; ///< empty: no journal
    std::vector<run::RunEvent> events;
    std::function<void(const run::RunEvent &)> listen;
    std::unique_ptr<run::Driver> driver;
    FakePort *lastPort = nullptr;

private:
    void postNext()
    {
        if (m_steps.empty()) {
            if (++m_idle > 100'000)
                qFatal("%s", "the run waits for ever");
            return;
        }
        auto next = std::move(m_steps.front());
        m_steps.pop_front();
        driver->post(std::move(next));
    }

    Result<engine::command::Finish> go(bool stepping)
    {
        m_journal = run::Journal();
        if (!journalPath.empty()) {
            auto journal = run::Journal::create(
                journalPath, run::JournalHeader{"test", "2026-01-31T12:01:03Z", {}, {}, "fake", "fake", {}, parameters, setup},
                scrubber);
            if (!journal)
                return fail(std::move(journal.error()));
            m_journal = std::move(*journal);
        }
        if (afterJournal)
            afterJournal();
        driver = std::make_unique<run::Driver>(run::DriverParts{engine::Machine(setup), setup.settings, parameters, m_process,
                                                                m_journal, scrubber, resolver,
                                                                [this](const run::RunEvent &event) {
                                                                    events.push_back(event);
                                                                    if (listen)
                                                                        listen(event);
                                                                },
                                                                [this] { return connector.now; }, breakpoints, faults, resume});
        if (stepping)
            postNext();
        return stepping ? driver->serve() : driver->runToEnd();
    }

public:
    std::function<void()> afterJournal; ///< between the journal's header and the run

private:
    run::ConnectorProcess m_process;
    run::Journal m_journal;
    std::deque<run::Control> m_steps;
    int m_idle = 0;
};

} // namespace anchorage::test
