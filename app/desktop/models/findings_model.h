// Findings in one list: what reading the project noticed, what the schema finds wrong with the objects, and
// what the engine noticed in the run.
#pragma once

#include "app/desktop/models/rows_model.h"
#include "core/model/finding.h"
#include "core/session/space_check.h"

#include <vector>

namespace anchorage::desktop {

class FindingsModel : public RowsModel {
    Q_OBJECT

public:
    enum class From : unsigned char { Project, Space, Run };
    enum Column { Severity, Id, Object, Attribute, Message, Source, Rule, ColumnCount };

    explicit FindingsModel(QObject *parent = nullptr);

    /// All findings of that part anew.
    void set(From from, std::vector<session::PlacedFinding> findings);
    /// More of the run's, at the end.
    void append(const Findings &findings, std::size_t first);
    const session::PlacedFinding &finding(int row) const { return m_rows[static_cast<std::size_t>(row)].placed; }
    int rowOfRunFinding(std::size_t index) const; ///< -1: none

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Row {
        From from = From::Project;
        session::PlacedFinding placed;
    };
    std::vector<Row> m_rows; // project, objects, run
};

} // namespace anchorage::desktop
