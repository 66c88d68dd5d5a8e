// The base of every flat table: contiguous rows somewhere else, columns in a table, no work in data().
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <span>

namespace anchorage::desktop {

struct ColumnSpec {
    const char *title = ""; ///< context "Columns"
    const char *tip = ""; ///< what it means
    int width = 0; ///< at start, in characters
    bool numbers = false; ///< right-aligned
    bool hidden = false; ///< at start
};

class RowsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `columns` outlives the model.
    explicit RowsModel(std::span<const ColumnSpec> columns, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const ColumnSpec &column(int index) const { return m_columns[static_cast<std::size_t>(index)]; }
    /// All cells, with tabs between: for copying.
    QString rowText(int row) const;

protected:
    /// Any role but alignment; `row` and `column` are in range.
    virtual QVariant cell(int row, int column, int role) const = 0;

    // The model's rows follow its store through these alone; they cost nothing but the signals.
    void resetRows(int count);
    void appendRows(int count);
    /// `remove` takes the rows out of what cell() reads.
    template <typename Remove> void removeRowsAt(int first, int count, Remove remove)
    {
        beginRemoveRows({}, first, first + count - 1);
        remove();
        m_rows -= count;
        endRemoveRows();
    }
    /// The same at the end: `append` puts them in.
    template <typename Append> void appendRowsWith(int count, Append append)
    {
        beginInsertRows({}, m_rows, m_rows + count - 1);
        append();
        m_rows += count;
        endInsertRows();
    }
    void changeRows(int first, int last);
    /// Between begin…() and end…() of a reset or a removal.
    void setRowCount(int count) { m_rows = count; }

private:
    std::span<const ColumnSpec> m_columns;
    int m_rows = 0;
};

} // namespace anchorage::desktop
