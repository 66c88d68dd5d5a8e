// Every hand-over of the run as a row, in the order of sending.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "app/desktop/models/rows_model.h"

#include <functional>
#include <vector>

namespace anchorage::desktop {

class ResultsModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Number, Position, Action, Type, Dn, Outcome, Name, Detail, Anchor, Reason, Sent, ColumnCount };

    /// The story outlives the model.
    explicit ResultsModel(const RunStory &story, QObject *parent = nullptr);

    /// Shows those hand-overs only, which a filter found; later ones join when `joins` says so.
    using Joins = std::function<bool(std::size_t handOver)>;
    void filter(std::vector<std::uint32_t> shown, Joins joins);
    /// Earlier ones that the filter found too, before those that joined meanwhile.
    void prepend(std::vector<std::uint32_t> earlier);
    void showAll();
    std::size_t handOver(int row) const;
    int rowOf(std::size_t handOver) const; ///< -1: filtered away

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    void added(std::size_t first, std::size_t last);
    void changed(std::size_t first, std::size_t last);

    const RunStory &m_story;
    bool m_all = true;
    std::vector<std::uint32_t> m_shown; // when not all; ascending
    Joins m_joins;
};

} // namespace anchorage::desktop
