#include "app/desktop/views/timeline_chart.h"

#include "app/desktop/controller/run_text.h"
#include "app/desktop/models/story_models.h"
#include "app/desktop/views/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QStyleOptionFocusRect>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace anchorage::desktop {
namespace {

using std::chrono::nanoseconds;
using Worst = TimelineColumn::Worst;

constexpr auto none = TimelineColumn::none;
constexpr double zoomStep = 0.6;
constexpr int pageOfCalls = 10; // Page Up and Page Down
constexpr int tickWidth = 110; // pixels between two labels

Tone toneOf(Worst worst)
{
    switch (worst) {
    case Worst::Other:
        return Tone::Muted;
    case Worst::Put:
        return Tone::Update;
    case Worst::Errors:
        return Tone::Again;
    case Worst::Failed:
        return Tone::Bad;
    }
    return Tone::Muted;
}

} // namespace

QString spanText(nanoseconds time)
{
    const auto ms = static_cast<double>(time.count()) / 1e6;
    const QLocale locale;
    if (ms < 1)
        return TimelineChart::tr("%1 µs").arg(locale.toString(ms * 1000, 'f', 0));
    if (ms < 1000)
        return TimelineChart::tr("%1 ms").arg(locale.toString(ms, 'f', ms < 10 ? 1 : 0));
    return TimelineChart::tr("%1 s").arg(locale.toString(ms / 1000, 'f', ms < 100'000 ? 2 : 0));
}

TimelineChart::TimelineChart(const RunStory &story, QWidget *parent) : QWidget(parent), m_story(story)
{
    setObjectName(QStringLiteral("timelineChart"));
    setAccessibleName(tr("Entries handed over and duration of the calls over time"));
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_span = wholeSpan(story.calls());
    connect(&story, &RunStory::cleared, this, [this] {
        m_selected = none;
        m_all = true;
        changed();
    });
    connect(&story, &RunStory::callsAdded, this, &TimelineChart::changed);
    connect(&story, &RunStory::callsChanged, this, &TimelineChart::changed);
}

QSize TimelineChart::minimumSizeHint() const
{
    return {240, fontMetrics().height() * 10};
}

void TimelineChart::changed()
{
    m_columns.reset();
    if (m_all)
        m_span = wholeSpan(m_story.calls());
    update();
}

void TimelineChart::setSpan(TimeSpan span)
{
    const auto whole = wholeSpan(m_story.calls());
    m_all = span.length() >= whole.length();
    m_span = m_all ? whole : span;
    m_columns.reset();
    update();
    Q_EMIT spanChanged();
}

void TimelineChart::showAll()
{
    setSpan(wholeSpan(m_story.calls()));
}

void TimelineChart::zoom(double factor)
{
    auto around = m_span.from + m_span.length() / 2;
    if (m_selected < m_story.calls().size())
        around = m_story.calls()[m_selected].at;
    if (around < m_span.from || around > m_span.to)
        around = m_span.from + m_span.length() / 2;
    setSpan(zoomed(m_span, factor, around, wholeSpan(m_story.calls())));
}

void TimelineChart::select(std::size_t call)
{
    if (call >= m_story.calls().size() || call == m_selected)
        return;
    m_selected = call;
    setAccessibleDescription(describe(call));
    keepInSight(call);
    update();
}

void TimelineChart::choose(std::size_t call)
{
    if (call >= m_story.calls().size())
        return;
    select(call);
    Q_EMIT chosen(call);
}

void TimelineChart::keepInSight(std::size_t call)
{
    const auto at = m_story.calls()[call].at;
    if (at >= m_span.from && at <= m_span.to)
        return;
    const auto whole = wholeSpan(m_story.calls());
    const auto from = std::clamp(at - m_span.length() / 2, whole.from, std::max(whole.from, whole.to - m_span.length()));
    setSpan({from, from + m_span.length()});
}

const std::vector<TimelineColumn> &TimelineChart::columns() const
{
    if (!m_columns)
        m_columns = timelineColumns(m_story.calls(), m_span, plot().width());
    return *m_columns;
}

QRect TimelineChart::plot() const
{
    const int left = fontMetrics().horizontalAdvance(QStringLiteral("000 000 ms")) + 12;
    const int line = fontMetrics().height();
    return rect().adjusted(left, line + 8, -16, -line - 10);
}

QRect TimelineChart::entriesLane() const
{
    auto lane = plot();
    lane.setBottom(lane.top() + (lane.height() - fontMetrics().height() - 14) * 2 / 5);
    return lane;
}

QRect TimelineChart::callsLane() const
{
    auto lane = plot();
    lane.setTop(entriesLane().bottom() + fontMetrics().height() + 14);
    return lane;
}

nanoseconds TimelineChart::timeAt(int x) const
{
    const auto area = plot();
    const auto share = static_cast<double>(x - area.left()) / std::max(1, area.width() - 1);
    return m_span.from + nanoseconds(std::llround(share * static_cast<double>(m_span.length().count())));
}

int TimelineChart::xOf(nanoseconds time) const
{
    const auto area = plot();
    const auto share = static_cast<double>((time - m_span.from).count())
        / static_cast<double>(std::max<std::int64_t>(1, m_span.length().count()));
    return area.left() + static_cast<int>(std::lround(share * std::max(1, area.width() - 1)));
}

TimelineChart::Scale TimelineChart::scale() const
{
    Scale scale;
    for (const auto &column : columns()) {
        scale.entries = std::max(scale.entries, column.entries);
        scale.longest = std::max(scale.longest, column.longest);
    }
    return scale;
}

void TimelineChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_story.calls().empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The calls of a run appear here over time: how many entries went out, and how long each call took."));
        return;
    }
    const auto sizes = scale();
    paintSelection(painter); // a ground: words and bars stay clear on it
    paintAxes(painter, sizes);
    paintEntries(painter, sizes);
    paintCalls(painter, sizes);
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(2, 2, -2, -2);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void TimelineChart::paintAxes(QPainter &painter, const Scale &scale) const
{
    const auto muted = toneColor(Tone::Muted, palette());
    auto grid = palette().color(QPalette::Text);
    grid.setAlpha(40);
    const auto area = plot();
    const auto step = tickStep(m_span.length(), std::max(1, area.width() / tickWidth));
    const auto first = (m_span.from / step + (m_span.from % step == nanoseconds(0) ? 0 : 1)) * step;
    for (auto at = first; at <= m_span.to; at += step) {
        const int x = xOf(at);
        painter.setPen(grid);
        painter.drawLine(x, area.top(), x, area.bottom());
        painter.setPen(muted);
        painter.drawText(QRect(x - tickWidth / 2, area.bottom() + 4, tickWidth, fontMetrics().height()), Qt::AlignHCenter,
                         spanText(at));
    }
    const auto axis = [&](const QRect &lane, const QString &title, const QString &top) {
        painter.setPen(grid);
        painter.drawLine(lane.bottomLeft(), lane.bottomRight());
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(lane.left(), lane.top() - fontMetrics().height() - 4, lane.width(), fontMetrics().height()),
                         Qt::AlignLeft | Qt::AlignVCenter, title);
        painter.setPen(muted);
        painter.drawText(QRect(4, lane.top() - fontMetrics().height() / 2, lane.left() - 12, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, top);
        painter.drawText(QRect(4, lane.bottom() - fontMetrics().height() / 2, lane.left() - 12, fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
    };
    axis(entriesLane(), tr("Entries handed over"), QLocale().toString(static_cast<qulonglong>(scale.entries)));
    axis(callsLane(), tr("Duration of calls"), spanText(scale.longest));
}

void TimelineChart::paintEntries(QPainter &painter, const Scale &scale) const
{
    const auto lane = entriesLane();
    const auto y = [&](std::uint64_t count) {
        return lane.bottom()
            - static_cast<double>(lane.height() - 1) * static_cast<double>(count) / static_cast<double>(scale.entries);
    };
    const auto draw = [&](auto &&countOf, Tone tone) {
        QPainterPath line;
        double x = lane.left();
        line.moveTo(x, lane.bottom());
        for (const auto &column : columns())
            line.lineTo(x++, y(countOf(column)));
        auto ground = line;
        ground.lineTo(x - 1, lane.bottom());
        ground.closeSubpath();
        auto faint = toneColor(tone, palette());
        faint.setAlpha(50);
        painter.fillPath(ground, faint);
        painter.setPen(QPen(toneColor(tone, palette()), 1.5));
        painter.drawPath(line);
    };
    draw([](const TimelineColumn &column) { return column.entries; }, Tone::Update);
    if (columns().back().errors > 0)
        draw([](const TimelineColumn &column) { return column.errors; }, Tone::Bad);
}

void TimelineChart::paintCalls(QPainter &painter, const Scale &scale) const
{
    const auto lane = callsLane();
    int x = lane.left();
    for (const auto &column : columns()) {
        if (column.call != none) {
            const auto share = static_cast<double>(column.longest.count()) / static_cast<double>(scale.longest.count());
            const int height = std::max(2, static_cast<int>(std::lround(share * (lane.height() - 1))));
            painter.fillRect(x, lane.bottom() - height, 1, height, toneColor(toneOf(column.worst), palette()));
        }
        ++x;
    }
}

void TimelineChart::paintSelection(QPainter &painter) const
{
    if (m_selected >= m_story.calls().size())
        return;
    const auto &call = m_story.calls()[m_selected];
    if (call.at > m_span.to || call.at + call.duration < m_span.from)
        return;
    const auto area = plot();
    const int from = std::max(area.left(), xOf(call.at));
    const int to = std::min(area.right(), std::max(from + 2, xOf(call.at + call.duration)));
    auto ground = palette().color(QPalette::Highlight);
    ground.setAlpha(70);
    painter.fillRect(QRect(QPoint(from, area.top()), QPoint(to, area.bottom())), ground);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(QRect(QPoint(from, area.top()), QPoint(to, area.bottom())));
    const auto text = describe(m_selected).section(QLatin1Char('\n'), 0, 0);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rect().adjusted(8, 4, -16, 0), Qt::AlignRight | Qt::AlignTop, text);
}

QString TimelineChart::describe(std::size_t index) const
{
    const auto &call = m_story.calls()[index];
    auto text = tr("%1, %2 at %3").arg(callText(call), spanText(call.duration), spanText(call.at));
    if (call.kind == report::CallKind::Put)
        text += QLatin1Char('\n') + tr("%1 entries, %2 results, %3 errors").arg(call.entries).arg(call.results).arg(call.errors);
    if (call.state != report::Call::State::Returned)
        text += QLatin1Char('\n') + QString::fromStdString(std::string(report::name(call.state)));
    if (call.injected)
        text += QLatin1Char('\n') + tr("fault of the bench");
    return text;
}

void TimelineChart::resizeEvent(QResizeEvent *)
{
    m_columns.reset();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_story.calls().empty())
        return QWidget::mousePressEvent(event);
    const int column = event->position().toPoint().x() - plot().left();
    const auto &all = columns();
    // A few pixels are near enough for a call that is only one wide.
    for (int off = 0; off <= 4; ++off) {
        for (const int at : {column - off, column + off}) {
            if (at >= 0 && static_cast<std::size_t>(at) < all.size() && all[static_cast<std::size_t>(at)].call != none)
                return choose(all[static_cast<std::size_t>(at)].call);
        }
    }
    choose(callAt(m_story.calls(), timeAt(event->position().toPoint().x())));
}

void TimelineChart::wheelEvent(QWheelEvent *event)
{
    if (m_story.calls().empty() || event->angleDelta().y() == 0)
        return QWidget::wheelEvent(event);
    setSpan(zoomed(m_span, event->angleDelta().y() > 0 ? zoomStep : 1 / zoomStep, timeAt(event->position().toPoint().x()),
                   wholeSpan(m_story.calls())));
    event->accept();
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    const auto count = m_story.calls().size();
    if (count == 0)
        return QWidget::keyPressEvent(event);
    const bool any = m_selected < count;
    const auto back = [&](std::size_t by) { return !any ? count - 1 : m_selected - std::min(m_selected, by); };
    const auto on = [&](std::size_t by) { return !any ? 0 : std::min(count - 1, m_selected + by); };
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(back(1));
    case Qt::Key_Right:
        return choose(on(1));
    case Qt::Key_PageUp:
        return choose(back(pageOfCalls));
    case Qt::Key_PageDown:
        return choose(on(pageOfCalls));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(count - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose(any ? m_selected : 0);
    case Qt::Key_Plus:
        return zoom(zoomStep);
    case Qt::Key_Minus:
        return zoom(1 / zoomStep);
    case Qt::Key_0:
        return showAll();
    default:
        QWidget::keyPressEvent(event);
    }
}

bool TimelineChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
    const auto call = plot().contains(help->pos()) ? callAt(m_story.calls(), timeAt(help->pos().x())) : none;
    if (call == none)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), describe(call), this);
    return true;
}

} // namespace anchorage::desktop
