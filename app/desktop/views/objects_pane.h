// The objects of the space: filter, table, and what can be done to the selected ones.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/space_work.h"
#include "app/desktop/models/objects_model.h"
#include "core/model/filter.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <vector>

class QLabel;
class QLineEdit;

namespace anchorage::desktop {

class Actions;
class TableView;

class ObjectsPane : public QWidget {
    Q_OBJECT

public:
    ObjectsPane(Controller &controller, Actions &actions, QWidget *parent = nullptr);

    std::vector<space::ObjectIndex> selectedObjects() const;
    bool hasSelection() const;
    /// What is shown, in its order: from the row after the current one, once round.
    std::vector<space::ObjectIndex> rowsFromCurrent() const;

Q_SIGNALS:
    void selectionChanged();

private:
    using ObjectsEdit = std::function<Result<SpaceEdit>(const space::Space &, const Objects &, TaskControl &)>;

    void buildActions(Actions &actions);
    /// Of the selected objects: at once while they and `cost` are few, else in a worker.
    void edit(const QString &title, const ObjectsEdit &compute, std::size_t cost = 0);
    void move(bool up);
    void refresh(); ///< a new row index, in a worker
    bool readFilter(); ///< false: it is none yet, and the reason is shown
    void show(RowIndex index);
    void spaceChanged(const SpaceChange &change);
    void showObject(space::ObjectIndex object);
    void currentChanged(const QModelIndex &current);
    void updateCount();

    Controller &m_controller;
    ObjectsModel m_model;
    SpaceWork m_work;
    std::uint64_t m_revision = 0; // of the space
    QTimer m_typing; // the filter follows when the typing pauses
    QLineEdit *m_filter = nullptr;
    QLabel *m_filterError = nullptr;
    Filter m_accepted;
    QLabel *m_count = nullptr;
    TableView *m_table = nullptr;
    TaskId m_task = 0; // the one whose result counts
    bool m_loading = false; // rows are on their way
    space::ObjectIndex m_wanted = 0;
    bool m_hasWanted = false; // to be shown when the rows are there
    SortKey m_sortKey = SortKey::None;
    bool m_descending = false;
};

} // namespace anchorage::desktop
