// The docks at the bottom: calls, output, findings. Each jumps to the others.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/models/findings_model.h"
#include "app/desktop/models/story_models.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;

namespace anchorage::desktop {

class TableView;

class CallsPane : public QWidget {
    Q_OBJECT

public:
    explicit CallsPane(Controller &controller, QWidget *parent = nullptr);

private:
    void showCall(std::size_t call);
    void showDetail(int row);

    Controller &m_controller;
    CallsModel m_model;
    TableView *m_table;
    QPlainTextEdit *m_detail; ///< request and answer, in the pages' text form
};

class OutputPane : public QWidget {
    Q_OBJECT

public:
    explicit OutputPane(Controller &controller, QWidget *parent = nullptr);

private:
    void showLine(std::size_t line);

    Controller &m_controller;
    OutputModel m_model;
    TableView *m_table;
};

class FindingsPane : public QWidget {
    Q_OBJECT

public:
    explicit FindingsPane(Controller &controller, QWidget *parent = nullptr);

private:
    void checkObjects(); ///< in a worker, when the typing pauses
    void showObject(int row);

    Controller &m_controller;
    FindingsModel m_model;
    TableView *m_table;
    QTimer m_pause;
    TaskId m_task = 0;
};

} // namespace anchorage::desktop
