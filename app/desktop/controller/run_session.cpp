#include "app/desktop/controller/run_session.h"

#include "app/desktop/controller/task.h"
#include "app/desktop/text.h"

#include <utility>

namespace anchorage::desktop {

RunSession::RunSession(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(1000 / chunksPerSecond);
    connect(&m_timer, &QTimer::timeout, this, &RunSession::fetch);
}

RunSession::~RunSession()
{
    if (!active())
        return;
    m_feed->post(run::control::Shutdown{});
    m_feed->post(run::control::Kill{});
    m_thread.join();
}

void RunSession::start(std::shared_ptr<RunFeed> feed, space::Space startSpace)
{
    Q_ASSERT(!active());
    // The run before, with all that it handed over.
    letGo(std::make_pair(std::exchange(m_feed, std::move(feed)), std::exchange(m_builder, std::make_unique<ChunkBuilder>())));
    m_story.begin(std::move(startSpace));
    m_thread = std::thread([this] {
        auto result = m_feed->serve([this](const run::RunEvent &event) { m_builder->add(event, m_feed->machine()); });
        m_builder->finish(m_feed->machine());
        QMetaObject::invokeMethod(
            this,
            [this, result = std::move(result)]() mutable {
                m_thread.join();
                m_timer.stop();
                fetch();
                m_story.end(std::move(result));
                Q_EMIT ended();
            },
            Qt::QueuedConnection);
    });
    m_timer.start();
    Q_EMIT started();
}

void RunSession::post(run::Control control)
{
    if (active())
        m_feed->post(std::move(control));
}

void RunSession::fetch()
{
    if (auto chunk = m_builder->take()) {
        m_story.append(std::move(*chunk));
        Q_EMIT statusChanged();
    }
}

QString RunSession::whyNot(const run::Control &control) const
{
    if (!active())
        return tr("No run is active.");
    const auto &now = status();
    const auto stepping = [&]() -> QString {
        if (now.debuggerWait)
            return tr("Open waits for a debugger: Continue goes on.");
        if (!now.callRunning.empty())
            return tr("%1 is running.").arg(fromUtf8(now.callRunning));
        return now.held ? QString() : tr("The run goes on by itself.");
    };
    return std::visit(
        overloaded{
            [&](const run::control::Open &) {
                return now.state == engine::State::Ready || now.next == "Open" ? stepping()
                                                                               : tr("The connection was opened already.");
            },
            [&](const run::control::PutPage &) {
                const auto why = stepping();
                return !why.isEmpty() || now.state != engine::State::Ready ? why : tr("Open comes first.");
            },
            [&](const run::control::PutEntry &) {
                const auto why = stepping();
                return !why.isEmpty() || now.preview ? why : tr("No page is next.");
            },
            [&](const run::control::EditPage &) {
                if (recorded())
                    return tr("This is a recorded run: what was sent cannot be changed.");
                const auto why = stepping();
                return !why.isEmpty() || now.preview ? why : tr("No page is next.");
            },
            [&](const run::control::RunToBreak &) { return stepping(); },
            [&](const run::control::Run &) { return stepping(); },
            [&](const run::control::Stop &) { return now.state == engine::State::Ready ? QString() : fromUtf8(now.whyNoStop); },
            [&](const run::control::Close &) {
                if (recorded())
                    return tr("This is a recorded run: it ends as it ended.");
                return fromUtf8(now.whyNoClose);
            },
            [&](const run::control::Kill &) {
                if (recorded())
                    return tr("This is a recorded run: there is no process.");
                return now.pid == 0 ? tr("There is no process.") : QString();
            },
            [&](const run::control::Reload &) {
                if (recorded())
                    return tr("This is a recorded run: there is no process.");
                return now.pid == 0 ? tr("There is no process.") : stepping();
            },
            [&](const run::control::Continue &) { return now.debuggerWait ? QString() : tr("Nothing waits for a debugger."); },
            [&](const run::control::SetBreakpoints &) { return QString(); },
            [&](const run::control::SetFaults &) {
                return recorded() ? tr("This is a recorded run: what happened cannot be changed.") : QString();
            },
            [&](const run::control::Shutdown &) { return QString(); },
        },
        control);
}

const space::Space *RunSession::spaceAfter() const
{
    return active() || !m_feed ? nullptr : &m_feed->machine().space();
}

} // namespace anchorage::desktop
