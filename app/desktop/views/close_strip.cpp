#include "app/desktop/views/close_strip.h"

#include "app/desktop/controller/ending_text.h"
#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/report/words.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTextBrowser>
#include <QToolButton>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr int detailsHeight = 200;
constexpr std::size_t unknownShown = 50;

struct Ending {
    Tone tone = Tone::Good;
    QString text;
};

Ending endingOf(const RunStory &story, const RunSettings *settings)
{
    const auto close = fromUtf8(story.closeText());
    const auto *trouble = story.troubles().empty() ? nullptr : &story.troubles().front();
    if (!story.result())
        return {Tone::Bad, trouble != nullptr ? firstLine(fromUtf8(trouble->text)) : close};
    const auto &result = *story.result();
    if (!result) {
        const bool cancelled = result.error().code == ErrorCode::Cancelled;
        return {cancelled ? Tone::Muted : Tone::Bad, firstLine(fromUtf8(result.error().text()))};
    }
    const auto status = fromUtf8(result->status);
    const bool success = result->status == "success";
    const bool stopped = result->status.rfind("stopped", 0) == 0;
    auto text = QStringLiteral("%1  ·  %2").arg(status, close);
    if (const auto meaning = statusMeaning(result->status, settings); !meaning.isEmpty())
        text += QStringLiteral("  ·  ") + meaning;
    // Where Close was not called, the words of Close tell why already.
    if (const auto why = trouble != nullptr ? firstLine(fromUtf8(trouble->text), 160) : QString(); !close.contains(why))
        text += QStringLiteral("  ·  ") + why;
    return {success ? Tone::Good : stopped ? Tone::Bad : Tone::Again, text};
}

QString exceptionHtml(const ExceptionInfo &exception, int depth)
{
    auto html = QStringLiteral("<p><b>%1</b><br>%2</p>")
                    .arg(fromUtf8(exception.type).toHtmlEscaped(),
                         fromUtf8(exception.message).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
    if (!exception.stack.empty())
        html += QStringLiteral("<pre>%1</pre>").arg(fromUtf8(exception.stack).toHtmlEscaped());
    for (const auto &inner : exception.inner) {
        if (depth < 10)
            html += CloseStrip::tr("<p><i>caused by</i></p>") + exceptionHtml(inner, depth + 1);
    }
    return html;
}

bool failed(const engine::HandOver &handOver)
{
    const auto outcome = outcomeOf(handOver);
    return outcome == ObjectOutcome::What::Error || outcome == ObjectOutcome::What::StopsRun;
}

} // namespace

QString endingHtml(const RunStory &story)
{
    QString html;
    if (story.result() && !*story.result())
        html += QStringLiteral("<p>%1</p>").arg(fromUtf8(story.result()->error().text()).toHtmlEscaped());
    for (const auto &trouble : story.troubles()) {
        html += QStringLiteral("<p><b>%1</b> &nbsp; %2 s &nbsp; %3%4</p>")
                    .arg(fromUtf8(report::name(trouble.what)), timeText(trouble.at), fromUtf8(report::name(trouble.call)),
                         trouble.injected ? CloseStrip::tr(" &nbsp; <i>made by the bench on request</i>") : QString());
        if (trouble.what == report::Trouble::What::Exception)
            html += exceptionHtml(trouble.exception, 0); // the same words, in full
        else
            html += QStringLiteral("<p>%1</p>").arg(fromUtf8(trouble.text).toHtmlEscaped());
        if (trouble.signal != 0)
            html += CloseStrip::tr("<p>signal %1</p>").arg(trouble.signal);
        if (trouble.after.count() > 0)
            html += CloseStrip::tr("<p>waited %1</p>").arg(fromUtf8(report::durationText(trouble.after)));
    }
    std::size_t unknown = 0;
    QString names;
    for (const auto &handOver : story.handOvers()) {
        if (outcomeOf(handOver) != ObjectOutcome::What::Unknown)
            continue;
        if (++unknown <= unknownShown)
            names += QStringLiteral("<br>") + fromUtf8(handOver.entry.dn).toHtmlEscaped();
    }
    if (unknown > 0)
        html += CloseStrip::tr("<p><b>Sent, fate unknown: %n entries.</b> They stay pending and are handed over again by the "
                               "next run.%1</p>",
                               nullptr, static_cast<int>(unknown))
                    .arg(names);
    html += QStringLiteral("<p>%1</p>").arg(fromUtf8(story.closeText()).toHtmlEscaped());
    if (story.close().exception)
        html += exceptionHtml(*story.close().exception, 0);
    return html;
}

CloseStrip::CloseStrip(Controller &controller, QWidget *parent)
    : QFrame(parent), m_controller(controller), m_icon(new QLabel), m_text(new QLabel), m_first(new QToolButton),
      m_more(new QToolButton), m_hide(new QToolButton), m_details(new QTextBrowser)
{
    setObjectName(QStringLiteral("closeStrip"));
    setAutoFillBackground(true);
    m_text->setObjectName(QStringLiteral("closeText"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_first->setObjectName(QStringLiteral("closeFirstFailed"));
    m_first->setText(tr("Show the first"));
    m_first->setToolTip(tr("Go to the first object that failed: what was sent, what came back"));
    m_first->setAutoRaise(true);
    m_more->setObjectName(QStringLiteral("closeMore"));
    m_more->setText(tr("Details"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_hide->setObjectName(QStringLiteral("closeHide"));
    m_hide->setIcon(icon(QStringLiteral("close")));
    m_hide->setAutoRaise(true);
    m_hide->setToolTip(tr("Put this away"));
    m_hide->setAccessibleName(tr("Put this away"));
    m_details->setObjectName(QStringLiteral("closeDetails"));
    m_details->setAccessibleName(tr("How the run ended, in detail"));
    m_details->setFixedHeight(detailsHeight);
    m_details->hide();
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 2, 4, 2);
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_text, 1);
    line->addWidget(m_first);
    line->addWidget(m_more);
    line->addWidget(m_hide);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_details);
    connect(m_first, &QToolButton::clicked, this, [this] {
        const auto &handOvers = m_controller.story().handOvers();
        const auto first = std::find_if(handOvers.begin(), handOvers.end(), failed);
        if (first != handOvers.end())
            m_controller.places().showHandOver(static_cast<std::size_t>(first - handOvers.begin()));
    });
    connect(m_more, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_hide, &QToolButton::clicked, this, &QWidget::hide);
    connect(&controller.story(), &RunStory::endingChanged, this, &CloseStrip::refresh);
    connect(&controller.story(), &RunStory::cleared, this, &QWidget::hide);
    hide();
}

bool CloseStrip::event(QEvent *event)
{
    // Between dark and light the ground and the words' colours change too, also while another page is in front.
    const bool recolor = event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange;
    if (recolor && !m_coloring && !isHidden())
        refresh();
    return QFrame::event(event);
}

void CloseStrip::refresh()
{
    const auto &story = m_controller.story();
    if (!story.result() && story.troubles().empty() && !story.close().called)
        return;
    const auto &setup = m_controller.runSetup();
    const bool live = setup && !m_controller.run().recorded();
    const auto ending = endingOf(story, live ? &setup->engine.settings : nullptr);
    QPalette colors; // the ground alone: everything else is the application's, now and after a change
    colors.setColor(QPalette::Window, toneGround(ending.tone, QGuiApplication::palette()));
    m_coloring = true;
    setPalette(colors);
    m_coloring = false;
    const auto *iconName = ending.tone == Tone::Good ? "check" : ending.tone == Tone::Muted ? "info" : "findings";
    m_icon->setPixmap(icon(QString::fromLatin1(iconName), ending.tone).pixmap(fontMetrics().height()));
    const auto failures = story.result() && *story.result() ? (*story.result())->counters.failure : 0;
    auto text = ending.text; // what failed stands behind the status: the rest may be cut in a small window
    if (failures > 0)
        text.insert(std::max(qsizetype(0), text.indexOf(QStringLiteral("  ·  "))),
                    QStringLiteral("  ·  ") + tr("%1 failed").arg(QLocale().toString(static_cast<qulonglong>(failures))));
    m_first->setVisible(failures > 0);
    m_text->setText(text);
    m_text->setToolTip(text);
    m_details->setHtml(endingHtml(story));
    show();
}

} // namespace anchorage::desktop
