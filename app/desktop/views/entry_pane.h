// The entry editor: one object as form, JSON, LDIF and mmsml, in step; what the schema finds wrong below.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/controller/entry_text.h"

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
class RawChanges;

class EntryPane : public QWidget {
    Q_OBJECT

public:
    explicit EntryPane(Controller &controller, QWidget *parent = nullptr);

private:
    void show(space::ObjectIndex object);
    void spaceChanged(const SpaceChange &change);
    void refresh(bool same);
    void refreshTexts();
    void setText(QPlainTextEdit *edit, const ShownText &shown);
    void refreshFindings();
    void showFindings(QStringList lines);
    QWidget *buildJson();
    QPlainTextEdit *makeText(const char *name, const QString &title) const;
    void jsonEdited();
    void applyJson();
    bool shown() const;

    Controller &m_controller;
    std::optional<space::ObjectIndex> m_object;
    QStackedWidget *m_stack;
    QTabWidget *m_tabs;
    EntryForm *m_form;
    RawChanges *m_changes;
    QPlainTextEdit *m_json = nullptr;
    QPlainTextEdit *m_ldif = nullptr;
    QPlainTextEdit *m_mmsml = nullptr;
    QLabel *m_jsonState = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_message;
    QLabel *m_findings;
    QTimer m_typing; // JSON is read when the typing pauses
    TaskId m_textTask = 0; // the ones whose results count
    TaskId m_findingsTask = 0;
    bool m_setting = false; // the text changes because the object did
};

} // namespace anchorage::desktop
