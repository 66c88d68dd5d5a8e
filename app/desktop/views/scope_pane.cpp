#include "app/desktop/views/scope_pane.h"

#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/theme.h"
#include "core/model/distinguished_name.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

enum Column { Name, Says };
constexpr int dnRole = Qt::UserRole;
constexpr int kindRole = Qt::UserRole + 1;

using Kind = ScopeNode::Kind;
using Said = ScopeNode::Said;

QString saysText(const ScopeNode &node)
{
    QStringList says;
    if (node.kind == Kind::Partition && !node.inScope)
        says += ScopePane::tr("not selected");
    if (node.ofStep)
        says += ScopePane::tr("the step works here");
    if (node.said == Said::Included)
        says += ScopePane::tr("included");
    if (node.said == Said::Excluded)
        says += ScopePane::tr("excluded");
    if (node.hidden)
        says += ScopePane::tr("hidden by the connector");
    return says.join(QStringLiteral(", "));
}

void partitionsOf(const std::vector<ScopeNode> &roots, std::vector<Partition> &out)
{
    for (const auto &root : roots) {
        if (root.kind == Kind::Partition)
            out.push_back(root.partition);
    }
}

void openedBelow(const QTreeWidgetItem *item, std::vector<std::string> &out)
{
    for (int i = 0; i < item->childCount(); ++i) {
        const auto *child = item->child(i);
        if (child->isExpanded())
            out.push_back(toUtf8(child->data(Name, dnRole).toString()));
        openedBelow(child, out);
    }
}

} // namespace

struct ScopePane::Place {
    Kind kind = Kind::Container;
    HierarchyNode container;
};

ScopePane::ScopePane(Controller &controller, Actions &actions, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_origin(new QLabel), m_reset(new QPushButton(tr("&Forget"))),
      m_tree(new QTreeWidget), m_typing(new QLineEdit), m_message(new QLabel)
{
    setObjectName(QStringLiteral("scopePane"));
    m_tree->setObjectName(QStringLiteral("scopeTree"));
    m_tree->setAccessibleName(tr("Partitions and containers; objects in ticked ones are handed over"));
    m_tree->setHeaderLabels({tr("Partition or container"), tr("Scope")});
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    fitColumns(m_tree->header(), {210, 80});
    m_message->setObjectName(QStringLiteral("scopeMessage"));
    m_message->setWordWrap(true);
    m_message->setContentsMargins(8, 2, 8, 4);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead(actions));
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_message);
    layout->addWidget(buildTyping());
    connect(m_tree, &QTreeWidget::itemChanged, this, &ScopePane::ticked);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ScopePane::menu);
    connect(&controller.document(), &Document::knowledgeChanged, this, &ScopePane::refresh);
    connect(&controller.document(), &Document::projectChanged, this, &ScopePane::refresh);
    connect(&controller, &Controller::stepChosen, this, &ScopePane::refresh);
    refresh();
}

QWidget *ScopePane::buildHead(Actions &actions)
{
    m_origin->setObjectName(QStringLiteral("scopeOrigin"));
    m_origin->setWordWrap(true);
    m_origin->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reset->setObjectName(QStringLiteral("scopeReset"));
    m_reset->setToolTip(tr("The project says nothing of the scope any more"));
    connect(m_reset, &QPushButton::clicked, this, [this] {
        auto project = m_controller.document().project();
        project.scope.reset();
        m_controller.document().editProject(tr("Forget the project's scope"), std::move(project));
    });
    auto *ask = new QToolButton;
    ask->setDefaultAction(actions[QStringLiteral("connectorAsk")]);
    ask->setAutoRaise(true);
    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(8, 4, 6, 4);
    line->addWidget(m_origin, 1);
    line->addWidget(m_reset);
    line->addWidget(ask);
    return head;
}

QWidget *ScopePane::buildTyping()
{
    m_typing->setObjectName(QStringLiteral("scopeTyping"));
    m_typing->setPlaceholderText(tr("DN of a container or partition"));
    m_typing->setAccessibleName(tr("DN of a container or partition to add"));
    m_typing->setClearButtonEnabled(true);
    const auto button = [this](const char *name, const QString &text, const QString &tip) {
        auto *made = new QPushButton(text);
        made->setObjectName(QString::fromLatin1(name));
        made->setToolTip(tip);
        made->setEnabled(false);
        connect(m_typing, &QLineEdit::textChanged, made,
                [made](const QString &now) { made->setEnabled(!now.trimmed().isEmpty()); });
        return made;
    };
    auto *include = button("scopeInclude", tr("&Include"), tr("Objects below this container are handed over"));
    auto *exclude = button("scopeExclude", tr("E&xclude"), tr("Objects below this container are not handed over"));
    auto *partition = button("scopeAddPartition", tr("&Partition"), tr("A partition that can be selected"));
    connect(include, &QPushButton::clicked, this, [this] { typed(true); });
    connect(exclude, &QPushButton::clicked, this, [this] { typed(false); });
    connect(partition, &QPushButton::clicked, this, &ScopePane::typedPartition);
    connect(m_typing, &QLineEdit::returnPressed, this, [this] { typed(true); });
    connect(m_typing, &QLineEdit::textEdited, this, [this] { say({}); });
    auto *foot = new QWidget;
    auto *rows = new QVBoxLayout(foot);
    rows->setContentsMargins(6, 4, 6, 6);
    rows->setSpacing(4);
    rows->addWidget(m_typing);
    auto *buttons = new QHBoxLayout;
    for (auto *each : {include, exclude, partition})
        buttons->addWidget(each);
    buttons->addStretch(1);
    rows->addLayout(buttons);
    return foot;
}

MADistinguishedNameStyle ScopePane::style() const
{
    return m_controller.document().capabilities().distinguishedNameStyle;
}

std::vector<Partition> ScopePane::partitions() const
{
    std::vector<Partition> all;
    partitionsOf(m_roots, all);
    return all;
}

bool ScopePane::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
        refresh(); // the colours of what is out of scope
    return QWidget::event(event);
}

QString ScopePane::origin() const
{
    const auto &document = m_controller.document();
    const auto scope = document.scope();
    const bool idle = !document.capabilities().supportPartitions && !scope.partitions.empty();
    const auto note = idle ? QLatin1Char(' ') + tr("The connector has no partitions: only the containers count.") : QString();
    if (document.project().scope)
        return tr("The project's own scope.") + note;
    if (scope == Scope())
        return tr("Everything is in scope.");
    return tr("The scope of the management agent configuration.") + note;
}

void ScopePane::refresh()
{
    std::vector<std::string> opened;
    openedBelow(m_tree->invisibleRootItem(), opened);
    const auto current = m_tree->currentItem() == nullptr ? QString() : m_tree->currentItem()->data(Name, dnRole).toString();
    const auto &document = m_controller.document();
    m_roots = scopeTree(document, stepNamed(document, m_controller.wishes().step));
    m_filling = true;
    m_tree->clear();
    for (const auto &root : m_roots)
        addItem(new QTreeWidgetItem(m_tree), root, opened);
    if (!current.isEmpty()) {
        const auto found = m_tree->findItems(QStringLiteral("*"), Qt::MatchWildcard | Qt::MatchRecursive, Name);
        for (auto *item : found) {
            if (item->data(Name, dnRole).toString() == current)
                m_tree->setCurrentItem(item);
        }
    }
    m_filling = false;
    m_origin->setText(origin());
    m_reset->setVisible(document.project().scope.has_value());
}

void ScopePane::addItem(QTreeWidgetItem *item, const ScopeNode &node, const std::vector<std::string> &opened)
{
    const auto dn = fromUtf8(node.dn);
    const bool everything = node.kind == Kind::Everything;
    item->setText(Name, everything ? tr("Everything") : node.name.empty() ? dn : fromUtf8(node.name));
    item->setText(Says, saysText(node));
    item->setData(Name, dnRole, dn);
    item->setData(Name, kindRole, static_cast<int>(node.kind));
    item->setToolTip(Name, everything ? tr("The connector has no partitions, or was not asked for them yet.") : dn);
    item->setToolTip(Says, item->text(Says));
    item->setIcon(Name, icon(node.kind == Kind::Container ? QStringLiteral("folder") : QStringLiteral("scope")));
    item->setCheckState(Name, node.inScope ? Qt::Checked : Qt::Unchecked);
    if (!node.inScope)
        item->setForeground(Name, toneColor(Tone::Muted));
    if (node.ofStep) {
        auto font = item->font(Name);
        font.setBold(true);
        item->setFont(Name, font);
    }
    bool said = std::find(opened.begin(), opened.end(), node.dn) != opened.end() || node.kind != Kind::Container;
    for (const auto &child : node.children) {
        addItem(new QTreeWidgetItem(item), child, opened);
        // What is said further down is not to be overlooked.
        said = said || child.said != Said::Nothing || item->child(item->childCount() - 1)->isExpanded();
    }
    item->setExpanded(said);
}

ScopePane::Place ScopePane::placeOf(const QTreeWidgetItem *item) const
{
    const auto dn = toUtf8(item->data(Name, dnRole).toString());
    return {static_cast<Kind>(item->data(Name, kindRole).toInt()), {dn, toUtf8(item->text(Name))}};
}

void ScopePane::ticked(QTreeWidgetItem *item)
{
    if (m_filling)
        return;
    const auto place = placeOf(item);
    const bool on = item->checkState(Name) == Qt::Checked;
    const auto name = item->text(Name);
    auto scope = m_controller.document().scope();
    const auto known = partitions();
    if (place.kind != Kind::Partition)
        return put(on ? tr("Include %1").arg(name) : tr("Exclude %1").arg(name),
                   withContainer(std::move(scope), place.container, on, known, style()));
    const auto partition =
        std::find_if(known.begin(), known.end(), [&](const Partition &each) { return each.dn == place.container.dn; });
    if (partition == known.end())
        return;
    auto after = withPartition(std::move(scope), *partition, on, known, style());
    if (after)
        return put(on ? tr("Select partition %1").arg(name) : tr("Deselect partition %1").arg(name), std::move(*after));
    say(fromUtf8(after.error().message));
    QMetaObject::invokeMethod(this, &ScopePane::refresh, Qt::QueuedConnection);
}

void ScopePane::put(const QString &text, Scope scope)
{
    say({});
    auto project = m_controller.document().project();
    project.scope = std::move(scope);
    QMetaObject::invokeMethod(
        this,
        [this, text, project = std::move(project)]() mutable {
            m_controller.document().editProject(text, std::move(project));
            refresh(); // also where nothing changed but the tick
        },
        Qt::QueuedConnection);
}

/// Empty where nothing stands there, or no name: that is said.
QString ScopePane::typedName()
{
    auto dn = m_typing->text().trimmed();
    if (dn.isEmpty() || style() != MADistinguishedNameStyle::Ldap)
        return dn;
    if (const auto fine = dnValidate(toUtf8(dn), style()); !fine) {
        say(fromUtf8(fine.error().message));
        return {};
    }
    return dn;
}

void ScopePane::typed(bool included)
{
    const auto dn = typedName();
    if (dn.isEmpty())
        return;
    auto scope = withoutContainer(m_controller.document().scope(), toUtf8(dn), style());
    // By hand: said as it was typed, also where it changes nothing yet.
    (included ? scope.inclusions : scope.exclusions).push_back({toUtf8(dn), toUtf8(dn)});
    m_typing->clear();
    put(included ? tr("Include %1").arg(dn) : tr("Exclude %1").arg(dn), std::move(scope));
}

void ScopePane::typedPartition()
{
    const auto dn = typedName();
    if (dn.isEmpty())
        return;
    auto known = partitions();
    const auto key = dnKey(toUtf8(dn), style());
    if (std::any_of(known.begin(), known.end(), [&](const Partition &each) { return dnKey(each.dn, style()) == key; }))
        return say(tr("The partition %1 is there already.").arg(dn));
    // The same identifier as the project file gives it.
    const Partition partition{
        .identifier = Guid::fromName("partition\n" + toUtf8(dn)), .dn = toUtf8(dn), .name = toUtf8(dn), .hiddenByDefault = false};
    known.push_back(partition);
    if (auto after = withPartition(m_controller.document().scope(), partition, true, known, style())) {
        m_typing->clear();
        put(tr("Add partition %1").arg(dn), std::move(*after));
    }
}

void ScopePane::workIn(const std::string &partition)
{
    const auto &document = m_controller.document();
    auto project = document.project();
    const auto name = stepNamed(document, m_controller.wishes().step).name;
    project.steps = document.steps(); // those of a management agent configuration become the project's own
    for (auto &step : project.steps) {
        if (step.name == name)
            step.partition = partition;
    }
    m_controller.document().editProject(tr("Let the step work in %1").arg(fromUtf8(partition)), std::move(project));
}

void ScopePane::menu(const QPoint &at)
{
    auto *item = m_tree->itemAt(at);
    if (item == nullptr)
        return;
    const auto place = placeOf(item);
    const auto &container = place.container;
    const auto scope = m_controller.document().scope();
    const auto name = item->text(Name);
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("scopeMenu"));
    const auto says = [&](const std::vector<HierarchyNode> &nodes) {
        const auto key = dnKey(container.dn, style());
        return std::any_of(nodes.begin(), nodes.end(), [&](const auto &each) { return dnKey(each.dn, style()) == key; });
    };
    menu.addAction(tr("&Include this container"), this, [this, scope, container, name] {
        put(tr("Include %1").arg(name), withContainer(scope, container, true, partitions(), style()));
    });
    menu.addAction(tr("E&xclude this container"), this, [this, scope, container, name] {
        put(tr("Exclude %1").arg(name), withContainer(scope, container, false, partitions(), style()));
    });
    auto *nothing = menu.addAction(tr("As the container &above"), this, [this, scope, container, name] {
        put(tr("Say nothing of %1").arg(name), withoutContainer(scope, container.dn, style()));
    });
    nothing->setEnabled(says(scope.inclusions) || says(scope.exclusions));
    if (place.kind == Kind::Partition) {
        auto *here = menu.addAction(tr("Let the &step work here"), this, [this, dn = container.dn] { workIn(dn); });
        here->setEnabled(item->checkState(Name) == Qt::Checked);
    }
    if (!container.dn.empty())
        menu.addAction(tr("&Copy the DN"), this, [dn = container.dn] { QGuiApplication::clipboard()->setText(fromUtf8(dn)); });
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

void ScopePane::say(const QString &text)
{
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
    m_message->setPalette(colors);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

} // namespace anchorage::desktop
