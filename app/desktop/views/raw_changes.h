// The pending change of an object as the engine keeps it: attribute by attribute, value adds and deletes as they
// stand. Values are added and deleted by hand here; the form computes them from what the object should be.
#pragma once

#include "app/desktop/controller/compose.h"
#include "app/desktop/controller/controller.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace anchorage::desktop {

class RawChanges : public QWidget {
    Q_OBJECT

public:
    explicit RawChanges(Controller &controller, QWidget *parent = nullptr);

    void show(space::ObjectIndex object);
    void showNothing();

Q_SIGNALS:
    /// What was typed cannot be taken, and why; empty: all is well.
    void message(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill(); ///< only while it is seen
    void fillTree(const space::SpaceObject &object);
    void fillAttributes();
    const ComposedAttribute *chosen() const;
    void setValue(ValueModificationType modification);
    void takeBack();
    void commit(const QString &title, space::SpaceObject object);
    void update();

    Controller &m_controller;
    space::ObjectIndex m_index = 0;
    bool m_shown = false;
    bool m_stale = false; ///< the object changed while nobody looked
    std::vector<ComposedAttribute> m_attributes;
    QTreeWidget *m_tree;
    QComboBox *m_attribute;
    QLineEdit *m_value;
    QPushButton *m_add;
    QPushButton *m_delete;
    QPushButton *m_takeBack;
};

} // namespace anchorage::desktop
