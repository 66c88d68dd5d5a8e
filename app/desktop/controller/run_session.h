// A run as the GUI sees it: its thread, what is told to it, and what comes back in chunks. The GUI never
// waits for it, also not while a connector hangs.
#pragma once

#include "app/desktop/controller/chunk_builder.h"
#include "app/desktop/controller/run_feed.h"
#include "app/desktop/controller/run_story.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <thread>

namespace anchorage::desktop {

class RunSession : public QObject {
    Q_OBJECT

public:
    static constexpr int chunksPerSecond = 30;

    explicit RunSession(QObject *parent = nullptr);
    /// A run that still goes is told to shut down, then killed; never waits longer than the driver's limit.
    ~RunSession() override;

    /// Begins a run in its own thread; it holds before Open. Only while !active().
    void start(std::shared_ptr<RunFeed> feed, space::Space startSpace);
    bool active() const { return m_thread.joinable(); }
    bool recorded() const { return m_feed && m_feed->recorded(); }
    /// Nothing happens when no run is active.
    void post(run::Control control);

    const RunStatus &status() const { return m_story.status(); }
    RunStory &story() { return m_story; }
    const RunStory &story() const { return m_story; }

    /// Why the control is not possible now, in words; empty: it is. The machine's words where it has any.
    QString whyNot(const run::Control &control) const;

    /// What the run left (space-3). Only after ended().
    const space::Space *spaceAfter() const;

Q_SIGNALS:
    void started();
    /// State, counters, preview: at most 30 times a second.
    void statusChanged();
    /// After the last chunk; the story has the result.
    void ended();

private:
    void fetch();

    std::shared_ptr<RunFeed> m_feed;
    std::unique_ptr<ChunkBuilder> m_builder;
    std::thread m_thread;
    RunStory m_story;
    QTimer m_timer;
};

} // namespace anchorage::desktop
