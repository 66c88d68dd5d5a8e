#include "core/engine/select.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::engine {

std::optional<Removal> SelectStage::wholeEntry(std::string_view type, std::string_view dn) const
{
    const bool schemaKnown = !m_context.schema.types.empty();
    const bool known = !schemaKnown || m_context.schema.find(type) != nullptr;
    if (known && m_context.selection.hasType(type))
        return std::nullopt;
    const std::string reason = "object type " + std::string(type) + (known ? " is not selected" : " is not in the schema");
    return Removal{Removal::Stage::Select, std::string(dn), {}, {}, "select-1", reason};
}

std::string SelectStage::whyNot(std::string_view type, std::string_view attribute) const
{
    // The engine's own attribute: it is in no connector's schema, and every MA has it selected (ecma2.md 4).
    if (equalsIgnoreCase(attribute, exportPasswordAttribute))
        return {};
    const auto *schemaType = m_context.schema.find(type);
    const auto *known = schemaType == nullptr ? nullptr : schemaType->find(attribute);
    if (known != nullptr && known->operation == AttributeOperation::ImportOnly)
        return "attribute " + std::string(attribute) + " is import-only";
    const auto *openType = m_context.openSchema.find(type);
    if (openType != nullptr ? openType->find(attribute) != nullptr : m_context.selection.hasAttribute(attribute))
        return {};
    if (schemaType != nullptr && known == nullptr)
        return "attribute " + std::string(attribute) + " is not in the schema of type " + std::string(type);
    return "attribute " + std::string(attribute) + " is not selected";
}

void SelectStage::apply(const space::SpaceObject &object, std::vector<AttributeChange> &changes,
                        std::vector<AttributeChange> &rest, std::vector<Removal> &removals) const
{
    const auto isRemoved = [&](AttributeChange &change) {
        if (change.name == dnAttribute)
            return false;
        const std::string why = whyNot(object.type, change.name);
        if (why.empty())
            return false;
        removals.push_back({Removal::Stage::Select, object.dn, change.name, {}, "select-1", why});
        rest.push_back(std::move(change));
        return true;
    };
    changes.erase(std::remove_if(changes.begin(), changes.end(), isRemoved), changes.end());
}

} // namespace anchorage::engine
