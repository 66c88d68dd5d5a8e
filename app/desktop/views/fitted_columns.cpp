#include "app/desktop/views/fitted_columns.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {

FittedColumns::FittedColumns(QHeaderView *header, std::vector<Column> columns)
    : QObject(header), m_header(header), m_columns(std::move(columns))
{
    header->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, &FittedColumns::resized);
    connect(header, &QHeaderView::sectionMoved, this, [this] { m_chosen = true; });
    fit();
}

bool FittedColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        fit();
    return QObject::eventFilter(watched, event);
}

void FittedColumns::resized(int section, int before, int after)
{
    if (m_fitting || m_chosen)
        return;
    if (before == 0 || after == 0)
        return fit(); // a column was shown or hidden
    // The last one that is shown follows the width of the view by itself.
    for (int visual = m_header->visualIndex(section) + 1; visual < m_header->count(); ++visual)
        m_chosen = m_chosen || !m_header->isSectionHidden(m_header->logicalIndex(visual));
}

void FittedColumns::fit()
{
    if (m_chosen || m_fitting || m_header->count() != static_cast<int>(m_columns.size()))
        return;
    int wanted = 0;
    int least = 0;
    for (int i = 0; i < m_header->count(); ++i) {
        const auto &column = m_columns[static_cast<std::size_t>(i)];
        wanted += m_header->isSectionHidden(i) ? 0 : column.wanted;
        least += m_header->isSectionHidden(i) ? 0 : column.least;
    }
    // Of what the elastic columns want beyond their least, this share is there; more than all is there too.
    const double share = wanted == least ? 1 : std::max(0.0, double(m_header->width() - least) / (wanted - least));
    m_fitting = true;
    for (int i = 0; i < m_header->count(); ++i) {
        const auto &column = m_columns[static_cast<std::size_t>(i)];
        if (!m_header->isSectionHidden(i))
            m_header->resizeSection(i, column.least + static_cast<int>(share * (column.wanted - column.least)));
    }
    m_fitting = false;
}

void fitColumns(QHeaderView *header, const std::vector<int> &wanted)
{
    std::vector<FittedColumns::Column> columns;
    columns.reserve(wanted.size());
    for (const int each : wanted)
        columns.push_back({each, each * 2 / 3});
    new FittedColumns(header, std::move(columns));
}

} // namespace anchorage::desktop
