#include "connectors/memory/settings.h"

namespace anchorage::memory {

namespace {

SchemaAttribute attribute(std::string name, AttributeType type = AttributeType::String, bool multiValued = false)
{
    return {.name = std::move(name), .type = type, .multiValued = multiValued};
}

} // namespace

Schema defaultSchema(AnchorKind anchorKind, MADistinguishedNameStyle style)
{
    auto id = attribute("id");
    id.anchor = true;
    // What the target makes cannot be written: the bench must not send it (select-1).
    id.operation = anchorKind == AnchorKind::Given ? AttributeOperation::ImportExport : AttributeOperation::ImportOnly;
    id.required = anchorKind == AnchorKind::Given;

    Schema schema;
    schema.types.push_back(
        {.name = "user",
         .locked = true,
         .attributes = {id, attribute("mail"), attribute("phone"), attribute("title"),
                        attribute("proxy", AttributeType::String, true), attribute("manager", AttributeType::Reference),
                        attribute("seeAlso", AttributeType::Reference, true)},
         .possibleDnComponents = {}});
    schema.types.push_back({.name = "group",
                            .locked = true,
                            .attributes = {id, attribute("description"), attribute("member", AttributeType::Reference, true)},
                            .possibleDnComponents = {}});
    schema.types.push_back(
        {.name = "organizationalUnit", .locked = true, .attributes = {id, attribute("description")}, .possibleDnComponents = {}});
    if (style == MADistinguishedNameStyle::Ldap) {
        for (auto &type : schema.types)
            type.possibleDnComponents = {type.name == "organizationalUnit" ? "ou" : "cn"};
    }
    return schema;
}

} // namespace anchorage::memory
