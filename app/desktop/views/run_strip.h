// The run in the status bar, always visible: state, pass and page, progress, counters, speed, process.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace anchorage::desktop {

/// "closed", "opening", "open", "putting", "closing", "faulted", …: the state in one word.
QString stateText(const RunStatus &status, bool active);

class RunStrip : public QWidget {
    Q_OBJECT

public:
    explicit RunStrip(Controller &controller, QWidget *parent = nullptr);

private:
    void update();
    void began();
    QString waitedFor();

    Controller &m_controller;
    QLabel *m_state;
    QLabel *m_position;
    QProgressBar *m_progress;
    QLabel *m_counters;
    QLabel *m_process;
    QElapsedTimer m_clock;
    QTimer m_waiting; // while a call runs: how long is told each second
    std::uint64_t m_pending = 0; // objects with a pending change when the run began
};

} // namespace anchorage::desktop
