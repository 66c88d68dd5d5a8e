#include "core/engine/shape.h"

#include "core/model/distinguished_name.h"
#include "core/space/delta.h"

#include <algorithm>
#include <iterator>

namespace anchorage::engine {

namespace {

using Modification = AttributeModificationType;

std::vector<AttributeValue> valuesOf(const AttributeChange &change, ValueModificationType kind)
{
    std::vector<AttributeValue> out;
    for (const auto &value : change.values) {
        if (value.modification == kind)
            out.push_back(value.value);
    }
    return out;
}

bool hasDeltas(MAExportType shape, const AttributeChange &change)
{
    return shape == MAExportType::AttributeUpdate
        || (shape == MAExportType::MultivaluedReferenceAttributeUpdate && change.multiValued && isReference(change)); // shape-4
}

AttributeChange withSecrecy(AttributeChange made, const AttributeChange &of)
{
    made.encrypted = of.encrypted;
    return made;
}

Finding oldValueUnknown(const space::SpaceObject &object, const AttributeChange &change)
{
    return finding("old-value-unknown", "shape-1", object.dn, change.name,
                   "the old value is not known, so the attribute is handed over as Replace");
}

} // namespace

MAExportType ShapeStage::updateShape() const
{
    if (!m_context.full())
        return m_context.exportType();
    return m_context.exportType() == MAExportType::ObjectReplace ? MAExportType::ObjectReplace : MAExportType::AttributeReplace;
}

bool ShapeStage::needsImage(const space::SpaceObject &object, const std::vector<AttributeChange> &changes) const
{
    if (object.image || isNew(object.pending.operation) || object.pending.operation == space::PendingOperation::Delete)
        return false;
    const auto shape = updateShape();
    if (m_context.full() || shape == MAExportType::ObjectReplace)
        return true;
    // The full value set follows from the change itself but for deltas of a multi-valued attribute.
    return std::any_of(changes.begin(), changes.end(), [&](const AttributeChange &change) {
        return change.multiValued && change.modification == Modification::Update && !hasDeltas(shape, change);
    });
}

std::vector<AttributeChange> ShapeStage::asAdds(const space::SpaceObject &object,
                                                const std::vector<AttributeChange> &changes) const
{
    std::vector<AttributeChange> out;
    out.reserve(changes.size());
    for (const auto &change : changes) {
        if (change.modification == Modification::Add && change.values.size() == 1) { // nothing to tidy: most attributes
            out.push_back(change);
            continue;
        }
        auto adds = space::changesOfAdd({change});
        std::move(adds.begin(), adds.end(), std::back_inserter(out));
    }
    arrange(object.type, out);
    return out;
}

AttributeChange ShapeStage::singleUpdate(const space::SpaceObject &object, const AttributeChange &change,
                                         Findings &findings) const
{
    const auto adds = valuesOf(change, ValueModificationType::Add);
    if (adds.empty())
        return AttributeChange::remove(change.name, change.type, false);
    const auto *inImage = object.image ? object.image->find(change.name) : nullptr;
    auto old = valuesOf(change, ValueModificationType::Delete); // a recorded one
    if (old.empty() && inImage != nullptr && inImage->values.front() != adds.front())
        old.push_back(inImage->values.front());
    if (!old.empty())
        return AttributeChange::update(change.name, {adds.front()}, {old.front()}, change.type, false);
    if (change.modification == Modification::Add || object.image)
        return AttributeChange::add(change.name, {adds.front()}, change.type, false);
    if (!change.encrypted) // a secret's old value is never known
        findings.push_back(oldValueUnknown(object, change));
    return AttributeChange::replace(change.name, {adds.front()}, change.type, false);
}

AttributeChange ShapeStage::multiUpdate(const space::SpaceObject &object, const AttributeChange &change, Findings &findings) const
{
    if (change.modification != Modification::Replace)
        return change; // deltas as they are, also those set by hand (compose-1)
    if (!object.image) {
        findings.push_back(oldValueUnknown(object, change));
        return change;
    }
    const auto *before = object.image->find(change.name);
    space::Image old;
    if (before != nullptr)
        old.attributes.push_back(*before);
    auto delta = space::computeChange(old, space::applyChanges(old, {change}));
    if (delta.changes.empty())
        return change;
    return std::move(delta.changes.front());
}

AttributeChange ShapeStage::replacement(const space::SpaceObject &object, const AttributeChange &change) const
{
    if (change.modification == Modification::Delete)
        return AttributeChange::remove(change.name, change.type, change.multiValued);
    std::vector<AttributeValue> values;
    if (change.encrypted) {
        values = valuesOf(change, ValueModificationType::Add);
    } else {
        const space::Image before = isNew(object.pending.operation) ? space::Image{} : object.image.value_or(space::Image{});
        const auto after = space::applyChanges(before, {change});
        if (const auto *attribute = after.find(change.name))
            values = attribute->values;
    }
    return values.empty() ? AttributeChange::remove(change.name, change.type, change.multiValued)
                          : AttributeChange::replace(change.name, std::move(values), change.type, change.multiValued);
}

std::vector<AttributeChange> ShapeStage::asUpdate(const space::SpaceObject &object, const std::vector<AttributeChange> &changes,
                                                  MAExportType shape, Findings &findings) const
{
    std::vector<AttributeChange> out;
    out.reserve(changes.size());
    for (const auto &change : changes) {
        if (change.modification == Modification::Delete)
            out.push_back(AttributeChange::remove(change.name, change.type, change.multiValued));
        else if (!hasDeltas(shape, change))
            out.push_back(replacement(object, change));
        else
            out.push_back(change.multiValued ? multiUpdate(object, change, findings) : singleUpdate(object, change, findings));
        out.back() = withSecrecy(std::move(out.back()), change);
    }
    arrange(object.type, out);
    return out;
}

std::vector<AttributeChange> ShapeStage::asReplace(const space::SpaceObject &object,
                                                   const std::vector<AttributeChange> &changes) const
{
    auto out = space::changesOfAdd(fullImage(object, changes));
    std::erase_if(out, [&](const AttributeChange &add) { return !m_select.whyNot(object.type, add.name).empty(); });
    for (const auto &change : changes) { // a secret is in no image
        if (change.encrypted && !change.values.empty())
            out.push_back(withSecrecy(
                AttributeChange::add(change.name, valuesOf(change, ValueModificationType::Add), change.type, change.multiValued),
                change));
    }
    arrange(object.type, out);
    return out;
}

void ShapeStage::arrange(std::string_view type, std::vector<AttributeChange> &changes) const
{
    const auto *schemaType = m_context.schema.find(type);
    if (schemaType == nullptr)
        return;
    const auto &attributes = schemaType->attributes;
    std::vector<std::pair<std::size_t, std::size_t>> places; // place in the schema, place here
    places.reserve(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        std::size_t place = attributes.size();
        for (std::size_t k = 0; k < attributes.size() && place == attributes.size(); ++k) {
            if (equalsIgnoreCase(attributes[k].name, changes[i].name))
                place = k;
        }
        if (place < attributes.size()) {
            changes[i].name = attributes[place].name;
            changes[i].multiValued = attributes[place].multiValued;
            if (attributes[place].type != AttributeType::Undefined)
                changes[i].type = attributes[place].type;
        }
        std::stable_partition(changes[i].values.begin(), changes[i].values.end(),
                              [](const ValueChange &v) { return v.modification == ValueModificationType::Add; });
        places.emplace_back(place, i);
    }
    std::sort(places.begin(), places.end());
    std::vector<AttributeChange> arranged;
    arranged.reserve(changes.size());
    for (const auto &place : places)
        arranged.push_back(std::move(changes[place.second]));
    changes = std::move(arranged);
}

} // namespace anchorage::engine
