#include "app/desktop/views/run_strip.h"

#include "app/desktop/models/story_models.h"
#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr qint64 longCall = 3; // seconds

QString counted(const QString &what, std::uint64_t count)
{
    return count == 0 ? QString() : QStringLiteral("%1 %2  ").arg(what, QLocale().toString(static_cast<qulonglong>(count)));
}

QString countersText(const engine::ExportCounters &counters)
{
    return (counted(RunStrip::tr("add"), counters.add) + counted(RunStrip::tr("update"), counters.update)
            + counted(RunStrip::tr("rename"), counters.rename) + counted(RunStrip::tr("delete"), counters.remove)
            + counted(RunStrip::tr("delete-add"), counters.deleteAdd) + counted(RunStrip::tr("failed"), counters.failure))
        .trimmed();
}

std::uint64_t done(const engine::ExportCounters &counters)
{
    return counters.add + counters.update + counters.rename + counters.remove + counters.deleteAdd + counters.failure;
}

} // namespace

QString stateText(const RunStatus &status, bool active)
{
    if (!active)
        return RunStrip::tr("closed");
    switch (status.state) {
    case engine::State::Ready:
        return RunStrip::tr("ready to open");
    case engine::State::Opening:
        return RunStrip::tr("opening");
    case engine::State::Open:
        return RunStrip::tr("open");
    case engine::State::Putting:
        return RunStrip::tr("putting");
    case engine::State::Closing:
        return RunStrip::tr("closing");
    case engine::State::PasswordOpening:
    case engine::State::PasswordSetting:
    case engine::State::PasswordClosing:
        return RunStrip::tr("passwords");
    case engine::State::Finished:
        return RunStrip::tr("closed");
    case engine::State::Faulted:
        return RunStrip::tr("faulted");
    case engine::State::Refused:
        return RunStrip::tr("refused");
    }
    return {};
}

RunStrip::RunStrip(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_state(new QLabel), m_position(new QLabel), m_progress(new QProgressBar),
      m_counters(new QLabel), m_process(new QLabel)
{
    setObjectName(QStringLiteral("runStrip"));
    m_state->setObjectName(QStringLiteral("runState"));
    m_position->setObjectName(QStringLiteral("runPosition"));
    m_counters->setObjectName(QStringLiteral("runCounters"));
    m_process->setObjectName(QStringLiteral("runProcess"));
    m_progress->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_progress->setAccessibleName(tr("Objects that are done"));
    m_progress->setToolTip(tr("Objects that are done, of those with a pending change"));
    m_waiting.setInterval(1'000);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->setSpacing(14);
    for (QWidget *part : {static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_position), static_cast<QWidget *>(m_progress),
                          static_cast<QWidget *>(m_counters), static_cast<QWidget *>(m_process)})
        layout->addWidget(part);
    layout->addStretch(1);
    for (auto *label : {m_state, m_position, m_counters, m_process})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(&m_waiting, &QTimer::timeout, this, &RunStrip::update);
    connect(&controller.run(), &RunSession::started, this, &RunStrip::began);
    connect(&controller.run(), &RunSession::statusChanged, this, &RunStrip::update);
    connect(&controller.run(), &RunSession::ended, this, &RunStrip::update);
    update();
}

void RunStrip::began()
{
    m_clock.start();
    const auto &start = m_controller.story().start();
    m_pending = 0;
    for (space::ObjectIndex i = 0; i < start.size(); ++i) {
        if (start.exists(i) && !start.dropped(i) && start.pendingOperation(i) != space::PendingOperation::None)
            ++m_pending;
    }
    update();
}

void RunStrip::update()
{
    const auto &run = m_controller.run();
    const auto &status = run.status();
    const bool active = run.active();
    auto state = stateText(status, active);
    if (active && run.recorded())
        state = tr("journal: %1").arg(state);
    if (status.held && !status.next.empty())
        state = tr("%1, next: %2").arg(state, fromUtf8(status.next));
    m_state->setText(state);
    const bool begun = m_controller.story().begun();
    for (QWidget *part : {static_cast<QWidget *>(m_position), static_cast<QWidget *>(m_progress),
                          static_cast<QWidget *>(m_counters), static_cast<QWidget *>(m_process)})
        part->setVisible(begun);
    if (!begun)
        return;
    m_position->setText(tr("pass %1, page %2").arg(status.position.pass).arg(status.position.page));
    const auto ended = done(status.counters);
    m_progress->setRange(0, 1000);
    m_progress->setValue(m_pending == 0 ? 0 : static_cast<int>(std::min<std::uint64_t>(1000, ended * 1000 / m_pending)));
    m_progress->setFormat(
        tr("%1 of %2 objects")
            .arg(QLocale().toString(static_cast<qulonglong>(ended)), QLocale().toString(static_cast<qulonglong>(m_pending))));
    auto counters = countersText(status.counters);
    if (active && !status.held && m_clock.elapsed() > 500 && ended > 0)
        counters += QStringLiteral("   ")
            + tr("%1 objects/s").arg(static_cast<qulonglong>(ended * 1000 / static_cast<std::uint64_t>(m_clock.elapsed())));
    m_counters->setText(counters);
    QString process;
    if (status.pid != 0)
        process = tr("pid %1").arg(status.pid);
    if (!status.callRunning.empty())
        process += QStringLiteral("  ") + fromUtf8(status.callRunning);
    if (!status.progress.empty())
        process += QStringLiteral(": ") + firstLine(fromUtf8(status.progress), 60);
    const auto waited = waitedFor();
    if (!waited.isEmpty())
        process = status.pid != 0 ? tr("pid %1").arg(status.pid) + QStringLiteral("  ") + waited : waited;
    QPalette colors;
    if (!waited.isEmpty())
        colors.setColor(QPalette::WindowText, toneColor(Tone::Again));
    m_process->setPalette(colors);
    m_process->setText(process);
}

/// Of a live call that takes long: which, how long, and what can be done; empty otherwise.
QString RunStrip::waitedFor()
{
    const auto &run = m_controller.run();
    const auto &calls = m_controller.story().calls();
    const bool waits = run.active() && !run.recorded() && !run.status().debuggerWait && !calls.empty()
        && calls.back().state == report::Call::State::Running;
    if (waits != m_waiting.isActive())
        waits ? m_waiting.start() : m_waiting.stop();
    if (!waits)
        return {};
    const auto seconds =
        (m_clock.elapsed() - std::chrono::duration_cast<std::chrono::milliseconds>(calls.back().at).count()) / 1000;
    if (seconds < longCall)
        return {};
    const auto call = callText(calls.back());
    const auto &progress = run.status().progress;
    if (!progress.empty())
        return tr("%1 runs for %2 s: %3").arg(call).arg(seconds).arg(firstLine(fromUtf8(progress), 60));
    return tr("%1 has not answered for %2 s: Stop ends the run after it, Run > Kill ends it now").arg(call).arg(seconds);
}

} // namespace anchorage::desktop
