#include "app/desktop/models/rows_model.h"

#include <QCoreApplication>

namespace anchorage::desktop {

RowsModel::RowsModel(std::span<const ColumnSpec> columns, QObject *parent) : QAbstractTableModel(parent), m_columns(columns) { }

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole && column(index.column()).numbers)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return cell(index.row(), index.column(), role);
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto &spec = column(section);
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("Columns", spec.title);
    if (role == Qt::ToolTipRole)
        return QCoreApplication::translate("Columns", spec.tip);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((spec.numbers ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags RowsModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QString RowsModel::rowText(int row) const
{
    QString text;
    for (int i = 0; i < columnCount(); ++i) {
        if (i > 0)
            text += QLatin1Char('\t');
        text += cell(row, i, Qt::DisplayRole).toString();
    }
    return text;
}

void RowsModel::resetRows(int count)
{
    beginResetModel();
    m_rows = count;
    endResetModel();
}

void RowsModel::appendRows(int count)
{
    if (count > 0)
        appendRowsWith(count, [] {});
}

void RowsModel::changeRows(int first, int last)
{
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

} // namespace anchorage::desktop
