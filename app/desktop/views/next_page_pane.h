// What the connector is about to be handed, beside what is pending, every difference explained; and the
// edit in flight.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/models/page_model.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace anchorage::desktop {

class TableView;

class NextPagePane : public QWidget {
    Q_OBJECT

public:
    NextPagePane(Controller &controller, QWidget *parent = nullptr);

private:
    QWidget *buildDetails();
    void refresh();
    void showEntry();
    void applyEntry();
    void sendEdited();
    void updateEdit();

    Controller &m_controller;
    PageModel m_page;
    DifferenceModel m_differences;
    RemovalsModel m_removals;
    QLabel *m_title;
    TableView *m_table;
    TableView *m_differenceTable = nullptr;
    TableView *m_removalTable = nullptr;
    QTabWidget *m_tabs = nullptr;
    QPlainTextEdit *m_json = nullptr;
    QLabel *m_jsonState = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_leaveOut = nullptr;
    QPushButton *m_takeBack = nullptr;
    QPushButton *m_send = nullptr;
    bool m_large = false; // the selected entry has more values than a text editor is for
};

} // namespace anchorage::desktop
