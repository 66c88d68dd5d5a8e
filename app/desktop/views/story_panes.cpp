#include "app/desktop/views/story_panes.h"

#include "app/desktop/controller/run_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/bring_forward.h"
#include "app/desktop/views/table_view.h"
#include "core/model/page_text.h"

#include <QFontDatabase>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int checkPause = 600; // ms
constexpr std::size_t detailEntries = 200; // more of a page belongs to the results
constexpr qsizetype detailText = 200'000; // characters

TableView *makeTable(QWidget *pane, RowsModel *model, const QString &name, const QString &title, const QString &empty)
{
    auto *table = new TableView(name);
    table->setAccessibleName(title);
    table->setRowsModel(model);
    table->setEmptyText(empty);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table);
    // New rows keep the end in sight, unless a person looks at something else.
    QObject::connect(model, &QAbstractItemModel::rowsAboutToBeInserted, table, [table] {
        const auto *bar = table->verticalScrollBar();
        table->setProperty("atEnd", bar->value() == bar->maximum());
    });
    QObject::connect(model, &QAbstractItemModel::rowsInserted, table, [table] {
        if (table->property("atEnd").toBool())
            table->scrollToBottom();
    });
    return table;
}

void showRow(TableView *table, int row)
{
    if (row < 0 || row >= table->model()->rowCount())
        return;
    table->selectRow(row);
    table->scrollTo(table->model()->index(row, 0));
    bringForward(table);
}

} // namespace

CallsPane::CallsPane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_model(controller.story()), m_detail(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("callsPane"));
    m_table = makeTable(this, &m_model, QStringLiteral("callsTable"), tr("Calls of the connector"),
                        tr("The calls of a run appear here, in order."));
    m_detail->setObjectName(QStringLiteral("callDetail"));
    m_detail->setAccessibleName(tr("Request and answer of the selected call"));
    m_detail->setReadOnly(true);
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setPlaceholderText(tr("Select a call to see what was asked and answered."));
    m_detail->setTabChangesFocus(true);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout()->addWidget(splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showDetail(current.row()); });
    connect(&m_model, &QAbstractItemModel::modelReset, m_detail, &QPlainTextEdit::clear);
    connect(&controller.places(), &Places::callWanted, this, &CallsPane::showCall);
    connect(m_table, &TableView::menuOpening, this, [this](QMenu *menu) {
        const int row = m_table->currentIndex().row();
        if (row < 0)
            return;
        const auto &call = m_controller.story().calls()[static_cast<std::size_t>(row)];
        if (call.entries > 0)
            menu->addAction(tr("Go to the first &result"), this,
                            [this, first = call.firstHandOver] { m_controller.places().showHandOver(first); });
        if (const auto line = m_controller.story().lineAfter(call.sequence); line > 0)
            menu->addAction(tr("Go to its &output"), this, [this, line] { m_controller.places().showLine(line - 1); });
    });
}

void CallsPane::showCall(std::size_t call)
{
    showRow(m_table, static_cast<int>(call));
}

void CallsPane::showDetail(int row)
{
    if (row < 0)
        return m_detail->clear();
    const auto &story = m_controller.story();
    const auto &call = story.calls()[static_cast<std::size_t>(row)];
    QString text = callText(call);
    if (call.trouble >= 0 && static_cast<std::size_t>(call.trouble) < story.troubles().size()) {
        const auto &trouble = story.troubles()[static_cast<std::size_t>(call.trouble)];
        text += QStringLiteral("\n\n") + fromUtf8(trouble.text);
        if (!trouble.exception.stack.empty())
            text += QLatin1Char('\n') + fromUtf8(trouble.exception.stack);
    }
    text += QLatin1Char('\n');
    for (std::uint64_t i = 0; i < call.entries && call.firstHandOver + i < story.handOvers().size(); ++i) {
        if (i == detailEntries || text.size() > detailText) {
            text += tr("\n… and %1 more entries: see Results").arg(call.entries - i);
            break;
        }
        const auto &handOver = story.handOvers()[call.firstHandOver + i];
        text += QLatin1Char('\n') + sentText(handOver) + QStringLiteral("\n      → ") + saidText(handOver);
    }
    m_detail->setPlainText(text);
}

OutputPane::OutputPane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_model(controller.story())
{
    setObjectName(QStringLiteral("outputPane"));
    m_table = makeTable(this, &m_model, QStringLiteral("outputTable"), tr("Connector output"),
                        tr("What the connector writes and logs appears here, in time order with the calls."));
    connect(&controller.places(), &Places::lineWanted, this, &OutputPane::showLine);
    connect(m_table, &TableView::menuOpening, this, [this](QMenu *menu) {
        const int row = m_table->currentIndex().row();
        if (row < 0)
            return;
        const auto call = m_controller.story().callBefore(m_controller.story().lines()[static_cast<std::size_t>(row)].sequence);
        if (call == 0)
            return;
        menu->addAction(tr("Go to the &call"), this, [this, call] { m_controller.places().showCall(call - 1); });
        const auto &asked = m_controller.story().calls()[call - 1];
        if (asked.entries > 0)
            menu->addAction(tr("Go to the first &result"), this,
                            [this, first = asked.firstHandOver] { m_controller.places().showHandOver(first); });
    });
}

void OutputPane::showLine(std::size_t line)
{
    showRow(m_table, static_cast<int>(line));
}

FindingsPane::FindingsPane(Controller &controller, QWidget *parent) : QWidget(parent), m_controller(controller)
{
    setObjectName(QStringLiteral("findingsPane"));
    m_table = makeTable(this, &m_model, QStringLiteral("findingsTable"), tr("Findings"), tr("Nothing was found."));
    m_pause.setSingleShot(true);
    m_pause.setInterval(checkPause);
    connect(&m_pause, &QTimer::timeout, this, &FindingsPane::checkObjects);
    auto &document = controller.document();
    connect(&document, &Document::spaceChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&document, &Document::knowledgeChanged, this, [this, &document] {
        std::vector<session::PlacedFinding> findings;
        for (const auto &finding : document.findings())
            findings.push_back({finding, {}});
        if (const auto &why = document.incomplete()) {
            Finding finding;
            finding.id = "project-incomplete";
            finding.severity = Severity::Error;
            finding.message = why->message;
            findings.push_back({finding, why->where.file});
        }
        m_model.set(FindingsModel::From::Project, std::move(findings));
        m_pause.start();
    });
    auto &story = controller.story();
    connect(&story, &RunStory::cleared, this, [this] { m_model.set(FindingsModel::From::Run, {}); });
    connect(&story, &RunStory::findingsAdded, this,
            [this, &story](std::size_t first, std::size_t) { m_model.append(story.findings(), first); });
    connect(&controller.places(), &Places::findingWanted, this,
            [this](std::size_t finding) { showRow(m_table, m_model.rowOfRunFinding(finding)); });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { showObject(index.row()); });
    connect(m_table, &TableView::menuOpening, this, [this](QMenu *menu) {
        const int row = m_table->currentIndex().row();
        if (row < 0 || m_model.finding(row).finding.dn.empty())
            return;
        menu->addAction(tr("Go to the &object"), this, [this, row] { showObject(row); });
        const auto &run = m_controller.story();
        const auto object = run.start().find(m_model.finding(row).finding.dn);
        const auto turns = object ? run.handOversOf(*object) : std::vector<std::size_t>();
        if (!turns.empty())
            menu->addAction(tr("Go to the last &result"), this,
                            [this, last = turns.back()] { m_controller.places().showHandOver(last); });
    });
}

void FindingsPane::checkObjects()
{
    const auto &document = m_controller.document();
    m_controller.tasks().cancel(m_task);
    if (document.schema().types.empty())
        return m_model.set(FindingsModel::From::Space, {});
    m_task = m_controller.tasks().start<session::SpaceCheck>(
        tr("Checking objects against the schema"),
        [space = document.space(), schema = document.schema()](TaskControl &) -> Result<session::SpaceCheck> {
            return session::checkSpace(space, schema);
        },
        this,
        [this](Result<session::SpaceCheck> check) {
            if (!check)
                return; // a later one is on its way
            if (check->more > 0) {
                Finding more;
                more.severity = Severity::Note;
                more.id = "more";
                more.message = "and " + std::to_string(check->more) + " more findings";
                check->findings.push_back({more, {}});
            }
            m_model.set(FindingsModel::From::Space, std::move(check->findings));
        });
}

void FindingsPane::showObject(int row)
{
    const auto &finding = m_model.finding(row).finding;
    if (const auto object = m_controller.document().space().find(finding.dn))
        m_controller.places().showObject(*object, fromUtf8(finding.attribute));
}

} // namespace anchorage::desktop
