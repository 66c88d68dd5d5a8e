#include "app/desktop/views/help_actions.h"

#include "app/desktop/views/actions.h"
#include "app/desktop/views/help_viewer.h"
#include "app/desktop/views/theme.h"
#include "core/wire/messages.h"

#include <QAction>
#include <QMessageBox>
#include <QSysInfo>

namespace anchorage::desktop {

HelpActions::HelpActions(const Actions &actions, QWidget *window) : QObject(window), m_window(window)
{
    const auto page = [&](const char *action, const char *name) {
        connect(actions[QString::fromLatin1(action)], &QAction::triggered, this,
                [this, name] { showPage(QString::fromLatin1(name)); });
    };
    page("helpContents", "desktop.md");
    page("helpRules", "engine-rules.md");
    page("helpDebug", "debug-ecma2-connector.md");
    connect(actions[QStringLiteral("helpAbout")], &QAction::triggered, this, &HelpActions::showAbout);
}

void HelpActions::showPage(const QString &name)
{
    if (m_viewer.isNull())
        m_viewer = new HelpViewer(m_window);
    m_viewer->showPage(name);
    m_viewer->show();
    m_viewer->raise();
    m_viewer->activateWindow();
}

void HelpActions::showAbout()
{
    auto *box = new QMessageBox(m_window);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Anchorage"));
    box->setIconPixmap(icon(QStringLiteral("anchor"), Tone::Update).pixmap(64, 64));
    box->setText(tr("<h3>Anchorage %1</h3><p>A test bench for identity export connectors. It plays the engine.</p>")
                     .arg(QStringLiteral(ANCHORAGE_VERSION)));
    box->setInformativeText(tr("Wire protocol %1 to %2\nQt %3\n%4\n\nMIT licence. The icons are our own.")
                                .arg(wire::protocolMin)
                                .arg(wire::protocolMax)
                                .arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName()));
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

} // namespace anchorage::desktop
