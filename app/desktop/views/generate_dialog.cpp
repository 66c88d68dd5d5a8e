#include "app/desktop/views/generate_dialog.h"

#include "app/desktop/text.h"
#include "core/model/distinguished_name.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr int mostObjects = 1'000'000;

} // namespace

GenerateDialog::GenerateDialog(const Schema &schema, const space::Space &space, QWidget *parent)
    : QDialog(parent), m_count(new QSpinBox), m_seed(new QSpinBox), m_type(new QComboBox), m_groups(new QSpinBox),
      m_container(new QLineEdit), m_worldNames(new QCheckBox(tr("&Names in several scripts, with accents and commas"))),
      m_references(new QCheckBox(tr("&Managers and members, among the generated objects")))
{
    setObjectName(QStringLiteral("generateDialog"));
    setWindowTitle(tr("Generate objects"));
    m_count->setObjectName(QStringLiteral("generateCount"));
    m_count->setRange(1, mostObjects);
    m_count->setValue(100);
    m_count->setGroupSeparatorShown(true);
    m_seed->setObjectName(QStringLiteral("generateSeed"));
    m_seed->setRange(0, 999'999'999);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("The same seed over the same objects gives the same new ones"));
    m_type->setObjectName(QStringLiteral("generateType"));
    bool mixed = false;
    for (const auto &type : schema.types)
        mixed = mixed || roleOf(type) != TypeRole::Other;
    if (mixed)
        m_type->addItem(tr("People and groups"), QString());
    for (const auto &type : schema.types)
        m_type->addItem(fromUtf8(type.name), fromUtf8(type.name));
    m_groups->setObjectName(QStringLiteral("generateGroups"));
    m_groups->setRange(0, 100);
    m_groups->setValue(10);
    m_groups->setSuffix(QStringLiteral(" %"));
    m_container->setObjectName(QStringLiteral("generateContainer"));
    const bool ldap = space.style() == MADistinguishedNameStyle::Ldap;
    m_container->setEnabled(ldap);
    if (ldap) {
        // Where the objects are that are there already.
        const auto size = static_cast<space::ObjectIndex>(std::min<std::size_t>(space.size(), 100));
        for (space::ObjectIndex i = 0; i < size && m_container->text().isEmpty(); ++i)
            m_container->setText(fromUtf8(dnParent(space.dn(i), space.style())));
        m_container->setPlaceholderText(QStringLiteral("ou=people,dc=example"));
    } else {
        m_container->setToolTip(tr("This connector's names have no parents"));
    }
    m_worldNames->setObjectName(QStringLiteral("generateWorldNames"));
    m_worldNames->setChecked(true);
    m_references->setObjectName(QStringLiteral("generateReferences"));
    m_references->setChecked(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Generate"));
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("generateAccept"));
    auto *form = new QFormLayout(this);
    form->addRow(tr("N&umber of objects:"), m_count);
    form->addRow(tr("&Object type:"), m_type);
    form->addRow(tr("G&roups among them:"), m_groups);
    form->addRow(tr("&Under:"), m_container);
    form->addRow(tr("&Seed:"), m_seed);
    form->addRow(m_worldNames);
    form->addRow(m_references);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_type, &QComboBox::currentIndexChanged, this, &GenerateDialog::update);
    update();
}

void GenerateDialog::update()
{
    m_groups->setEnabled(m_type->currentData().toString().isEmpty());
}

GenerateWish GenerateDialog::wish() const
{
    GenerateWish wish;
    wish.count = static_cast<std::uint32_t>(m_count->value());
    wish.seed = static_cast<std::uint64_t>(m_seed->value());
    wish.type = toUtf8(m_type->currentData().toString());
    wish.groupPercent = static_cast<std::uint32_t>(m_groups->value());
    wish.container = toUtf8(m_container->text().trimmed());
    wish.worldNames = m_worldNames->isChecked();
    wish.references = m_references->isChecked();
    return wish;
}

} // namespace anchorage::desktop
