// Editors for values by their type: true or false from a list, DNs of the space completed while typing.
#pragma once

#include "core/space/space.h"

#include <QStyledItemDelegate>

#include <functional>

namespace anchorage::desktop {

class ValueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `space` gives the space of the moment: DNs are looked for there.
    explicit ValueDelegate(std::function<const space::Space &()> space, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

private:
    std::function<const space::Space &()> m_space;
};

/// At most `most` DNs that hold `part`, case ignored, found within a few milliseconds.
QStringList findDns(const space::Space &space, const QString &part, int most);

} // namespace anchorage::desktop
