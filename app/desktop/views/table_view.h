// The table of every pane: one row height, columns to choose, copy as text, state that is kept.
#pragma once

#include <QTableView>

namespace anchorage::desktop {

class RowsModel;

class TableView : public QTableView {
    Q_OBJECT

public:
    /// `name` is the object name, and the key its columns are kept under.
    explicit TableView(const QString &name, QWidget *parent = nullptr);

    /// Column widths from the model's table, then what was kept. Call once, after construction.
    void setRowsModel(RowsModel *model);
    RowsModel *rowsModel() const { return m_rows; }
    /// Sorting is the pane's own work: the header only says what is wanted.
    void setSortable();
    /// Selected rows in the order of the view.
    std::vector<int> selectedRows() const;
    void copySelection() const;
    void saveState() const;

    /// Shown in the middle while the model has no rows: what to do to get some.
    void setEmptyText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    /// Before the context menu opens: the pane adds its actions.
    void menuOpening(QMenu *menu);

private:
    void showColumnMenu(const QPoint &at);
    void applyRowHeight();

    RowsModel *m_rows = nullptr;
    QString m_emptyText;
};

} // namespace anchorage::desktop
