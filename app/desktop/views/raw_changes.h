// The pending change of an object as the engine keeps it: attribute by attribute, value adds and deletes as they
// stand. Values are added and deleted by hand here; the form computes them from what the object should be.
#pragma once

#include "app/desktop/controller/compose.h"
#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/space_work.h"

#include <QWidget>

#include <functional>
#include <string>
#include <vector>

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
    struct Attribute { ///< that can be chosen
        std::string name;
        AttributeType type = AttributeType::String;
        bool encrypted = false;
    };
    struct Shown; ///< of an object so much as is shown: values beyond a bound are counted
    using Compute = std::function<Result<space::SpaceObject>(space::SpaceObject object)>;

    static Shown read(const space::SpaceObject &object, const SchemaType *type);
    void fill(); ///< only while it is seen
    void take(const Shown &shown);
    void clear();
    const Attribute *chosen() const;
    void setValue(ValueModificationType modification);
    void takeBack();
    void commit(const QString &title, const Compute &compute, const std::function<void()> &done = {});
    void update();

    Controller &m_controller;
    space::ObjectIndex m_index = 0;
    bool m_shown = false;
    bool m_stale = false; ///< the object changed while nobody looked
    bool m_large = false; ///< read and edited in a worker
    SpaceWork m_work;
    TaskId m_task = 0;
    QString m_chosen; ///< attribute that stays chosen when the same object is read again
    std::vector<Attribute> m_attributes;
    QTreeWidget *m_tree;
    QComboBox *m_attribute;
    QLineEdit *m_value;
    QPushButton *m_add;
    QPushButton *m_delete;
    QPushButton *m_takeBack;
};

} // namespace anchorage::desktop
