// The chart of a run, painted by us: entries handed over and how long each call took, over time. A call can be
// selected with mouse and keyboard, and is what the whole window then looks at.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "app/desktop/controller/timeline.h"

#include <QWidget>

#include <optional>

namespace anchorage::desktop {

class TimelineChart : public QWidget {
    Q_OBJECT

public:
    explicit TimelineChart(const RunStory &story, QWidget *parent = nullptr);

    std::size_t selected() const { return m_selected; } ///< TimelineColumn::none: nothing
    TimeSpan span() const { return m_span; }
    void select(std::size_t call); ///< tells nobody
    void showAll();
    void zoom(double factor);
    /// What the tooltip of a call says.
    QString describe(std::size_t call) const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By a person.
    void chosen(std::size_t call);
    void spanChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Scale {
        std::uint64_t entries = 1;
        std::chrono::nanoseconds longest{1};
    };
    void changed();
    void choose(std::size_t call);
    void keepInSight(std::size_t call);
    void setSpan(TimeSpan span);
    const std::vector<TimelineColumn> &columns() const;
    QRect plot() const; ///< between the axes
    QRect entriesLane() const;
    QRect callsLane() const;
    std::chrono::nanoseconds timeAt(int x) const;
    int xOf(std::chrono::nanoseconds time) const;
    Scale scale() const;
    void paintAxes(QPainter &painter, const Scale &scale) const;
    void paintEntries(QPainter &painter, const Scale &scale) const;
    void paintCalls(QPainter &painter, const Scale &scale) const;
    void paintSelection(QPainter &painter) const;

    const RunStory &m_story;
    std::size_t m_selected = TimelineColumn::none;
    TimeSpan m_span;
    bool m_all = true; ///< the whole run is shown, also while it grows
    mutable std::optional<std::vector<TimelineColumn>> m_columns; // until something changes
};

/// "41 ms", "3.2 s".
QString spanText(std::chrono::nanoseconds time);

} // namespace anchorage::desktop
