#include "app/desktop/views/parameter_form.h"

#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

QString pageTitle(ConfigParameterPage page)
{
    switch (page) {
    case ConfigParameterPage::Connectivity:
        return ParameterForm::tr("Connectivity");
    case ConfigParameterPage::Global:
        return ParameterForm::tr("Global");
    case ConfigParameterPage::RunStep:
        return ParameterForm::tr("Run step");
    case ConfigParameterPage::Partition:
        return ParameterForm::tr("Partition");
    case ConfigParameterPage::Capabilities:
        return ParameterForm::tr("Capabilities");
    case ConfigParameterPage::Schema:
        return ParameterForm::tr("Schema");
    }
    return {};
}

/// The pages of a management agent's configuration: what there is before a connector was asked.
std::vector<session::InspectedPage> storedPages(const Document &document)
{
    std::vector<session::InspectedPage> pages;
    if (!document.maConfiguration())
        return pages;
    using Page = ConfigParameterPage;
    for (const auto page : {Page::Connectivity, Page::Capabilities, Page::Global, Page::Schema, Page::Partition, Page::RunStep}) {
        session::InspectedPage stored{page, {}, {}};
        for (const auto &definition : document.maConfiguration()->parameterDefinitions)
            if (definition.page == page)
                stored.definitions.push_back(definition);
        if (!stored.definitions.empty())
            pages.push_back(std::move(stored));
    }
    return pages;
}

bool declares(const std::vector<session::InspectedPage> &pages, const std::string &name)
{
    return std::any_of(pages.begin(), pages.end(), [&name](const session::InspectedPage &page) {
        return std::any_of(page.definitions.begin(), page.definitions.end(),
                           [&name](const ConfigParameterDefinition &definition) { return definition.name == name; });
    });
}

QString textOf(const project::Parameter &parameter)
{
    return std::visit(overloaded{[](const std::string &text) { return fromUtf8(text); },
                                 [](const project::FilePath &file) { return fromUtf8(file.path); },
                                 [](const SecretReference &secret) { return fromUtf8(secret.text()); }},
                      parameter.value);
}

} // namespace

ParameterForm::ParameterForm(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("parameterForm"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    connect(&controller.document(), &Document::knowledgeChanged, this, &ParameterForm::rebuild);
    connect(&controller.document(), &Document::projectChanged, this, [this] {
        if (!m_editing)
            rebuild();
    });
    rebuild();
}

void ParameterForm::rebuild()
{
    m_messages.clear();
    m_unasked = nullptr;
    if (m_content != nullptr) { // one of its own widgets may have asked for this
        m_content->hide();
        m_layout->removeWidget(m_content);
        m_content->deleteLater();
    }
    m_content = new QWidget;
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(6, 6, 6, 6);
    m_layout->addWidget(m_content);
    const auto &inspection = m_controller.document().inspection();
    const auto stored = inspection ? std::vector<session::InspectedPage>() : storedPages(m_controller.document());
    if (!inspection && stored.empty()) {
        auto *hint = new QLabel(m_controller.document().project().connector.empty()
                                    ? tr("Choose a connector: its parameters appear here.")
                                    : tr("The connector was not asked yet. Connector > Ask the connector again does it."));
        hint->setWordWrap(true);
        layout->addWidget(hint);
    } else {
        for (const auto &page : inspection ? inspection->pages : stored) {
            if (!page.definitions.empty())
                addPage(page);
        }
        buildValidation();
    }
    addOthers();
    layout->addStretch(1);
}

void ParameterForm::addPage(const session::InspectedPage &page)
{
    auto *box = new QGroupBox(pageTitle(page.page));
    auto *form = new QFormLayout(box);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (const auto &definition : page.definitions)
        addField(form, definition);
    m_content->layout()->addWidget(box);
    if (page.validation && page.validation->code != ParameterValidationResultCode::Success) {
        const auto &verdict = *page.validation;
        if (m_messages.contains(fromUtf8(verdict.errorParameter)))
            return say(verdict.errorParameter, fromUtf8(verdict.errorMessage));
        auto *label = new QLabel(fromUtf8(verdict.errorMessage));
        label->setWordWrap(true);
        auto colors = palette();
        colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
        label->setPalette(colors);
        form->insertRow(0, label);
    }
}

void ParameterForm::addField(QFormLayout *form, const ConfigParameterDefinition &definition)
{
    if (definition.type == ConfigParameterType::Divider) {
        auto *line = new QFrame;
        line->setFrameShape(QFrame::HLine);
        form->addRow(line);
        return;
    }
    if (definition.type == ConfigParameterType::Label) {
        auto *label = new QLabel(fromUtf8(definition.text.empty() ? definition.name : definition.text));
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        form->addRow(label);
        return;
    }
    auto *editor = makeEditor(definition);
    editor->setObjectName(QStringLiteral("parameter_") + fromUtf8(definition.name));
    editor->setAccessibleName(fromUtf8(definition.name));
    if (!definition.validation.empty())
        editor->setToolTip(tr("must match %1").arg(fromUtf8(definition.validation)));
    auto *message = new QLabel;
    message->setObjectName(QStringLiteral("parameterMessage_") + fromUtf8(definition.name));
    message->setWordWrap(true);
    message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
    message->setPalette(colors);
    message->hide();
    m_messages.insert(fromUtf8(definition.name), message);
    auto *field = new QVBoxLayout;
    field->setSpacing(2);
    if (definition.type == ConfigParameterType::File) {
        auto *line = new QHBoxLayout;
        auto *browse = new QToolButton;
        browse->setText(QStringLiteral("…"));
        browse->setAccessibleName(tr("Choose the file for %1").arg(fromUtf8(definition.name)));
        line->addWidget(editor, 1);
        line->addWidget(browse);
        field->addLayout(line);
        connect(browse, &QToolButton::clicked, this, [this, definition, editor] {
            const auto file = QFileDialog::getOpenFileName(this, fromUtf8(definition.name));
            if (file.isEmpty())
                return;
            qobject_cast<QLineEdit *>(editor)->setText(file);
            setText(definition, file);
        });
    } else {
        field->addWidget(editor);
    }
    field->addWidget(message);
    auto *label = new QLabel(fromUtf8(definition.name));
    label->setBuddy(editor);
    form->addRow(label, field);
}

QString ParameterForm::currentText(const ConfigParameterDefinition &definition) const
{
    if (const auto *given = m_controller.document().project().findParameter(definition.name))
        return textOf(*given);
    return textWithout(definition);
}

QString ParameterForm::textWithout(const ConfigParameterDefinition &definition) const
{
    if (const auto &configuration = m_controller.document().maConfiguration())
        for (const auto &stored : configuration->parameters)
            if (stored.name == definition.name)
                return stored.toBeAsked ? QString() : fromUtf8(stored.value);
    if (definition.type == ConfigParameterType::CheckBox)
        return definition.checkBoxDefault ? QStringLiteral("1") : QStringLiteral("0");
    return fromUtf8(definition.defaultValue);
}

QWidget *ParameterForm::makeEditor(const ConfigParameterDefinition &definition)
{
    const auto text = currentText(definition);
    switch (definition.type) {
    case ConfigParameterType::CheckBox: {
        auto *box = new QCheckBox;
        box->setChecked(text == QLatin1String("1") || text == QLatin1String("true"));
        connect(box, &QCheckBox::toggled, this,
                [this, definition](bool on) { setText(definition, on ? QStringLiteral("1") : QStringLiteral("0")); });
        return box;
    }
    case ConfigParameterType::DropDown: {
        auto *box = new QComboBox;
        box->setEditable(definition.dropDownExtensible);
        for (const auto &choice : definition.choices)
            box->addItem(fromUtf8(choice));
        if (!definition.dropDownExtensible && box->findText(text) < 0)
            box->insertItem(0, text);
        box->setCurrentText(text);
        connect(box, &QComboBox::currentTextChanged, this, [this, definition](const QString &now) { setText(definition, now); });
        return box;
    }
    case ConfigParameterType::Text: {
        auto *edit = new QPlainTextEdit(text);
        edit->setTabChangesFocus(true);
        edit->setMaximumHeight(fontMetrics().height() * 6);
        connect(edit, &QPlainTextEdit::textChanged, this, [this, definition, edit] { setText(definition, edit->toPlainText()); });
        return edit;
    }
    default: {
        auto *line = new QLineEdit(text);
        if (definition.type == ConfigParameterType::EncryptedString)
            line->setPlaceholderText(tr("env:NAME, prompt or keychain:NAME"));
        connect(line, &QLineEdit::editingFinished, this, [this, definition, line] { setText(definition, line->text()); });
        return line;
    }
    }
}

void ParameterForm::setText(const ConfigParameterDefinition &definition, const QString &text)
{
    say(definition.name, {});
    if (text == currentText(definition))
        return;
    const auto value = toUtf8(text);
    if (definition.type == ConfigParameterType::EncryptedString) {
        if (text.isEmpty())
            return put(definition.name, {});
        auto reference = SecretReference::parse(value);
        if (!reference)
            return say(definition.name, fromUtf8(reference.error().message));
        return put(definition.name, *reference);
    }
    const QRegularExpression rule(fromUtf8(definition.validation));
    if (!definition.validation.empty() && rule.isValid() && !rule.match(text).hasMatch())
        say(definition.name, tr("does not match %1").arg(fromUtf8(definition.validation)));
    if (definition.type != ConfigParameterType::CheckBox && text == textWithout(definition))
        return put(definition.name, {});
    if (definition.type == ConfigParameterType::File)
        return put(definition.name, project::FilePath{value});
    put(definition.name, value);
}

void ParameterForm::put(const std::string &name, std::optional<decltype(project::Parameter::value)> value)
{
    auto project = m_controller.document().project();
    auto &all = project.parameters;
    const auto found = std::find_if(all.begin(), all.end(), [&name](const auto &each) { return each.name == name; });
    if (!value && found != all.end())
        all.erase(found);
    else if (value && found != all.end())
        found->value = std::move(*value);
    else if (value)
        all.push_back({name, std::move(*value)});
    if (m_unasked != nullptr)
        m_unasked->show();
    m_editing = true;
    m_controller.document().editProject(tr("Set %1").arg(fromUtf8(name)), std::move(project));
    m_editing = false;
}

void ParameterForm::addOthers()
{
    const auto &inspection = m_controller.document().inspection();
    const auto stored = inspection ? std::vector<session::InspectedPage>() : storedPages(m_controller.document());
    auto *box = new QGroupBox(tr("Not declared by the connector"));
    auto *form = new QFormLayout(box);
    for (const auto &parameter : m_controller.document().project().parameters) {
        if ((inspection && inspection->find(parameter.name) != nullptr) || declares(stored, parameter.name))
            continue;
        ConfigParameterDefinition definition;
        definition.name = parameter.name;
        if (std::holds_alternative<SecretReference>(parameter.value))
            definition.type = ConfigParameterType::EncryptedString;
        else if (std::holds_alternative<project::FilePath>(parameter.value))
            definition.type = ConfigParameterType::File;
        addField(form, definition);
        auto *remove = new QToolButton;
        remove->setObjectName(QStringLiteral("parameterRemove_") + fromUtf8(parameter.name));
        remove->setIcon(icon(QStringLiteral("remove")));
        remove->setAutoRaise(true);
        remove->setToolTip(tr("Remove the parameter %1").arg(fromUtf8(parameter.name)));
        remove->setAccessibleName(remove->toolTip());
        connect(remove, &QToolButton::clicked, this, [this, name = parameter.name] {
            put(name, {});
            rebuild();
        });
        form->addRow(QString(), remove);
    }
    form->addRow(buildAdding());
    m_content->layout()->addWidget(box);
}

QWidget *ParameterForm::buildAdding()
{
    auto *name = new QLineEdit;
    name->setObjectName(QStringLiteral("parameterAddName"));
    name->setPlaceholderText(tr("Name, exactly as the connector reads it"));
    name->setAccessibleName(tr("Name of a parameter to add"));
    auto *kind = new QComboBox;
    kind->setObjectName(QStringLiteral("parameterAddKind"));
    kind->setAccessibleName(tr("What the value of the added parameter is"));
    kind->addItem(tr("text"), static_cast<int>(ConfigParameterType::String));
    kind->addItem(tr("secret"), static_cast<int>(ConfigParameterType::EncryptedString));
    kind->addItem(tr("file"), static_cast<int>(ConfigParameterType::File));
    auto *add = new QPushButton(tr("&Add"));
    add->setObjectName(QStringLiteral("parameterAdd"));
    add->setToolTip(tr("Add a parameter that the connector does not declare"));
    add->setEnabled(false);
    connect(name, &QLineEdit::textChanged, add, [add](const QString &text) { add->setEnabled(!text.trimmed().isEmpty()); });
    const auto take = [this, name, kind] { addOther(name->text().trimmed(), kind->currentData().toInt()); };
    connect(add, &QPushButton::clicked, this, take);
    connect(name, &QLineEdit::returnPressed, this, take);
    auto *adding = new QWidget;
    auto *line = new QHBoxLayout(adding);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(name, 1);
    line->addWidget(kind);
    line->addWidget(add);
    return adding;
}

void ParameterForm::addOther(const QString &name, int kind)
{
    if (name.isEmpty())
        return;
    const auto &document = m_controller.document();
    const bool declared = document.inspection() && document.inspection()->find(toUtf8(name)) != nullptr;
    if (!declared && document.project().findParameter(toUtf8(name)) == nullptr) {
        const auto type = static_cast<ConfigParameterType>(kind);
        if (type == ConfigParameterType::EncryptedString)
            put(toUtf8(name), *SecretReference::parse("prompt"));
        else if (type == ConfigParameterType::File)
            put(toUtf8(name), project::FilePath{});
        else
            put(toUtf8(name), std::string());
        rebuild();
    }
    if (auto *editor = findChild<QWidget *>(QStringLiteral("parameter_") + name))
        editor->setFocus(Qt::OtherFocusReason);
}

void ParameterForm::buildValidation()
{
    m_unasked = new QLabel(tr("Values changed since the connector was asked."));
    m_unasked->setObjectName(QStringLiteral("parameterUnasked"));
    m_unasked->setWordWrap(true);
    m_unasked->setForegroundRole(QPalette::PlaceholderText);
    m_unasked->hide();
    auto *validate = new QPushButton(tr("&Validate"));
    validate->setObjectName(QStringLiteral("parameterValidate"));
    validate->setToolTip(tr("Let the connector check these values; what it says stands at the field"));
    connect(validate, &QPushButton::clicked, this, [this] { m_controller.refreshKnowledge(true); });
    auto *line = new QHBoxLayout;
    line->addWidget(m_unasked, 1);
    line->addWidget(validate);
    qobject_cast<QVBoxLayout *>(m_content->layout())->addLayout(line);
}

void ParameterForm::say(const std::string &name, const QString &text)
{
    if (auto *label = m_messages.value(fromUtf8(name))) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    }
}

} // namespace anchorage::desktop
