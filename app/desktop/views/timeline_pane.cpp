#include "app/desktop/views/timeline_pane.h"

#include "app/desktop/models/story_models.h"
#include "app/desktop/views/theme.h"
#include "app/desktop/views/timeline_chart.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr double zoomStep = 0.6;

} // namespace

TimelinePane::TimelinePane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_chart(new TimelineChart(controller.story())), m_summary(new QLabel),
      m_legend(new QLabel)
{
    setObjectName(QStringLiteral("timelinePane"));
    m_summary->setObjectName(QStringLiteral("timelineSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a small window cuts it, the legend stays
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_legend->setObjectName(QStringLiteral("timelineLegend"));
    m_legend->setTextFormat(Qt::RichText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 6, 4);
    bar->setSpacing(12);
    bar->addWidget(m_summary);
    bar->addStretch(1);
    bar->addWidget(m_legend);
    const auto button = [bar](const char *name, const QString &text, const QString &tip, auto &&work) {
        auto *made = new QToolButton;
        made->setObjectName(QString::fromLatin1(name));
        made->setText(text);
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setAutoRaise(true);
        connect(made, &QToolButton::clicked, made, std::forward<decltype(work)>(work));
        bar->addWidget(made);
    };
    button("timelineIn", QStringLiteral("+"), tr("Show less, in more detail (+ or the wheel)"),
           [this] { m_chart->zoom(zoomStep); });
    button("timelineOut", QStringLiteral("−"), tr("Show more (− or the wheel)"), [this] { m_chart->zoom(1 / zoomStep); });
    button("timelineAll", tr("All"), tr("Show the whole run (0)"), [this] { m_chart->showAll(); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_chart, 1);
    connect(m_chart, &TimelineChart::chosen, &controller.places(), &Places::showCall);
    connect(&controller.places(), &Places::callWanted, m_chart, &TimelineChart::select);
    auto &story = controller.story();
    connect(&story, &RunStory::cleared, this, &TimelinePane::refresh);
    connect(&story, &RunStory::callsAdded, this, &TimelinePane::refresh);
    connect(&story, &RunStory::callsChanged, this, &TimelinePane::refresh);
    refresh();
    refreshLegend();
}

bool TimelinePane::event(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshLegend();
    return QWidget::event(event);
}

void TimelinePane::refresh()
{
    const auto &story = m_controller.story();
    const auto &calls = story.calls();
    const auto longest =
        std::max_element(calls.begin(), calls.end(), [](const auto &a, const auto &b) { return a.duration < b.duration; });
    const QLocale locale;
    m_summary->setText(longest == calls.end() ? tr("No calls yet")
                                              : tr("%1 calls, %2 entries; the longest: %3, %4")
                                                    .arg(locale.toString(static_cast<qulonglong>(calls.size())),
                                                         locale.toString(static_cast<qulonglong>(story.handOvers().size())),
                                                         callText(*longest), spanText(longest->duration)));
}

void TimelinePane::refreshLegend()
{
    const auto mark = [](Tone tone, const QString &text) {
        return QStringLiteral("<span style=\"color:%1\">■</span> %2&nbsp;&nbsp;")
            .arg(toneColor(tone).name(), text.toHtmlEscaped());
    };
    m_legend->setText(mark(Tone::Update, tr("Put")) + mark(Tone::Again, tr("Put with errors"))
                      + mark(Tone::Bad, tr("threw or lost")) + mark(Tone::Muted, tr("other calls")));
}

} // namespace anchorage::desktop
