// Open, and one page on its way: edit, fault, size, secrets, and the line in the journal before the bytes.
#include "core/run/driver_private.h"
#include "core/run/wire_limit.h"

#include <algorithm>
#include <utility>

namespace anchorage::run {

namespace {

bool holdsSecret(const std::vector<CsEntryChange> &entries)
{
    return std::any_of(entries.begin(), entries.end(), [](const CsEntryChange &entry) {
        return std::any_of(entry.changes.begin(), entry.changes.end(),
                           [](const AttributeChange &change) { return change.encrypted; });
    });
}

std::vector<CsEntryChange> takeEntries(engine::Page &page)
{
    std::vector<CsEntryChange> out;
    out.reserve(page.entries.size());
    for (auto &entry : page.entries)
        out.push_back(std::move(entry.entry));
    return out;
}

} // namespace

/// Process and parameters first. False: something is still to happen before Open, or the run ended.
bool Driver::Private::readyToOpen()
{
    if (!m_processShown) {
        if (parts.process.running())
            keptProcess();
        const bool kept = parts.process.running();
        if (!kept) {
            if (auto started = parts.process.start(); !started) {
                // throw-6: it ends the run without Close; where the engine already has it open, as any failed start.
                if (const auto &failure = parts.process.loadFailure();
                    failure && feed(engine::input::OpenThrew{m_gate.scrub(*failure)}))
                    return false;
                m_failure = m_gate.scrub(std::move(started.error()));
                note(event::Log{"bench", m_failure->text()});
                if (!feed(engine::input::PeerBroke{*m_failure}))
                    m_cancelled = true;
                return false;
            }
        }
        m_processShown = true;
        m_configured = false;
        const auto pid = parts.process.port().pid();
        note(event::ProcessStarted{pid, kept, parts.process.description()});
        if (parts.settings.waitForDebugger && !kept) {
            m_debuggerWaits = true;
            note(event::DebuggerWait{pid});
            return false;
        }
    }
    if (!m_configured) {
        m_configured = true;
        startCall(CallKind::Configure, wire::request::Configure{parts.parameters});
        return false;
    }
    return true;
}

/// process=keep: it may have ended since the run before.
void Driver::Private::keptProcess()
{
    while (parts.process.running()) {
        auto happened = parts.process.port().wait(std::chrono::milliseconds{0});
        if (!happened)
            return;
        afterFinish(std::move(*happened));
    }
}

void Driver::Private::open()
{
    if (m_stops > 0) { // while the process started, or a debugger was awaited: nothing is called
        m_next.reset();
        m_cancelled = true;
        return;
    }
    if (!readyToOpen())
        return;
    m_permit = Permit::None;
    m_open = std::move(std::get<engine::command::Open>(*m_next));
    m_next.reset();
    startCall(CallKind::Open, wire::request::OpenExportConnection{m_open->schema, m_open->step});
}

void Driver::Private::put()
{
    auto &page = std::get<engine::command::Put>(*m_next).page;
    const std::uint64_t sequence = m_nextSequence;
    const std::size_t size = m_edit ? m_edit->size() : page.entries.size();
    const auto firstOnly = [](std::size_t entries) { return engine::input::PageSizeOnce{static_cast<std::int32_t>(entries)}; };
    if (m_permit == Permit::OneEntry && !m_edit) {
        m_permit = Permit::One;
        if (size > 1)
            return recut(firstOnly(1)); // comes back here with the new page
    }

    std::optional<Fault> fault;
    if (const Fault *next = parts.faults.inPage(m_handedOver, size)) {
        const auto before = static_cast<std::size_t>(next->entry - m_handedOver - 1);
        if (before > 0 && !m_edit)
            return recut(firstOnly(before)); // the entries before it are really put
        fault = *next;
        parts.faults.remove(next);
    }

    // From here on the page goes out, is cut anew, or the run fails: the command needs its entries no more.
    const bool edited = m_edit.has_value();
    auto entries = edited ? std::move(*m_edit) : takeEntries(page);
    if (fault) {
        m_edit.reset();
        return inject(std::move(*fault), std::move(entries), edited);
    }

    // The journal and the machine know references only; the wire gets a copy with the secrets, if any.
    std::optional<std::vector<CsEntryChange>> revealed;
    if (holdsSecret(entries)) {
        revealed = entries;
        if (auto resolved = m_gate.resolve(*revealed); !resolved)
            return failRun(std::move(resolved.error()));
    }
    auto &onWire = revealed ? *revealed : entries;
    const auto fit = fitOnWire(parts.process.port(), onWire, parts.settings.messageLimit);
    if (fit.fitting < size && !edited)
        return recut(engine::input::PutNotSent{fit.fitting, fit.firstEntryBytes});
    m_permit = Permit::None;
    m_edit.reset();
    if (fit.fitting < size) // the machine can cut its own page, not a person's
        return refuse(control::EditPage{}, "the edited page is over the wire's limit: the engine's own page is next again");
    engine::Input sent = engine::input::Sent{std::move(entries), edited, false};
    if (!tellSent(sent, sequence, edited) || over())
        return;
    if (!revealed)
        revealed = std::move(std::get<engine::input::Sent>(sent).entries);
    startCall(CallKind::Put, wire::request::PutExportEntries{std::move(*revealed)}, size);
}

/// Another cut of the same page: put() comes again with it.
void Driver::Private::recut(engine::Input smaller)
{
    m_recutting = true;
    const bool cut = feed(smaller);
    m_recutting = false;
    if (!cut && !over())
        failRun({ErrorCode::Peer,
                 "the page is too large, and the engine does not cut it: " + parts.machine.whyNotAllowed(smaller),
                 {}});
}

/// The page is on its way, for machine and journal. False: it must not go out.
bool Driver::Private::tellSent(engine::Input &sent, std::uint64_t sequence, bool edited)
{
    if (const auto why = edited ? parts.machine.whyNotAllowed(sent) : std::string(); !why.empty()) {
        refuse(control::EditPage{}, why + ": the engine's own page is next again");
        return false;
    }
    const auto size = std::get<engine::input::Sent>(sent).entries.size();
    auto page = std::exchange(m_next, std::nullopt);
    if (!feed(sent, edited ? 0 : sequence)) {
        m_next = std::move(page);
        if (!m_failure)
            failRun({ErrorCode::Peer, "the engine does not take its own page: " + parts.machine.whyNotAllowed(sent), {}});
        return false;
    }
    m_handedOver += size;
    return true;
}

/// The inputs of an earlier run again, up to its page; what they made the engine want was done then.
void Driver::Private::resume()
{
    for (auto &input : parts.resume) {
        if (m_next && std::holds_alternative<engine::command::Open>(*m_next))
            m_open = std::move(std::get<engine::command::Open>(*m_next));
        const auto *sent = std::get_if<engine::input::Sent>(&input);
        const auto put = sent != nullptr && !sent->edited ? m_nextSequence : 0;
        if (sent != nullptr)
            m_handedOver += sent->entries.size();
        m_next.reset();
        if (!feed(input, put) || over())
            break;
    }
    parts.resume.clear();
    m_judgedBefore = parts.machine.handOvers().size();
    m_reloading = m_open && m_next && std::holds_alternative<engine::command::Put>(*m_next);
    if (!m_reloading && !over())
        giveUp("what the earlier run was told does not lead to a page of this one: its settings or objects are others");
}

/// Reload: Open goes to the new process as it went to the old one.
void Driver::Private::reopen()
{
    if (readyToOpen())
        startCall(CallKind::Open, wire::request::OpenExportConnection{m_open->schema, m_open->step});
}

void Driver::Private::reopened(const std::optional<ExceptionInfo> &threw)
{
    m_permit = Permit::None;
    m_reloading = false;
    if (!threw) {
        feed(engine::input::Reloaded{});
        return;
    }
    const Error error{ErrorCode::Peer, "after the reload Open threw " + threw->type + ": " + threw->message, {}};
    killProcess(error.message);
    feed(engine::input::PeerBroke{error});
}

/// The bench pretends (faults.h): the page counts as sent, and does not reach the connector.
void Driver::Private::inject(Fault fault, std::vector<CsEntryChange> entries, bool edited)
{
    const std::uint64_t sequence = m_nextSequence;
    note(event::FaultInjected{std::string(name(fault.kind)), fault.entry, entries.front().dn});
    m_permit = Permit::None;
    engine::Input sent = engine::input::Sent{std::move(entries), edited, true};
    if (!tellSent(sent, sequence, edited) || over())
        return;
    const std::string at = " by a fault injected at entry " + std::to_string(fault.entry);
    switch (fault.kind) {
    case Fault::Kind::Throw:
        feed(engine::input::PutThrew{std::move(fault.exception), {}});
        break;
    case Fault::Kind::Hang:
        m_calls.push_back({CallKind::Put, std::nullopt, "putExportEntries", now(), now()});
        break;
    case Fault::Kind::Kill:
        killProcess("killed" + at);
        feed(engine::input::PeerDied{9, 0, "killed" + at});
        break;
    case Fault::Kind::Garbage:
        killProcess("ended" + at);
        feed(engine::input::PeerBroke{{ErrorCode::Peer, "bytes that are no message, made up" + at, {}}});
        break;
    }
}

void Driver::Private::setPassword(const engine::command::SetPassword &command)
{
    auto secret = m_gate.resolve(command);
    if (!secret)
        return failRun(std::move(secret.error()));
    startCall(CallKind::SetPassword,
              wire::request::SetPassword{{command.dn, command.objectType, command.anchors}, std::move(*secret), {}});
}

} // namespace anchorage::run
