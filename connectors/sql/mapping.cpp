#include "connectors/sql/mapping.h"

#include "core/model/csentry_change.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::sql {

const AttributeMapping *TypeMapping::find(std::string_view attribute) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const AttributeMapping &a) { return equalsIgnoreCase(a.name, attribute); });
    return found == attributes.end() ? nullptr : &*found;
}

const TypeMapping *Mapping::find(std::string_view type) const
{
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const TypeMapping &t) { return equalsIgnoreCase(t.name, type); });
    return found == types.end() ? nullptr : &*found;
}

std::vector<const TypeMapping *> Mapping::targets(const AttributeMapping &reference) const
{
    std::vector<const TypeMapping *> out;
    for (const auto &type : types) {
        const bool isMeant = reference.to.empty()
            || std::any_of(reference.to.begin(), reference.to.end(),
                           [&](const std::string &name) { return equalsIgnoreCase(name, type.name); });
        if (isMeant)
            out.push_back(&type);
    }
    return out;
}

Schema Mapping::schema() const
{
    Schema out;
    for (const auto &type : types) {
        SchemaType shown{.name = type.name, .locked = true, .attributes = {}, .possibleDnComponents = {}};
        shown.attributes.push_back(
            {.name = type.anchor.attribute,
             .type = type.anchor.type,
             .multiValued = false,
             .anchor = true,
             .operation = type.anchor.made ? AttributeOperation::ImportOnly : AttributeOperation::ImportExport,
             .required = !type.anchor.made});
        for (const auto &attribute : type.attributes)
            shown.attributes.push_back(
                {.name = attribute.name,
                 .type = attribute.type,
                 .multiValued = attribute.isMultiValued(),
                 .anchor = false,
                 .operation = attribute.readOnly ? AttributeOperation::ImportOnly : AttributeOperation::ImportExport,
                 .required = attribute.required});
        out.types.push_back(std::move(shown));
    }
    return out;
}

namespace {

Result<void> checkNames(const TypeMapping &type)
{
    std::vector<std::string_view> seen{type.anchor.attribute};
    for (const auto &attribute : type.attributes) {
        const auto isSame = [&](std::string_view name) { return equalsIgnoreCase(name, attribute.name); };
        if (std::any_of(seen.begin(), seen.end(), isSame))
            return fail(ErrorCode::Input, "the attribute \"" + attribute.name + "\" stands twice, one of them may be the anchor");
        if (equalsIgnoreCase(attribute.name, dnAttribute))
            return fail(ErrorCode::Input, "no attribute can be called DN: it is the object's name, give its column as \"dn\"");
        seen.emplace_back(attribute.name);
    }
    return {};
}

} // namespace

Result<void> Mapping::check(bool hasDn) const
{
    for (const auto &type : types) {
        const ErrorContext where{.entry = "type " + type.name};
        if (hasDn && type.dn.empty())
            return fail(ErrorCode::Input,
                        "\"dn\" is missing: with the style Generic or Ldap it names the column of the DN "
                        "(or set distinguishedNameStyle to None)",
                        where);
        if (!hasDn && !type.dn.empty())
            return fail(ErrorCode::Input,
                        "\"dn\" is given, but with distinguishedNameStyle None the anchor is the name: take one of them away",
                        where);
        if (auto names = checkNames(type); !names)
            return fail(ErrorCode::Input, names.error().message, where);
        for (const auto &attribute : type.attributes) {
            const ErrorContext at{.entry = "type " + type.name + ", attribute " + attribute.name};
            for (const auto &name : attribute.to) {
                if (!find(name))
                    return fail(ErrorCode::Input, R"("to" names the type ")" + name + "\", which is not mapped", at);
            }
            if (!attribute.isReference())
                continue;
            if (!hasDn && attribute.stores == Stores::Dn)
                return fail(ErrorCode::Input, "with distinguishedNameStyle None a reference stores the anchor, there is no DN",
                            at);
            const auto possible = targets(attribute);
            const bool oneSpace =
                ids && std::all_of(possible.begin(), possible.end(), [](const TypeMapping *t) { return t->anchor.made; });
            if (attribute.stores == Stores::Anchor && possible.size() > 1 && !oneSpace)
                return fail(ErrorCode::Input,
                            "it could point to several types, whose ids may be equal: name one type in \"to\", let one "
                            "\"ids\" table make the ids of all, or store the DN (\"stores\": \"dn\")",
                            at);
        }
    }
    return {};
}

} // namespace anchorage::sql
