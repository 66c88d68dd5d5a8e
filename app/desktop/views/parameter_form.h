// The parameters of a connector as a form, built from its own definitions page by page, with its verdict at
// the field. Secrets are references; parameters it never declared can be added.
#pragma once

#include "app/desktop/controller/controller.h"

#include <QHash>
#include <QWidget>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace anchorage::desktop {

class ParameterForm : public QWidget {
    Q_OBJECT

public:
    explicit ParameterForm(Controller &controller, QWidget *parent = nullptr);

private:
    void rebuild();
    void addPage(const session::InspectedPage &page);
    void addField(QFormLayout *form, const ConfigParameterDefinition &definition);
    void addOthers();
    QWidget *buildAdding();
    void addOther(const QString &name, int kind);
    void buildValidation();
    QWidget *makeEditor(const ConfigParameterDefinition &definition);
    void setText(const ConfigParameterDefinition &definition, const QString &text);
    void put(const std::string &name, std::optional<decltype(project::Parameter::value)> value);
    QString currentText(const ConfigParameterDefinition &definition) const;
    /// What holds while the project says nothing: the MA configuration's value, else the default.
    QString textWithout(const ConfigParameterDefinition &definition) const;
    void say(const std::string &name, const QString &text);

    Controller &m_controller;
    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    QHash<QString, QLabel *> m_messages; // by parameter
    QLabel *m_unasked = nullptr; // values were edited since the connector was asked
    bool m_editing = false; // the change is our own
};

} // namespace anchorage::desktop
