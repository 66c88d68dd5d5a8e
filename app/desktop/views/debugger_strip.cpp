#include "app/desktop/views/debugger_strip.h"

#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/theme.h"
#include "core/connector/launch.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace anchorage::desktop {

std::vector<AttachWay> attachWays(const connector::ConnectorLocation &connector, std::int64_t pid)
{
    const auto process = QString::number(pid);
#ifdef Q_OS_WIN
    const bool mono = false;
#else
    const bool mono = connector.kind == connector::ConnectorKind::DotNet;
#endif
    if (mono) {
        auto address = QString::fromLatin1(connector::defaultDebuggerAddress);
        for (const auto &[option, value] : connector.options) {
            if (option == connector::debuggerAddressOption && !value.empty())
                address = fromUtf8(value);
        }
        return {{DebuggerStrip::tr("mono soft debugger"), address}};
    }
#ifdef Q_OS_WIN
    return {{DebuggerStrip::tr("Visual Studio"), DebuggerStrip::tr("Debug > Attach to Process, %1").arg(process)}};
#else
    return {{QStringLiteral("gdb"), QStringLiteral("gdb -p %1").arg(process)},
            {QStringLiteral("lldb"), QStringLiteral("lldb -p %1").arg(process)}};
#endif
}

DebuggerStrip::DebuggerStrip(Controller &controller, Actions &actions, QWidget *parent)
    : QFrame(parent), m_controller(controller), m_text(new QLabel), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("debuggerStrip"));
    setAutoFillBackground(true);
    m_text->setObjectName(QStringLiteral("debuggerText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *line = new QHBoxLayout;
    line->addWidget(m_text, 1);
    // Buttons of the Run menu's actions: enabled as they are.
    const auto button = [&](const char *name, const char *actionName, const QString &text) {
        auto *action = actions[QString::fromLatin1(actionName)];
        auto *made = new QPushButton(action->icon(), text);
        made->setObjectName(QString::fromLatin1(name));
        made->setToolTip(action->toolTip());
        connect(made, &QPushButton::clicked, action, &QAction::trigger);
        line->addWidget(made);
    };
    button("debuggerContinue", "runContinue", tr("Co&ntinue"));
    button("debuggerStop", "runStop", tr("S&top"));
    m_layout->setContentsMargins(10, 4, 8, 6);
    m_layout->setSpacing(4);
    m_layout->addLayout(line);
    auto &run = controller.run();
    connect(&run, &RunSession::statusChanged, this, &DebuggerStrip::refresh);
    connect(&run, &RunSession::ended, this, &DebuggerStrip::refresh);
    hide();
}

bool DebuggerStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && isVisible())
        paint();
    return QFrame::event(event);
}

void DebuggerStrip::paint()
{
    auto colors = QGuiApplication::palette();
    colors.setColor(QPalette::Window, toneGround(Tone::Notice, colors));
    setPalette(colors);
}

void DebuggerStrip::refresh()
{
    const auto &run = m_controller.run();
    const bool waits = run.active() && !run.recorded() && run.status().debuggerWait;
    if (!waits) {
        m_pid = 0;
        return hide();
    }
    if (m_pid == run.status().pid)
        return;
    m_pid = run.status().pid;
    m_text->setText(tr("Open waits for a debugger. The connector is in process %1: attach, set breakpoints, let the process go "
                       "on in the debugger, then continue here.")
                        .arg(m_pid));
    fillWays();
    paint();
    show();
}

void DebuggerStrip::fillWays()
{
    delete m_ways;
    m_ways = new QWidget;
    auto *grid = new QGridLayout(m_ways);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    const auto &setup = m_controller.runSetup();
    const auto ways = attachWays(setup && setup->connector ? *setup->connector : connector::ConnectorLocation(), m_pid);
    int row = 0;
    for (const auto &way : ways) {
        auto *text = new QLineEdit(way.text);
        text->setObjectName(QStringLiteral("debuggerWay%1").arg(row));
        text->setReadOnly(true);
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text->setAccessibleName(tr("How to attach with %1").arg(way.title));
        auto *copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"));
        copy->setObjectName(QStringLiteral("debuggerCopy%1").arg(row));
        copy->setAccessibleName(tr("Copy how to attach with %1").arg(way.title));
        connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text->text()); });
        grid->addWidget(new QLabel(way.title), row, 0);
        grid->addWidget(text, row, 1);
        grid->addWidget(copy, row, 2);
        ++row;
    }
    m_layout->addWidget(m_ways);
}

void bindWaitForDebugger(Controller &controller, Actions &actions)
{
    auto *action = actions[QStringLiteral("connectorDebug")];
    action->setCheckable(true);
    auto &document = controller.document();
    const auto show = [action, &document] { action->setChecked(document.project().runSettings().waitForDebugger); };
    QObject::connect(action, &QAction::triggered, &controller, [&document](bool on) {
        auto project = document.project();
        auto settings = project.runSettings();
        settings.waitForDebugger = on;
        project.setRunSettings(settings);
        document.editProject(on ? DebuggerStrip::tr("Wait for a debugger") : DebuggerStrip::tr("Do not wait for a debugger"),
                             std::move(project));
    });
    QObject::connect(&document, &Document::projectChanged, action, show);
    show();
}

} // namespace anchorage::desktop
