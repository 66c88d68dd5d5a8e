// Calls, output and findings of the run: three flat views of the story.
#pragma once

#include "app/desktop/controller/run_story.h"
#include "app/desktop/models/rows_model.h"

namespace anchorage::desktop {

class CallsModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Time, Call, Position, Entries, Results, Errors, Duration, Ended, ColumnCount };
    explicit CallsModel(const RunStory &story, QObject *parent = nullptr);

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    const RunStory &m_story;
};

class OutputModel : public RowsModel {
    Q_OBJECT

public:
    enum Column { Time, Source, During, Text, ColumnCount };
    explicit OutputModel(const RunStory &story, QObject *parent = nullptr);

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    const RunStory &m_story;
    int m_going = 0; // rows that are let go at the moment
};

/// "putExportEntries p1.2", for the columns that name a call.
QString callText(const report::Call &call);

} // namespace anchorage::desktop
