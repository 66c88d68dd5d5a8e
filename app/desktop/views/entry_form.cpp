#include "app/desktop/views/entry_form.h"

#include "app/desktop/controller/edits.h"
#include "app/desktop/controller/entry_text.h"
#include "app/desktop/controller/row_index.h"
#include "app/desktop/text.h"
#include "app/desktop/views/delete_key.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/value_delegate.h"
#include "core/model/distinguished_name.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace anchorage::desktop {
namespace {

using space::PendingOperation;

constexpr std::size_t valuesAtOnce = 2'000; // more of an object are read and edited in a worker

struct OperationText {
    PendingOperation operation;
    const char *text;
};
constexpr OperationText operations[] = {
    {PendingOperation::None, QT_TRANSLATE_NOOP("EntryForm", "nothing pending")},
    {PendingOperation::Add, QT_TRANSLATE_NOOP("EntryForm", "Add")},
    {PendingOperation::Update, QT_TRANSLATE_NOOP("EntryForm", "Update")},
    {PendingOperation::DeleteAdd, QT_TRANSLATE_NOOP("EntryForm", "Delete-add")},
    {PendingOperation::Delete, QT_TRANSLATE_NOOP("EntryForm", "Delete")},
};

} // namespace

EntryForm::EntryForm(Controller &controller, QWidget *parent) : QWidget(parent), m_controller(controller), m_work(controller)
{
    setObjectName(QStringLiteral("entryForm"));
    auto *head = new QFormLayout;
    head->setContentsMargins(8, 6, 8, 6);
    head->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    head->setHorizontalSpacing(10);
    head->setVerticalSpacing(4);
    buildHead(head);
    buildTree();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_tree, 1);
}

void EntryForm::buildHead(QFormLayout *head)
{
    m_dn = new QLineEdit;
    m_dn->setObjectName(QStringLiteral("entryDn"));
    m_type = new QComboBox;
    m_type->setObjectName(QStringLiteral("entryType"));
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_operation = new QComboBox;
    m_operation->setObjectName(QStringLiteral("entryOperation"));
    for (const auto &each : operations)
        m_operation->addItem(tr(each.text));
    m_anchors = new QLabel;
    m_anchors->setObjectName(QStringLiteral("entryAnchors"));
    m_anchors->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_anchors->setWordWrap(true);
    head->addRow(tr("&DN"), m_dn);
    head->addRow(tr("T&ype"), m_type);
    head->addRow(tr("&Pending"), m_operation);
    head->addRow(tr("Anchor"), m_anchors);
    connect(m_dn, &QLineEdit::editingFinished, this, &EntryForm::commitDn);
    connect(m_type, &QComboBox::activated, this, &EntryForm::commitType);
    connect(m_type->lineEdit(), &QLineEdit::editingFinished, this, &EntryForm::commitType);
    connect(m_operation, &QComboBox::activated, this, &EntryForm::commitOperation);
}

void EntryForm::buildTree()
{
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("entryTree"));
    m_tree->setAccessibleName(tr("Attributes of the object"));
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed);
    m_tree->setItemDelegate(
        new ValueDelegate([this]() -> const space::Space & { return m_controller.document().space(); }, m_tree));
    new FittedColumns(m_tree->header(), {{140, 120}, {160, 90}, {140, 70}, {80, 60}});
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &EntryForm::menu);
    connect(&m_model, &EntryModel::valuesWanted, this, &EntryForm::commitValues);
    connect(&m_model, &EntryModel::refused, this, &EntryForm::message);
    new DeleteKey(m_tree, [this] {
        const auto current = m_tree->currentIndex();
        if (m_model.isValue(current))
            m_model.removeValue(current);
        else if (const auto *attribute = m_model.attribute(current); attribute != nullptr && !current.parent().isValid())
            commitValues(fromUtf8(attribute->name), {});
    });
}

const SchemaType *EntryForm::schemaType(const space::SpaceObject &object) const
{
    return m_controller.document().schema().find(object.type);
}

void EntryForm::show(space::ObjectIndex index, bool same)
{
    const auto &document = m_controller.document();
    m_index = index;
    m_shown = true;
    auto object = document.space().object(index);
    const bool isNew = object.pending.operation == PendingOperation::Add;
    setEnabled(true);
    m_dn->setText(fromUtf8(object.pending.newDn.value_or(object.dn)));
    m_dn->setCursorPosition(0); // the beginning tells DNs apart
    m_dn->setToolTip(object.pending.newDn ? tr("to be renamed from %1").arg(fromUtf8(object.dn)) : QString());
    m_type->clear();
    for (const auto &type : document.schema().types)
        m_type->addItem(fromUtf8(type.name));
    m_type->setCurrentText(fromUtf8(object.type));
    m_type->setEnabled(isNew);
    m_type->setToolTip(isNew ? QString() : tr("The type of an object that exists does not change."));
    const auto *items = qobject_cast<QStandardItemModel *>(m_operation->model());
    for (int i = 0; i < m_operation->count(); ++i) {
        const auto why = fromUtf8(whyNotOperation(object, operations[i].operation));
        items->item(i)->setEnabled(why.isEmpty());
        items->item(i)->setToolTip(why);
        if (operations[i].operation == object.pending.operation)
            m_operation->setCurrentIndex(i);
    }
    const auto anchors = fromUtf8(anchorText(object.anchors));
    m_anchors->setText(anchors.isEmpty() ? tr("not known yet") : anchors);
    const auto *type = schemaType(object);
    const auto style = document.space().style();
    m_controller.tasks().cancel(m_task);
    if (valueCount(object) <= valuesAtOnce) {
        m_model.setObject(std::move(object), type, style, same);
        return shownNow();
    }
    setEnabled(false); // until its values are there
    using Prepared = std::shared_ptr<EntryModel::Prepared>;
    m_task = m_controller.tasks().start<Prepared>(
        tr("Reading a large object"),
        [object = std::move(object), schema = document.schema(), style](TaskControl &) -> Result<Prepared> {
            return EntryModel::prepare(object, schema.find(object.type), style);
        },
        this,
        [this, same](Result<Prepared> prepared) {
            if (!prepared)
                return; // another object is on its way
            m_model.take(**prepared, same);
            letGo(std::move(*prepared));
            setEnabled(true);
            shownNow();
        });
}

void EntryForm::shownNow()
{
    Q_EMIT message({});
    if (!m_wanted.isEmpty())
        showAttribute(std::exchange(m_wanted, {}));
}

void EntryForm::showNothing()
{
    m_shown = false;
    m_controller.tasks().cancel(m_task);
    m_model.clear();
    m_dn->clear();
    m_anchors->clear();
    m_type->clear();
    setEnabled(false);
}

void EntryForm::showAttribute(const QString &attribute)
{
    const auto index = m_model.find(attribute);
    if (!isEnabled() && m_shown)
        m_wanted = attribute;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void EntryForm::commit(const QString &title, const Compute &compute)
{
    if (valueCount(m_model.object()) > valuesAtOnce) {
        m_work.start(tr("Editing a large object"),
                     [title, compute, index = m_index,
                      identifier = m_model.object().identifier](const space::Space &before, TaskControl &) -> Result<SpaceEdit> {
                         if (!before.exists(index) || before.identifier(index) != identifier)
                             return fail(ErrorCode::Input, "the object that was edited is not there any more");
                         const auto now = before.object(index);
                         auto object = compute(now);
                         if (!object)
                             return fail(std::move(object.error()));
                         SpaceEdit edit{before, {SpaceChange::Kind::Changed, {index}}, *object == now ? QString() : title};
                         if (auto done = edit.after.replace(index, std::move(*object)); !done)
                             return fail(std::move(done.error()));
                         return edit;
                     });
        return;
    }
    auto object = compute(m_model.object());
    if (!object)
        return Q_EMIT message(fromUtf8(object.error().message));
    Q_EMIT message({});
    if (*object == m_model.object())
        return;
    if (auto done = replaceObject(m_controller.document(), title, m_index, std::move(*object)); !done)
        Q_EMIT message(fromUtf8(done.error().message));
}

void EntryForm::commitDn()
{
    if (!m_shown)
        return;
    auto object = m_model.object();
    const auto dn = toUtf8(m_dn->text().trimmed());
    if (dn == object.pending.newDn.value_or(object.dn))
        return;
    if (dn.empty())
        return Q_EMIT message(tr("An object needs a DN."));
    if (auto valid = dnValidate(dn, m_controller.document().space().style()); !valid)
        return Q_EMIT message(fromUtf8(valid.error().message));
    if (object.pending.operation == PendingOperation::Add) {
        // Nothing was exported yet: the object and every reference to it simply get the new name.
        const auto &space = m_controller.document().space();
        if (const auto other = space.find(dn); other && *other != m_index)
            return Q_EMIT message(tr("Another object has this DN."));
        m_work.start(tr("Renaming"),
                     [index = m_index, was = object.dn, dn](const space::Space &before, TaskControl &) -> Result<SpaceEdit> {
                         if (!before.exists(index) || before.dn(index) != was)
                             return fail(ErrorCode::Input, "the object that was renamed is not there any more", {.entry = was});
                         return renamedNew(before, index, dn);
                     });
        return;
    }
    if (object.pending.operation == PendingOperation::Delete || object.pending.operation == PendingOperation::DeleteAdd)
        return Q_EMIT message(tr("An object that is to be deleted is not renamed."));
    commit(tr("Rename the object"), [dn](space::SpaceObject renamed) -> Result<space::SpaceObject> {
        auto &pending = renamed.pending;
        pending.newDn.reset();
        if (dn != renamed.dn)
            pending.newDn = dn;
        pending.operation = pending.newDn || !pending.changes.empty() ? PendingOperation::Update : PendingOperation::None;
        return renamed;
    });
}

void EntryForm::commitType()
{
    const auto type = toUtf8(m_type->currentText().trimmed());
    if (!m_shown || type.empty() || type == m_model.object().type)
        return;
    commit(tr("Change the type"), [type](space::SpaceObject object) -> Result<space::SpaceObject> {
        object.type = type;
        return object;
    });
}

void EntryForm::commitOperation(int index)
{
    const auto operation = operations[index].operation;
    if (const auto why = whyNotOperation(m_model.object(), operation); !why.empty()) {
        show(m_index, true);
        return Q_EMIT message(fromUtf8(why));
    }
    commit(tr("Change what is pending"),
           [operation, style = m_controller.document().space().style()](space::SpaceObject object) -> Result<space::SpaceObject> {
               return withOperation(std::move(object), operation, style);
           });
}

void EntryForm::commitValues(const QString &attribute, const std::vector<AttributeValue> &values)
{
    const auto *composed = m_model.attribute(m_model.find(attribute));
    if (composed == nullptr)
        return;
    commit(tr("Change %1").arg(attribute),
           [composed = *composed, values, style = m_controller.document().space().style()](space::SpaceObject object) {
               return withValues(std::move(object), composed, values, style);
           });
}

void EntryForm::menu(const QPoint &at)
{
    const auto index = m_tree->indexAt(at);
    const auto *attribute = m_model.attribute(index);
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    if (attribute != nullptr) {
        menu.addAction(tr("&Copy the value"), this, [index] {
            QGuiApplication::clipboard()->setText(index.siblingAtColumn(EntryModel::ShouldBe).data(Qt::EditRole).toString());
        });
        auto *back = menu.addAction(tr("&Take the change back"), this, [this, name = attribute->name] {
            commit(tr("Take back the change of %1").arg(fromUtf8(name)),
                   [name](space::SpaceObject object) -> Result<space::SpaceObject> {
                       return withoutChange(std::move(object), name);
                   });
        });
        back->setEnabled(attribute->change.has_value());
        if (m_model.isValue(index))
            menu.addAction(tr("&Remove the value"), this, [this, index] { m_model.removeValue(index); });
        if (attribute->type == AttributeType::Reference
            && !index.siblingAtColumn(EntryModel::ShouldBe).data(Qt::EditRole).toString().isEmpty()) {
            menu.addAction(tr("&Go to the object"), this, [this, index] {
                const auto dn = toUtf8(index.siblingAtColumn(EntryModel::ShouldBe).data(Qt::EditRole).toString());
                if (const auto target = m_controller.document().space().find(dn))
                    m_controller.places().showObject(*target);
                else
                    Q_EMIT message(tr("The space has no object %1.").arg(fromUtf8(dn)));
            });
        }
        menu.addSeparator();
    }
    menu.addAction(tr("Add an &attribute…"), this, &EntryForm::addAttribute);
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

void EntryForm::addAttribute()
{
    bool given = false;
    const auto name = QInputDialog::getText(this, tr("Add an attribute"),
                                            tr("Name of an attribute that the schema does not have for this type:"),
                                            QLineEdit::Normal, {}, &given)
                          .trimmed();
    if (!given || name.isEmpty())
        return;
    ComposedAttribute attribute;
    attribute.name = toUtf8(name);
    attribute.encrypted = equalsIgnoreCase(attribute.name, exportPasswordAttribute);
    const auto first = attribute.encrypted ? std::string("prompt") : std::string("value");
    commit(tr("Add %1").arg(name),
           [attribute, first, style = m_controller.document().space().style()](space::SpaceObject object) {
               return withValues(std::move(object), attribute, {first}, style);
           });
    showAttribute(name);
}

} // namespace anchorage::desktop
