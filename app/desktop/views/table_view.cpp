#include "app/desktop/views/table_view.h"

#include "app/desktop/models/rows_model.h"
#include "app/desktop/views/fitted_columns.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QSettings>

#include <algorithm>

namespace anchorage::desktop {
namespace {

// Copying more than this is an export's work.
constexpr std::size_t copyLimit = 5'000;
constexpr int elasticFrom = 24; // characters: columns of this width or more share what room there is

} // namespace

TableView::TableView(const QString &name, QWidget *parent) : QTableView(parent)
{
    setObjectName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setAlternatingRowColors(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, &TableView::showColumnMenu);
    applyRowHeight();
}

void TableView::applyRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyRowHeight();
}

void TableView::setRowsModel(RowsModel *model)
{
    m_rows = model;
    setModel(model);
    std::vector<FittedColumns::Column> columns;
    for (int i = 0; i < model->columnCount(); ++i) {
        const auto &spec = model->column(i);
        const int wanted = fontMetrics().averageCharWidth() * spec.width + 22;
        columns.push_back({wanted, spec.width < elasticFrom ? wanted : wanted * 3 / 4});
        setColumnWidth(i, wanted);
        setColumnHidden(i, spec.hidden);
    }
    auto *fitted = new FittedColumns(horizontalHeader(), std::move(columns));
    const auto kept = QSettings().value(QStringLiteral("tables/%1").arg(objectName())).toByteArray();
    fitted->setChosen(!kept.isEmpty() && horizontalHeader()->restoreState(kept));
    connect(model, &QAbstractItemModel::modelReset, viewport(), qOverload<>(&QWidget::update));
}

void TableView::setSortable()
{
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

std::vector<int> TableView::selectedRows() const
{
    std::vector<int> rows;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void TableView::copySelection() const
{
    auto rows = selectedRows();
    const auto all = rows.size();
    rows.resize(std::min(all, copyLimit));
    QString text;
    for (const int row : rows) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        text += m_rows->rowText(row);
    }
    if (all > rows.size())
        text += QLatin1Char('\n') + tr("… and %1 more rows: export them").arg(all - rows.size());
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void TableView::saveState() const
{
    const auto key = QStringLiteral("tables/%1").arg(objectName());
    if (const auto *fitted = horizontalHeader()->findChild<FittedColumns *>(); fitted != nullptr && fitted->chosen())
        QSettings().setValue(key, horizontalHeader()->saveState());
    else
        QSettings().remove(key);
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model() == nullptr || model()->rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    Q_EMIT menuOpening(&menu);
    if (!menu.isEmpty())
        menu.addSeparator();
    auto *copy = menu.addAction(tr("&Copy"), this, &TableView::copySelection);
    copy->setEnabled(selectionModel()->hasSelection());
    menu.exec(event->globalPos());
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::showColumnMenu(const QPoint &at)
{
    QMenu menu(this);
    for (int i = 0; i < m_rows->columnCount(); ++i) {
        auto *action = menu.addAction(m_rows->headerData(i, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(i, !shown);
            horizontalHeader()->findChild<FittedColumns *>()->setChosen(true);
            saveState();
        });
    }
    menu.exec(horizontalHeader()->mapToGlobal(at));
}

} // namespace anchorage::desktop
