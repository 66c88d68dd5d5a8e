// The driver's inside, shared by its sources; nobody else includes it.
#pragma once

#include "core/run/driver.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::run {

class Driver::Private {
public:
    /// How far the run goes by itself.
    enum class Pace : std::uint8_t { Held, ToBreak, Run };

    explicit Private(DriverParts parts);

    Result<engine::command::Finish> run(Pace pace);

    DriverParts parts;
    ControlQueue controls;

private:
    enum class CallKind : std::uint8_t { Configure, Open, Put, Close, OpenPassword, SetPassword, ClosePassword };
    struct RunningCall {
        CallKind kind = CallKind::Open;
        std::optional<wire::RequestId> id; // absent: an injected hang, no answer can come
        std::string method;
        std::chrono::nanoseconds started{0};
        std::chrono::nanoseconds lastSign{0}; // start or last progress: the call timeout counts from here
    };
    enum class Permit : std::uint8_t { None, One, OneEntry };

    // driver.cpp: the loop
    bool over() const { return m_finish || m_refused || m_cancelled || (m_failure && !m_began); }
    void turn();
    void hold();
    bool stopsAtBreakpoint();
    void execute();
    void lingerAndEnd();
    void afterFinish(connector::PortEvent event);

    // driver_events.cpp: numbers, journal, sink; inputs in, commands out
    std::chrono::nanoseconds now() const { return parts.clock(); }
    std::uint64_t record(RunEvent &event);
    void note(EventKind what);
    void noteLog(const wire::notice::Log &log);
    bool feed(engine::Input &input, std::uint64_t put = 0); // false: not allowed now
    bool feed(engine::Input &&input) { return feed(input); }
    void take(engine::Command command, std::uint64_t sequence);
    void failRun(Error error);
    bool closesAfterFailure();
    void giveUp(const std::string &why);

    // driver_controls.cpp
    void takeControls();
    void obey(const Control &control);
    void obeyStep(Control control);
    void refuse(const Control &control, std::string why);
    void stop(const Control &control);
    void killNow(const Control &control);
    void reload(const Control &control);

    // driver_calls.cpp: calls out, answers in
    void await();
    void handle(connector::PortEvent event);
    void answered(connector::event::Answered &answer);
    void report(CallKind kind, wire::Answer answer);
    bool startCall(CallKind kind, const wire::Request &request, std::uint64_t entries = 0);
    void checkDeadlines();
    std::chrono::milliseconds timeToWait() const;
    void peerLost(const Error &error);
    void processOver(event::ProcessEnded ended, engine::Input input);
    void killProcess(const std::string &why);
    void drainLog();

    // driver_put.cpp: one page
    void open();
    bool readyToOpen();
    void put();
    void recut(engine::Input smaller);
    bool tellSent(engine::Input &sent, std::uint64_t sequence, bool edited);
    void resume();
    void reopen();
    void reopened(const std::optional<ExceptionInfo> &threw);
    void keptProcess();
    void inject(Fault fault, std::vector<CsEntryChange> entries, bool edited);
    void setPassword(const engine::command::SetPassword &command);

    SecretGate m_gate;
    Pace m_pace = Pace::Held;
    Permit m_permit = Permit::None;
    std::deque<Control> m_steps; // stepping controls, each obeyed when the run holds

    std::chrono::nanoseconds m_startedAt{0};
    std::uint64_t m_sequence = 0;
    bool m_began = false; // Start was fed

    std::optional<engine::Command> m_next; // a call the machine wants, not made yet
    std::uint64_t m_nextSequence = 0; // of its event
    std::optional<std::vector<CsEntryChange>> m_edit;
    std::vector<RunningCall> m_calls;
    std::optional<engine::command::Open> m_open; // repeated on Reload

    std::uint64_t m_handedOver = 0;
    std::size_t m_judgedBefore = 0; // hand-overs that breakpoints have seen
    bool m_breakChecked = false;
    bool m_recutting = false;
    bool m_heldShown = false;

    bool m_processShown = false;
    bool m_debuggerWaits = false;
    bool m_configured = false;
    bool m_reloading = false;

    int m_stops = 0;
    std::chrono::nanoseconds m_stopDeadline{0};
    bool m_killed = false; // by a command of the machine; it still has to hear of it
    std::string m_killedWhy;

    std::optional<engine::command::Finish> m_finish;
    std::optional<Error> m_refused;
    std::optional<Error> m_failure; // the bench's own: what the run returns whatever the machine says
    bool m_closeAsked = false;
    bool m_cancelled = false;
};

} // namespace anchorage::run
