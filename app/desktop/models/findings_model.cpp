#include "app/desktop/models/findings_model.h"

#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr ColumnSpec columns[] = {
    {QT_TRANSLATE_NOOP("Columns", "Severity"), QT_TRANSLATE_NOOP("Columns", "How bad it is"), 9},
    {QT_TRANSLATE_NOOP("Columns", "Finding"), QT_TRANSLATE_NOOP("Columns", "Its id, as in the documentation"), 22},
    {QT_TRANSLATE_NOOP("Columns", "Object"), QT_TRANSLATE_NOOP("Columns", "DN of the object it is about"), 36},
    {QT_TRANSLATE_NOOP("Columns", "Attribute"), QT_TRANSLATE_NOOP("Columns", "Attribute it is about"), 14},
    {QT_TRANSLATE_NOOP("Columns", "Message"), QT_TRANSLATE_NOOP("Columns", "What was found and what would be right"), 60},
    {QT_TRANSLATE_NOOP("Columns", "From"), QT_TRANSLATE_NOOP("Columns", "Who noticed it, and where"), 18},
    {QT_TRANSLATE_NOOP("Columns", "Rule"), QT_TRANSLATE_NOOP("Columns", "Where it is written"), 20},
};

} // namespace

FindingsModel::FindingsModel(QObject *parent) : RowsModel(columns, parent) { }

void FindingsModel::set(From from, std::vector<session::PlacedFinding> findings)
{
    std::erase_if(m_rows, [from](const Row &row) { return row.from == from; });
    const auto place = std::find_if(m_rows.begin(), m_rows.end(), [from](const Row &row) { return row.from > from; });
    std::vector<Row> fresh;
    fresh.reserve(findings.size());
    for (auto &finding : findings)
        fresh.push_back({from, std::move(finding)});
    m_rows.insert(place, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    resetRows(static_cast<int>(m_rows.size()));
}

void FindingsModel::append(const Findings &findings, std::size_t first)
{
    appendRowsWith(static_cast<int>(findings.size() - first), [&] {
        for (auto i = first; i < findings.size(); ++i)
            m_rows.push_back({From::Run, {findings[i], {}}});
    });
}

int FindingsModel::rowOfRunFinding(std::size_t index) const
{
    const auto first = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.from == From::Run; });
    const auto row = static_cast<std::size_t>(first - m_rows.begin()) + index;
    return row < m_rows.size() ? static_cast<int>(row) : -1;
}

QVariant FindingsModel::cell(int row, int column, int role) const
{
    const auto &[from, placed] = m_rows[static_cast<std::size_t>(row)];
    const auto &finding = placed.finding;
    if (role == Qt::ForegroundRole) {
        if (column != Severity && column != Id)
            return column == Rule || column == Source ? QVariant(toneColor(Tone::Muted)) : QVariant();
        return toneColor(finding.severity == anchorage::Severity::Error         ? Tone::Bad
                             : finding.severity == anchorage::Severity::Warning ? Tone::Again
                                                                                : Tone::Muted);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Severity:
        return fromUtf8(name(finding.severity));
    case Id:
        return fromUtf8(finding.id);
    case Object:
        return fromUtf8(finding.dn);
    case Attribute:
        return fromUtf8(finding.attribute);
    case Message:
        return role == Qt::ToolTipRole ? fromUtf8(finding.message) : firstLine(fromUtf8(finding.message));
    case Source:
        if (!placed.origin.empty())
            return fromUtf8(placed.origin);
        return from == From::Run ? tr("run") : from == From::Space ? tr("objects") : tr("project");
    case Rule:
        return fromUtf8(finding.rule);
    default:
        return {};
    }
}

} // namespace anchorage::desktop
