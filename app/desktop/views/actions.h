// Every action of the window by its object name, in one table: text, menu, icon, shortcut, tooltip. Tests
// and screen readers find them by name; a disabled one says why in its tooltip.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <span>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace anchorage::desktop {

struct ActionSpec {
    const char *menu; ///< "file", …
    const char *name; ///< object name, "fileOpen"; null: a separator
    const char *text; ///< with its mnemonic
    const char *icon; ///< of resources/icons; null: none
    const char *keys; ///< portable text; null: none
    const char *tip; ///< what it does, one sentence
};
/// In the order of the menus. A new action is one row here and one connect() where it acts.
std::span<const ActionSpec> actionTable();

class Actions : public QObject {
    Q_OBJECT

public:
    /// Shortcuts work in the whole of `window`.
    explicit Actions(QWidget *window);

    /// Asserts that there is one.
    QAction *operator[](const QString &name) const;
    /// Empty reason: enabled, with its own tooltip; else disabled, with the reason.
    void setAvailable(const QString &name, const QString &whyNot);
    /// Fills the menu bar; recent files and the like hang under menu(name).
    void fill(QMenuBar *bar);
    QMenu *menu(const QString &name) const { return m_menus.value(name); }

private:
    QHash<QString, QAction *> m_actions;
    QHash<QString, QMenu *> m_menus;
    QHash<QString, QString> m_tips;
};

} // namespace anchorage::desktop
