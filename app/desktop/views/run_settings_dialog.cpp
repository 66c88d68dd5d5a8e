#include "app/desktop/views/run_settings_dialog.h"

#include "app/desktop/text.h"
#include "core/json/model_json.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace anchorage::desktop {
namespace {

struct Words {
    std::string_view name;
    const char *title;
    const char *tip; ///< with the rule that it changes
};
/// In the words of resources/docs/engine-rules.md. Page size and export type are the step's.
constexpr Words words[] = {
    {"objectLimit", QT_TRANSLATE_NOOP("RunSettingsDialog", "Object limit"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Stop after so many objects (limit-1)")},
    {"deletionLimit", QT_TRANSLATE_NOOP("RunSettingsDialog", "Deletion limit"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "With more pending deletions nothing is called at all (limit-1)")},
    {"errorLimit", QT_TRANSLATE_NOOP("RunSettingsDialog", "Error limit"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Stop after so many object errors, between pages (error-1)")},
    {"maxPasses", QT_TRANSLATE_NOOP("RunSettingsDialog", "Most passes"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "What still asks for another pass then is an object error (pass-2)")},
    {"deletesFirst", QT_TRANSLATE_NOOP("RunSettingsDialog", "Deletes before adds"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "The delete queue goes first (order-1)")},
    {"unknownReferences", QT_TRANSLATE_NOOP("RunSettingsDialog", "References out of the space"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "To objects the space does not know: sent with a finding, or held (hold-5)")},
    {"retryAs", QT_TRANSLATE_NOOP("RunSettingsDialog", "Retry of a failed Add as"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "How RetryReferenceAttribute without anchors comes again (action-2)")},
    {"parents", QT_TRANSLATE_NOOP("RunSettingsDialog", "Provision parents"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Once for each child that asked, or once at all (action-3)")},
    {"nearestParentOnly", QT_TRANSLATE_NOOP("RunSettingsDialog", "Nearest parent only"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "ProvisioningParent sends one container, not all above (action-3)")},
    {"passwordVia", QT_TRANSLATE_NOOP("RunSettingsDialog", "Passwords through"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "SetPassword where the connector has it, or always one of the two (pwd-1)")},
    {"emptyAnchors", QT_TRANSLATE_NOOP("RunSettingsDialog", "Unknown anchors"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Left out of AnchorAttributes, or there without a value (anchor-4)")},
    {"freshIdentifiers", QT_TRANSLATE_NOOP("RunSettingsDialog", "Fresh identifiers"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "A new Identifier for each hand-over instead of one per object (id-1)")},
    {"callTimeout", QT_TRANSLATE_NOOP("RunSettingsDialog", "Call timeout, ms"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "A call without progress for so long ends the run (time-1)")},
    {"stopTimeout", QT_TRANSLATE_NOOP("RunSettingsDialog", "Stop timeout, ms"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "After Stop a call may go on for so long, then the process is killed (stop-1)")},
    {"closeDuringPut", QT_TRANSLATE_NOOP("RunSettingsDialog", "Close beside a running Put"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "On Stop, Close is called while Put still runs (stop-1)")},
    {"process", QT_TRANSLATE_NOOP("RunSettingsDialog", "Process"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "A fresh one for each run, or kept for the next: shows state that survives Close")},
    {"linger", QT_TRANSLATE_NOOP("RunSettingsDialog", "Linger after Close, ms"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Watch the process for late crashes")},
    {"waitForDebugger", QT_TRANSLATE_NOOP("RunSettingsDialog", "Wait for a debugger"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "Hold before Open until Continue; the process id is shown")},
    {"messageLimit", QT_TRANSLATE_NOOP("RunSettingsDialog", "Largest message, bytes"),
     QT_TRANSLATE_NOOP("RunSettingsDialog", "A page is cut before it; a larger answer ends the run (page-1)")},
};

/// "auto, put or setPassword" -> the words; empty: it is no choice.
QStringList choices(std::string_view expected)
{
    auto text = fromUtf8(expected);
    if (text.startsWith(QLatin1String("a number")))
        return {};
    text.replace(QStringLiteral(" or "), QStringLiteral(", "));
    return text.split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

} // namespace

RunSettingsDialog::RunSettingsDialog(Controller &controller, QWidget *parent)
    : QDialog(parent), m_controller(controller), m_step(new QComboBox), m_exportType(new QComboBox), m_pageSize(new QSpinBox),
      m_error(new QLabel), m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("runSettingsDialog"));
    setWindowTitle(tr("Run settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 640);
    m_error->setObjectName(QStringLiteral("settingsError"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buildStep());
    layout->addWidget(buildSettings(), 1);
    layout->addWidget(m_error);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &RunSettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &RunSettingsDialog::reject);
}

QWidget *RunSettingsDialog::buildStep()
{
    m_step->setObjectName(QStringLiteral("settingsStep"));
    m_exportType->setObjectName(QStringLiteral("settingsExportType"));
    m_pageSize->setObjectName(QStringLiteral("settingsPageSize"));
    for (const auto &step : m_controller.document().steps())
        m_step->addItem(step.name.empty() ? tr("the only step") : fromUtf8(step.name), fromUtf8(step.name));
    m_step->setCurrentIndex(std::max(0, m_step->findData(fromUtf8(m_controller.wishes().step))));
    m_exportType->addItem(tr("Delta: pending changes"), static_cast<int>(OperationType::Delta));
    m_exportType->addItem(tr("Full: every object"), static_cast<int>(OperationType::Full));
    m_pageSize->setRange(0, std::numeric_limits<std::int32_t>::max());
    m_pageSize->setSpecialValueText(tr("the connector's default"));
    m_pageSize->setToolTip(tr("Entries in one PutExportEntries (page-1)"));
    auto *group = new QGroupBox(tr("Step"));
    auto *form = new QFormLayout(group);
    form->addRow(tr("&Step of the next run"), m_step);
    form->addRow(tr("&Export"), m_exportType);
    form->addRow(tr("&Page size"), m_pageSize);
    connect(m_step, &QComboBox::currentIndexChanged, this, &RunSettingsDialog::showStep);
    showStep();
    return group;
}

void RunSettingsDialog::showStep()
{
    const auto &steps = m_controller.document().steps();
    const auto index = static_cast<std::size_t>(std::max(0, m_step->currentIndex()));
    const auto step = index < steps.size() ? steps[index] : project::Step{};
    m_exportType->setCurrentIndex(m_exportType->findData(static_cast<int>(step.exportType.value_or(OperationType::Delta))));
    m_pageSize->setValue(step.pageSize);
}

QWidget *RunSettingsDialog::buildSettings()
{
    auto *inside = new QWidget;
    auto *form = new QFormLayout(inside);
    const auto described = json::settingDescriptions();
    for (const auto &each : words) {
        const auto setting =
            std::find_if(described.begin(), described.end(), [&](const auto &known) { return known.name == each.name; });
        if (setting == described.end())
            continue;
        auto *editor = editorFor(setting->name, setting->expected);
        editor->setToolTip(tr(each.tip));
        editor->setAccessibleDescription(tr(each.tip));
        auto *label = new QLabel(tr(each.title));
        label->setToolTip(tr(each.tip));
        label->setBuddy(editor);
        form->addRow(label, editor);
    }
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setWidget(inside);
    return area;
}

QWidget *RunSettingsDialog::editorFor(std::string_view name, std::string_view expected)
{
    const auto current = json::settingText(m_controller.document().project().runSettings(), name);
    QWidget *editor = nullptr;
    if (expected == "true or false") {
        auto *box = new QCheckBox;
        box->setChecked(current == "true");
        editor = box;
    } else if (const auto options = choices(expected); !options.isEmpty()) {
        auto *box = new QComboBox;
        box->addItems(options);
        box->setCurrentText(fromUtf8(current.value_or(std::string())));
        editor = box;
    } else {
        auto *line = new QLineEdit(fromUtf8(current.value_or(std::string())));
        line->setPlaceholderText(tr("none"));
        editor = line;
    }
    editor->setObjectName(QStringLiteral("setting_") + fromUtf8(name));
    m_fields.push_back({std::string(name), editor});
    return editor;
}

std::string RunSettingsDialog::valueOf(const Field &field) const
{
    if (const auto *box = qobject_cast<const QCheckBox *>(field.editor))
        return box->isChecked() ? "true" : "false";
    if (const auto *box = qobject_cast<const QComboBox *>(field.editor))
        return toUtf8(box->currentText());
    const auto text = toUtf8(qobject_cast<const QLineEdit *>(field.editor)->text().trimmed());
    return text.empty() ? "none" : text;
}

bool RunSettingsDialog::read(RunSettings &settings)
{
    for (const auto &field : m_fields) {
        if (auto done = json::applySetting(settings, field.name, valueOf(field)); !done) {
            m_error->setText(fromUtf8(done.error().message));
            m_error->show();
            field.editor->setFocus();
            return false;
        }
    }
    return true;
}

void RunSettingsDialog::accept()
{
    auto after = m_controller.document().project();
    auto settings = after.runSettings();
    if (!read(settings))
        return;
    after.setRunSettings(settings);
    const auto index = static_cast<std::size_t>(std::max(0, m_step->currentIndex()));
    auto steps = m_controller.document().steps();
    if (index < steps.size()) {
        const auto before = steps[index];
        const auto type = static_cast<OperationType>(m_exportType->currentData().toInt());
        if (type != before.exportType.value_or(OperationType::Delta))
            steps[index].exportType = type;
        steps[index].pageSize = m_pageSize->value();
        if (!(steps[index] == before))
            after.steps = steps; // those of an MA configuration become the project's own
        m_controller.chooseStep(before.name);
    }
    if (!(after == m_controller.document().project()))
        m_controller.document().editProject(tr("Run settings"), std::move(after));
    QDialog::accept();
}

} // namespace anchorage::desktop
