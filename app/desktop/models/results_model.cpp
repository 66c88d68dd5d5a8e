#include "app/desktop/models/results_model.h"

#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/report/object_results.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr ColumnSpec columns[] = {
    {QT_TRANSLATE_NOOP("Columns", "#"), QT_TRANSLATE_NOOP("Columns", "Number of the hand-over in the run"), 6, true},
    {QT_TRANSLATE_NOOP("Columns", "Page"), QT_TRANSLATE_NOOP("Columns", "Pass and page"), 6},
    {QT_TRANSLATE_NOOP("Columns", "Handed over as"),
     QT_TRANSLATE_NOOP("Columns", "ObjectModificationType that the connector saw"), 12},
    {QT_TRANSLATE_NOOP("Columns", "Type"), QT_TRANSLATE_NOOP("Columns", "Object type"), 10},
    {QT_TRANSLATE_NOOP("Columns", "DN"), QT_TRANSLATE_NOOP("Columns", "Distinguished name that the connector saw"), 40},
    {QT_TRANSLATE_NOOP("Columns", "Outcome"), QT_TRANSLATE_NOOP("Columns", "What the engine makes of the answer"), 26},
    {QT_TRANSLATE_NOOP("Columns", "Error name"), QT_TRANSLATE_NOOP("Columns", "The connector's own name of the error"), 18},
    {QT_TRANSLATE_NOOP("Columns", "Detail"), QT_TRANSLATE_NOOP("Columns", "What the connector says of the error"), 36},
    {QT_TRANSLATE_NOOP("Columns", "Anchor after"), QT_TRANSLATE_NOOP("Columns", "Anchor with what the answer brought"), 18},
    {QT_TRANSLATE_NOOP("Columns", "Why handed over"), QT_TRANSLATE_NOOP("Columns", "Why the object is in this page"), 22},
    {QT_TRANSLATE_NOOP("Columns", "As sent"), QT_TRANSLATE_NOOP("Columns", "The entry in the pages' text form"), 40, false, true},
};

std::optional<Tone> toneOf(const engine::HandOver &handOver)
{
    using What = ObjectOutcome::What;
    switch (outcomeOf(handOver)) {
    case What::Accepted:
        return Tone::Good;
    case What::Again:
        return Tone::Again;
    case What::Error:
        return Tone::Bad;
    case What::StopsRun:
        return Tone::Fatal;
    case What::Unknown:
        return Tone::Unknown;
    case What::Running:
        return Tone::Notice;
    case What::NotSent:
        break;
    }
    return {};
}

} // namespace

ResultsModel::ResultsModel(const RunStory &story, QObject *parent) : RowsModel(columns, parent), m_story(story)
{
    connect(&story, &RunStory::cleared, this, &ResultsModel::showAll);
    connect(&story, &RunStory::handOversAdded, this, &ResultsModel::added);
    connect(&story, &RunStory::handOversChanged, this, &ResultsModel::changed);
    showAll();
}

void ResultsModel::filter(std::vector<std::uint32_t> shown, Joins joins)
{
    m_all = false;
    m_shown = std::move(shown);
    m_joins = std::move(joins);
    resetRows(static_cast<int>(m_shown.size()));
}

void ResultsModel::prepend(std::vector<std::uint32_t> earlier)
{
    if (m_all || earlier.empty())
        return;
    // Both are in order: of a million rows nothing is sorted here.
    std::vector<std::uint32_t> all;
    all.reserve(earlier.size() + m_shown.size());
    std::set_union(earlier.begin(), earlier.end(), m_shown.begin(), m_shown.end(), std::back_inserter(all));
    beginResetModel();
    m_shown = std::move(all);
    setRowCount(static_cast<int>(m_shown.size()));
    endResetModel();
}

void ResultsModel::showAll()
{
    m_all = true;
    m_shown.clear();
    m_joins = {};
    resetRows(static_cast<int>(m_story.handOvers().size()));
}

std::size_t ResultsModel::handOver(int row) const
{
    return m_all ? static_cast<std::size_t>(row) : m_shown[static_cast<std::size_t>(row)];
}

int ResultsModel::rowOf(std::size_t handOver) const
{
    if (m_all)
        return handOver < static_cast<std::size_t>(rowCount()) ? static_cast<int>(handOver) : -1;
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), static_cast<std::uint32_t>(handOver));
    return found != m_shown.end() && *found == handOver ? static_cast<int>(found - m_shown.begin()) : -1;
}

void ResultsModel::added(std::size_t first, std::size_t last)
{
    if (m_all)
        return appendRows(static_cast<int>(last - first + 1));
    std::vector<std::uint32_t> joining;
    for (std::size_t i = first; i <= last; ++i) {
        if (m_joins && m_joins(i))
            joining.push_back(static_cast<std::uint32_t>(i));
    }
    if (!joining.empty())
        appendRowsWith(static_cast<int>(joining.size()), [&] { m_shown.insert(m_shown.end(), joining.begin(), joining.end()); });
}

void ResultsModel::changed(std::size_t first, std::size_t last)
{
    if (m_all)
        return changeRows(static_cast<int>(first), static_cast<int>(last));
    // Answers come after the page: what the filter asks for may be known only now, at the end of the list.
    std::vector<std::uint32_t> joining;
    for (std::size_t i = first; i <= last; ++i) {
        if (rowOf(i) < 0 && m_joins && m_joins(i) && (m_shown.empty() || i > m_shown.back()))
            joining.push_back(static_cast<std::uint32_t>(i));
    }
    if (!joining.empty())
        appendRowsWith(static_cast<int>(joining.size()), [&] { m_shown.insert(m_shown.end(), joining.begin(), joining.end()); });
    if (rowCount() > 0)
        changeRows(0, rowCount() - 1);
}

QVariant ResultsModel::cell(int row, int column, int role) const
{
    const auto index = handOver(row);
    const auto &handOver = m_story.handOvers()[index];
    if (role == Qt::ForegroundRole) {
        const auto tone = toneOf(handOver);
        if ((column == Outcome || column == Name) && tone)
            return toneColor(*tone);
        return column == Number || column == Reason ? QVariant(toneColor(Tone::Muted)) : QVariant();
    }
    if (role == Qt::ToolTipRole) {
        if (column == Outcome) {
            const auto failing = handOver.fate ? report::failingOf(handOver) : report::Failing{};
            return failing.bad() ? fromUtf8(meaning(failing.code)) : saidText(handOver);
        }
        return column == Sent || column == Detail || column == Dn ? cell(row, column, Qt::DisplayRole) : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Number:
        return static_cast<qulonglong>(index + 1);
    case Position:
        return QStringLiteral("%1.%2").arg(handOver.position.pass).arg(handOver.position.page);
    case Action:
        return operationText(handOver.entry.modification) + (handOver.edited ? tr(" (edited)") : QString())
            + (handOver.injected ? tr(" (fault)") : QString());
    case Type:
        return fromUtf8(handOver.entry.objectType);
    case Dn:
        return fromUtf8(handOver.entry.dn);
    case Outcome:
        return fateText(handOver);
    case Name:
        return errorName(handOver);
    case Detail:
        return firstLine(errorDetail(handOver));
    case Anchor:
        return anchorAfter(handOver);
    case Reason:
        return passReasonText(handOver.reason);
    case Sent:
        return firstLine(sentText(handOver), 500);
    default:
        return {};
    }
}

} // namespace anchorage::desktop
