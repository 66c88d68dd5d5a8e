// The form of one object: DN, type, operation, and the attributes as they should be.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/models/entry_model.h"

#include <QWidget>

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
    void commit(const QString &title, Result<space::SpaceObject> object);
    void menu(const QPoint &at);
    void addAttribute();
    const SchemaType *schemaType(const space::SpaceObject &object) const;

    Controller &m_controller;
    EntryModel m_model;
    space::ObjectIndex m_index = 0;
    bool m_shown = false;
    QLineEdit *m_dn = nullptr;
    QComboBox *m_type = nullptr;
    QComboBox *m_operation = nullptr;
    QLabel *m_anchors = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace anchorage::desktop
