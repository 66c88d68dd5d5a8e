// The columns of a header share its width, until a person chooses widths: no scroll bar for what could fit.
#pragma once

#include <QObject>

#include <vector>

class QHeaderView;

namespace anchorage::desktop {

class FittedColumns : public QObject {
    Q_OBJECT

public:
    /// In pixels. A column with `least` below `wanted` gives and takes room; the others keep what they want.
    struct Column {
        int wanted = 0;
        int least = 0;
    };
    /// Belongs to the header, whose model is set: one column for each section, by logical index.
    FittedColumns(QHeaderView *header, std::vector<Column> columns);

    /// Widths, order or shown columns are a person's now, and are left alone.
    bool chosen() const { return m_chosen; }
    void setChosen(bool chosen) { m_chosen = chosen; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void resized(int section, int before, int after);

    QHeaderView *m_header;
    std::vector<Column> m_columns;
    bool m_fitting = false;
    bool m_chosen = false;
};

/// For trees: every column may shrink to two thirds of what it wants.
void fitColumns(QHeaderView *header, const std::vector<int> &wanted);

} // namespace anchorage::desktop
