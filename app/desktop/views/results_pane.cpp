#include "app/desktop/views/results_pane.h"

#include "app/desktop/controller/hand_over_row.h"
#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/bring_forward.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/recolor.h"
#include "app/desktop/views/table_view.h"
#include "app/desktop/views/theme.h"
#include "core/report/object_results.h"

#include <QAction>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int typingPause = 250; // ms
constexpr int groupingPause = 500; // ms
constexpr std::size_t countedAtOnce = 20'000;
constexpr qint64 sliceTime = 20; // ms of filtering between other events

std::chrono::nanoseconds durationOf(const RunStory &story, std::size_t handOver)
{
    const auto call = story.callOf(handOver);
    return call == 0 ? std::chrono::nanoseconds{0} : story.calls()[call - 1].duration;
}

} // namespace

ResultsPane::ResultsPane(Controller &controller, Actions &actions, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_model(controller.story())
{
    setObjectName(QStringLiteral("resultsPane"));
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("resultsFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(
        tr("Filter: status:error   code:cd-missing-object   pass:2   duration>500   reason:held-references"));
    m_filter->setAccessibleName(tr("Filter of the results"));
    m_filter->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_error = new QLabel;
    m_error->setContentsMargins(8, 0, 8, 4);
    m_error->hide();
    m_table = new TableView(QStringLiteral("resultsTable"));
    m_table->setAccessibleName(tr("Hand-overs of the run"));
    m_table->setRowsModel(&m_model);
    m_table->setEmptyText(tr("Nothing was handed over yet. Run > Open begins a run, Put page hands over the next page."));
    m_groups = new QTreeWidget;
    m_groups->setObjectName(QStringLiteral("resultsGroups"));
    m_groups->setAccessibleName(tr("Errors by code and text"));
    m_groups->setHeaderLabels({tr("Error"), tr("Count"), tr("Text")});
    m_groups->setRootIsDecorated(false);
    m_groups->setUniformRowHeights(true);
    new FittedColumns(m_groups->header(), {{180, 120}, {64, 64}, {220, 120}});
    m_lineage = new QTextBrowser;
    m_lineage->setObjectName(QStringLiteral("resultsLineage"));
    m_lineage->setAccessibleName(tr("What happened to the selected object, pass by pass"));
    m_lineage->setOpenLinks(false);
    m_lineage->setPlaceholderText(tr("Select a hand-over to see what happened to the object, pass by pass."));

    whenRecolored(this, [this] {
        showGroups();
        showLineage(m_table->currentIndex());
    });

    auto *below = new QSplitter(Qt::Horizontal);
    below->addWidget(m_lineage);
    below->addWidget(m_groups);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(6, 6, 6, 4);
    bar->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_grouping.setSingleShot(true);
    m_grouping.setInterval(groupingPause);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, &ResultsPane::applyFilter);
    connect(&m_typing, &QTimer::timeout, this, &ResultsPane::applyFilter);
    m_counting.setSingleShot(true);
    connect(&m_grouping, &QTimer::timeout, this, &ResultsPane::countErrors);
    connect(&m_counting, &QTimer::timeout, this, &ResultsPane::countErrors);
    const auto regroup = [this] {
        if (!m_grouping.isActive())
            m_grouping.start();
    };
    auto &story = controller.story();
    connect(&story, &RunStory::handOversAdded, this, regroup);
    connect(&story, &RunStory::handOversChanged, this, regroup);
    connect(&story, &RunStory::endingChanged, this, regroup);
    connect(&story, &RunStory::cleared, this, [this] {
        ++m_filtering;
        m_counting.stop();
        m_errors.clear();
        m_groups->clear();
        m_lineage->clear();
        applyFilter(); // what stands in the field holds for the new run too
    });
    connect(m_groups, &QTreeWidget::itemActivated, this, &ResultsPane::groupActivated);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ResultsPane::currentChanged);
    connect(m_table, &TableView::menuOpening, this, &ResultsPane::fillMenu);
    connect(m_lineage, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (const auto call = link.path().toULongLong(); call > 0)
            m_controller.places().showCall(call - 1);
    });
    connect(&controller.places(), &Places::handOverWanted, this, &ResultsPane::showHandOver);
    connect(m_table, &TableView::menuOpening, this,
            [again = actions[QStringLiteral("runFailedOnly")]](QMenu *menu) { menu->addAction(again); });
}

void ResultsPane::applyFilter()
{
    m_typing.stop();
    auto filter = Filter::parse(toUtf8(m_filter->text()));
    m_error->setVisible(!filter);
    m_error->setText(filter ? QString() : fromUtf8(filter.error().message));
    if (!filter)
        return;
    ++m_filtering; // an older filter has nothing more to say
    if (!filter->tree())
        return m_model.showAll();
    // Hand-overs belong to the GUI thread and grow; a filter takes them in slices between events.
    auto matcher = std::make_shared<FilterMatcher>(*filter);
    auto row = std::make_shared<HandOverRow>();
    const auto &story = m_controller.story();
    const auto joins = [matcher, row, &story](std::size_t index) {
        row->set(story.handOvers()[index], index + 1, durationOf(story, index));
        return (*matcher)(*row);
    };
    m_model.filter({}, joins);
    const auto size = story.handOvers().size();
    auto shown = std::make_shared<std::vector<std::uint32_t>>();
    const auto slice = [this, job = m_filtering, joins, shown, size](std::size_t from, const auto &self) -> void {
        if (job != m_filtering)
            return;
        QElapsedTimer clock;
        clock.start();
        auto to = from;
        for (; to < size && (to % 64 != 0 || to == from || clock.elapsed() < sliceTime); ++to) {
            if (joins(to))
                shown->push_back(static_cast<std::uint32_t>(to));
        }
        if (to < size)
            return QTimer::singleShot(0, this, [self, to] { self(to, self); });
        // What came in meanwhile was shown already, behind these.
        m_model.prepend(std::move(*shown));
    };
    slice(0, slice);
}

void ResultsPane::showHandOver(std::size_t handOver)
{
    if (m_model.rowOf(handOver) < 0) {
        m_filter->clear();
        applyFilter();
    }
    const int row = m_model.rowOf(handOver);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model.index(row, ResultsModel::Dn));
    bringForward(this);
}

void ResultsPane::showLineage(const QModelIndex &current)
{
    if (current.isValid())
        m_lineage->setHtml(
            lineageHtml(m_controller.story(), m_controller.story().handOvers()[m_model.handOver(current.row())].object));
}

void ResultsPane::currentChanged(const QModelIndex &current)
{
    if (!current.isValid())
        return;
    const auto object = m_controller.story().handOvers()[m_model.handOver(current.row())].object;
    showLineage(current);
    const auto &space = m_controller.document().space();
    const auto &start = m_controller.story().start();
    // The document may have been edited since: the entry pane shows the object only where it is the same.
    if (object < space.size() && object < start.size() && space.exists(object)
        && space.identifier(object) == start.identifier(object))
        m_controller.places().setCurrentObject(object);
}

void ResultsPane::countErrors()
{
    if (m_errors.add(m_controller.story(), countedAtOnce))
        m_counting.start();
    else
        showGroups();
}

void ResultsPane::showGroups()
{
    m_groups->clear();
    for (const auto &[key, count] : m_errors.groups()) {
        const auto detail = fromUtf8(key.second);
        auto *item = new QTreeWidgetItem(m_groups, {fromUtf8(key.first), QString::number(count), firstLine(detail)});
        item->setData(0, Qt::UserRole, detail);
        item->setToolTip(2, detail);
        item->setForeground(0, toneColor(Tone::Bad));
    }
    if (m_errors.others() > 0)
        new QTreeWidgetItem(m_groups,
                            {tr("other errors"), QString::number(m_errors.others()), tr("too many to list: filter the results")});
}

void ResultsPane::groupActivated()
{
    const auto *item = m_groups->currentItem();
    if (item == nullptr || !item->data(0, Qt::UserRole).isValid())
        return;
    auto filter = QStringLiteral("code=\"%1\"").arg(item->text(0));
    // The text has gaps where the objects' DNs were: what stands between them is looked for.
    for (auto &part : item->data(0, Qt::UserRole).toString().split(QString::fromUtf8(ErrorGroups::gap))) {
        part.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
        if (!part.trimmed().isEmpty())
            filter += QStringLiteral(" detail:\"%1\"").arg(part);
    }
    m_filter->setText(filter);
}

void ResultsPane::fillMenu(QMenu *menu)
{
    const auto current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const auto index = m_model.handOver(current.row());
    menu->addAction(tr("Go to the &object"), this,
                    [this, index] { m_controller.places().showObject(m_controller.story().handOvers()[index].object); });
    const auto &story = m_controller.story();
    const auto call = story.callOf(index);
    if (call == 0)
        return;
    menu->addAction(tr("Go to the &call"), this, [this, call] { m_controller.places().showCall(call - 1); });
    if (const auto line = story.lineAfter(story.calls()[call - 1].sequence); line > 0)
        menu->addAction(tr("Go to its &output"), this, [this, line] { m_controller.places().showLine(line - 1); });
}

} // namespace anchorage::desktop
