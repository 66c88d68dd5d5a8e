// What became of what was handed over: all hand-overs, errors by code and text, and the lineage of one object.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/error_groups.h"
#include "app/desktop/models/results_model.h"
#include "core/model/filter.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>

class QLabel;
class QLineEdit;
class QMenu;
class QTextBrowser;
class QTreeWidget;

namespace anchorage::desktop {

class Actions;
class TableView;

class ResultsPane : public QWidget {
    Q_OBJECT

public:
    ResultsPane(Controller &controller, Actions &actions, QWidget *parent = nullptr);

private:
    void showLineage(const QModelIndex &current);
    void applyFilter();
    void showHandOver(std::size_t handOver);
    void currentChanged(const QModelIndex &current);
    void countErrors();
    void showGroups();
    void groupActivated();
    void fillMenu(QMenu *menu);

    Controller &m_controller;
    ResultsModel m_model;
    QTimer m_typing;
    QTimer m_grouping; // groups follow the run, a few times a second
    QTimer m_counting; // what is left to count, between other events
    QLineEdit *m_filter = nullptr;
    QLabel *m_error = nullptr;
    TableView *m_table = nullptr;
    QTreeWidget *m_groups = nullptr;
    QTextBrowser *m_lineage = nullptr;
    std::uint64_t m_filtering = 0; // the filter whose rows count
    ErrorGroups m_errors;
};

/// The lineage of an object as a page: each hand-over, what was sent, said and made of it.
QString lineageHtml(const RunStory &story, space::ObjectIndex object);

} // namespace anchorage::desktop
