// The page that is about to be handed over, with a person's edits in flight laid over it.
#pragma once

#include "app/desktop/models/rows_model.h"
#include "core/engine/engine_command.h"

#include <memory>
#include <vector>

namespace anchorage::desktop {

class PageModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Number, Action, Type, Dn, Reason, Removed, Changes, ColumnCount };

    explicit PageModel(QObject *parent = nullptr);

    void set(std::shared_ptr<const engine::command::Put> put); ///< null: no page is next
    const engine::command::Put *put() const { return m_put.get(); }
    /// The entry as it would be sent.
    const CsEntryChange &entry(int row) const { return m_entries[static_cast<std::size_t>(row)].entry; }
    const engine::PageEntry &planned(int row) const;
    bool edited(int row) const { return m_entries[static_cast<std::size_t>(row)].edited; }

    // Edits in flight.
    void edit(int row, CsEntryChange entry);
    void leaveOut(int row);
    void takeBack();
    bool isEdited() const;
    std::vector<CsEntryChange> handOver() const;

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Row {
        std::size_t planned = 0; // index into the page
        CsEntryChange entry;
        bool edited = false;
        int removed = 0; // removals about it
    };
    void fill();

    std::shared_ptr<const engine::command::Put> m_put;
    std::vector<Row> m_entries;
};

/// What of an object is pending beside what this page hands over, attribute by attribute.
class DifferenceModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Attribute, Pending, HandedOver, Why, ColumnCount };
    struct Row {
        QString attribute;
        QString pending;
        QString handedOver;
        QString why; ///< empty: no difference
        QString rule;
    };
    explicit DifferenceModel(QObject *parent = nullptr);
    void set(std::vector<Row> rows);
    const std::vector<Row> &differences() const { return m_rows; }

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    std::vector<Row> m_rows;
};

/// `object` is what is pending; `sentBefore`: attributes that went out in an earlier page of the run.
std::vector<DifferenceModel::Row> differences(const space::SpaceObject &object, const CsEntryChange &entry,
                                              const std::vector<engine::Removal> &removals,
                                              const std::vector<std::string> &sentBefore, const QString &exportType, bool edited);

/// What was left out of the page, as a list.
class RemovalsModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Object, Attribute, Value, Reason, Rule, ColumnCount };
    explicit RemovalsModel(QObject *parent = nullptr);
    void set(std::shared_ptr<const engine::command::Put> put);
    const engine::Removal &removal(int row) const { return m_put->removals[static_cast<std::size_t>(row)]; }

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    std::shared_ptr<const engine::command::Put> m_put;
};

} // namespace anchorage::desktop
