#include "app/desktop/controller/compose.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

using space::PendingOperation;

bool isAdd(const space::SpaceObject &object)
{
    return object.pending.operation == PendingOperation::Add || object.pending.operation == PendingOperation::DeleteAdd;
}

auto findChange(std::vector<AttributeChange> &changes, std::string_view name)
{
    return std::find_if(changes.begin(), changes.end(),
                        [name](const AttributeChange &change) { return equalsIgnoreCase(change.name, name); });
}

std::vector<AttributeValue> addedValues(const AttributeChange &change)
{
    std::vector<AttributeValue> values;
    for (const auto &value : change.values) {
        if (value.modification != ValueModificationType::Delete)
            values.push_back(value.value);
    }
    return values;
}

space::Image imageOf(const ComposedAttribute &attribute, std::vector<AttributeValue> values)
{
    space::Image image;
    if (!values.empty())
        image.attributes.push_back({attribute.name, attribute.type, attribute.multiValued, std::move(values)});
    return image;
}

void fill(ComposedAttribute &out, const space::SpaceObject &object, space::ReferenceStyle style)
{
    const auto &changes = object.pending.changes;
    const auto change = std::find_if(changes.begin(), changes.end(),
                                     [&](const AttributeChange &each) { return equalsIgnoreCase(each.name, out.name); });
    if (change != changes.end()) {
        out.change = *change;
        out.encrypted = out.encrypted || change->encrypted;
    }
    const auto *imaged = object.image ? object.image->find(out.name) : nullptr;
    if (imaged != nullptr)
        out.is = imaged->values;
    out.isKnown = (object.image || object.pending.operation == PendingOperation::Add) && !out.encrypted;
    if (out.encrypted) {
        if (out.change)
            out.shouldBe = addedValues(*out.change);
        return;
    }
    if (isAdd(object)) {
        if (out.change) {
            const auto after = space::imageOfAdd({*out.change}, style);
            if (const auto *made = after.find(out.name))
                out.shouldBe = made->values;
        }
        return;
    }
    if (object.image) {
        const auto before = imageOf(out, out.is);
        const auto after = out.change ? space::applyChanges(before, {*out.change}, style) : before;
        if (const auto *made = after.find(out.name))
            out.shouldBe = made->values;
        return;
    }
    if (!out.change) {
        out.shouldBeKnown = false;
        return;
    }
    // Without an image an Add, Replace or Delete says all there will be; value adds and deletes do not.
    out.shouldBe = addedValues(*out.change);
    out.shouldBeKnown = out.change->modification != AttributeModificationType::Update || !out.multiValued;
}

/// Update or None, whichever is left.
void settle(space::SpaceObject &object)
{
    auto &pending = object.pending;
    if (pending.operation == PendingOperation::None || pending.operation == PendingOperation::Update)
        pending.operation = pending.changes.empty() && !pending.newDn ? PendingOperation::None : PendingOperation::Update;
}

void setChange(space::SpaceObject &object, std::string_view name, std::optional<AttributeChange> change)
{
    auto &changes = object.pending.changes;
    const auto found = findChange(changes, name);
    if (!change && found != changes.end())
        changes.erase(found);
    else if (change && found != changes.end())
        *found = std::move(*change);
    else if (change)
        changes.push_back(std::move(*change));
    settle(object);
}

} // namespace

std::vector<ComposedAttribute> compose(const space::SpaceObject &object, const SchemaType *type, space::ReferenceStyle style)
{
    std::vector<ComposedAttribute> composed;
    const auto has = [&composed](std::string_view name) {
        return std::any_of(composed.begin(), composed.end(),
                           [name](const ComposedAttribute &each) { return equalsIgnoreCase(each.name, name); });
    };
    if (type != nullptr) {
        for (const auto &attribute : type->attributes) {
            auto &out = composed.emplace_back();
            out.name = attribute.name;
            out.type = attribute.type;
            out.multiValued = attribute.multiValued;
            out.required = attribute.required;
            out.anchor = attribute.anchor;
            out.encrypted = attribute.encrypted;
            out.readOnly = attribute.operation == AttributeOperation::ImportOnly;
        }
    }
    const auto besides = [&](const std::string &name, AttributeType valueType, bool multiValued) {
        if (has(name))
            return;
        auto &out = composed.emplace_back();
        out.name = name;
        out.type = valueType;
        out.multiValued = multiValued;
        out.inSchema = type == nullptr || name == exportPasswordAttribute;
    };
    for (const auto &change : object.pending.changes)
        besides(change.name, change.type, change.multiValued);
    if (object.image) {
        for (const auto &attribute : object.image->attributes)
            besides(attribute.name, attribute.type, attribute.multiValued);
    }
    for (auto &attribute : composed)
        fill(attribute, object, style);
    return composed;
}

Result<space::SpaceObject> withValues(space::SpaceObject object, const ComposedAttribute &attribute,
                                      std::vector<AttributeValue> values, space::ReferenceStyle style)
{
    if (object.pending.operation == PendingOperation::Delete)
        return fail(ErrorCode::Usage, "the object is to be deleted: its attributes do not change", {.entry = object.dn});
    std::optional<AttributeChange> change;
    if (isAdd(object)) {
        if (!values.empty())
            change = AttributeChange::add(attribute.name, std::move(values), attribute.type, attribute.multiValued);
    } else if (object.image && !attribute.encrypted) {
        auto computed = space::computeChange(imageOf(attribute, attribute.is), imageOf(attribute, std::move(values)), style);
        if (!computed.changes.empty())
            change = std::move(computed.changes.front());
    } else if (attribute.multiValued && !attribute.shouldBeKnown) {
        // Nobody knows the other values: what is wanted is added, and what was to go still goes.
        std::vector<AttributeValue> deletes;
        if (attribute.change) {
            for (const auto &value : attribute.change->values) {
                if (value.modification == ValueModificationType::Delete)
                    deletes.push_back(value.value);
            }
        }
        if (!values.empty() || !deletes.empty())
            change = AttributeChange::update(attribute.name, std::move(values), std::move(deletes), attribute.type, true);
    } else if (values.empty()) {
        change = AttributeChange::remove(attribute.name, attribute.type, attribute.multiValued);
    } else {
        change = AttributeChange::replace(attribute.name, std::move(values), attribute.type, attribute.multiValued);
    }
    if (change)
        change->encrypted = attribute.encrypted;
    setChange(object, attribute.name, std::move(change));
    return object;
}

space::SpaceObject withoutChange(space::SpaceObject object, std::string_view attribute)
{
    setChange(object, attribute, {});
    return object;
}

Result<space::SpaceObject> withRawValue(space::SpaceObject object, const ComposedAttribute &attribute, ValueChange value)
{
    if (isAdd(object) || object.pending.operation == PendingOperation::Delete)
        return fail(ErrorCode::Usage, "value adds and deletes belong to an update; this object is to be added or deleted",
                    {.entry = object.dn});
    if (attribute.readOnly)
        return fail(ErrorCode::Usage, attribute.name + " is only imported: the engine never hands it over", {.entry = object.dn});
    AttributeChange change;
    using Modification = AttributeModificationType;
    if (attribute.change
        && (attribute.change->modification == Modification::Update || attribute.change->modification == Modification::Add)) {
        change = *attribute.change;
        change.modification = Modification::Update;
        for (const auto &each : change.values) {
            if (each == value)
                return fail(ErrorCode::Input, attribute.name + ": the change has this value already", {.entry = object.dn});
            if (!attribute.multiValued && each.modification == value.modification)
                return fail(ErrorCode::Input,
                            attribute.name + " is single-valued: one value is added and one deleted at most, and the change has "
                                + toText(each.value) + " already",
                            {.entry = object.dn});
        }
    } else if (attribute.change) {
        return fail(ErrorCode::Usage,
                    attribute.name + " is " + (attribute.change->modification == Modification::Delete ? "cleared" : "replaced")
                        + " as a whole: take that change back first",
                    {.entry = object.dn});
    } else {
        change.name = attribute.name;
        change.type = attribute.type;
        change.multiValued = attribute.multiValued;
        change.modification = AttributeModificationType::Update;
    }
    change.values.push_back(std::move(value));
    std::stable_partition(change.values.begin(), change.values.end(),
                          [](const ValueChange &each) { return each.modification != ValueModificationType::Delete; });
    setChange(object, attribute.name, std::move(change));
    return object;
}

space::SpaceObject withoutRawValue(space::SpaceObject object, std::string_view attribute, std::size_t place)
{
    const auto found = findChange(object.pending.changes, attribute);
    if (found == object.pending.changes.end() || place >= found->values.size())
        return object;
    found->values.erase(found->values.begin() + static_cast<std::ptrdiff_t>(place));
    return found->values.empty() ? withoutChange(std::move(object), attribute) : object;
}

std::string whyNotOperation(const space::SpaceObject &object, PendingOperation operation)
{
    const auto now = object.pending.operation;
    if (now == operation)
        return {};
    const bool there = now != PendingOperation::Add; // the target has it, as far as the engine knows
    switch (operation) {
    case PendingOperation::None:
        return there ? std::string() : "an object that is to be added exists nowhere yet: remove it instead";
    case PendingOperation::Add:
        return there ? "the target has this object already: only new objects are added" : std::string();
    case PendingOperation::Update:
        return there ? std::string() : "the target has no such object yet";
    case PendingOperation::Delete:
        return there ? std::string() : "the target has no such object yet: remove it instead";
    case PendingOperation::DeleteAdd:
        if (!there)
            return "the target has no such object yet";
        return object.image ? std::string() : "the object's attributes are not known: there is nothing to add it again with";
    }
    return {};
}

space::SpaceObject withOperation(space::SpaceObject object, PendingOperation operation, space::ReferenceStyle style)
{
    auto &pending = object.pending;
    if (pending.operation == operation)
        return object;
    const bool fromDeleteAdd = pending.operation == PendingOperation::DeleteAdd;
    if (operation == PendingOperation::DeleteAdd) {
        pending.changes = space::changesOfAdd(space::applyChanges(*object.image, pending.changes, style));
    } else if (operation == PendingOperation::Update && fromDeleteAdd && object.image) {
        pending.changes = space::computeChange(*object.image, space::imageOfAdd(pending.changes, style), style).changes;
    } else if (operation != PendingOperation::Update) {
        pending.changes.clear();
    }
    if (operation != PendingOperation::Update)
        pending.newDn.reset();
    pending.operation = operation;
    return object;
}

} // namespace anchorage::desktop
