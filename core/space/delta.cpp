#include "core/space/delta.h"

#include "core/model/distinguished_name.h"
#include "core/space/value_set.h"

#include <algorithm>

namespace anchorage::space {

namespace {

std::vector<ImageAttribute>::iterator findAttribute(Image &image, std::string_view name)
{
    return std::find_if(image.attributes.begin(), image.attributes.end(),
                        [name](const ImageAttribute &candidate) { return equalsIgnoreCase(candidate.name, name); });
}

/// What an Update leaves of these values.
ValueSet updated(ValueSet values, const ChangedValues &changed, bool multiValued)
{
    if (!multiValued && !changed.adds.empty())
        return changed.adds;
    values.remove(changed.deletes);
    values.add(changed.adds);
    return values;
}

std::optional<AttributeChange> changeOf(const ImageAttribute *before, const ImageAttribute &after, ReferenceStyle style)
{
    const ValueSet now(after.values, style);
    if (before == nullptr || before->values.empty())
        return AttributeChange::add(after.name, now.values(), after.type, after.multiValued);
    const ValueSet old(before->values, style);
    const ValueSet adds = now.without(old);
    const ValueSet deletes = old.without(now);
    if (adds.empty() && deletes.empty())
        return std::nullopt;
    return AttributeChange::update(after.name, adds.values(), deletes.values(), after.type, after.multiValued);
}

void apply(Image &image, const AttributeChange &change, ReferenceStyle style)
{
    if (change.encrypted || equalsIgnoreCase(change.name, dnAttribute)
        || change.modification == AttributeModificationType::Unconfigured)
        return;
    const auto present = findAttribute(image, change.name);
    const bool isPresent = present != image.attributes.end();
    if (!isPresent && change.values.size() == 1 && change.modification == AttributeModificationType::Add
        && change.values.front().modification == ValueModificationType::Add) { // most attributes of most objects
        auto &added = image.attributes.emplace_back();
        added.name = change.name;
        added.type = change.type;
        added.multiValued = change.multiValued;
        added.values.push_back(change.values.front().value); // an initializer list would copy it twice
        return;
    }
    const ChangedValues changed(change, style);
    ValueSet values(style);
    if (change.modification == AttributeModificationType::Replace) {
        values = changed.adds;
    } else if (change.modification != AttributeModificationType::Delete) {
        const bool multiValued =
            change.multiValued || changed.adds.size() > 1 || (isPresent && (present->multiValued || present->values.size() > 1));
        values = updated(isPresent ? ValueSet(present->values, style) : values, changed, multiValued);
    }
    if (values.empty()) {
        if (isPresent)
            image.attributes.erase(present);
        return;
    }
    if (!isPresent) {
        image.attributes.push_back({change.name, change.type, change.multiValued, values.values()});
        return;
    }
    present->type = change.type;
    present->multiValued = present->multiValued || change.multiValued;
    present->values = values.values();
}

/// Two changes of one attribute as one. `first` leaves either a value set that is known (Replace,
/// Delete, any single value that is set) or an unknown one with something added and taken away.
AttributeChange combine(const AttributeChange &first, const AttributeChange &second, ReferenceStyle style)
{
    using Modification = AttributeModificationType;
    if (second.modification == Modification::Unconfigured)
        return first;
    if (first.modification == Modification::Unconfigured)
        return second;

    const ChangedValues one(first, style);
    const ChangedValues two(second, style);
    const bool multiValued = first.multiValued || second.multiValued;
    const bool asMany = multiValued || one.adds.size() > 1 || two.adds.size() > 1;
    const auto finish = [&](AttributeChange change) {
        change.encrypted = first.encrypted || second.encrypted; // never a secret's reference sent as if it were the value
        return change;
    };
    const auto replacedBy = [&](const ValueSet &values) {
        return finish(values.empty() ? AttributeChange::remove(first.name, second.type, multiValued)
                                     : AttributeChange::replace(first.name, values.values(), second.type, multiValued));
    };

    if (second.modification == Modification::Replace || second.modification == Modification::Delete)
        return replacedBy(two.adds);
    if (first.modification == Modification::Replace || first.modification == Modification::Delete)
        return replacedBy(updated(one.adds, two, asMany));

    // Add or Update, then Add or Update.
    ValueSet adds = updated(one.adds, two, asMany);
    ValueSet deletes = one.deletes;
    if (!asMany && !one.adds.empty()) {
        if (adds.empty()) // it had exactly the value that is now taken away
            return replacedBy(adds);
    } else if (asMany || adds.empty() || one.deletes.empty()) {
        deletes.add(two.deletes);
    }
    deletes.remove(adds);
    const bool isAdd =
        deletes.empty() && (first.modification == Modification::Add || (second.modification == Modification::Add && !asMany));
    if (isAdd)
        return finish(AttributeChange::add(first.name, adds.values(), second.type, multiValued));
    return finish(AttributeChange::update(first.name, adds.values(), deletes.values(), second.type, multiValued));
}

} // namespace

PendingChange computeChange(const Image &before, const Image &after, ReferenceStyle style)
{
    PendingChange pending;
    for (const auto &attribute : after.attributes) {
        if (attribute.values.empty())
            continue;
        if (auto change = changeOf(before.find(attribute.name), attribute, style))
            pending.changes.push_back(std::move(*change));
    }
    for (const auto &attribute : before.attributes) {
        const ImageAttribute *left = after.find(attribute.name);
        if (!attribute.values.empty() && (left == nullptr || left->values.empty()))
            pending.changes.push_back(AttributeChange::remove(attribute.name, attribute.type, attribute.multiValued));
    }
    if (!pending.changes.empty())
        pending.operation = PendingOperation::Update;
    return pending;
}

Image applyChanges(const Image &image, const std::vector<AttributeChange> &changes, ReferenceStyle style)
{
    Image result = image;
    for (const auto &change : changes)
        apply(result, change, style);
    return result;
}

Image imageOfAdd(const std::vector<AttributeChange> &changes, ReferenceStyle style)
{
    Image image;
    image.attributes.reserve(changes.size());
    for (const auto &change : changes)
        apply(image, change, style);
    return image;
}

std::vector<AttributeChange> changesOfAdd(const Image &image)
{
    std::vector<AttributeChange> changes;
    changes.reserve(image.attributes.size());
    for (const auto &attribute : image.attributes)
        changes.push_back(AttributeChange::add(attribute.name, attribute.values, attribute.type, attribute.multiValued));
    return changes;
}

std::vector<AttributeChange> changesOfAdd(const std::vector<AttributeChange> &changes, ReferenceStyle style)
{
    std::vector<AttributeChange> adds;
    for (const auto &change : mergeChanges({}, changes, style)) {
        const ChangedValues values(change, style);
        if (values.adds.empty() || equalsIgnoreCase(change.name, dnAttribute))
            continue;
        adds.push_back(AttributeChange::add(change.name, values.adds.values(), change.type, change.multiValued));
        adds.back().encrypted = change.encrypted;
    }
    return adds;
}

std::vector<AttributeChange> mergeChanges(const std::vector<AttributeChange> &first, const std::vector<AttributeChange> &second,
                                          ReferenceStyle style)
{
    std::vector<AttributeChange> merged;
    merged.reserve(first.size() + second.size());
    const auto append = [&](const AttributeChange &change) {
        const auto known = std::find_if(merged.begin(), merged.end(), [&change](const AttributeChange &candidate) {
            return equalsIgnoreCase(candidate.name, change.name);
        });
        if (known == merged.end())
            merged.push_back(change);
        else
            *known = combine(*known, change, style);
    };
    std::for_each(first.begin(), first.end(), append);
    std::for_each(second.begin(), second.end(), append);
    return merged;
}

PendingChange mergeUpdate(const PendingChange &first, const PendingChange &update, ReferenceStyle style)
{
    PendingChange merged = first;
    merged.changes = mergeChanges(first.changes, update.changes, style);
    if (update.newDn)
        merged.newDn = update.newDn;
    if (first.operation == PendingOperation::Add || first.operation == PendingOperation::DeleteAdd)
        merged.changes = changesOfAdd(merged.changes, style);
    else
        merged.operation = PendingOperation::Update;
    return merged;
}

} // namespace anchorage::space
