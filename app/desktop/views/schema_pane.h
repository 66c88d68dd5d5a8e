// The schema: types and attributes with what they are; check boxes select what the engine hands over, and
// anchors are set where the schema leaves it open.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace anchorage::desktop {

class SchemaPane : public QWidget {
    Q_OBJECT

public:
    explicit SchemaPane(Controller &controller, QWidget *parent = nullptr);

private:
    void refresh();
    void search(const QString &text);
    void itemChanged(QTreeWidgetItem *item);
    void select(QTreeWidgetItem *item, bool on);
    void setAnchor(const SchemaType &type, const std::string &attribute, bool on);
    void menu(const QPoint &at);

    Controller &m_controller;
    QLineEdit *m_search;
    QLabel *m_hint;
    QTreeWidget *m_tree;
    bool m_filling = false;
};

/// The anchors of the type: the project's or the MA configuration's, else the schema's (engine.md anchor-1).
std::vector<std::string> anchorsOf(const Document &document, const SchemaType &type);

} // namespace anchorage::desktop
