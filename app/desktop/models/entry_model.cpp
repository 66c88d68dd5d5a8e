#include "app/desktop/models/entry_model.h"

#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"

#include <QFont>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace anchorage::desktop {
namespace {

// Ids of values spread: small numbers in a row make QTreeView's hash of indexes slow to a halt.
constexpr quintptr spread = static_cast<quintptr>(0x9E3779B97F4A7C15ULL);

constexpr quintptr inverseOf(quintptr odd)
{
    quintptr inverse = odd;
    for (int i = 0; i < 6; ++i)
        inverse *= 2 - odd * inverse;
    return inverse;
}
static_assert(spread * inverseOf(spread) == 1);

quintptr idOfValuesIn(int attributeRow)
{
    return (static_cast<quintptr>(attributeRow) + 1) * spread;
}

int attributeRowOf(quintptr id)
{
    return static_cast<int>(id * inverseOf(spread)) - 1;
}

std::string keyOf(const AttributeValue &value, space::ReferenceStyle style)
{
    const auto *reference = std::get_if<Reference>(&value);
    const auto text = reference != nullptr && style ? dnKey(reference->dn, *style) : toText(value);
    return std::to_string(value.index()) + text;
}

} // namespace

QString editText(const AttributeValue &value)
{
    if (const auto *binary = std::get_if<Binary>(&value))
        return fromUtf8(base64Encode(binary->bytes));
    return fromUtf8(toText(value));
}

QString changeText(const ComposedAttribute &attribute)
{
    if (!attribute.change)
        return {};
    const auto &change = *attribute.change;
    switch (change.modification) {
    case AttributeModificationType::Add:
        return EntryModel::tr("set");
    case AttributeModificationType::Replace:
        return EntryModel::tr("replaced");
    case AttributeModificationType::Delete:
        return EntryModel::tr("cleared");
    default:
        break;
    }
    const auto deletes = std::count_if(change.values.begin(), change.values.end(), [](const ValueChange &value) {
        return value.modification == ValueModificationType::Delete;
    });
    const auto adds = static_cast<qsizetype>(change.values.size()) - deletes;
    if (!change.multiValued && adds == 1)
        return EntryModel::tr("changed");
    QString text;
    if (adds > 0)
        text += QStringLiteral("+%1 ").arg(adds);
    if (deletes > 0)
        text += QChar(0x2212) + QString::number(deletes);
    return text.trimmed();
}

EntryModel::EntryModel(QObject *parent) : QAbstractItemModel(parent) { }

std::vector<EntryModel::Row> EntryModel::makeRows(std::vector<ComposedAttribute> composed, space::ReferenceStyle style)
{
    std::vector<Row> rows;
    for (auto &attribute : composed) {
        Row row;
        if (attribute.multiValued) {
            std::unordered_set<std::string> is;
            std::unordered_set<std::string> wanted;
            for (const auto &value : attribute.is)
                is.insert(keyOf(value, style));
            for (const auto &value : attribute.shouldBe)
                wanted.insert(keyOf(value, style));
            for (const auto &value : attribute.is)
                row.values.push_back({value, wanted.contains(keyOf(value, style)) ? Mark::Same : Mark::Removed});
            for (const auto &value : attribute.shouldBe) {
                if (!is.contains(keyOf(value, style)))
                    row.values.push_back({value, Mark::Added});
            }
            if (attribute.change && !attribute.shouldBeKnown) {
                for (const auto &value : attribute.change->values) {
                    if (value.modification == ValueModificationType::Delete)
                        row.values.push_back({value.value, Mark::Removed});
                }
            }
        }
        row.attribute = std::move(attribute);
        rows.push_back(std::move(row));
    }
    return rows;
}

struct EntryModel::Prepared {
    space::SpaceObject object;
    std::vector<Row> rows;
};

std::shared_ptr<EntryModel::Prepared> EntryModel::prepare(space::SpaceObject object, const SchemaType *type,
                                                          space::ReferenceStyle style)
{
    auto rows = makeRows(compose(object, type, style), style);
    return std::make_shared<Prepared>(Prepared{std::move(object), std::move(rows)});
}

void EntryModel::setObject(space::SpaceObject object, const SchemaType *type, space::ReferenceStyle style, bool same)
{
    take(*prepare(std::move(object), type, style), same);
}

void EntryModel::take(Prepared &prepared, bool same)
{
    auto &rows = prepared.rows;
    const bool sameRows = same && rows.size() == m_rows.size()
        && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row &a, const Row &b) {
                              return a.attribute.name == b.attribute.name && a.attribute.multiValued == b.attribute.multiValued;
                          });
    m_object = std::move(prepared.object);
    if (sameRows)
        return update(std::move(rows));
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void EntryModel::clear()
{
    beginResetModel();
    m_object = {};
    m_rows.clear();
    endResetModel();
}

void EntryModel::update(std::vector<Row> rows)
{
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        auto &old = m_rows[static_cast<std::size_t>(i)];
        auto &fresh = rows[static_cast<std::size_t>(i)];
        const auto parent = index(i, 0);
        const int before = rowCount(parent);
        const int after = fresh.attribute.multiValued ? listed(fresh) + 1 : 0;
        // The place for a new value stays the last row.
        if (after > before) {
            beginInsertRows(parent, before - 1, after - 2);
            old = std::move(fresh);
            endInsertRows();
        } else if (after < before) {
            beginRemoveRows(parent, after - 1, before - 2);
            old = std::move(fresh);
            endRemoveRows();
        } else {
            old = std::move(fresh);
        }
        if (after > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(after - 1, ColumnCount - 1, parent));
        Q_EMIT dataChanged(parent, index(i, ColumnCount - 1));
    }
}

const ComposedAttribute *EntryModel::attribute(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const int row = index.internalId() == 0 ? index.row() : attributeRowOf(index.internalId());
    return &m_rows[static_cast<std::size_t>(row)].attribute;
}

QModelIndex EntryModel::find(const QString &attribute) const
{
    const auto name = toUtf8(attribute);
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        if (equalsIgnoreCase(m_rows[static_cast<std::size_t>(i)].attribute.name, name))
            return index(i, ShouldBe);
    }
    return {};
}

bool EntryModel::isValue(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() != 0 && index.row() < rowCount(index.parent()) - 1;
}

QModelIndex EntryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? idOfValuesIn(parent.row()) : 0);
}

QModelIndex EntryModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(attributeRowOf(index.internalId()), 0, quintptr(0));
}

int EntryModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    const auto &row = m_rows[static_cast<std::size_t>(parent.row())];
    return row.attribute.multiValued ? listed(row) + 1 : 0;
}

bool EntryModel::editable(const Row &row) const
{
    return m_object.pending.operation != space::PendingOperation::Delete && !row.attribute.readOnly;
}

Qt::ItemFlags EntryModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    const bool value = index.internalId() != 0;
    const auto &row = m_rows[static_cast<std::size_t>(value ? attributeRowOf(index.internalId()) : index.row())];
    if (value || !row.attribute.multiValued)
        flags |= Qt::ItemNeverHasChildren;
    if (index.column() == ShouldBe && editable(row) && (value || !row.attribute.multiValued))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Attribute");
    case ShouldBe:
        return tr("Should be");
    case Is:
        return tr("Is");
    case Change:
        return tr("Change");
    default:
        return {};
    }
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return attributeData(m_rows[static_cast<std::size_t>(index.row())], index.column(), role);
    return valueData(m_rows[static_cast<std::size_t>(attributeRowOf(index.internalId()))], index.row(), index.column(), role);
}

QVariant EntryModel::attributeData(const Row &row, int column, int role) const
{
    const auto &attribute = row.attribute;
    if (role == TypeRole)
        return static_cast<int>(attribute.type);
    if (role == MultiValuedRole)
        return attribute.multiValued;
    if (role == EncryptedRole)
        return attribute.encrypted;
    if (role == Qt::ForegroundRole) {
        if (column == Change || (column == ShouldBe && attribute.change))
            return toneColor(Tone::Update);
        return column == Is || attribute.readOnly || !attribute.inSchema ? QVariant(toneColor(Tone::Muted)) : QVariant();
    }
    if (role == Qt::FontRole && column == Name && (attribute.required || attribute.change)) {
        QFont font;
        font.setBold(attribute.change.has_value());
        return font;
    }
    if (role == Qt::ToolTipRole) {
        auto tip = fromUtf8(name(attribute.type)) + (attribute.multiValued ? tr(", multi-valued") : QString());
        if (attribute.anchor)
            tip += tr(", anchor");
        if (attribute.required)
            tip += tr(", required");
        if (attribute.readOnly)
            tip += tr("\nimport only: it is never handed over");
        if (attribute.encrypted)
            tip += tr("\nencrypted: give a secret reference, env:NAME, prompt or keychain:NAME");
        if (!attribute.inSchema)
            tip += tr("\nthe schema has no such attribute for this type");
        return tip;
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (column) {
    case Name:
        return fromUtf8(attribute.name) + (attribute.required ? QStringLiteral(" *") : QString());
    case ShouldBe:
        if (attribute.multiValued)
            return attribute.shouldBeKnown ? tr("%n value(s)", nullptr, static_cast<int>(attribute.shouldBe.size()))
                                           : (attribute.change ? tr("value changes") : QString());
        if (attribute.shouldBe.empty())
            return attribute.shouldBeKnown || role == Qt::EditRole ? QString() : tr("not changed");
        return role == Qt::EditRole ? editText(attribute.shouldBe.front())
                                    : firstLine(fromUtf8(toText(attribute.shouldBe.front())));
    case Is:
        if (!attribute.isKnown)
            return tr("not known");
        if (attribute.multiValued)
            return attribute.is.empty() ? QString() : tr("%n value(s)", nullptr, static_cast<int>(attribute.is.size()));
        return attribute.is.empty() ? QString() : firstLine(fromUtf8(toText(attribute.is.front())));
    case Change:
        return changeText(attribute);
    default:
        return {};
    }
}

QVariant EntryModel::valueData(const Row &row, int value, int column, int role) const
{
    if (role == TypeRole)
        return static_cast<int>(row.attribute.type);
    if (role == EncryptedRole)
        return row.attribute.encrypted;
    if (value >= listed(row)) { // the place for a new one
        const auto more = static_cast<int>(row.values.size()) - listed(row);
        if (column == Name && role == Qt::DisplayRole && more > 0)
            return tr("and %n more", nullptr, more);
        if (column == ShouldBe && role == Qt::DisplayRole)
            return editable(row) ? tr("add a value…") : QString();
        if (role == Qt::ForegroundRole)
            return toneColor(Tone::Muted);
        return {};
    }
    const auto &shown = row.values[static_cast<std::size_t>(value)];
    switch (role) {
    case Qt::DisplayRole:
        if (column == Change)
            return shown.mark == Mark::Same ? QString() : shown.mark == Mark::Added ? tr("added") : tr("removed");
        if ((column == ShouldBe) == (shown.mark != Mark::Removed) && (column == ShouldBe || column == Is))
            return firstLine(fromUtf8(toText(shown.value)));
        return column == Is && shown.mark == Mark::Same ? firstLine(fromUtf8(toText(shown.value))) : QVariant();
    case Qt::EditRole:
        return column == ShouldBe && shown.mark != Mark::Removed ? editText(shown.value) : QVariant();
    case Qt::ForegroundRole:
        if (column == Is)
            return toneColor(Tone::Muted);
        return shown.mark == Mark::Same ? QVariant() : QVariant(toneColor(shown.mark == Mark::Added ? Tone::Add : Tone::Delete));
    case Qt::ToolTipRole:
        return fromUtf8(toText(shown.value));
    default:
        return {};
    }
}

bool EntryModel::setData(const QModelIndex &index, const QVariant &given, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const bool isValueRow = index.internalId() != 0;
    const auto &row = m_rows[static_cast<std::size_t>(isValueRow ? attributeRowOf(index.internalId()) : index.row())];
    const auto text = given.toString();
    if (text == index.data(Qt::EditRole).toString())
        return false; // nothing was changed
    std::optional<AttributeValue> value;
    if (!text.isEmpty()) {
        if (row.attribute.encrypted) {
            if (auto reference = SecretReference::parse(toUtf8(text)); !reference) {
                Q_EMIT refused(fromUtf8(reference.error().message));
                return false;
            }
        }
        auto parsed = parseValue(toUtf8(text), row.attribute.type);
        if (!parsed) {
            Q_EMIT refused(tr("%1: %2").arg(fromUtf8(row.attribute.name), fromUtf8(parsed.error().message)));
            return false;
        }
        value = std::move(*parsed);
    }
    std::vector<AttributeValue> values;
    if (!isValueRow) {
        if (value)
            values.push_back(std::move(*value));
    } else {
        const bool isNew = index.row() == listed(row);
        for (int i = 0; i < static_cast<int>(row.values.size()); ++i) {
            const auto &each = row.values[static_cast<std::size_t>(i)];
            if (i == index.row() && !isNew) {
                if (value)
                    values.push_back(*value);
            } else if (each.mark != Mark::Removed) {
                values.push_back(each.value);
            }
        }
        if (isNew) {
            if (!value)
                return false;
            values.push_back(std::move(*value));
        }
    }
    Q_EMIT valuesWanted(fromUtf8(row.attribute.name), values);
    return true;
}

void EntryModel::removeValue(const QModelIndex &at)
{
    if (!isValue(at))
        return;
    const auto &row = m_rows[static_cast<std::size_t>(attributeRowOf(at.internalId()))];
    std::vector<AttributeValue> values;
    for (int i = 0; i < static_cast<int>(row.values.size()); ++i) {
        const auto &each = row.values[static_cast<std::size_t>(i)];
        // Removing what is removed already brings it back.
        if ((each.mark != Mark::Removed) != (i == at.row()))
            values.push_back(each.value);
    }
    Q_EMIT valuesWanted(fromUtf8(row.attribute.name), values);
}

} // namespace anchorage::desktop
