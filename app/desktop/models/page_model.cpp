#include "app/desktop/models/page_model.h"

#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr ColumnSpec pageColumns[] = {
    {QT_TRANSLATE_NOOP("Columns", "#"), QT_TRANSLATE_NOOP("Columns", "Place in the page"), 5, true},
    {QT_TRANSLATE_NOOP("Columns", "As"), QT_TRANSLATE_NOOP("Columns", "ObjectModificationType that the connector will see"), 12},
    {QT_TRANSLATE_NOOP("Columns", "Type"), QT_TRANSLATE_NOOP("Columns", "Object type"), 10},
    {QT_TRANSLATE_NOOP("Columns", "DN"), QT_TRANSLATE_NOOP("Columns", "Distinguished name that the connector will see"), 42},
    {QT_TRANSLATE_NOOP("Columns", "Why"), QT_TRANSLATE_NOOP("Columns", "Why the object is in this page"), 22},
    {QT_TRANSLATE_NOOP("Columns", "Left out"),
     QT_TRANSLATE_NOOP("Columns", "Attributes and values that are pending but not handed over"), 9, true},
    {QT_TRANSLATE_NOOP("Columns", "Changes"), QT_TRANSLATE_NOOP("Columns", "Attributes that are handed over"), 40},
};
constexpr ColumnSpec differenceColumns[] = {
    {QT_TRANSLATE_NOOP("Columns", "Attribute"), QT_TRANSLATE_NOOP("Columns", "Attribute of the change"), 18},
    {QT_TRANSLATE_NOOP("Columns", "Pending"), QT_TRANSLATE_NOOP("Columns", "What is pending for the object"), 36},
    {QT_TRANSLATE_NOOP("Columns", "Handed over"), QT_TRANSLATE_NOOP("Columns", "What the connector will get"), 36},
    {QT_TRANSLATE_NOOP("Columns", "Difference"), QT_TRANSLATE_NOOP("Columns", "Why the two differ, with the rule"), 50},
};
constexpr ColumnSpec removalColumns[] = {
    {QT_TRANSLATE_NOOP("Columns", "Object"), QT_TRANSLATE_NOOP("Columns", "DN"), 40},
    {QT_TRANSLATE_NOOP("Columns", "Attribute"), QT_TRANSLATE_NOOP("Columns", "Empty: the whole entry"), 16},
    {QT_TRANSLATE_NOOP("Columns", "Value"), QT_TRANSLATE_NOOP("Columns", "Empty: the whole attribute"), 36},
    {QT_TRANSLATE_NOOP("Columns", "Reason"), QT_TRANSLATE_NOOP("Columns", "Why it is not handed over"), 50},
    {QT_TRANSLATE_NOOP("Columns", "Rule"), QT_TRANSLATE_NOOP("Columns", "Id in Help > Engine rules"), 10},
};

const AttributeChange *find(const std::vector<AttributeChange> &changes, std::string_view name)
{
    const auto found = std::find_if(changes.begin(), changes.end(),
                                    [name](const AttributeChange &change) { return equalsIgnoreCase(change.name, name); });
    return found == changes.end() ? nullptr : &*found;
}

} // namespace

PageModel::PageModel(QObject *parent) : RowsModel(pageColumns, parent) { }

void PageModel::set(std::shared_ptr<const engine::command::Put> put)
{
    if (put == m_put)
        return;
    m_put = std::move(put);
    fill();
}

void PageModel::fill()
{
    m_entries.clear();
    if (m_put) {
        std::unordered_map<std::string_view, int> removed;
        for (const auto &removal : m_put->removals)
            ++removed[removal.dn];
        const auto &entries = m_put->page.entries;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto found = removed.find(entries[i].entry.dn);
            m_entries.push_back({i, entries[i].entry, false, found == removed.end() ? 0 : found->second});
        }
    }
    resetRows(static_cast<int>(m_entries.size()));
}

const engine::PageEntry &PageModel::planned(int row) const
{
    return m_put->page.entries[m_entries[static_cast<std::size_t>(row)].planned];
}

void PageModel::edit(int row, CsEntryChange entry)
{
    auto &edited = m_entries[static_cast<std::size_t>(row)];
    edited.entry = std::move(entry);
    edited.edited = !(edited.entry == planned(row).entry);
    changeRows(row, row);
}

void PageModel::leaveOut(int row)
{
    removeRowsAt(row, 1, [&] { m_entries.erase(m_entries.begin() + row); });
}

void PageModel::takeBack()
{
    fill();
}

bool PageModel::isEdited() const
{
    return m_put
        && (m_entries.size() != m_put->page.entries.size()
            || std::any_of(m_entries.begin(), m_entries.end(), [](const Row &row) { return row.edited; }));
}

std::vector<CsEntryChange> PageModel::handOver() const
{
    std::vector<CsEntryChange> entries;
    for (const auto &row : m_entries)
        entries.push_back(row.entry);
    return entries;
}

QVariant PageModel::cell(int row, int column, int role) const
{
    const auto &shown = m_entries[static_cast<std::size_t>(row)];
    if (role == Qt::ForegroundRole) {
        if (shown.edited)
            return toneColor(Tone::Notice);
        return column == Number || column == Reason ? QVariant(toneColor(Tone::Muted)) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Number:
        return static_cast<qulonglong>(shown.planned + 1);
    case Action:
        return operationText(shown.entry.modification) + (shown.edited ? tr(" (edited)") : QString());
    case Type:
        return fromUtf8(shown.entry.objectType);
    case Dn:
        return fromUtf8(shown.entry.dn);
    case Reason:
        return passReasonText(planned(row).reason);
    case Removed:
        return shown.removed == 0 ? QVariant() : QVariant(shown.removed);
    case Changes: {
        QString text;
        for (const auto &change : shown.entry.changes) {
            if (!text.isEmpty())
                text += QStringLiteral(", ");
            text += fromUtf8(change.name);
        }
        return text;
    }
    default:
        return {};
    }
}

DifferenceModel::DifferenceModel(QObject *parent) : RowsModel(differenceColumns, parent) { }

void DifferenceModel::set(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    resetRows(static_cast<int>(m_rows.size()));
}

QVariant DifferenceModel::cell(int row, int column, int role) const
{
    const auto &shown = m_rows[static_cast<std::size_t>(row)];
    if (role == Qt::ForegroundRole) {
        if (column == Why || (column == HandedOver && !shown.why.isEmpty()))
            return toneColor(Tone::Again);
        return column == Pending ? QVariant(toneColor(Tone::Muted)) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Attribute:
        return shown.attribute;
    case Pending:
        return shown.pending;
    case HandedOver:
        return shown.handedOver;
    case Why:
        return shown.rule.isEmpty() ? shown.why : QStringLiteral("%1 (%2)").arg(shown.why, shown.rule);
    default:
        return {};
    }
}

std::vector<DifferenceModel::Row> differences(const space::SpaceObject &object, const CsEntryChange &entry,
                                              const std::vector<engine::Removal> &removals,
                                              const std::vector<std::string> &sentBefore, const QString &exportType, bool edited)
{
    auto pending = object.pending.changes;
    if (object.pending.newDn)
        pending.insert(pending.begin(), AttributeChange::rename(*object.pending.newDn, object.dn));
    std::vector<DifferenceModel::Row> rows;
    const auto add = [&](const std::string &name) {
        const auto *wanted = find(pending, name);
        const auto *sent = find(entry.changes, name);
        DifferenceModel::Row row;
        row.attribute = fromUtf8(name);
        row.pending = wanted != nullptr ? changeText(*wanted) : QString();
        row.handedOver = sent != nullptr ? changeText(*sent) : QString();
        QStringList reasons;
        for (const auto &removal : removals) {
            if (removal.dn != entry.dn || !(removal.attribute.empty() || equalsIgnoreCase(removal.attribute, name)))
                continue;
            const auto what = removal.value.empty() ? QString() : firstLine(fromUtf8(removal.value), 60) + QStringLiteral(": ");
            if (reasons.size() < 3)
                reasons += what + fromUtf8(removal.reason);
            row.rule = fromUtf8(removal.rule);
        }
        if (row.pending != row.handedOver && reasons.isEmpty()) {
            const bool before = std::any_of(sentBefore.begin(), sentBefore.end(),
                                            [&name](const std::string &each) { return equalsIgnoreCase(each, name); });
            if (edited)
                reasons += DifferenceModel::tr("edited by hand");
            else if (sent == nullptr && before)
                reasons += DifferenceModel::tr("handed over in an earlier pass");
            else if (wanted == nullptr)
                reasons += DifferenceModel::tr("not changed, but part of this shape: %1").arg(exportType);
            else
                reasons += DifferenceModel::tr("shaped by the export type %1").arg(exportType);
        }
        row.why = reasons.join(QStringLiteral("; "));
        rows.push_back(std::move(row));
    };
    for (const auto &change : entry.changes)
        add(change.name);
    for (const auto &change : pending) {
        if (find(entry.changes, change.name) == nullptr)
            add(change.name);
    }
    return rows;
}

RemovalsModel::RemovalsModel(QObject *parent) : RowsModel(removalColumns, parent) { }

void RemovalsModel::set(std::shared_ptr<const engine::command::Put> put)
{
    if (put == m_put)
        return;
    m_put = std::move(put);
    resetRows(m_put ? static_cast<int>(m_put->removals.size()) : 0);
}

QVariant RemovalsModel::cell(int row, int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto &shown = removal(row);
    switch (column) {
    case Object:
        return fromUtf8(shown.dn);
    case Attribute:
        return fromUtf8(shown.attribute);
    case Value:
        return firstLine(fromUtf8(shown.value));
    case Reason:
        return fromUtf8(shown.reason);
    case Rule:
        return fromUtf8(shown.rule);
    default:
        return {};
    }
}

} // namespace anchorage::desktop
