#include "app/desktop/views/fault_dialog.h"

#include "app/desktop/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace anchorage::desktop {
namespace {

QString kindText(run::Fault::Kind kind)
{
    switch (kind) {
    case run::Fault::Kind::Throw:
        return FaultDialog::tr("Throw: as if PutExportEntries threw an exception");
    case run::Fault::Kind::Hang:
        return FaultDialog::tr("Hang: as if PutExportEntries never returned");
    case run::Fault::Kind::Kill:
        return FaultDialog::tr("Kill: the process is really killed");
    case run::Fault::Kind::Garbage:
        return FaultDialog::tr("Garbage: as if the process wrote bytes that are no message");
    }
    return {};
}

QString planText(const run::Fault &fault)
{
    auto what = fromUtf8(name(fault.kind));
    if (fault.kind == run::Fault::Kind::Throw)
        what += QLatin1Char(' ') + fromUtf8(fault.exception.type);
    return FaultDialog::tr("%1 at entry %2").arg(what).arg(fault.entry);
}

} // namespace

FaultDialog::FaultDialog(Controller &controller, QWidget *parent)
    : QDialog(parent), m_controller(controller), m_kind(new QComboBox), m_exception(new QComboBox), m_entry(new QSpinBox),
      m_planned(new QListWidget), m_plan(new QPushButton(tr("&Add to the run"))), m_remove(new QPushButton(tr("&Remove")))
{
    setObjectName(QStringLiteral("faultDialog"));
    setWindowTitle(tr("Provoke a fault"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_kind->setObjectName(QStringLiteral("faultKind"));
    m_exception->setObjectName(QStringLiteral("faultException"));
    m_entry->setObjectName(QStringLiteral("faultEntry"));
    m_planned->setObjectName(QStringLiteral("faultsPlanned"));
    m_planned->setAccessibleName(tr("Planned faults"));
    m_plan->setObjectName(QStringLiteral("faultPlan"));
    m_remove->setObjectName(QStringLiteral("faultRemove"));

    using Kind = run::Fault::Kind;
    for (const auto kind : {Kind::Throw, Kind::Hang, Kind::Kill, Kind::Garbage})
        m_kind->addItem(kindText(kind), static_cast<int>(kind));
    m_exception->setEditable(true);
    m_exception->addItems({QStringLiteral("ServerDownException"), QStringLiteral("BadServerCredentialsException"),
                           QStringLiteral("ExtensibleExtensionException"), QStringLiteral("UnexpectedDataException"),
                           QStringLiteral("FatalEntryExportException"), QStringLiteral("TerminateRunException"),
                           QStringLiteral("System.NullReferenceException")});
    m_entry->setRange(1, std::numeric_limits<int>::max());
    m_entry->setValue(static_cast<int>(controller.run().active() ? controller.run().status().handedOver + 1 : 1));

    auto *words = new QLabel(tr("The bench fails between engine and connector; the connector is not asked. Entries before "
                                "the one named here are really put, those from there on never reach the connector."));
    words->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Fault"), m_kind);
    form->addRow(tr("&Exception"), m_exception);
    form->addRow(tr("&At entry of the run"), m_entry);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_plan);
    row->addWidget(m_remove);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addLayout(form);
    layout->addLayout(row);
    layout->addWidget(m_planned);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FaultDialog::update);
    connect(m_plan, &QPushButton::clicked, this, &FaultDialog::planFault);
    connect(m_remove, &QPushButton::clicked, this, &FaultDialog::removeSelected);
    connect(m_planned, &QListWidget::itemSelectionChanged, this, &FaultDialog::update);
    list(controller.wishes().faults);
    update();
}

void FaultDialog::update()
{
    m_exception->setEnabled(m_kind->currentData().toInt() == static_cast<int>(run::Fault::Kind::Throw));
    m_remove->setEnabled(!m_planned->selectedItems().isEmpty());
    const auto why = m_controller.run().active() ? m_controller.run().whyNot(run::control::SetFaults{}) : QString();
    m_plan->setEnabled(why.isEmpty());
    m_plan->setToolTip(why);
}

void FaultDialog::planFault()
{
    run::Fault fault;
    fault.kind = static_cast<run::Fault::Kind>(m_kind->currentData().toInt());
    fault.entry = static_cast<std::uint64_t>(m_entry->value());
    if (const auto type = m_exception->currentText().trimmed(); !type.isEmpty())
        fault.exception.type = toUtf8(type);
    auto faults = m_controller.wishes().faults;
    faults.push_back(std::move(fault));
    m_controller.setFaults(faults);
    list(faults);
}

void FaultDialog::removeSelected()
{
    auto faults = m_controller.wishes().faults;
    for (int row = m_planned->count() - 1; row >= 0; --row) {
        if (m_planned->item(row)->isSelected())
            faults.erase(faults.begin() + row);
    }
    m_controller.setFaults(faults);
    list(faults);
    update();
}

void FaultDialog::list(const std::vector<run::Fault> &faults)
{
    m_planned->clear();
    for (const auto &fault : faults)
        m_planned->addItem(planText(fault));
}

} // namespace anchorage::desktop
