#include "app/desktop/views/objects_pane.h"

#include "app/desktop/controller/edits.h"
#include "app/desktop/controller/scope_tree.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/bring_forward.h"
#include "app/desktop/views/table_view.h"
#include "app/desktop/views/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int typingPause = 200; // ms
// Selecting again row by row after a filter is for people, not for "all".
constexpr std::size_t selectionKept = 5'000;
// More objects than this are edited in a worker.
constexpr std::size_t atOnce = 500;

QString filterHelp()
{
    return ObjectsPane::tr("<p>All parts must be true; <b>or</b>, <b>not</b> and parentheses work.</p>"
                           "<table cellspacing=4>"
                           "<tr><td><tt>ann</tt></td><td>part of the DN</td></tr>"
                           "<tr><td><tt>action:add</tt></td><td>add update rename delete delete-add none</td></tr>"
                           "<tr><td><tt>status:error</tt></td><td>pending accepted next-pass error unknown dropped</td></tr>"
                           "<tr><td><tt>type:user</tt></td><td>object type</td></tr>"
                           "<tr><td><tt>dn~^cn=a.*</tt></td><td>a pattern in the DN</td></tr>"
                           "<tr><td><tt>attr:mail=ann@x</tt></td><td>has the attribute, or the value</td></tr>"
                           "<tr><td><tt>changed:mail</tt></td><td>changes the attribute</td></tr>"
                           "<tr><td><tt>code:cd-missing-object</tt></td><td>error code</td></tr>"
                           "<tr><td><tt>pass:2</tt></td><td>handed over in pass 2</td></tr></table>");
}

} // namespace

ObjectsPane::ObjectsPane(Controller &controller, Actions &actions, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_work(controller)
{
    setObjectName(QStringLiteral("objectsPane"));
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("objectsFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(tr("Filter: ann   action:add   type:user status:error   dn~^cn=a   changed:mail"));
    m_filter->setAccessibleName(tr("Filter of the objects table"));
    m_filter->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filterError = new QLabel;
    m_filterError->setObjectName(QStringLiteral("objectsFilterError"));
    m_filterError->setContentsMargins(8, 0, 8, 4);
    m_filterError->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_filterError->hide();
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("objectsCount"));
    m_table = new TableView(QStringLiteral("objectsTable"));
    m_table->setAccessibleName(tr("Objects of the space"));
    m_table->setRowsModel(&m_model);
    m_table->setSortable();
    m_table->setEmptyText(tr("No objects. Open a project or drop a file of changes here; Edit > Add object makes one by hand."));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 6, 8, 4);
    bar->setSpacing(10);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_filterError);
    layout->addWidget(m_table, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, &ObjectsPane::refresh);
    connect(&m_typing, &QTimer::timeout, this, &ObjectsPane::refresh);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_sortKey = ObjectsModel::sortKey(column);
        m_descending = column >= 0 && order == Qt::DescendingOrder;
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ObjectsPane::currentChanged);
    connect(&controller.document(), &Document::spaceChanged, this, &ObjectsPane::spaceChanged);
    connect(&controller.places(), &Places::objectWanted, this, &ObjectsPane::showObject);
    m_model.setStory(&controller.story());
    connect(&controller.story(), &RunStory::outcomesChanged, &m_model, &ObjectsModel::outcomesChanged);
    connect(&controller.story(), &RunStory::cleared, &m_model, &ObjectsModel::allChanged);
    const auto rescope = [this, &controller] {
        const auto &document = controller.document();
        m_model.setScope(scopeVerdict(document, stepNamed(document, controller.wishes().step)));
    };
    connect(&controller.document(), &Document::projectChanged, this, rescope);
    connect(&controller.document(), &Document::knowledgeChanged, this, rescope);
    connect(&controller, &Controller::stepChosen, this, rescope);
    buildActions(actions);
    refresh();
}

void ObjectsPane::buildActions(Actions &actions)
{
    auto &document = m_controller.document();
    const auto act = [&](const char *name, auto &&work) {
        auto *action = actions[QString::fromLatin1(name)];
        connect(action, &QAction::triggered, this, std::forward<decltype(work)>(work));
        return action;
    };
    std::vector<QAction *> forSelection{
        act("objectDuplicate", [this] { edit(tr("Duplicating objects"), duplicated); }),
        act("objectRemove", [this] { edit(tr("Removing objects"), removed); }),
        act("objectDelete", [this] { edit(tr("Deleting objects"), deleted); }),
        act("objectDrop", [this] { edit(tr("Leaving objects out of the run"), dropped); }),
        act("objectUp", [this] { move(true); }),
        act("objectDown", [this] { move(false); }),
    };
    auto *add = act("objectAdd", [this, &document] { m_controller.places().showObject(addObject(document)); });
    act("editFilter", [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    const auto update = [this, forSelection, &actions] {
        const auto why = m_table->selectionModel()->hasSelection() ? QString() : tr("no object is selected");
        for (auto *action : forSelection)
            actions.setAvailable(action->objectName(), why);
        Q_EMIT selectionChanged();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, update);
    connect(&m_model, &QAbstractItemModel::modelReset, this, update);
    update();
    connect(m_table, &TableView::menuOpening, this, [this, add, forSelection](QMenu *menu) {
        menu->addAction(add);
        menu->addActions(QList<QAction *>(forSelection.begin(), forSelection.end()));
        const auto &story = m_controller.story();
        const int row = m_table->currentIndex().row();
        const auto object = row < 0 ? 0 : m_model.object(row);
        const auto turns = row < 0 ? std::vector<std::size_t>() : story.handOversOf(object);
        // Edited since, an index may be another object than the one that was handed over.
        if (!turns.empty() && story.start().identifier(object) == m_model.space().identifier(object))
            menu->addAction(tr("Go to its last &result"), this,
                            [this, last = turns.back()] { m_controller.places().showHandOver(last); });
    });
}

void ObjectsPane::edit(const QString &title, const ObjectsEdit &compute, std::size_t cost)
{
    const auto objects = selectedObjects();
    auto &document = m_controller.document();
    if (std::max(objects.size(), cost) <= atOnce) {
        TaskControl control;
        auto done = compute(document.space(), objects, control);
        if (done && !done->text.isEmpty())
            document.edit(done->text, std::move(done->after), std::move(done->change));
        return;
    }
    m_work.start(title, [compute, objects, was = document.space()](const space::Space &before, TaskControl &control) {
        return compute(before, sameObjects(was, objects, before), control);
    });
}

void ObjectsPane::move(bool up)
{
    // The whole space is made anew, however few are moved.
    edit(
        tr("Moving objects"),
        [up](const space::Space &before, const Objects &objects, TaskControl &control) {
            return moved(before, objects, up, control);
        },
        m_controller.document().space().size());
}

std::vector<space::ObjectIndex> ObjectsPane::selectedObjects() const
{
    std::vector<space::ObjectIndex> objects;
    for (const int row : m_table->selectedRows())
        objects.push_back(m_model.object(row));
    return objects;
}

bool ObjectsPane::hasSelection() const
{
    return m_table->selectionModel()->hasSelection();
}

std::vector<space::ObjectIndex> ObjectsPane::rowsFromCurrent() const
{
    const int count = m_model.rowCount();
    const int first = m_table->currentIndex().row() + 1;
    std::vector<space::ObjectIndex> objects;
    objects.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        objects.push_back(m_model.object((first + i) % count));
    return objects;
}

void ObjectsPane::refresh()
{
    m_typing.stop();
    if (!readFilter())
        return; // the rows stay as they are until the filter is one
    m_controller.tasks().cancel(m_task);
    RowIndexRequest request;
    request.space = m_controller.document().space();
    request.key = m_sortKey;
    request.descending = m_descending;
    request.outcomes = m_controller.story().outcomes();
    request.filter = m_accepted;
    const auto title = m_sortKey == SortKey::None ? tr("Filtering objects") : tr("Filtering and sorting objects");
    const auto id = m_controller.tasks().start<RowIndex>(
        title, [request = std::move(request)](TaskControl &control) { return makeRowIndex(request, control); }, this,
        [this, revision = m_revision](Result<RowIndex> index) {
            if (!index)
                return; // a later one is on its way, or a person wants to keep what is shown
            m_loading = false;
            if (revision == m_revision)
                show(std::move(*index));
            else // edited meanwhile: these rows may lack what is new
                refresh();
        });
    m_task = id;
    m_loading = true;
}

bool ObjectsPane::readFilter()
{
    auto filter = Filter::parse(toUtf8(m_filter->text()));
    auto colors = palette();
    if (!filter)
        colors.setColor(QPalette::Base, toneGround(Tone::Bad, colors));
    m_filter->setPalette(colors);
    m_filter->setToolTip(filter ? filterHelp() : fromUtf8(filter.error().message));
    m_filterError->setText(filter ? QString() : fromUtf8(filter.error().message));
    m_filterError->setVisible(!filter);
    if (filter)
        m_accepted = std::move(*filter);
    return filter.has_value();
}

void ObjectsPane::show(RowIndex index)
{
    auto selected = m_table->selectionModel()->hasSelection() ? selectedObjects() : std::vector<space::ObjectIndex>();
    const auto currentRow = m_table->currentIndex().row();
    const bool hadCurrent = currentRow >= 0 && currentRow < m_model.rowCount();
    const auto current = hadCurrent ? m_model.object(currentRow) : 0;
    m_model.reset(m_controller.document().space(), std::move(index));
    QItemSelection selection;
    if (selected.size() <= selectionKept) {
        for (const auto object : selected) {
            if (const int row = m_model.rowOf(object); row >= 0)
                selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
        }
    }
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = hadCurrent ? m_model.rowOf(current) : -1; row >= 0)
        m_table->selectionModel()->setCurrentIndex(m_model.index(row, ObjectsModel::Dn), QItemSelectionModel::NoUpdate);
    if (std::exchange(m_hasWanted, false))
        showObject(m_wanted);
    updateCount();
}

void ObjectsPane::spaceChanged(const SpaceChange &change)
{
    ++m_revision;
    if (change.kind == SpaceChange::Kind::Everything)
        return refresh();
    m_model.apply(m_controller.document().space(), change);
    updateCount();
}

void ObjectsPane::showObject(space::ObjectIndex object)
{
    bringForward(this);
    const int row = m_model.rowOf(object);
    if (row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model.index(row, ObjectsModel::Dn), QAbstractItemView::EnsureVisible);
    } else if (!m_filter->text().isEmpty() || m_loading) {
        // It is filtered away, or the rows are still on their way.
        m_wanted = object;
        m_hasWanted = true;
        m_filter->clear();
        refresh();
    }
}

void ObjectsPane::currentChanged(const QModelIndex &current)
{
    if (current.isValid())
        m_controller.places().setCurrentObject(m_model.object(current.row()));
}

void ObjectsPane::updateCount()
{
    const QLocale locale;
    const auto shown = locale.toString(m_model.rowCount());
    m_count->setText(m_filter->text().isEmpty()
                         ? tr("%1 objects").arg(shown)
                         : tr("%1 of %2 objects")
                               .arg(shown, locale.toString(static_cast<qulonglong>(m_controller.document().space().size()))));
}

} // namespace anchorage::desktop
