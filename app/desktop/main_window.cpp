#include "app/desktop/main_window.h"

#include "app/desktop/views/actions.h"
#include "app/desktop/views/objects_pane.h"
#include "app/desktop/views/table_view.h"
#include "app/desktop/views/task_strip.h"
#include "app/desktop/views/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>

namespace anchorage::desktop {
namespace {

constexpr int layoutVersion = 1; // of docks and toolbars in the settings

} // namespace

MainWindow::MainWindow(Controller &controller, QWidget *parent)
    : QMainWindow(parent), m_controller(controller), m_actions(new Actions(this)), m_pages(new QTabWidget)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Anchorage"));
    setWindowIcon(icon(QStringLiteral("anchor"), Tone::Update));
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    resize(1400, 860);

    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setDocumentMode(true);
    setCentralWidget(m_pages);
    m_actions->fill(menuBar());

    addPage(new ObjectsPane(controller, *m_actions), QStringLiteral("objects"), tr("Objects"));

    buildEditing();
    buildColorSchemes();
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
    statusBar()->addPermanentWidget(new TaskStrip(m_controller.tasks()));
}

void MainWindow::restoreState()
{
    QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    QMainWindow::restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), layoutVersion);
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/state"), QMainWindow::saveState(layoutVersion));
    for (const auto *table : findChildren<TableView *>())
        table->saveState();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    event->accept();
}

} // namespace anchorage::desktop
