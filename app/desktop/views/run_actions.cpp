#include "app/desktop/views/run_actions.h"

#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/fault_dialog.h"
#include "app/desktop/views/reload_dialog.h"
#include "app/desktop/views/run_settings_dialog.h"
#include "app/desktop/views/theme.h"

#include <QAction>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace anchorage::desktop {
namespace {

/// In words, what the connector gets to hear.
QString reasonText(CloseReason reason)
{
    switch (reason) {
    case CloseReason::Normal:
        return RunActions::tr("Normal: the run is complete");
    case CloseReason::TerminatedByUser:
        return RunActions::tr("TerminatedByUser: a person stopped it");
    case CloseReason::TerminatedShuttingDown:
        return RunActions::tr("TerminatedShuttingDown: the service ends");
    case CloseReason::OpenConnectionFailure:
        return RunActions::tr("OpenConnectionFailure: Open did not work");
    case CloseReason::Unknown:
        return RunActions::tr("Unknown: something else went wrong");
    }
    return {};
}

} // namespace

RunActions::RunActions(Controller &controller, Actions &actions, QWidget *window)
    : QObject(window), m_controller(controller), m_actions(actions), m_bar(new QToolBar(tr("Stepping"), window))
{
    using namespace run::control;
    m_bar->setObjectName(QStringLiteral("steppingBar"));
    m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bar->setIconSize(QSize(18, 18));
    bind("runOpen", Open{});
    bind("runPutPage", PutPage{});
    bind("runPutEntry", PutEntry{});
    bind("runToBreak", RunToBreak{});
    bind("runRun", run::control::Run{});
    bind("runStop", Stop{});
    bind("runClose", Close{});
    bind("runKill", Kill{});
    bind("runContinue", Continue{});
    connect(actions[QStringLiteral("runTakeOver")], &QAction::triggered, &controller, &Controller::takeOverSpace);
    buildCloseMenu(window);
    buildDialogs(window);

    m_bar->addAction(actions[QStringLiteral("runPlan")]); // a look before the first call
    m_bar->addSeparator();
    for (const auto *name : {"runOpen", "runPutPage", "runPutEntry", "runToBreak", "runRun"})
        m_bar->addAction(actions[QString::fromLatin1(name)]);
    m_bar->addSeparator();
    m_bar->addAction(actions[QStringLiteral("runStop")]);
    m_bar->addAction(actions[QStringLiteral("runClose")]);
    if (auto *button = qobject_cast<QToolButton *>(m_bar->widgetForAction(actions[QStringLiteral("runClose")]))) {
        button->setMenu(m_closeMenu);
        button->setPopupMode(QToolButton::MenuButtonPopup);
    }
    m_bar->addSeparator();
    m_bar->addAction(actions[QStringLiteral("runReload")]);

    connect(&controller.run(), &RunSession::statusChanged, this, &RunActions::update);
    connect(&controller.run(), &RunSession::started, this, &RunActions::update);
    connect(&controller.run(), &RunSession::ended, this, &RunActions::update);
    connect(&controller, &Controller::preparing, this, &RunActions::update);
    connect(&controller.document(), &Document::projectChanged, this, &RunActions::update);
    update();
}

RunActions::~RunActions() = default;

void RunActions::bind(const char *name, const run::Control &control)
{
    const auto action = QString::fromLatin1(name);
    m_bound.push_back({action, control});
    connect(m_actions[action], &QAction::triggered, this, [this, control] { m_controller.control(control); });
}

void RunActions::buildCloseMenu(QWidget *window)
{
    m_closeMenu = new QMenu(window);
    m_closeMenu->setObjectName(QStringLiteral("closeReasonMenu"));
    for (int i = 0; i <= static_cast<int>(CloseReason::Unknown); ++i) {
        const auto reason = static_cast<CloseReason>(i);
        auto *action = m_closeMenu->addAction(reasonText(reason));
        action->setObjectName(QStringLiteral("runClose%1").arg(fromUtf8(name(reason))));
        connect(action, &QAction::triggered, this, [this, reason] { m_controller.control(run::control::Close{reason}); });
    }
}

void RunActions::buildDialogs(QWidget *window)
{
    connect(m_actions[QStringLiteral("runFault")], &QAction::triggered, this,
            [this, window] { (new FaultDialog(m_controller, window))->open(); });
    connect(m_actions[QStringLiteral("runReload")], &QAction::triggered, this,
            [this, window] { (new ReloadDialog(m_controller, window))->open(); });
    connect(m_actions[QStringLiteral("runSettings")], &QAction::triggered, this,
            [this, window] { (new RunSettingsDialog(m_controller, window))->open(); });
}

void RunActions::update()
{
    for (const auto &bound : m_bound)
        m_actions.setAvailable(bound.action, m_controller.whyNotControl(bound.control));
    m_actions.setAvailable(QStringLiteral("runReload"), m_controller.whyNotReload());
    m_actions.setAvailable(QStringLiteral("runTakeOver"), m_controller.whyNotTakeOver());
    const auto whyNoClose = m_controller.whyNotControl(run::control::Close{});
    m_closeMenu->setEnabled(whyNoClose.isEmpty());
    // Open goes to a recorded run too: the next step of what was.
    const bool recorded = m_controller.run().active() && m_controller.run().recorded();
    m_bar->setWindowTitle(recorded ? tr("Stepping through a journal") : tr("Stepping"));
}

} // namespace anchorage::desktop
