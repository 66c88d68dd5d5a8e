// The scope: partitions and containers that a run hands over from, ticked or not; from the connector, a management
// agent configuration, or typed by hand. Kept in the project, each edit a step of undo.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/scope_tree.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace anchorage::desktop {

class Actions;

class ScopePane : public QWidget {
    Q_OBJECT

public:
    ScopePane(Controller &controller, Actions &actions, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    struct Place; // what an item stands for
    QWidget *buildHead(Actions &actions);
    QWidget *buildTyping();
    void refresh();
    void addItem(QTreeWidgetItem *item, const ScopeNode &node, const std::vector<std::string> &opened);
    QString origin() const;
    Place placeOf(const QTreeWidgetItem *item) const;
    void ticked(QTreeWidgetItem *item);
    QString typedName();
    void typed(bool included);
    void typedPartition();
    void workIn(const std::string &partition);
    void menu(const QPoint &at);
    /// Later: an item may be in the middle of telling of its change.
    void put(const QString &text, Scope scope);
    void say(const QString &text);
    MADistinguishedNameStyle style() const;
    std::vector<Partition> partitions() const;

    Controller &m_controller;
    QLabel *m_origin;
    QPushButton *m_reset;
    QTreeWidget *m_tree;
    QLineEdit *m_typing;
    QLabel *m_message;
    std::vector<ScopeNode> m_roots;
    bool m_filling = false;
};

} // namespace anchorage::desktop
