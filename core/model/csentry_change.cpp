#include "core/model/csentry_change.h"

#include "core/model/distinguished_name.h"

namespace anchorage {

namespace {

std::vector<ValueChange> valueChanges(std::vector<AttributeValue> values, ValueModificationType modification)
{
    std::vector<ValueChange> out;
    out.reserve(values.size());
    for (auto &value : values)
        out.push_back({std::move(value), modification});
    return out;
}

} // namespace

AttributeChange AttributeChange::add(std::string name, std::vector<AttributeValue> values, AttributeType type, bool multiValued)
{
    return {std::move(name), type, multiValued, AttributeModificationType::Add,
            valueChanges(std::move(values), ValueModificationType::Add)};
}

AttributeChange AttributeChange::replace(std::string name, std::vector<AttributeValue> values, AttributeType type,
                                         bool multiValued)
{
    return {std::move(name), type, multiValued, AttributeModificationType::Replace,
            valueChanges(std::move(values), ValueModificationType::Add)};
}

AttributeChange AttributeChange::update(std::string name, std::vector<AttributeValue> adds, std::vector<AttributeValue> deletes,
                                        AttributeType type, bool multiValued)
{
    auto values = valueChanges(std::move(adds), ValueModificationType::Add);
    for (auto &value : deletes)
        values.push_back({std::move(value), ValueModificationType::Delete});
    return {std::move(name), type, multiValued, AttributeModificationType::Update, std::move(values)};
}

AttributeChange AttributeChange::remove(std::string name, AttributeType type, bool multiValued)
{
    return {std::move(name), type, multiValued, AttributeModificationType::Delete, {}};
}

AttributeChange AttributeChange::rename(std::string newDn, std::string oldDn)
{
    return update(std::string(dnAttribute), {std::move(newDn)}, {std::move(oldDn)}, AttributeType::String, false);
}

const AttributeChange *CsEntryChange::find(std::string_view attribute) const
{
    for (const auto &change : changes)
        if (equalsIgnoreCase(change.name, attribute))
            return &change;
    return nullptr;
}

std::string CsEntryChange::dnAfter() const
{
    for (const auto &change : changes) {
        if (change.name != dnAttribute)
            continue;
        for (const auto &value : change.values)
            if (value.modification == ValueModificationType::Add)
                return toText(value.value);
    }
    return dn;
}

CsEntryChangeResult CsEntryChangeResult::create(Guid identifier, std::vector<AttributeChange> anchors, MAExportError error,
                                                std::string errorName, std::string errorDetail)
{
    return {identifier, std::move(anchors), error, std::move(errorName), std::move(errorDetail)};
}

} // namespace anchorage
