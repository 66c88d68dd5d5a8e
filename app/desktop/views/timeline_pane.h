// The page "Timeline": the chart, what its colours mean, and how much of the run it shows.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QWidget>

class QLabel;

namespace anchorage::desktop {

class TimelineChart;

class TimelinePane : public QWidget {
    Q_OBJECT

public:
    explicit TimelinePane(Controller &controller, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    void refresh();
    void refreshLegend();

    Controller &m_controller;
    TimelineChart *m_chart;
    QLabel *m_summary;
    QLabel *m_legend;
};

} // namespace anchorage::desktop
