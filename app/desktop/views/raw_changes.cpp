#include "app/desktop/views/raw_changes.h"

#include "app/desktop/controller/edits.h"
#include "app/desktop/controller/entry_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/delete_key.h"
#include "app/desktop/views/fitted_columns.h"
#include "app/desktop/views/recolor.h"
#include "app/desktop/views/theme.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace anchorage::desktop {
namespace {

enum Column { What, Value };
constexpr int placeRole = Qt::UserRole; // of a value in its change
constexpr std::size_t valuesShown = 2'000; // of one attribute: a group may have a million members
constexpr std::size_t valuesAtOnce = 2'000; // more of an object are read in a worker

QString modificationText(AttributeModificationType modification)
{
    switch (modification) {
    case AttributeModificationType::Unconfigured:
        return RawChanges::tr("not set");
    case AttributeModificationType::Add:
        return RawChanges::tr("Add");
    case AttributeModificationType::Replace:
        return RawChanges::tr("Replace");
    case AttributeModificationType::Update:
        return RawChanges::tr("Update");
    case AttributeModificationType::Delete:
        return RawChanges::tr("Delete");
    }
    return {};
}

} // namespace

RawChanges::RawChanges(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_work(controller), m_tree(new QTreeWidget), m_attribute(new QComboBox),
      m_value(new QLineEdit), m_add(new QPushButton(icon(QStringLiteral("add"), Tone::Add), tr("&Add value"))),
      m_delete(new QPushButton(icon(QStringLiteral("remove"), Tone::Delete), tr("De&lete value"))),
      m_takeBack(new QPushButton(icon(QStringLiteral("undo")), tr("&Take back")))
{
    setObjectName(QStringLiteral("rawChanges"));
    m_tree->setObjectName(QStringLiteral("rawTree"));
    m_tree->setAccessibleName(tr("Pending changes, value by value"));
    m_tree->setHeaderLabels({tr("Change"), tr("Value")});
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    whenRecolored(this, [this] {
        if (m_shown)
            show(m_index);
    });
    fitColumns(m_tree->header(), {170, 200});
    m_attribute->setObjectName(QStringLiteral("rawAttribute"));
    m_attribute->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_attribute->setMinimumContentsLength(12);
    m_attribute->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_value->setObjectName(QStringLiteral("rawValue"));
    m_add->setObjectName(QStringLiteral("rawAdd"));
    m_add->setToolTip(tr("The value is handed over as a value add, whatever the target has"));
    m_delete->setObjectName(QStringLiteral("rawDelete"));
    m_delete->setToolTip(tr("The value is handed over as a value delete, whatever the target has"));
    m_takeBack->setObjectName(QStringLiteral("rawTakeBack"));
    m_takeBack->setToolTip(tr("The selected value or change is not pending any more (Del)"));
    auto *form = new QFormLayout;
    form->setContentsMargins(8, 6, 8, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Attri&bute"), m_attribute);
    form->addRow(tr("&Value"), m_value);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 6);
    for (auto *button : {m_add, m_delete, m_takeBack})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addLayout(form);
    layout->addLayout(buttons);
    new DeleteKey(m_tree, [this] { takeBack(); });
    connect(m_add, &QPushButton::clicked, this, [this] { setValue(ValueModificationType::Add); });
    connect(m_delete, &QPushButton::clicked, this, [this] { setValue(ValueModificationType::Delete); });
    connect(m_takeBack, &QPushButton::clicked, this, &RawChanges::takeBack);
    connect(m_value, &QLineEdit::returnPressed, this, [this] { setValue(ValueModificationType::Add); });
    connect(m_value, &QLineEdit::textChanged, this, [this] {
        Q_EMIT message({});
        update();
    });
    connect(m_attribute, &QComboBox::currentIndexChanged, this, &RawChanges::update);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &RawChanges::update);
    update();
}

void RawChanges::show(space::ObjectIndex object)
{
    m_index = object;
    m_shown = true;
    m_stale = true;
    if (isVisible())
        fill();
}

void RawChanges::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        fill();
}

/// Made in a worker for an object with very many values.
struct RawChanges::Shown {
    struct Value {
        bool deleted = false;
        QString text;
        QString type;
    };
    struct Change {
        QString name;
        QString what;
        std::vector<Value> values;
        std::size_t more = 0; ///< values beyond those
    };
    QString newDn;
    std::vector<Change> changes;
    std::vector<Attribute> attributes;
};

RawChanges::Shown RawChanges::read(const space::SpaceObject &object, const SchemaType *type)
{
    Shown shown;
    if (object.pending.newDn)
        shown.newDn = fromUtf8(*object.pending.newDn);
    for (const auto &change : object.pending.changes) {
        Shown::Change one{fromUtf8(change.name), modificationText(change.modification), {}, 0};
        for (const auto &value : change.values) {
            if (one.values.size() == valuesShown)
                break;
            one.values.push_back({value.modification == ValueModificationType::Delete, firstLine(fromUtf8(toText(value.value))),
                                  fromUtf8(name(typeOf(value.value)))});
        }
        one.more = change.values.size() - one.values.size();
        shown.changes.push_back(std::move(one));
    }
    for (auto &attribute : compose(object, type, {})) {
        if (!attribute.readOnly)
            shown.attributes.push_back({std::move(attribute.name), attribute.type, attribute.encrypted});
    }
    return shown;
}

void RawChanges::fill()
{
    m_stale = false;
    m_controller.tasks().cancel(m_task);
    if (m_attribute->count() > 0)
        m_chosen = m_attribute->currentText();
    const auto &document = m_controller.document();
    const auto &space = document.space();
    if (!space.exists(m_index))
        return showNothing();
    // A group may have a million members: they are not even taken out of the space here.
    m_large = space.pendingReferenceCount(m_index) > valuesAtOnce;
    if (!m_large) {
        const auto object = space.object(m_index);
        m_large = valueCount(object) > valuesAtOnce;
        if (!m_large)
            return take(read(object, document.schema().find(object.type)));
    }
    clear();
    m_task = m_controller.tasks().start<Shown>(
        tr("Reading a large object"),
        [space, index = m_index, schema = document.schema()](TaskControl &) -> Result<Shown> {
            const auto object = space.object(index);
            return read(object, schema.find(object.type));
        },
        this,
        [this](Result<Shown> shown) {
            if (shown) // else another object is on its way
                take(*shown);
        });
}

void RawChanges::take(const Shown &shown)
{
    clear();
    if (!shown.newDn.isEmpty()) {
        auto *item = new QTreeWidgetItem(m_tree, {tr("Rename"), shown.newDn});
        item->setForeground(What, toneColor(Tone::Rename));
    }
    for (const auto &change : shown.changes) {
        auto *top = new QTreeWidgetItem(m_tree, {change.name, change.what});
        top->setData(What, placeRole, -1);
        int place = 0;
        for (const auto &value : change.values) {
            auto *item = new QTreeWidgetItem(top, {value.deleted ? tr("− delete") : tr("+ add"), value.text});
            item->setData(What, placeRole, place++);
            item->setForeground(What, toneColor(value.deleted ? Tone::Delete : Tone::Add));
            item->setToolTip(Value, value.type);
        }
        if (change.more > 0)
            new QTreeWidgetItem(top, {tr("…"), tr("and %1 more").arg(change.more)});
        top->setExpanded(place <= 50);
    }
    m_attributes = shown.attributes;
    for (const auto &attribute : m_attributes)
        m_attribute->addItem(fromUtf8(attribute.name));
    if (const int same = m_attribute->findText(m_chosen); same >= 0)
        m_attribute->setCurrentIndex(same);
    update();
}

void RawChanges::clear()
{
    m_tree->clear();
    m_attributes.clear();
    m_attribute->clear();
    update();
}

void RawChanges::showNothing()
{
    m_shown = false;
    m_stale = false;
    m_controller.tasks().cancel(m_task);
    clear();
}

const RawChanges::Attribute *RawChanges::chosen() const
{
    const auto name = toUtf8(m_attribute->currentText());
    for (const auto &attribute : m_attributes) {
        if (attribute.name == name)
            return &attribute;
    }
    return nullptr;
}

void RawChanges::update()
{
    const auto *attribute = m_shown ? chosen() : nullptr;
    m_attribute->setEnabled(m_shown);
    m_value->setEnabled(attribute != nullptr);
    m_value->setPlaceholderText(attribute == nullptr       ? QString()
                                    : attribute->encrypted ? tr("env:NAME, prompt or keychain:NAME")
                                                           : fromUtf8(name(attribute->type)));
    m_add->setEnabled(attribute != nullptr && !m_value->text().isEmpty());
    m_delete->setEnabled(m_add->isEnabled());
    const auto *item = m_tree->currentItem();
    m_takeBack->setEnabled(m_shown && item != nullptr && item->data(What, placeRole).isValid());
}

void RawChanges::setValue(ValueModificationType modification)
{
    const auto *attribute = m_shown ? chosen() : nullptr;
    if (attribute == nullptr || m_value->text().isEmpty())
        return;
    const auto text = toUtf8(m_value->text());
    AttributeValue value = text;
    if (attribute->encrypted) {
        if (const auto reference = SecretReference::parse(text); !reference)
            return Q_EMIT message(fromUtf8(reference.error().message));
    } else {
        auto parsed = parseValue(text, attribute->type);
        if (!parsed)
            return Q_EMIT message(QStringLiteral("%1: %2").arg(fromUtf8(attribute->name), fromUtf8(parsed.error().message)));
        value = std::move(*parsed);
    }
    const auto title = fromUtf8(attribute->name);
    commit(
        modification == ValueModificationType::Delete ? tr("Delete a value of %1").arg(title)
                                                      : tr("Add a value to %1").arg(title),
        [name = attribute->name, change = ValueChange{std::move(value), modification},
         schema = m_controller.document().schema()](space::SpaceObject object) -> Result<space::SpaceObject> {
            for (const auto &each : compose(object, schema.find(object.type), {})) {
                if (each.name == name)
                    return withRawValue(std::move(object), each, change);
            }
            return fail(ErrorCode::Input, "the object has no attribute " + name + " any more", {.entry = object.dn});
        },
        [this] { m_value->clear(); });
}

void RawChanges::takeBack()
{
    const auto *item = m_tree->currentItem();
    if (!m_shown || item == nullptr || !item->data(What, placeRole).isValid())
        return;
    const int place = item->data(What, placeRole).toInt();
    const auto attribute = toUtf8((place < 0 ? item : item->parent())->text(What));
    commit(tr("Take back a change of %1").arg(fromUtf8(attribute)),
           [attribute, place](space::SpaceObject object) -> Result<space::SpaceObject> {
               return place < 0 ? withoutChange(std::move(object), attribute)
                                : withoutRawValue(std::move(object), attribute, static_cast<std::size_t>(place));
           });
}

void RawChanges::commit(const QString &title, const Compute &compute, const std::function<void()> &done)
{
    Q_EMIT message({});
    const auto &space = m_controller.document().space();
    if (m_large) {
        return m_work.start(
            tr("Editing a large object"),
            [title, compute, index = m_index, identifier = space.identifier(m_index)](const space::Space &before,
                                                                                      TaskControl &) -> Result<SpaceEdit> {
                if (!before.exists(index) || before.identifier(index) != identifier)
                    return fail(ErrorCode::Input, "the object that was edited is not there any more");
                auto object = compute(before.object(index));
                if (!object)
                    return fail(std::move(object.error()));
                SpaceEdit edit{before, {SpaceChange::Kind::Changed, {index}}, title};
                if (auto replaced = edit.after.replace(index, std::move(*object)); !replaced)
                    return fail(std::move(replaced.error()));
                return edit;
            },
            [done](bool edited) {
                if (edited && done)
                    done();
            });
    }
    auto object = compute(space.object(m_index));
    auto replaced = object ? replaceObject(m_controller.document(), title, m_index, std::move(*object)) : fail(object.error());
    if (!replaced)
        Q_EMIT message(fromUtf8(replaced.error().message));
    else if (done)
        done();
}

} // namespace anchorage::desktop
