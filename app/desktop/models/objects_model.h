// The objects of the space as a table, through an index of rows that a worker made: a million of them
// cost the GUI thread nothing but the rows that are seen.
#pragma once

#include "app/desktop/controller/document.h"
#include "app/desktop/controller/row_index.h"
#include "app/desktop/models/rows_model.h"
#include "core/engine/scope.h"

#include <array>
#include <memory>
#include <optional>

namespace anchorage::desktop {

class ObjectsModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Number, Action, Type, Dn, Pass, Outcome, Anchor, Changes, Origin, Identifier, ColumnCount };

    explicit ObjectsModel(QObject *parent = nullptr);

    /// A new space and the rows of it that are shown.
    void reset(space::Space space, RowIndex index);
    /// Edits: rows stay where they are until the next reset; new objects come at the end, shown or not.
    void apply(const space::Space &space, const SpaceChange &change);
    /// The run's outcomes; the story outlives the model. Null: no run.
    void setStory(const RunStory *story) { m_story = story; }
    /// What of the space lies out of the scope of the next run; null: nothing.
    void setScope(std::shared_ptr<const engine::ScopeStage> scope);
    void outcomesChanged(const std::vector<space::ObjectIndex> &objects);
    void allChanged();

    const space::Space &space() const { return m_space; }
    space::ObjectIndex object(int row) const { return m_index.rows[static_cast<std::size_t>(row)]; }
    /// -1: not shown.
    int rowOf(space::ObjectIndex object) const;
    static SortKey sortKey(int column);

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    QVariant text(space::ObjectIndex object, int column) const;
    QVariant color(space::ObjectIndex object, int column) const;
    QVariant tip(space::ObjectIndex object, int column) const;
    ObjectOutcome outcome(space::ObjectIndex object) const;
    void changed(const std::vector<space::ObjectIndex> &objects);
    void removed(const std::vector<space::ObjectIndex> &objects);

    /// What must be rebuilt from storage, for the rows that were seen last.
    struct Detail {
        std::optional<space::ObjectIndex> object;
        QString anchor;
        QString changes;
        QString origin;
        QString outOfScope; ///< why it is not handed over; empty: it is in scope
    };
    const Detail &detail(space::ObjectIndex object) const;

    space::Space m_space;
    RowIndex m_index;
    const RunStory *m_story = nullptr;
    std::shared_ptr<const engine::ScopeStage> m_scope;
    mutable std::array<Detail, 512> m_details;
};

/// "Add", "Update", "Rename", "Delete", "Delete-add"; empty: nothing is pending.
QString actionText(const space::Space &space, space::ObjectIndex object);
/// "accepted", "again in the next pass", "cd-missing-object", …
QString outcomeText(const ObjectOutcome &outcome);

} // namespace anchorage::desktop
