#include "app/desktop/views/schema_pane.h"

#include "app/desktop/text.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/recolor.h"
#include "app/desktop/views/theme.h"
#include "core/model/distinguished_name.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

enum Column { Name, Type, Operation, Marks };

void tick(std::optional<std::vector<std::string>> &chosen, const std::vector<std::string> &all, const std::string &name, bool on)
{
    // "Everything" becomes a list the first time something is taken out of it.
    if (!chosen)
        chosen = all;
    const auto found =
        std::find_if(chosen->begin(), chosen->end(), [&name](const std::string &each) { return equalsIgnoreCase(each, name); });
    if (on && found == chosen->end())
        chosen->push_back(name);
    else if (!on && found != chosen->end())
        chosen->erase(found);
}

std::vector<std::string> typeNames(const Schema &schema)
{
    std::vector<std::string> names;
    for (const auto &type : schema.types)
        names.push_back(type.name);
    return names;
}

std::vector<std::string> attributeNames(const Schema &schema)
{
    std::vector<std::string> names;
    for (const auto &type : schema.types) {
        for (const auto &attribute : type.attributes) {
            if (std::find(names.begin(), names.end(), attribute.name) == names.end())
                names.push_back(attribute.name);
        }
    }
    return names;
}

} // namespace

std::vector<std::string> anchorsOf(const Document &document, const SchemaType &type)
{
    const auto named = [&type](const AnchorDefinition &definition) { return equalsIgnoreCase(definition.type, type.name); };
    const auto &own = document.project().anchors;
    if (const auto found = std::find_if(own.begin(), own.end(), named); found != own.end())
        return found->attributes;
    const auto &known = document.anchors();
    if (const auto found = std::find_if(known.begin(), known.end(), named); found != known.end())
        return found->attributes;
    return type.anchorNames();
}

SchemaPane::SchemaPane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_search(new QLineEdit), m_hint(new QLabel), m_tree(new QTreeWidget)
{
    setObjectName(QStringLiteral("schemaPane"));
    m_search->setObjectName(QStringLiteral("schemaSearch"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the schema"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(8, 4, 8, 4);
    m_tree->setObjectName(QStringLiteral("schemaTree"));
    m_tree->setAccessibleName(tr("Types and attributes; ticked ones are handed over"));
    m_tree->setHeaderLabels({tr("Name"), tr("Type"), tr("Operation"), tr("Marks")});
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    new FittedColumns(m_tree->header(), {{180, 160}, {90, 84}, {90, 84}, {90, 60}});
    whenRecolored(this, [this] { refresh(); });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 6, 6, 4);
    bar->addWidget(m_search);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_hint);
    layout->addWidget(m_tree, 1);
    connect(m_search, &QLineEdit::textChanged, this, &SchemaPane::search);
    connect(m_tree, &QTreeWidget::itemChanged, this, &SchemaPane::itemChanged);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &SchemaPane::menu);
    connect(&controller.document(), &Document::knowledgeChanged, this, &SchemaPane::refresh);
    connect(&controller.document(), &Document::projectChanged, this, &SchemaPane::refresh);
    refresh();
}

void SchemaPane::refresh()
{
    QStringList expanded;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        if (m_tree->topLevelItem(i)->isExpanded())
            expanded += m_tree->topLevelItem(i)->text(Name);
    }
    const auto &document = m_controller.document();
    const auto selection = document.selection();
    m_filling = true;
    m_tree->clear();
    for (const auto &type : document.schema().types) {
        const auto anchors = anchorsOf(document, type);
        auto *top = new QTreeWidgetItem(
            m_tree, {fromUtf8(type.name), tr("object type"), {}, type.locked ? tr("anchors fixed") : QString()});
        top->setCheckState(Name, selection.hasType(type.name) ? Qt::Checked : Qt::Unchecked);
        top->setIcon(Name, icon(QStringLiteral("type")));
        if (anchors.empty()) {
            top->setText(Marks, tr("no anchor defined"));
            top->setForeground(Marks, toneColor(Tone::Again));
        }
        for (const auto &attribute : type.attributes) {
            QStringList marks;
            if (std::any_of(anchors.begin(), anchors.end(),
                            [&](const auto &name) { return equalsIgnoreCase(name, attribute.name); }))
                marks += tr("anchor");
            if (attribute.required)
                marks += tr("required");
            if (attribute.encrypted)
                marks += tr("encrypted");
            auto typeText = fromUtf8(name(attribute.type));
            if (attribute.multiValued)
                typeText += QStringLiteral(" []");
            auto *item = new QTreeWidgetItem(
                top, {fromUtf8(attribute.name), typeText, fromUtf8(name(attribute.operation)), marks.join(QStringLiteral(", "))});
            item->setCheckState(Name, selection.hasAttribute(attribute.name) ? Qt::Checked : Qt::Unchecked);
            item->setToolTip(Type, attribute.multiValued ? tr("multi-valued") : tr("single-valued"));
            if (attribute.operation == AttributeOperation::ImportOnly)
                item->setForeground(Operation, toneColor(Tone::Muted));
        }
        top->setExpanded(expanded.contains(top->text(Name)));
    }
    m_filling = false;
    const bool nothing = document.schema().types.empty();
    m_hint->setVisible(nothing);
    m_hint->setText(tr("No schema yet: it comes from the connector, or from a file that is opened or dropped here."));
    search(m_search->text());
}

void SchemaPane::search(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        auto *top = m_tree->topLevelItem(i);
        bool any = text.isEmpty() || top->text(Name).contains(text, Qt::CaseInsensitive);
        for (int j = 0; j < top->childCount(); ++j) {
            const bool found = text.isEmpty() || top->child(j)->text(Name).contains(text, Qt::CaseInsensitive);
            top->child(j)->setHidden(!found);
            any = any || found;
        }
        top->setHidden(!any);
        if (!text.isEmpty())
            top->setExpanded(true);
    }
}

void SchemaPane::itemChanged(QTreeWidgetItem *item)
{
    if (!m_filling)
        select(item, item->checkState(Name) == Qt::Checked);
}

void SchemaPane::select(QTreeWidgetItem *item, bool on)
{
    const auto &document = m_controller.document();
    auto project = document.project();
    auto selection = document.selection();
    const auto name = toUtf8(item->text(Name));
    if (item->parent() == nullptr)
        tick(selection.types, typeNames(document.schema()), name, on);
    else
        tick(selection.attributes, attributeNames(document.schema()), name, on);
    project.selection = std::move(selection);
    // Later: the tree is filled anew, and this item is in the middle of telling of its change.
    QMetaObject::invokeMethod(
        this,
        [this, name, on, project = std::move(project)]() mutable {
            m_controller.document().editProject(on ? tr("Select %1").arg(fromUtf8(name)) : tr("Deselect %1").arg(fromUtf8(name)),
                                                std::move(project));
        },
        Qt::QueuedConnection);
}

void SchemaPane::setAnchor(const SchemaType &type, const std::string &attribute, bool on)
{
    auto anchors = anchorsOf(m_controller.document(), type);
    std::erase_if(anchors, [&attribute](const std::string &each) { return equalsIgnoreCase(each, attribute); });
    if (on)
        anchors.push_back(attribute);
    auto project = m_controller.document().project();
    auto &all = project.anchors;
    const auto found =
        std::find_if(all.begin(), all.end(), [&type](const auto &each) { return equalsIgnoreCase(each.type, type.name); });
    if (found == all.end())
        all.push_back({type.name, std::move(anchors)});
    else
        found->attributes = std::move(anchors);
    m_controller.document().editProject(tr("Set the anchor of %1").arg(fromUtf8(type.name)), std::move(project));
}

void SchemaPane::menu(const QPoint &at)
{
    auto *item = m_tree->itemAt(at);
    if (item == nullptr || item->parent() == nullptr)
        return;
    const auto *type = m_controller.document().schema().find(toUtf8(item->parent()->text(Name)));
    if (type == nullptr)
        return;
    const auto attribute = toUtf8(item->text(Name));
    const auto anchors = anchorsOf(m_controller.document(), *type);
    const bool is =
        std::any_of(anchors.begin(), anchors.end(), [&](const auto &name) { return equalsIgnoreCase(name, attribute); });
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    auto *action = menu.addAction(is ? tr("Not an &anchor") : tr("Use as &anchor"), this,
                                  [this, copy = *type, attribute, is] { setAnchor(copy, attribute, !is); });
    action->setEnabled(!type->locked);
    if (type->locked)
        action->setToolTip(tr("The schema fixes the anchors of this type."));
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

} // namespace anchorage::desktop
