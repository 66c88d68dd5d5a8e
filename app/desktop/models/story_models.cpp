#include "app/desktop/models/story_models.h"

#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/report/words.h"

#include <QLocale>

namespace anchorage::desktop {
namespace {

constexpr ColumnSpec callColumns[] = {
    {QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "Seconds since the run began"), 7, true},
    {QT_TRANSLATE_NOOP("Columns", "Call"), QT_TRANSLATE_NOOP("Columns", "What the connector was asked"), 22},
    {QT_TRANSLATE_NOOP("Columns", "Page"), QT_TRANSLATE_NOOP("Columns", "Pass and page of a Put"), 5},
    {QT_TRANSLATE_NOOP("Columns", "Entries"), QT_TRANSLATE_NOOP("Columns", "Entries handed over"), 7, true},
    {QT_TRANSLATE_NOOP("Columns", "Results"), QT_TRANSLATE_NOOP("Columns", "Results that came back; a missing one means success"),
     8, true},
    {QT_TRANSLATE_NOOP("Columns", "Errors"), QT_TRANSLATE_NOOP("Columns", "Results with an error; special actions apart"), 8,
     true},
    {QT_TRANSLATE_NOOP("Columns", "Duration"), QT_TRANSLATE_NOOP("Columns", "The connector's own time"), 8, true},
    {QT_TRANSLATE_NOOP("Columns", "Ended"), QT_TRANSLATE_NOOP("Columns", "How the call ended"), 50},
};
constexpr ColumnSpec outputColumns[] = {
    {QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "Seconds since the run began"), 7, true},
    {QT_TRANSLATE_NOOP("Columns", "From"),
     QT_TRANSLATE_NOOP("Columns", "Level of a log line, stdout, stderr, or the bench itself"), 9},
    {QT_TRANSLATE_NOOP("Columns", "During"), QT_TRANSLATE_NOOP("Columns", "The last call that had begun"), 24},
    {QT_TRANSLATE_NOOP("Columns", "Text"), QT_TRANSLATE_NOOP("Columns", "What was said"), 90},
};

QVariant countOrNothing(bool shown, std::uint32_t count)
{
    return shown ? QVariant(QLocale().toString(count)) : QVariant();
}

} // namespace

QString callText(const report::Call &call)
{
    auto text = fromUtf8(report::name(call.kind));
    if (call.kind == report::CallKind::Put)
        text += QStringLiteral(" p%1.%2").arg(call.position.pass).arg(call.position.page);
    return text;
}

CallsModel::CallsModel(const RunStory &story, QObject *parent) : RowsModel(callColumns, parent), m_story(story)
{
    connect(&story, &RunStory::cleared, this, [this] { resetRows(0); });
    connect(&story, &RunStory::callsAdded, this,
            [this](std::size_t first, std::size_t last) { appendRows(static_cast<int>(last - first + 1)); });
    connect(&story, &RunStory::callsChanged, this,
            [this](std::size_t first, std::size_t last) { changeRows(static_cast<int>(first), static_cast<int>(last)); });
    resetRows(static_cast<int>(story.calls().size()));
}

QVariant CallsModel::cell(int row, int column, int role) const
{
    const auto &call = m_story.calls()[static_cast<std::size_t>(row)];
    const bool put = call.kind == report::CallKind::Put;
    const bool running = call.state == report::Call::State::Running;
    if (role == Qt::ForegroundRole) {
        if (column == Ended && call.state != report::Call::State::Returned)
            return toneColor(running ? Tone::Notice : Tone::Bad);
        if (column == Errors && call.errors > 0)
            return toneColor(Tone::Bad);
        return column == Time ? QVariant(toneColor(Tone::Muted)) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Time:
        return timeText(call.at);
    case Call:
        return fromUtf8(report::name(call.kind)) + (call.edited ? tr(" (edited)") : QString())
            + (call.injected ? tr(" (fault)") : QString());
    case Position:
        return put ? QVariant(QStringLiteral("%1.%2").arg(call.position.pass).arg(call.position.page)) : QVariant();
    case Entries:
        return countOrNothing(put, call.entries);
    case Results:
        return countOrNothing(put && !running, call.results);
    case Errors:
        return countOrNothing(put && call.errors > 0, call.errors);
    case Duration:
        return running ? QVariant() : QVariant(fromUtf8(report::durationText(call.duration)));
    case Ended: {
        auto text = fromUtf8(report::name(call.state));
        if (call.trouble >= 0 && static_cast<std::size_t>(call.trouble) < m_story.troubles().size())
            text += QStringLiteral(": ") + fromUtf8(m_story.troubles()[static_cast<std::size_t>(call.trouble)].text);
        return role == Qt::ToolTipRole ? text : firstLine(text);
    }
    default:
        return {};
    }
}

OutputModel::OutputModel(const RunStory &story, QObject *parent) : RowsModel(outputColumns, parent), m_story(story)
{
    connect(&story, &RunStory::cleared, this, [this] { resetRows(0); });
    connect(&story, &RunStory::linesAdded, this,
            [this](std::size_t first, std::size_t last) { appendRows(static_cast<int>(last - first + 1)); });
    connect(&story, &RunStory::linesChanged, this,
            [this](std::size_t first, std::size_t last) { changeRows(static_cast<int>(first), static_cast<int>(last)); });
    connect(&story, &RunStory::linesAboutToGo, this, [this](std::size_t first, std::size_t last) {
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_going = static_cast<int>(last - first + 1);
    });
    connect(&story, &RunStory::linesGone, this, [this] {
        setRowCount(rowCount() - m_going);
        endRemoveRows();
    });
    resetRows(static_cast<int>(story.lines().size()));
}

QVariant OutputModel::cell(int row, int column, int role) const
{
    const auto &line = m_story.lines()[static_cast<std::size_t>(row)];
    if (role == Qt::ForegroundRole) {
        if (line.level == "bench")
            return toneColor(Tone::Notice);
        if (line.level == "error" || line.level == "stderr")
            return toneColor(Tone::Bad);
        if (line.level == "warning")
            return toneColor(Tone::Again);
        return column == Text && line.level != "debug" ? QVariant() : QVariant(toneColor(Tone::Muted));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Time:
        return timeText(line.at);
    case Source:
        return line.level == "bench" ? tr("bench") : fromUtf8(line.level);
    case During: {
        const auto call = m_story.callBefore(line.sequence);
        return call == 0 ? QString() : callText(m_story.calls()[call - 1]);
    }
    case Text:
        return role == Qt::ToolTipRole ? fromUtf8(line.text) : firstLine(fromUtf8(line.text), 1000);
    default:
        return {};
    }
}

} // namespace anchorage::desktop
