#include "app/desktop/views/start_page.h"

#include "app/desktop/views/actions.h"
#include "app/desktop/views/file_actions.h"
#include "app/desktop/views/theme.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace anchorage::desktop {
namespace {

constexpr int columnWidth = 560;

QCommandLinkButton *choice(QAction *action, const QString &description, const QString &iconName)
{
    auto *button = new QCommandLinkButton(action->text().remove(QLatin1Char('&')), description);
    button->setObjectName(QStringLiteral("start_") + action->objectName());
    button->setIcon(icon(iconName, Tone::Update));
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
    QObject::connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

StartPage::StartPage(FileActions &files, Actions &actions, QWidget *parent)
    : QWidget(parent), m_files(files), m_recent(new QListWidget), m_recentBox(new QWidget)
{
    setObjectName(QStringLiteral("startPage"));
    auto *title = new QLabel(QStringLiteral("Anchorage"));
    auto font = title->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *subtitle = new QLabel(tr("A test bench for export connectors: open a connector, compose pending changes, and step "
                                   "Open, Put and Close as the synchronization engine would."));
    subtitle->setWordWrap(true);

    m_recent->setObjectName(QStringLiteral("startRecent"));
    m_recent->setAccessibleName(tr("Recent files"));
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->viewport()->setAutoFillBackground(false); // a list of links, not a box that is mostly empty
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { m_files.openPath(item->data(Qt::UserRole).toString()); });
    auto *recentTitle = new QLabel(tr("Recent files"));
    recentTitle->setBuddy(m_recent);
    auto *recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(0, 12, 0, 0);
    recentLayout->addWidget(recentTitle);
    recentLayout->addWidget(m_recent, 1);

    auto *column = new QWidget;
    column->setMaximumWidth(columnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->addWidget(title);
    layout->addWidget(subtitle);
    layout->addSpacing(16);
    layout->addWidget(choice(actions[QStringLiteral("fileExample")],
                             tr("Users, groups and references go into a database, in more than one pass"),
                             QStringLiteral("play-example")));
    layout->addWidget(choice(actions[QStringLiteral("connectorOpen")],
                             tr("A plugin, an assembly, or a program that speaks the wire"), QStringLiteral("connector")));
    layout->addWidget(choice(actions[QStringLiteral("fileOpen")], tr("A project, a journal, a batch of changes or a schema"),
                             QStringLiteral("folder")));
    layout->addWidget(
        choice(actions[QStringLiteral("fileNew")], tr("Begin with nothing and put it together"), QStringLiteral("new")));
    auto *drop = new QLabel(tr("Any of these can also be dropped on the window."));
    drop->setForegroundRole(QPalette::PlaceholderText);
    drop->setContentsMargins(8, 8, 0, 0);
    layout->addWidget(drop);
    layout->addWidget(m_recentBox, 8);
    layout->addStretch(1); // alone, it keeps the choices together at the top

    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(24, 32, 24, 24);
    outer->addStretch(1);
    outer->addWidget(column, 10);
    outer->addStretch(1);
    connect(&files, &FileActions::recentFilesChanged, this, &StartPage::refresh);
    refresh();
}

void StartPage::refresh()
{
    m_recent->clear();
    for (const auto &file : FileActions::recentFiles()) {
        const QFileInfo info(file);
        auto *item = new QListWidgetItem(
            icon(info.suffix() == QLatin1String("journal") ? QStringLiteral("journal") : QStringLiteral("folder")),
            QStringLiteral("%1  –  %2").arg(info.fileName(), QDir::toNativeSeparators(info.path())), m_recent);
        item->setData(Qt::UserRole, file);
        item->setToolTip(QDir::toNativeSeparators(file));
    }
    m_recentBox->setVisible(m_recent->count() > 0);
}

} // namespace anchorage::desktop
