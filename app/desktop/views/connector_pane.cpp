#include "app/desktop/views/connector_pane.h"

#include "app/desktop/controller/capability_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/parameter_form.h"
#include "app/desktop/views/recolor.h"
#include "app/desktop/views/theme.h"
#include "core/connector/catalogue.h"
#include "core/connector/connector_kind.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int meaningLines = 3;

QString shortText(const project::Connector &connector)
{
    if (!connector.command.empty()) {
        const auto quoted = [](const std::string &word) {
            const auto text = fromUtf8(word);
            return text.isEmpty() || text.contains(QLatin1Char(' ')) ? QStringLiteral("\"%1\"").arg(text) : text;
        };
        auto text = quoted(connector.command);
        for (const auto &argument : connector.arguments)
            text += QLatin1Char(' ') + quoted(argument);
        return text;
    }
    return fromUtf8(connector.name.empty() ? connector.path : connector.name);
}

QString pageSizeText(std::int32_t size, const QString &none)
{
    return size > 0 ? QString::number(size) : none;
}

/// The pre-flight check as a list; empty where nothing was found.
QString checkText(const Findings &findings)
{
    if (findings.empty())
        return {};
    auto text = ConnectorPane::tr("<br><br>Checked before anything of it was loaded:<ul>");
    for (const auto &finding : findings)
        text += QStringLiteral("<li><b>%1</b>: %2</li>")
                    .arg(fromUtf8(name(finding.severity)), fromUtf8(finding.message).toHtmlEscaped());
    return text + QStringLiteral("</ul>");
}

} // namespace

ConnectorPane::ConnectorPane(Controller &controller, Actions &actions, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_choice(new QComboBox), m_problem(new QLabel)
{
    setObjectName(QStringLiteral("connectorPane"));
    m_choice->setObjectName(QStringLiteral("connectorChoice"));
    m_choice->setAccessibleName(tr("Connector: a catalogue entry, a file, or a command"));
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->lineEdit()->setPlaceholderText(tr("Name, file or command"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(12);
    m_problem->setObjectName(QStringLiteral("connectorProblem"));
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(8, 2, 8, 4);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 6, 6, 4);
    bar->addWidget(m_choice, 1);
    for (const auto *name : {"connectorOpen", "connectorAsk"}) {
        auto *button = new QToolButton;
        button->setDefaultAction(actions[QString::fromLatin1(name)]);
        button->setAutoRaise(true);
        bar->addWidget(button);
    }
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(new ParameterForm(controller));
    auto *tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("connectorTabs"));
    tabs->setDocumentMode(true);
    tabs->addTab(buildAbout(), tr("About"));
    tabs->addTab(scroll, tr("Parameters"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_problem);
    layout->addWidget(tabs, 1);

    whenRecolored(this, [this] { refresh(); });
    fillChoices();
    connect(m_choice, &QComboBox::textActivated, this, &ConnectorPane::choose);
    connect(m_choice->lineEdit(), &QLineEdit::returnPressed, this, [this] { choose(m_choice->currentText()); });
    connect(&controller.document(), &Document::knowledgeChanged, this, &ConnectorPane::refresh);
    connect(&controller.document(), &Document::projectChanged, this, &ConnectorPane::refresh);
    refresh();
}

QWidget *ConnectorPane::buildAbout()
{
    m_about = new QLabel;
    m_about->setObjectName(QStringLiteral("connectorAbout"));
    m_about->setWordWrap(true);
    m_about->setContentsMargins(8, 6, 8, 6);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_capabilities = new QTreeWidget;
    m_capabilities->setObjectName(QStringLiteral("connectorCapabilities"));
    m_capabilities->setAccessibleName(tr("Capabilities and what they mean"));
    m_capabilities->setHeaderLabels({tr("Capability"), tr("Value")});
    m_capabilities->setRootIsDecorated(false);
    m_capabilities->setAlternatingRowColors(true);
    m_capabilities->setUniformRowHeights(true);
    new FittedColumns(m_capabilities->header(), {{210, 180}, {110, 84}});
    m_meaning = new QLabel;
    m_meaning->setObjectName(QStringLiteral("connectorMeaning"));
    m_meaning->setAccessibleName(tr("What the selected capability means for the export"));
    m_meaning->setWordWrap(true);
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_meaning->setContentsMargins(8, 4, 8, 4);
    m_meaning->setMinimumHeight(meaningLines * fontMetrics().lineSpacing() + 8);
    m_meaning->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_capabilities, &QTreeWidget::currentItemChanged, m_meaning, [label = m_meaning](const QTreeWidgetItem *current) {
        label->setText(current != nullptr ? current->toolTip(0) : QString());
    });
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_about);
    layout->addWidget(m_capabilities, 1);
    layout->addWidget(m_meaning);
    return page;
}

void ConnectorPane::fillChoices()
{
    for (const auto &entry : connector::catalogue())
        m_choice->addItem(fromUtf8(entry.name));
    m_choice->setCurrentText({});
}

void ConnectorPane::choose(const QString &text)
{
    const auto given = text.trimmed();
    if (given.isEmpty() || given == shortText(m_controller.document().project().connector))
        return;
    // A file that is neither plugin nor assembly, but can be run, is a command.
    if (const QFileInfo file(given);
        file.isFile() && file.isAbsolute() && (connector::locateConnector(toUtf8(given), {}) || !file.isExecutable()))
        return m_controller.openPath(given);
    auto project = m_controller.document().project();
    project.connector = {};
    if (m_choice->findText(given) >= 0) {
        project.connector.name = toUtf8(given);
    } else {
        const auto words = QFileInfo(given).isFile() ? QStringList{given} : QProcess::splitCommand(given);
        project.connector.command = toUtf8(words.front());
        for (const auto &word : words.mid(1))
            project.connector.arguments.push_back(toUtf8(word));
    }
    m_controller.document().editProject(tr("Choose the connector %1").arg(given), std::move(project));
    m_controller.refreshKnowledge(true);
}

void ConnectorPane::refresh()
{
    const auto &document = m_controller.document();
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentText(shortText(document.project().connector));
    QString problem;
    if (document.incomplete() && !document.project().connector.empty())
        problem = fromUtf8(document.incomplete()->text());
    const auto &inspection = document.inspection();
    if (inspection) {
        for (const auto &each : inspection->problems)
            problem += (problem.isEmpty() ? QString() : QStringLiteral("\n"))
                + QStringLiteral("%1: %2: %3")
                      .arg(fromUtf8(each.method), fromUtf8(each.exception.type), fromUtf8(each.exception.message));
    }
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (inspection) {
        const auto &is = inspection->connector;
        auto interfaces = interfacesText(is.interfaces).toHtmlEscaped();
        if (!is.interfaces.callExport) // not to be overlooked: no run is possible
            interfaces = QStringLiteral("<b style=\"color:%1\">%2</b>").arg(toneColor(Tone::Bad).name(), interfaces);
        const auto &connector = document.project().connector;
        const auto place = connector.path.empty()
            ? shortText(connector)
            : QDir::toNativeSeparators(fromUtf8(document.project().resolve(connector.path)));
        m_about->setText(tr("<b>%1</b> %2<br>%3 connector: %4<br>Interfaces: %5<br>Page size: %6 by default, at most %7")
                             .arg(fromUtf8(is.name).toHtmlEscaped(), fromUtf8(is.version).toHtmlEscaped(), fromUtf8(is.kind),
                                  place.toHtmlEscaped(), interfaces, pageSizeText(is.exportDefaultPageSize, tr("100")),
                                  pageSizeText(is.exportMaxPageSize, tr("any")))
                         + checkText(is.findings));
    } else {
        m_about->setText(document.project().connector.empty()
                             ? tr("No connector is chosen. Pick one of the catalogue above, or open a plugin or an assembly.")
                             : tr("The connector was not asked yet."));
    }
    m_capabilities->clear();
    const bool known = inspection || document.maConfiguration() || document.project().capabilities;
    m_capabilities->setVisible(known);
    m_meaning->setVisible(known);
    if (!known)
        return;
    for (const auto &text : capabilityTexts(document.capabilities())) {
        auto *item = new QTreeWidgetItem(m_capabilities, {text.name, text.value});
        for (const int column : {0, 1})
            item->setToolTip(column, text.meaning);
    }
    m_capabilities->setCurrentItem(m_capabilities->topLevelItem(0)); // a first meaning shows what the list tells
}

} // namespace anchorage::desktop
