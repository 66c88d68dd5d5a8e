#include "core/engine/machine.h"

#include "core/engine/machine_private.h"
#include "core/engine/order.h"
#include "core/engine/refusals.h"
#include "core/model/load_failure.h"

#include <utility>

namespace anchorage::engine {

namespace {

RunContext contextOf(const EngineSetup &setup)
{
    RunContext context;
    context.schema = withDefinitions(setup.schema, setup.anchors); // anchor-1
    context.openSchema = setup.selection.reduce(context.schema); // select-1
    context.capabilities = setup.capabilities;
    context.anchors = setup.anchors;
    context.selection = setup.selection;
    context.scope = setup.scope;
    context.partition = setup.partition;
    context.settings = setup.settings;
    context.passwordInterface = setup.passwordInterface;
    return context;
}

} // namespace

Machine::Machine(EngineSetup setup) : d(std::make_unique<Private>(std::move(setup))) { }
Machine::Machine(Machine &&) noexcept = default;
Machine &Machine::operator=(Machine &&) noexcept = default;
Machine::~Machine() = default;

Commands Machine::step(const Input &input)
{
    return allowed(input) ? d->step(input) : Commands{};
}

State Machine::state() const
{
    return d->state;
}

std::string Machine::whyNotAllowed(const Input &input) const
{
    return engine::whyNotAllowed(d->view(), input);
}

const command::Put *Machine::preview() const
{
    return d->state == State::Open && !d->draft.empty() ? &d->draft.put : nullptr;
}

const space::Space &Machine::space() const
{
    return d->space;
}

const ExportCounters &Machine::counters() const
{
    return d->tracks.counters();
}

const std::vector<HandOver> &Machine::handOvers() const
{
    return d->handOvers;
}

const Findings &Machine::findings() const
{
    return d->findings;
}

void Machine::forgetHandOvers()
{
    d->forgetHandOvers();
}

Machine::Private::Private(EngineSetup setup)
    : space(std::move(setup.space)), tracks(space.size()), m_context(contextOf(setup)), m_names(space),
      m_builder(m_context, space, tracks, m_names), m_pages(m_context, m_builder, m_passes, tracks),
      m_accounting(m_context, space, tracks, m_builder)
{
    if (auto styled = space.setStyle(m_context.style()); !styled)
        m_setupError = std::move(styled.error());
    m_names = PendingNames(space);
    auto size = pageSizeOf(setup, m_noted);
    if (size)
        m_context.pageSize = *size;
    else if (!m_setupError)
        m_setupError = std::move(size.error());
}

Commands Machine::Private::step(const Input &input)
{
    std::visit(overloaded{
                   [this](const input::Start &) { start(); },
                   [this](const input::OpenReturned &) { opened(); },
                   [this](const input::OpenThrew &threw) { openThrew(threw.exception); },
                   [this](const input::Sent &page) { sent(page); },
                   [this](const input::PutNotSent &why) { notSent(why); },
                   [this](const input::Answered &answer) { answered(answer.results); },
                   [this](const input::PutThrew &threw) { putThrew(threw); },
                   [this](const input::PeerDied &died) { peerGone(died.text.empty() ? "the process ended" : died.text); },
                   [this](const input::PeerBroke &broke) { peerGone(broke.error.text()); },
                   [this](const input::TimedOut &out) { timedOut(out); },
                   [this](const input::StopRequested &) { stop(); },
                   [this](const input::CloseRequested &request) { closeByHand(request.reason); },
                   [this](const input::ShutdownRequested &) { shutDown(); },
                   [](const input::Reloaded &) {}, // the page that is next is still next
                   [this](const input::PageSizeOnce &once) { pageSizeOnce(once.entries); },
                   [this](const input::CloseReturned &) { closeEnded(nullptr); },
                   [this](const input::CloseThrew &threw) { closeEnded(&threw.exception); },
                   [this](const input::PasswordOpened &) { passwordOpened(); },
                   [this](const input::PasswordSet &) { passwordSet(); },
                   [this](const input::PasswordThrew &threw) { passwordThrew(threw.exception); },
                   [this](const input::PasswordClosed &) { passwordClosed(); },
               },
               input);
    flushNotes();
    return std::exchange(m_commands, {});
}

/// What was noticed on the way stands before the call that follows from it.
void Machine::Private::flushNotes()
{
    const bool pageCarries = !draft.empty() && state == State::Open;
    if (m_noted.empty() && (m_removals.empty() || pageCarries || state != State::Closing))
        return;
    command::Note noted{std::exchange(m_noted, {}), {}};
    if (state == State::Closing)
        noted.removals = std::exchange(m_removals, {});
    findings.insert(findings.end(), noted.findings.begin(), noted.findings.end());
    m_commands.insert(m_commands.begin(), std::move(noted));
}

void Machine::Private::start()
{
    const auto refuse = [this](Error error) {
        state = State::Refused;
        m_noted.clear();
        emit(command::Refuse{std::move(error)});
    };
    if (m_setupError)
        return refuse(*m_setupError);
    auto ordered = order(m_context, space, m_builder.select(), m_builder.scope(), tracks);
    if (auto error = refusal(m_context, space, tracks, m_builder))
        return refuse(std::move(*error));
    const auto limit = m_context.settings.deletionLimit;
    if (limit && ordered.deletions > static_cast<std::uint64_t>(std::max<std::int64_t>(*limit, 0))) { // limit-1
        m_ending.deletionLimit();
        return finish(State::Finished);
    }
    std::string undefined; // anchor-1
    for (const auto &type : ordered.types) {
        if (!m_context.capabilities.isDNAsAnchor && !m_builder.anchors().isDefined(type))
            undefined += (undefined.empty() ? "" : ", ") + type;
    }
    if (!undefined.empty())
        note(finding("no-anchor-defined", "anchor-1", {}, {},
                     "no anchor is defined for " + undefined + ", so none is asked for after an Add"));
    m_recordedDone.assign(m_context.full() ? 0 : space.recorded().size(), false);
    m_passes.begin(std::move(ordered.queues));
    state = State::Opening;
    emit(command::Open{{m_context.full() ? OperationType::Full : OperationType::Delta, m_context.pageSize, m_context.partition,
                        m_context.scope.inclusions, m_context.scope.exclusions},
                       m_context.openSchema});
}

void Machine::Private::opened()
{
    state = State::Open;
    advance();
}

void Machine::Private::openThrew(const ExceptionInfo &exception)
{
    m_ending.openThrew(exception); // throw-4
    if (!loadStatusOf(exception).empty())
        return finish(State::Faulted); // throw-6: nothing was loaded, so there is nothing to close
    beginEnd();
}

void Machine::Private::pageSizeOnce(std::int32_t entries)
{
    m_sizeOnce = static_cast<std::size_t>(entries);
    if (state != State::Open || draft.put.page.entries.size() <= *m_sizeOnce)
        return;
    recut(*m_sizeOnce);
}

/// The same page with fewer entries: what is held depends on the cut.
void Machine::Private::recut(std::size_t entries)
{
    m_sizeOnce = entries;
    m_pages.takeBack(draft);
    buildPage();
    show();
}

void Machine::Private::notSent(const input::PutNotSent &why)
{
    if (why.fitting > 0) { // page-1
        note(finding("page-cut", "page-1", {}, {},
                     "page " + std::to_string(m_passes.pass()) + '.' + std::to_string(m_page + 1) + " was cut to "
                         + std::to_string(why.fitting) + " of " + std::to_string(draft.put.page.entries.size())
                         + " entries: its message would be over the limit of " + std::to_string(m_context.settings.messageLimit)
                         + " bytes"));
        return recut(why.fitting);
    }
    // The entry alone is too large: an object error, and the page without it is next.
    m_pages.takeBack(draft);
    m_sizeOnce = 1;
    buildPage();
    draft.reclaimEntries();
    const std::string detail = "the entry makes a message of " + std::to_string(why.firstEntryBytes)
        + " bytes, over the limit of " + std::to_string(m_context.settings.messageLimit) + " bytes";
    for (const auto &looked : draft.works) {
        auto *item = looked.draft < 0 ? nullptr : &draft.drafts[static_cast<std::size_t>(looked.draft)];
        if (item == nullptr || !item->entry) {
            item == nullptr ? process(looked.work) : process(*item);
            continue;
        }
        const auto code = MAExportError::ExportErrorConnectedDirectoryError;
        auto entry = std::move(*item->entry);
        entry.changes.clear();
        --tracks[looked.work.object].outstanding;
        m_accounting.failed(looked.work.object, code, "entry-too-large", detail);
        handOvers.push_back({looked.work.object, draft.put.page.position, looked.work.reason, std::move(entry), false, false,
                             said::NoAnswer{detail}, fate::ObjectError{code, "entry-too-large", detail, true}});
    }
    m_removals.insert(m_removals.end(), draft.put.removals.begin(), draft.put.removals.end());
    draft = {};
    m_sizeOnce.reset();
    advance();
}

void Machine::Private::peerGone(const std::string &why)
{
    if (state == State::Putting)
        judgePage({std::nullopt}, why); // throw-2
    passwordLost(why);
    m_ending.peerLost();
    m_pages.takeBack(draft);
    finish(State::Faulted);
}

void Machine::Private::timedOut(const input::TimedOut &timedOut)
{
    if (timedOut.what == input::TimedOut::What::Stop)
        m_ending.stopped();
    else
        m_ending.timedOut();
    killNow("no answer within " + std::to_string(timedOut.after.count()) + " ms");
}

void Machine::Private::killNow(std::string why)
{
    killing = true;
    emit(command::Kill{std::move(why)});
}

void Machine::Private::stop()
{
    if (++m_stops > 1) { // stop-1
        m_ending.stopped();
        return killNow("stopped twice");
    }
    if (state == State::Closing)
        return; // what there was to export is exported
    m_ending.stopped();
    if (state == State::Open) {
        beginEnd();
    } else if (state == State::Putting && m_context.settings.closeDuringPut) {
        closeBeside = true;
        m_closeCalled = m_ending.closeReason();
        emit(command::Close{*m_closeCalled});
    }
}

void Machine::Private::shutDown()
{
    if (++m_stops > 1) {
        m_ending.shutDown();
        return killNow("shut down");
    }
    if (state == State::Closing)
        return;
    m_ending.shutDown();
    if (state == State::Open)
        beginEnd();
}

void Machine::Private::closeByHand(CloseReason reason)
{
    m_ending.closedByHand(reason);
    beginEnd();
}

void Machine::Private::closeEnded(const ExceptionInfo *threw)
{
    if (threw != nullptr)
        m_ending.closeThrew(*threw);
    if (state == State::Putting) { // it ran beside; the Put's results still count
        closeReturned = true;
        return;
    }
    finish(State::Finished);
}

} // namespace anchorage::engine
