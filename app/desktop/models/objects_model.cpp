#include "app/desktop/models/objects_model.h"

#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QIcon>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr ColumnSpec columns[] = {
    {QT_TRANSLATE_NOOP("Columns", "#"), QT_TRANSLATE_NOOP("Columns", "Place in the order in which objects were put in"), 6, true},
    {QT_TRANSLATE_NOOP("Columns", "Action"), QT_TRANSLATE_NOOP("Columns", "What is pending for the object"), 11},
    {QT_TRANSLATE_NOOP("Columns", "Type"), QT_TRANSLATE_NOOP("Columns", "Object type"), 12},
    {QT_TRANSLATE_NOOP("Columns", "DN"), QT_TRANSLATE_NOOP("Columns", "Distinguished name, before a rename"), 46},
    {QT_TRANSLATE_NOOP("Columns", "Pass"), QT_TRANSLATE_NOOP("Columns", "Passes in which it was handed over: first to last"), 5},
    {QT_TRANSLATE_NOOP("Columns", "Outcome"), QT_TRANSLATE_NOOP("Columns", "What became of its last hand-over in this run"), 24},
    {QT_TRANSLATE_NOOP("Columns", "Anchor"), QT_TRANSLATE_NOOP("Columns", "Known anchor components"), 20},
    {QT_TRANSLATE_NOOP("Columns", "Changes"), QT_TRANSLATE_NOOP("Columns", "Attributes that change"), 30},
    {QT_TRANSLATE_NOOP("Columns", "Origin"), QT_TRANSLATE_NOOP("Columns", "File and line it was read from"), 22, false, true},
    {QT_TRANSLATE_NOOP("Columns", "Identifier"), QT_TRANSLATE_NOOP("Columns", "The correlation key that the connector sees"), 36,
     false, true},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ObjectsModel", text);
}

Tone toneOf(const space::Space &space, space::ObjectIndex object)
{
    switch (space.pendingOperation(object)) {
    case space::PendingOperation::Add:
    case space::PendingOperation::DeleteAdd:
        return Tone::Add;
    case space::PendingOperation::Update:
        return space.pendingNewDn(object) ? Tone::Rename : Tone::Update;
    case space::PendingOperation::Delete:
        return Tone::Delete;
    case space::PendingOperation::None:
        break;
    }
    return Tone::Muted;
}

std::optional<Tone> toneOf(const ObjectOutcome &outcome)
{
    using What = ObjectOutcome::What;
    switch (outcome.what) {
    case What::NotSent:
        return {};
    case What::Running:
        return Tone::Notice;
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
    }
    return {};
}

} // namespace

QString actionText(const space::Space &space, space::ObjectIndex object)
{
    switch (space.pendingOperation(object)) {
    case space::PendingOperation::None:
        return {};
    case space::PendingOperation::Add:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "Add"));
    case space::PendingOperation::Update:
        return translated(space.pendingNewDn(object) ? QT_TRANSLATE_NOOP("ObjectsModel", "Rename")
                                                     : QT_TRANSLATE_NOOP("ObjectsModel", "Update"));
    case space::PendingOperation::DeleteAdd:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "Delete-add"));
    case space::PendingOperation::Delete:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "Delete"));
    }
    return {};
}

QString outcomeText(const ObjectOutcome &outcome)
{
    using What = ObjectOutcome::What;
    switch (outcome.what) {
    case What::NotSent:
        return {};
    case What::Running:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "being put"));
    case What::Accepted:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "accepted"));
    case What::Again:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "again in the next pass"));
    case What::Error:
        return fromUtf8(engineString(outcome.code));
    case What::StopsRun:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "stops the run"));
    case What::Unknown:
        return translated(QT_TRANSLATE_NOOP("ObjectsModel", "sent, fate unknown"));
    }
    return {};
}

ObjectsModel::ObjectsModel(QObject *parent) : RowsModel(columns, parent) { }

void ObjectsModel::reset(space::Space space, RowIndex index)
{
    m_details.fill({});
    const auto rows = static_cast<int>(index.rows.size());
    // The view must not read old rows of a new space, nor new rows of the old one.
    beginResetModel();
    m_space = std::move(space);
    m_index = std::move(index);
    setRowCount(rows);
    endResetModel();
}

void ObjectsModel::apply(const space::Space &space, const SpaceChange &change)
{
    m_space = space;
    m_details.fill({});
    switch (change.kind) {
    case SpaceChange::Kind::Changed:
        changed(change.objects);
        break;
    case SpaceChange::Kind::Added:
        appendRowsWith(static_cast<int>(change.objects.size()), [&] {
            for (const auto object : change.objects)
                m_index.put(object);
        });
        break;
    case SpaceChange::Kind::Removed:
        removed(change.objects);
        break;
    case SpaceChange::Kind::Everything:
        break; // comes with reset(), when its rows are known
    }
}

void ObjectsModel::changed(const std::vector<space::ObjectIndex> &objects)
{
    // More than a screen of them: one signal for all is cheaper than thousands.
    if (objects.size() > 200)
        return allChanged();
    for (const auto object : objects) {
        if (const int row = rowOf(object); row >= 0)
            changeRows(row, row);
    }
}

void ObjectsModel::removed(const std::vector<space::ObjectIndex> &objects)
{
    std::vector<int> rows;
    for (const auto object : objects) {
        if (const int row = rowOf(object); row >= 0)
            rows.push_back(row);
    }
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    const auto close = [this](std::size_t from) {
        for (std::size_t row = from; row < m_index.rows.size(); ++row)
            m_index.position[m_index.rows[row]] = static_cast<std::uint32_t>(row);
    };
    if (rows.back() - rows.front() + 1 == static_cast<int>(rows.size())) {
        removeRowsAt(rows.front(), static_cast<int>(rows.size()), [&] {
            const auto first = m_index.rows.begin() + rows.front();
            std::for_each(first, first + static_cast<std::ptrdiff_t>(rows.size()),
                          [this](space::ObjectIndex object) { m_index.position[object] = RowIndex::hidden; });
            m_index.rows.erase(first, first + static_cast<std::ptrdiff_t>(rows.size()));
            close(static_cast<std::size_t>(rows.front()));
        });
        return;
    }
    beginResetModel(); // scattered: one pass over the index instead of one for each row
    for (const int row : rows)
        m_index.position[m_index.rows[static_cast<std::size_t>(row)]] = RowIndex::hidden;
    std::erase_if(m_index.rows, [this](space::ObjectIndex object) { return m_index.position[object] == RowIndex::hidden; });
    close(0);
    setRowCount(static_cast<int>(m_index.rows.size()));
    endResetModel();
}

void ObjectsModel::setScope(std::shared_ptr<const engine::ScopeStage> scope)
{
    if (m_scope == nullptr && scope == nullptr)
        return;
    m_scope = std::move(scope);
    m_details.fill({});
    allChanged();
}

void ObjectsModel::outcomesChanged(const std::vector<space::ObjectIndex> &objects)
{
    changed(objects);
}

void ObjectsModel::allChanged()
{
    changeRows(0, rowCount() - 1);
}

int ObjectsModel::rowOf(space::ObjectIndex object) const
{
    if (object >= m_index.position.size() || m_index.position[object] == RowIndex::hidden)
        return -1;
    return static_cast<int>(m_index.position[object]);
}

SortKey ObjectsModel::sortKey(int column)
{
    switch (column) {
    case Action:
        return SortKey::Operation;
    case Type:
        return SortKey::Type;
    case Dn:
        return SortKey::Dn;
    case Pass:
        return SortKey::Pass;
    case Outcome:
        return SortKey::Outcome;
    case Anchor:
        return SortKey::Anchor;
    case Origin:
        return SortKey::Origin;
    default:
        return SortKey::None;
    }
}

ObjectOutcome ObjectsModel::outcome(space::ObjectIndex object) const
{
    if (m_story == nullptr || object >= m_story->outcomes().size())
        return {};
    // After undo an index may be another object than the one that was exported.
    if (object >= m_story->start().size() || m_story->start().identifier(object) != m_space.identifier(object))
        return {};
    return m_story->outcome(object);
}

const ObjectsModel::Detail &ObjectsModel::detail(space::ObjectIndex object) const
{
    auto &detail = m_details[object % m_details.size()];
    if (detail.object == object)
        return detail;
    const auto whole = m_space.object(object);
    detail.object = object;
    detail.anchor = fromUtf8(anchorText(whole.anchors));
    detail.origin = fromUtf8(whole.origin);
    const auto out = m_scope ? m_scope->wholeEntry(whole.dn) : std::nullopt;
    detail.outOfScope = out ? fromUtf8(out->reason + " (" + out->rule + ')') : QString();
    detail.changes.clear();
    if (whole.pending.newDn)
        detail.changes = QStringLiteral("DN");
    for (const auto &change : whole.pending.changes) {
        if (!detail.changes.isEmpty())
            detail.changes += QStringLiteral(", ");
        detail.changes += fromUtf8(change.name);
        if (detail.changes.size() > 300)
            break;
    }
    return detail;
}

QVariant ObjectsModel::cell(int row, int column, int role) const
{
    const auto index = object(row);
    if (!m_space.exists(index))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(index, column);
    case Qt::ForegroundRole:
        return color(index, column);
    case Qt::ToolTipRole:
        return tip(index, column);
    case Qt::FontRole:
        if (m_space.dropped(index)) {
            QFont font;
            font.setStrikeOut(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant ObjectsModel::text(space::ObjectIndex object, int column) const
{
    switch (column) {
    case Number:
        return object + 1;
    case Action:
        return actionText(m_space, object);
    case Type:
        return fromUtf8(m_space.type(object));
    case Dn:
        return fromUtf8(m_space.dn(object));
    case Pass: {
        const auto result = outcome(object);
        if (result.firstPass == 0)
            return {};
        return result.firstPass == result.lastPass ? QString::number(result.lastPass)
                                                   : QStringLiteral("%1–%2").arg(result.firstPass).arg(result.lastPass);
    }
    case Outcome: {
        const auto result = outcome(object);
        return result.what == ObjectOutcome::What::NotSent && !detail(object).outOfScope.isEmpty() ? tr("out of scope")
                                                                                                   : outcomeText(result);
    }
    case Anchor:
        return detail(object).anchor;
    case Changes:
        return detail(object).changes;
    case Origin:
        return detail(object).origin;
    case Identifier:
        return fromUtf8(m_space.identifier(object).text());
    default:
        return {};
    }
}

QVariant ObjectsModel::color(space::ObjectIndex object, int column) const
{
    if (column == Action)
        return toneColor(toneOf(m_space, object));
    if (column == Outcome || column == Pass) {
        const auto tone = toneOf(outcome(object));
        return tone ? QVariant(toneColor(*tone)) : QVariant(toneColor(Tone::Muted));
    }
    if (column == Number || column == Changes || m_space.pendingOperation(object) == space::PendingOperation::None
        || m_space.dropped(object) || !detail(object).outOfScope.isEmpty())
        return toneColor(Tone::Muted);
    return {};
}

QVariant ObjectsModel::tip(space::ObjectIndex object, int column) const
{
    if (column == Outcome) {
        const auto result = outcome(object);
        if (result.what == ObjectOutcome::What::Error)
            return fromUtf8(meaning(result.code));
    }
    if ((column == Outcome || column == Dn) && !detail(object).outOfScope.isEmpty())
        return tr("Not handed over: %1").arg(detail(object).outOfScope);
    if (column == Dn) {
        if (const auto newDn = m_space.pendingNewDn(object))
            return tr("%1\nto be renamed to %2").arg(fromUtf8(m_space.dn(object)), fromUtf8(*newDn));
    }
    if (m_space.dropped(object))
        return tr("Left out of the run: its pending change stays, but is not handed over.");
    return text(object, column);
}

} // namespace anchorage::desktop
