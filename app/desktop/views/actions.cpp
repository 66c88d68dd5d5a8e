#include "app/desktop/views/actions.h"

#include "app/desktop/views/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <utility>

namespace anchorage::desktop {
namespace {

struct MenuSpec {
    const char *name;
    const char *title;
};
constexpr MenuSpec menuTable[] = {
    {"file", QT_TRANSLATE_NOOP("Actions", "&File")},           {"edit", QT_TRANSLATE_NOOP("Actions", "&Edit")},
    {"connector", QT_TRANSLATE_NOOP("Actions", "&Connector")}, {"run", QT_TRANSLATE_NOOP("Actions", "&Run")},
    {"view", QT_TRANSLATE_NOOP("Actions", "&View")},           {"tools", QT_TRANSLATE_NOOP("Actions", "&Tools")},
    {"help", QT_TRANSLATE_NOOP("Actions", "&Help")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

} // namespace

Actions::Actions(QWidget *window) : QObject(window)
{
    for (const auto &spec : actionTable()) {
        if (spec.name == nullptr)
            continue;
        auto *action = new QAction(translated(spec.text), window);
        const auto name = QString::fromLatin1(spec.name);
        action->setObjectName(name);
        if (spec.icon != nullptr)
            action->setIcon(icon(QString::fromLatin1(spec.icon)));
        auto tip = translated(spec.tip);
        if (spec.keys != nullptr) {
            const auto keys = QKeySequence::fromString(QString::fromLatin1(spec.keys), QKeySequence::PortableText);
            action->setShortcut(keys);
            tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
        }
        action->setToolTip(tip);
        action->setStatusTip(tip);
        m_tips.insert(name, tip);
        m_actions.insert(name, action);
        window->addAction(action);
    }
}

QAction *Actions::operator[](const QString &name) const
{
    auto *action = m_actions.value(name);
    Q_ASSERT_X(action != nullptr, "Actions", qPrintable(name));
    return action;
}

void Actions::setAvailable(const QString &name, const QString &whyNot)
{
    auto *action = (*this)[name];
    action->setEnabled(whyNot.isEmpty());
    const auto tip =
        whyNot.isEmpty() ? m_tips.value(name) : m_tips.value(name) + QLatin1Char('\n') + tr("Not now: %1").arg(whyNot);
    if (action->toolTip() != tip) {
        action->setToolTip(tip);
        action->setStatusTip(tip);
    }
}

void Actions::fill(QMenuBar *bar)
{
    for (const auto &spec : menuTable) {
        auto *menu = new QMenu(translated(spec.title), bar);
        menu->setObjectName(QString::fromLatin1(spec.name) + QStringLiteral("Menu"));
        menu->setToolTipsVisible(true);
        m_menus.insert(QString::fromLatin1(spec.name), menu);
    }
    for (const auto &spec : actionTable()) {
        auto *menu = m_menus.value(QString::fromLatin1(spec.menu));
        if (spec.name == nullptr)
            menu->addSeparator();
        else
            menu->addAction((*this)[QString::fromLatin1(spec.name)]);
    }
    for (const auto &spec : menuTable) {
        auto *menu = m_menus.value(QString::fromLatin1(spec.name));
        if (!menu->isEmpty()) // no menu for what does not exist
            bar->addMenu(menu);
    }
}

} // namespace anchorage::desktop
