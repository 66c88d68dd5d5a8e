#include "app/desktop/views/breakpoints_pane.h"

#include "app/desktop/text.h"
#include "app/desktop/views/theme.h"
#include "core/run/typed_breaks.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace anchorage::desktop {
namespace {

constexpr int conditionWidth = 460; // the longest hint
constexpr int typedRole = Qt::UserRole;
constexpr int wordsRole = Qt::UserRole + 1;

struct Kind {
    const char *typed; ///< what stands before the condition
    const char *title;
    const char *condition; ///< what to type; null: nothing
    bool optional; ///< may be empty
};
constexpr Kind kinds[] = {
    {"page", QT_TRANSLATE_NOOP("BreakpointsPane", "Before a page"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "pass.page, for example 2.1 (empty: every page)"), true},
    {"pass", QT_TRANSLATE_NOOP("BreakpointsPane", "Before each page of a pass"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "number of the pass"), false},
    {"entry", QT_TRANSLATE_NOOP("BreakpointsPane", "Before an entry"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "its number in the run"), false},
    {"type", QT_TRANSLATE_NOOP("BreakpointsPane", "Before an object type"), QT_TRANSLATE_NOOP("BreakpointsPane", "user"), false},
    {"dn", QT_TRANSLATE_NOOP("BreakpointsPane", "Before a DN"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "a pattern, for example ^cn=ann"), false},
    {"outcome", QT_TRANSLATE_NOOP("BreakpointsPane", "After an outcome"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "accepted, next-pass, error, stops-run or unknown"), false},
    {"error", QT_TRANSLATE_NOOP("BreakpointsPane", "After an object error"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "its code, for example cd-existing-object"), false},
    {"action", QT_TRANSLATE_NOOP("BreakpointsPane", "After a special action"),
     QT_TRANSLATE_NOOP("BreakpointsPane", "ExportActionRetryReferenceAttribute, … (empty: any)"), true},
    {"close", QT_TRANSLATE_NOOP("BreakpointsPane", "Before Close"), nullptr, true},
};

const QString settingsKey = QStringLiteral("breakpoints");

} // namespace

BreakpointsPane::BreakpointsPane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_kind(new QComboBox), m_condition(new QLineEdit),
      m_add(new QPushButton(tr("Add"))), m_remove(new QPushButton(tr("Remove"))), m_error(new QLabel), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("breakpointsPane"));
    m_kind->setObjectName(QStringLiteral("breakpointKind"));
    m_kind->setAccessibleName(tr("Kind of breakpoint"));
    m_condition->setObjectName(QStringLiteral("breakpointCondition"));
    m_condition->setAccessibleName(tr("Condition"));
    m_add->setObjectName(QStringLiteral("breakpointAdd"));
    m_remove->setObjectName(QStringLiteral("breakpointRemove"));
    m_error->setObjectName(QStringLiteral("breakpointError"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->hide();
    m_list->setObjectName(QStringLiteral("breakpointList"));
    m_list->setAccessibleName(tr("Breakpoints"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    for (const auto &kind : kinds)
        m_kind->addItem(tr(kind.title), QString::fromLatin1(kind.typed));

    m_kind->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_condition->setMaximumWidth(conditionWidth);
    auto *row = new QHBoxLayout;
    row->addWidget(m_kind);
    row->addWidget(m_condition, 1);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(row);
    layout->addWidget(m_error);
    layout->addWidget(m_list, 1);

    restore();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &BreakpointsPane::kindChanged);
    connect(m_condition, &QLineEdit::returnPressed, this, &BreakpointsPane::addTyped);
    connect(m_add, &QPushButton::clicked, this, &BreakpointsPane::addTyped);
    connect(m_remove, &QPushButton::clicked, this, &BreakpointsPane::removeSelected);
    connect(new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
            &BreakpointsPane::removeSelected);
    connect(m_list, &QListWidget::itemChanged, this, &BreakpointsPane::apply);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_list->selectedItems().isEmpty()); });
    connect(&controller.run(), &RunSession::statusChanged, this, &BreakpointsPane::markHit);
    m_remove->setEnabled(false);
    kindChanged();
    apply();
}

void BreakpointsPane::kindChanged()
{
    const auto &kind = kinds[static_cast<std::size_t>(m_kind->currentIndex())];
    m_condition->setEnabled(kind.condition != nullptr);
    m_condition->setPlaceholderText(kind.condition == nullptr ? tr("no condition") : tr(kind.condition));
    m_error->hide();
}

void BreakpointsPane::addTyped()
{
    const auto &kind = kinds[static_cast<std::size_t>(m_kind->currentIndex())];
    const auto condition = kind.condition == nullptr ? QString() : m_condition->text().trimmed();
    if (condition.isEmpty() && !kind.optional) {
        m_error->setText(tr("A condition is needed: %1").arg(tr(kind.condition)));
        m_error->show();
        return;
    }
    const auto typed = QString::fromLatin1(kind.typed) + (condition.isEmpty() ? QString() : QLatin1Char(':') + condition);
    if (add(typed)) {
        m_condition->clear();
        apply();
    }
}

bool BreakpointsPane::add(const QString &typed, bool enabled)
{
    auto parsed = run::parseBreakpoint(toUtf8(typed));
    run::Breakpoints trial;
    QString why;
    if (!parsed)
        why = fromUtf8(parsed.error().message);
    else if (auto added = trial.add(*parsed); !added)
        why = fromUtf8(added.error().message);
    m_error->setText(why);
    m_error->setVisible(!why.isEmpty());
    if (!why.isEmpty())
        return false;
    const QSignalBlocker quiet(m_list);
    auto *item = new QListWidgetItem(icon(QStringLiteral("breakpoint")), fromUtf8(run::text(*parsed)), m_list);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(enabled ? Qt::Checked : Qt::Unchecked);
    item->setData(typedRole, typed);
    item->setData(wordsRole, item->text());
    return true;
}

void BreakpointsPane::removeSelected()
{
    qDeleteAll(m_list->selectedItems());
    apply();
}

/// To the run, and to the settings.
void BreakpointsPane::apply()
{
    run::Breakpoints active;
    QStringList kept;
    for (int row = 0; row < m_list->count(); ++row) {
        const auto *item = m_list->item(row);
        const auto typed = item->data(typedRole).toString();
        const bool on = item->checkState() == Qt::Checked;
        kept << (on ? QLatin1Char('+') : QLatin1Char('-')) + typed;
        if (on)
            static_cast<void>(active.add(*run::parseBreakpoint(toUtf8(typed)))); // checked in add()
    }
    QSettings().setValue(settingsKey, kept);
    m_controller.setBreakpoints(active);
}

void BreakpointsPane::restore()
{
    for (const auto &line : QSettings().value(settingsKey).toStringList())
        add(line.mid(1), line.startsWith(QLatin1Char('+')));
    m_error->hide(); // a form of another version is left out
}

/// The one that holds the run stands out.
void BreakpointsPane::markHit()
{
    const auto hit = fromUtf8(m_controller.run().status().breakpoint);
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        auto font = m_list->font();
        font.setBold(!hit.isEmpty() && hit.contains(item->data(wordsRole).toString()));
        item->setFont(font);
    }
}

} // namespace anchorage::desktop
