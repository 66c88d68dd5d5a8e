// The entry editor: one object as form, JSON, LDIF and mmsml, in step; what the schema finds wrong below.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace anchorage::desktop {

class EntryForm;

class EntryPane : public QWidget {
    Q_OBJECT

public:
    explicit EntryPane(Controller &controller, QWidget *parent = nullptr);

private:
    void show(space::ObjectIndex object);
    void spaceChanged(const SpaceChange &change);
    void refresh(bool same);
    void refreshTexts();
    void refreshFindings();
    QWidget *buildJson();
    QPlainTextEdit *makeText(const char *name) const;
    void jsonEdited();
    void applyJson();
    bool shown() const;

    Controller &m_controller;
    std::optional<space::ObjectIndex> m_object;
    QStackedWidget *m_stack;
    QTabWidget *m_tabs;
    EntryForm *m_form;
    QPlainTextEdit *m_json = nullptr;
    QPlainTextEdit *m_ldif = nullptr;
    QPlainTextEdit *m_mmsml = nullptr;
    QLabel *m_jsonState = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_message;
    QLabel *m_findings;
    QTimer m_typing; // JSON is read when the typing pauses
    bool m_setting = false; // the text changes because the object did
};

} // namespace anchorage::desktop
