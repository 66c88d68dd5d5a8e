// Pass by pass, what happened to one object.
#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/results_pane.h"
#include "app/desktop/views/theme.h"
#include "core/report/object_results.h"

namespace anchorage::desktop {
namespace {

constexpr std::size_t removalsShown = 50; // of one hand-over; a group may have a million held members

QString cell(const QString &text)
{
    return text.toHtmlEscaped();
}

QString toneName(ObjectOutcome::What what)
{
    using What = ObjectOutcome::What;
    const auto tone = what == What::Accepted ? Tone::Good
        : what == What::Again                ? Tone::Again
        : what == What::Unknown              ? Tone::Unknown
        : what == What::Running              ? Tone::Notice
                                             : Tone::Bad;
    return toneColor(tone).name();
}

} // namespace

QString lineageHtml(const RunStory &story, space::ObjectIndex object)
{
    const auto turns = story.handOversOf(object);
    if (turns.empty())
        return ResultsPane::tr("<p>This object was not handed over in this run.</p>");
    QString html;
    for (const auto index : turns) {
        const auto &handOver = story.handOvers()[index];
        html += QStringLiteral("<p><b>%1</b> &nbsp; %2 &nbsp; <a href=\"call:%3\">%4</a>%5%6</p>")
                    .arg(ResultsPane::tr("Pass %1, page %2").arg(handOver.position.pass).arg(handOver.position.page),
                         cell(passReasonText(handOver.reason)))
                    .arg(story.callOf(index))
                    .arg(ResultsPane::tr("the call"),
                         handOver.edited ? ResultsPane::tr(" &nbsp; <i>edited in flight</i>") : QString(),
                         handOver.injected ? ResultsPane::tr(" &nbsp; <i>fault of the bench</i>") : QString());
        html += QStringLiteral("<table cellspacing=0 cellpadding=3>");
        const auto row = [&html](const QString &title, const QString &text) {
            html += QStringLiteral("<tr><td><i>%1</i>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(title, text);
        };
        auto sent = operationText(handOver.entry.modification) + QLatin1Char(' ') + cell(fromUtf8(handOver.entry.dn));
        for (const auto &change : handOver.entry.changes)
            sent += QStringLiteral("<br>%1: %2").arg(cell(fromUtf8(change.name)), cell(changeText(change)));
        row(ResultsPane::tr("sent"), sent);
        row(ResultsPane::tr("answered"), cell(saidText(handOver)));
        auto fate =
            QStringLiteral("<span style=\"color:%1\">%2</span>").arg(toneName(outcomeOf(handOver)), cell(fateText(handOver)));
        const auto failing = handOver.fate ? report::failingOf(handOver) : report::Failing{};
        if (failing.bad())
            fate += QStringLiteral("<br>") + cell(fromUtf8(meaning(failing.code)));
        row(ResultsPane::tr("becomes"), fate);
        auto unanswered = handOver;
        unanswered.fate.reset();
        const auto before = cell(anchorAfter(unanswered));
        const auto after = cell(anchorAfter(handOver));
        if (!after.isEmpty())
            row(ResultsPane::tr("anchor"),
                before == after ? after
                                : QStringLiteral("%1 → %2").arg(before.isEmpty() ? ResultsPane::tr("none") : before, after));
        html += QStringLiteral("</table>");
        if (const auto *removals = story.removals(handOver.position)) {
            std::size_t more = 0;
            std::size_t shown = 0;
            for (const auto &removal : *removals) {
                if (removal.dn != handOver.entry.dn)
                    continue;
                if (++shown > removalsShown)
                    ++more;
                else
                    html += QStringLiteral("<p>%1</p>")
                                .arg(ResultsPane::tr("not sent: %1 %2 — %3 (%4)")
                                         .arg(cell(fromUtf8(removal.attribute)), cell(fromUtf8(removal.value)),
                                              cell(fromUtf8(removal.reason)), cell(fromUtf8(removal.rule))));
            }
            if (more > 0)
                html += ResultsPane::tr("<p>and %n more values that were not sent</p>", nullptr, static_cast<int>(more));
        }
    }
    return html;
}

} // namespace anchorage::desktop
