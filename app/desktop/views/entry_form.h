// The form of one object: DN, type, operation, and the attributes as they should be.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/space_work.h"
#include "app/desktop/models/entry_model.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeView;

namespace anchorage::desktop {

class EntryForm : public QWidget {
    Q_OBJECT

public:
    explicit EntryForm(Controller &controller, QWidget *parent = nullptr);

    /// The object of the document that is shown. `same`: it was shown before and may have changed.
    void show(space::ObjectIndex object, bool same);
    void showNothing();
    void showAttribute(const QString &attribute);

Q_SIGNALS:
    /// Something that was typed cannot be taken, and why; empty: all is well.
    void message(const QString &text);

private:
    void buildHead(QFormLayout *head);
    void buildTree();
    void commitDn();
    void commitType();
    void commitOperation(int index);
    void commitValues(const QString &attribute, const std::vector<AttributeValue> &values);
    using Compute = std::function<Result<space::SpaceObject>(space::SpaceObject)>;
    /// What becomes of the object; of one with very many values in a worker.
    void commit(const QString &title, const Compute &compute);
    void shownNow();
    void menu(const QPoint &at);
    void addAttribute();
    const SchemaType *schemaType(const space::SpaceObject &object) const;

    Controller &m_controller;
    EntryModel m_model;
    SpaceWork m_work;
    TaskId m_task = 0; // the object that is on its way to the form
    QString m_wanted; // an attribute to be shown when it is there
    space::ObjectIndex m_index = 0;
    bool m_shown = false;
    QLineEdit *m_dn = nullptr;
    QComboBox *m_type = nullptr;
    QComboBox *m_operation = nullptr;
    QLabel *m_anchors = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace anchorage::desktop
