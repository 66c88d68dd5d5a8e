#include "app/desktop/main_window.h"

#include "app/desktop/controller/target_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/breakpoints_pane.h"
#include "app/desktop/views/close_strip.h"
#include "app/desktop/views/compose_actions.h"
#include "app/desktop/views/connector_pane.h"
#include "app/desktop/views/debugger_strip.h"
#include "app/desktop/views/entry_pane.h"
#include "app/desktop/views/evidence_actions.h"
#include "app/desktop/views/file_actions.h"
#include "app/desktop/views/help_actions.h"
#include "app/desktop/views/next_page_pane.h"
#include "app/desktop/views/notice_board.h"
#include "app/desktop/views/notices.h"
#include "app/desktop/views/objects_pane.h"
#include "app/desktop/views/results_pane.h"
#include "app/desktop/views/run_actions.h"
#include "app/desktop/views/run_strip.h"
#include "app/desktop/views/schema_pane.h"
#include "app/desktop/views/scope_pane.h"
#include "app/desktop/views/start_page.h"
#include "app/desktop/views/story_panes.h"
#include "app/desktop/views/table_view.h"
#include "app/desktop/views/task_strip.h"
#include "app/desktop/views/theme.h"
#include "app/desktop/views/timeline_pane.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace anchorage::desktop {
namespace {

constexpr int toldFor = 10'000; // ms in the status bar
constexpr int layoutVersion = 1; // of docks and toolbars in the settings

} // namespace

MainWindow::MainWindow(Controller &controller, QWidget *parent)
    : QMainWindow(parent), m_controller(controller), m_actions(new Actions(this)), m_middle(new QStackedWidget),
      m_pages(new QTabWidget)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Anchorage"));
    setWindowIcon(icon(QStringLiteral("anchor"), Tone::Update));
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    resize(1600, 950);

    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setDocumentMode(true);
    m_notices = new NoticeBoard(m_middle);
    setCentralWidget(m_notices);
    m_actions->fill(menuBar());
    m_files = new FileActions(controller, *m_actions, this);
    m_middle->addWidget(new StartPage(*m_files, *m_actions));
    auto *work = new QWidget;
    auto *layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new CloseStrip(controller));
    layout->addWidget(new DebuggerStrip(controller, *m_actions));
    layout->addWidget(m_pages, 1);
    m_middle->addWidget(work);
    m_middle->setCurrentIndex(1); // until it is known that there is nothing to show

    m_runActions = new RunActions(controller, *m_actions, this);
    addToolBar(m_runActions->toolBar());
    auto *objects = new ObjectsPane(controller, *m_actions);
    addPage(objects, QStringLiteral("objects"), tr("Objects"));
    addPage(new NextPagePane(controller), QStringLiteral("next-page"), tr("Next page"));
    addPage(new ResultsPane(controller, *m_actions), QStringLiteral("results"), tr("Results"));
    addPage(new TimelinePane(controller), QStringLiteral("timeline"), tr("Timeline"));

    addPane(new ConnectorPane(controller, *m_actions), tr("Connector"), Qt::LeftDockWidgetArea);
    auto *schema = addPane(new SchemaPane(controller), tr("Schema"), Qt::LeftDockWidgetArea);
    tabifyDockWidget(schema, addPane(new ScopePane(controller, *m_actions), tr("Scope"), Qt::LeftDockWidgetArea));
    schema->raise();
    addPane(new EntryPane(controller), tr("Entry"), Qt::RightDockWidgetArea);
    auto *calls = addPane(new CallsPane(controller), tr("Calls"), Qt::BottomDockWidgetArea);
    tabifyDockWidget(calls, addPane(new FindingsPane(controller), tr("Findings"), Qt::BottomDockWidgetArea));
    tabifyDockWidget(calls, addPane(new OutputPane(controller), tr("Connector output"), Qt::BottomDockWidgetArea));
    tabifyDockWidget(calls, addPane(new BreakpointsPane(controller), tr("Breakpoints"), Qt::BottomDockWidgetArea));
    calls->raise();

    resizeDocks({findChild<QDockWidget *>(QStringLiteral("connectorPaneDock")),
                 findChild<QDockWidget *>(QStringLiteral("entryPaneDock"))},
                {310, 370}, Qt::Horizontal);
    resizeDocks({calls}, {210}, Qt::Vertical);
    resizeDocks({findChild<QDockWidget *>(QStringLiteral("connectorPaneDock")), schema}, {480, 360}, Qt::Vertical);
    buildConnector();
    buildEditing();
    buildColorSchemes();
    new ComposeActions(controller, *m_actions, *objects, this);
    new EvidenceActions(controller, *m_actions, *objects, this);
    new ReloadNotice(controller, *m_notices);
    new HelpActions(*m_actions, this);
    buildStatusBar();
    connect((*m_actions)[QStringLiteral("fileQuit")], &QAction::triggered, this, &QWidget::close);
    connect(&controller, &Controller::failed, this,
            [this](const QString &text) { QMessageBox::warning(this, QStringLiteral("Anchorage"), text); });
    restoreState();
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(QWidget *pane, const QString &iconName, const QString &title)
{
    m_pages->addTab(pane, icon(iconName), title);
    connect(pane, &QWidget::windowTitleChanged, m_pages, [this, pane](const QString &now) {
        m_pages->setTabText(m_pages->indexOf(pane), now); // how much stands in it
    });
}

QDockWidget *MainWindow::addPane(QWidget *pane, const QString &title, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(pane->objectName() + QStringLiteral("Dock"));
    dock->setWidget(pane);
    addDockWidget(area, dock);
    m_actions->menu(QStringLiteral("view"))->addAction(dock->toggleViewAction());
    return dock;
}

void MainWindow::buildConnector()
{
    connect((*m_actions)[QStringLiteral("connectorOpen")], &QAction::triggered, this, [this] {
        const auto file =
            QFileDialog::getOpenFileName(this, tr("Open a connector"), QSettings().value(QStringLiteral("lastFolder")).toString(),
                                         tr("Connectors (*.so *.dll *.dylib);;All files (*)"));
        if (!file.isEmpty())
            m_files->openPath(file);
    });
    auto *ask = (*m_actions)[QStringLiteral("connectorAsk")];
    connect(ask, &QAction::triggered, this, [this] { m_controller.refreshKnowledge(true, true); });
    bindWaitForDebugger(m_controller, *m_actions);
    const auto update = [this, ask] {
        const auto &document = m_controller.document();
        m_actions->setAvailable(ask->objectName(),
                                document.project().connector.empty() ? tr("no connector is chosen") : QString());
        showWork(!document.empty() || m_controller.story().begun());
        updateTitle();
    };
    auto &document = m_controller.document();
    connect(&document, &Document::projectChanged, this, update);
    connect(&document, &Document::knowledgeChanged, this, update);
    connect(&document, &Document::spaceChanged, this, update);
    connect(&document, &Document::modifiedChanged, this, update);
    connect(&m_controller.run(), &RunSession::started, this, update);
    update();
}

void MainWindow::showWork(bool work)
{
    if ((m_middle->currentIndex() == 1) == work)
        return;
    m_middle->setCurrentIndex(work ? 1 : 0);
    // The first page stands alone; docks come back as they were.
    if (!work)
        m_layout = QMainWindow::saveState(layoutVersion);
    for (auto *dock : findChildren<QDockWidget *>())
        dock->setVisible(work);
    if (work && !m_layout.isEmpty())
        QMainWindow::restoreState(m_layout, layoutVersion);
}

void MainWindow::updateTitle()
{
    const auto &project = m_controller.document().project();
    const auto file = project.file.empty() ? tr("unnamed project") : QFileInfo(fromUtf8(project.file)).fileName();
    const auto target = targetText(project);
    setWindowTitle(target.isEmpty() ? QStringLiteral("%1[*]").arg(file) : QStringLiteral("%1[*] → %2").arg(file, target));
    setWindowModified(m_controller.document().isModified());
}

void MainWindow::buildEditing()
{
    auto *stack = m_controller.document().undoStack();
    auto *undo = (*m_actions)[QStringLiteral("editUndo")];
    auto *redo = (*m_actions)[QStringLiteral("editRedo")];
    connect(undo, &QAction::triggered, stack, &QUndoStack::undo);
    connect(redo, &QAction::triggered, stack, &QUndoStack::redo);
    const auto update = [this, stack, undo, redo] {
        m_actions->setAvailable(undo->objectName(), stack->canUndo() ? QString() : tr("nothing was edited"));
        m_actions->setAvailable(redo->objectName(), stack->canRedo() ? QString() : tr("nothing was taken back"));
        undo->setText(stack->canUndo() ? tr("&Undo: %1").arg(stack->undoText()) : tr("&Undo"));
        redo->setText(stack->canRedo() ? tr("&Redo: %1").arg(stack->redoText()) : tr("&Redo"));
    };
    connect(stack, &QUndoStack::indexChanged, this, update);
    update();
}

void MainWindow::buildColorSchemes()
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const char *name, ColorScheme scheme) {
        auto *action = (*m_actions)[QString::fromLatin1(name)];
        action->setCheckable(true);
        action->setChecked(QSettings().value(QStringLiteral("colorScheme"), 0).toInt() == static_cast<int>(scheme));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [scheme] {
            QSettings().setValue(QStringLiteral("colorScheme"), static_cast<int>(scheme));
            applyColorScheme(scheme);
        });
    };
    add("viewSchemeSystem", ColorScheme::System);
    add("viewSchemeLight", ColorScheme::Light);
    add("viewSchemeDark", ColorScheme::Dark);
}

void MainWindow::buildStatusBar()
{
    statusBar()->setObjectName(QStringLiteral("statusBar"));
    statusBar()->addWidget(new RunStrip(m_controller), 1);
    statusBar()->addPermanentWidget(new TaskStrip(m_controller.tasks()));
    connect(&m_controller, &Controller::told, this, [this](const QString &text) { statusBar()->showMessage(text, toldFor); });
}

void MainWindow::restoreState()
{
    QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    if (const auto state = settings.value(QStringLiteral("window/state")).toByteArray(); !state.isEmpty())
        m_layout = state;
    if (m_middle->currentIndex() == 1)
        QMainWindow::restoreState(m_layout, layoutVersion);
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/state"),
                      m_middle->currentIndex() == 1 ? QMainWindow::saveState(layoutVersion) : m_layout);
    for (const auto *table : findChildren<TableView *>())
        table->saveState();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_controller.document().isModified()) {
        event->ignore();
        m_files->whenSaved([this] {
            m_closing = true;
            close();
        });
        return;
    }
    saveState();
    event->accept();
}

} // namespace anchorage::desktop
