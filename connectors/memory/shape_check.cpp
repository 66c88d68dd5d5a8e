#include "connectors/memory/shape_check.h"

#include "connectors/memory/directory.h"
#include "connectors/memory/normalization.h"

#include <algorithm>
#include <set>

namespace anchorage::memory {

namespace {

using Object = ObjectModificationType;
using Attribute = AttributeModificationType;
using Type = MAExportType;

bool isPassword(const AttributeChange &change)
{
    return equalsIgnoreCase(change.name, exportPasswordAttribute);
}

bool isDnChange(const AttributeChange &change)
{
    return change.name == dnAttribute;
}

std::string text(std::string_view enumeration, auto value)
{
    return std::string(enumeration) + '=' + std::string(name(value));
}

std::string attributeText(const AttributeChange &change)
{
    return "attribute " + change.name;
}

std::size_t countValues(const AttributeChange &change, ValueModificationType kind)
{
    return static_cast<std::size_t>(std::count_if(change.values.begin(), change.values.end(),
                                                  [kind](const ValueChange &v) { return v.modification == kind; }));
}

std::optional<Fault> objectFault(const CsEntryChange &entry, const EntryPast &past, const ShapeRules &rules)
{
    const auto &capabilities = rules.capabilities;
    const bool objectReplace = capabilities.exportType == Type::ObjectReplace;
    switch (entry.modification) {
    case Object::Add:
        return std::nullopt;
    case Object::Delete:
        if (!entry.changes.empty())
            return Fault{"a Delete with attribute changes", "the object modification Delete (ecma2.md 2)"};
        return std::nullopt;
    case Object::Replace:
        if (!objectReplace && !capabilities.deleteAddAsReplace)
            return Fault{"an object Replace", text("exportType", capabilities.exportType) + " with deleteAddAsReplace=false"};
        return std::nullopt;
    case Object::Update: {
        // An Add without attributes comes again without any when a retry was asked for (action-2).
        if (entry.changes.empty() && !past.askedForRetry)
            return Fault{"an Update without changes", "select-2"};
        // Under ObjectReplace only what RetryReferenceAttribute brings back and a later password are Updates.
        const bool onlyPassword = std::all_of(entry.changes.begin(), entry.changes.end(), isPassword);
        if (objectReplace && !onlyPassword && !past.askedForRetry)
            return Fault{"an Update", "exportType=ObjectReplace (shape-3: Replace with every attribute)"};
        return std::nullopt;
    }
    default:
        return Fault{"the object modification " + std::string(name(entry.modification)), "the hand-over itself (ecma2.md 3.2)"};
    }
}

std::optional<Fault> dnChangeFault(const CsEntryChange &entry, const AttributeChange &change, const ShapeRules &rules)
{
    if (!rules.capabilities.objectRename)
        return Fault{"a DN change", "objectRename=false"};
    if (rules.capabilities.distinguishedNameStyle == MADistinguishedNameStyle::None)
        return Fault{"a DN change", "distinguishedNameStyle=None"};
    if (entry.modification != Object::Update && entry.modification != Object::Replace)
        return Fault{"a DN change on " + std::string(name(entry.modification)), "rename-1"};
    if (change.modification != Attribute::Update || change.values.size() != 2
        || countValues(change, ValueModificationType::Add) != 1 || countValues(change, ValueModificationType::Delete) != 1)
        return Fault{"a DN change that is no Update with one Add and one Delete", "rename-1"};
    const auto &old = *std::find_if(change.values.begin(), change.values.end(),
                                    [](const ValueChange &v) { return v.modification == ValueModificationType::Delete; });
    if (toText(old.value) != entry.dn)
        return Fault{"a DN change whose old value is \"" + toText(old.value) + "\"", "rename-1 (the entry's DN is the old one)"};
    if (entry.dnAfter() == entry.dn)
        return Fault{"a DN change to the same DN", "rename-1"};
    return std::nullopt;
}

/// What the schema that Open got says of an attribute.
std::optional<Fault> schemaFault(const SchemaType &type, const AttributeChange &change)
{
    const auto *attribute = type.find(change.name);
    if (!attribute)
        return Fault{attributeText(change), "the selection: type " + type.name + " was opened without it (select-1)"};
    if (attribute->operation == AttributeOperation::ImportOnly)
        return Fault{attributeText(change), "AllowedAttributeOperation=ImportOnly (select-1)"};
    if (attribute->multiValued != change.multiValued)
        return Fault{attributeText(change) + (change.multiValued ? " as multi-valued" : " as single-valued"), "the schema"};
    if (attribute->type != change.type && attribute->type != AttributeType::Undefined)
        return Fault{attributeText(change) + " as " + std::string(name(change.type)),
                     "the schema, which says " + std::string(name(attribute->type))};
    return std::nullopt;
}

std::optional<Fault> valuesFault(const AttributeChange &change)
{
    const auto adds = countValues(change, ValueModificationType::Add);
    const auto deletes = countValues(change, ValueModificationType::Delete);
    if (adds + deletes != change.values.size())
        return Fault{attributeText(change) + " with a value that is neither Add nor Delete",
                     "the hand-over itself (ecma2.md 3.2)"};
    std::set<AttributeValue> seen;
    bool deletesBegan = false;
    for (const auto &value : change.values) {
        if (typeOf(value.value) != change.type && change.type != AttributeType::Undefined)
            return Fault{attributeText(change) + " with a value of type " + std::string(name(typeOf(value.value))),
                         "its data type " + std::string(name(change.type))};
        if (value.modification == ValueModificationType::Delete)
            deletesBegan = true;
        else if (deletesBegan)
            return Fault{attributeText(change) + " with a value Add after a value Delete",
                         "the order of values (engine.md, text form)"};
        if (!seen.insert(value.value).second)
            return Fault{attributeText(change) + " with the value \"" + toText(value.value) + "\" twice", "values being a set"};
    }
    switch (change.modification) {
    case Attribute::Delete:
        if (!change.values.empty())
            return Fault{attributeText(change) + ": Delete with values", "the attribute modification Delete (ecma2.md 2)"};
        break;
    case Attribute::Add:
    case Attribute::Replace:
        if (adds == 0 || deletes != 0)
            return Fault{attributeText(change) + ": " + std::string(name(change.modification))
                             + " that is not made of value Adds",
                         "the attribute modification (ecma2.md 4.1)"};
        if (!change.multiValued && adds > 1)
            return Fault{attributeText(change) + " with " + std::to_string(adds) + " values", "being single-valued"};
        break;
    case Attribute::Update:
        if (change.values.empty())
            return Fault{attributeText(change) + ": Update without values", "the attribute modification Update (ecma2.md 4.1)"};
        if (!change.multiValued && (adds != 1 || deletes != 1))
            return Fault{attributeText(change) + ": single-valued Update that is not one Add and one Delete", "shape-1"};
        break;
    default:
        return Fault{attributeText(change) + " with the modification " + std::string(name(change.modification)),
                     "the hand-over itself (ecma2.md 3.2)"};
    }
    return std::nullopt;
}

std::optional<Fault> passwordFault(const CsEntryChange &entry, const EntryPast &past, const ShapeRules &rules)
{
    if (entry.modification == Object::Add && !rules.capabilities.exportPasswordInFirstPass)
        return Fault{"export_password in the Add", "exportPasswordInFirstPass=false (pwd-1)"};
    if (entry.modification == Object::Update && past.added && rules.capabilities.exportPasswordInFirstPass && !past.askedForRetry)
        return Fault{"export_password in a later pass", "exportPasswordInFirstPass=true (pwd-1)"};
    if (entry.modification == Object::Update && past.added && entry.changes.size() > 1 && !past.askedForRetry)
        return Fault{"export_password together with other changes after the Add", "pwd-1 (an Update carrying only it)"};
    return std::nullopt;
}

/// Which attribute modifications an Update may use under the export type.
std::optional<Fault> updateFault(const AttributeChange &change, const ShapeRules &rules)
{
    const auto fault = [&](std::string_view rule) {
        return Fault{attributeText(change) + ": " + std::string(name(change.modification)),
                     text("exportType", rules.capabilities.exportType) + " (" + std::string(rule) + ')'};
    };
    if (rules.fullExport) {
        if (change.modification != Attribute::Replace && change.modification != Attribute::Delete)
            return fault("full-1: a full export's Update has attribute Replaces");
        return std::nullopt;
    }
    const bool deltas = change.type == AttributeType::Reference && change.multiValued
        && rules.capabilities.exportType == Type::MultivaluedReferenceAttributeUpdate;
    switch (rules.capabilities.exportType) {
    case Type::AttributeUpdate:
        if (change.modification == Attribute::Replace && !rules.replaceInUpdate)
            return fault("shape-1: deltas only");
        return std::nullopt;
    case Type::AttributeReplace:
    case Type::MultivaluedReferenceAttributeUpdate:
        if (deltas) {
            if (change.modification == Attribute::Replace && !rules.replaceInUpdate)
                return fault("shape-4: multi-valued references as deltas");
            return std::nullopt;
        }
        if (change.modification != Attribute::Replace && change.modification != Attribute::Delete)
            return fault("shape-2: Replace with the full value set, or Delete");
        return std::nullopt;
    case Type::ObjectReplace:
        return std::nullopt; // only after RetryReferenceAttribute; its form is not established (ecma2.md 3.1)
    }
    return std::nullopt;
}

std::optional<Fault> changeFault(const CsEntryChange &entry, const AttributeChange &change, const SchemaType &type,
                                 const EntryPast &past, const ShapeRules &rules)
{
    if (isDnChange(change))
        return dnChangeFault(entry, change, rules);
    if (isPassword(change)) {
        return passwordFault(entry, past, rules); // which attribute modification carries it is not established
    }
    if (auto fault = schemaFault(type, change))
        return fault;
    if (auto fault = valuesFault(change))
        return fault;
    if (entry.modification != Object::Update) {
        if (change.modification != Attribute::Add)
            return Fault{attributeText(change) + ": " + std::string(name(change.modification)) + " on an object "
                             + std::string(name(entry.modification)),
                         "the pair of modifications: Add and Replace carry attribute Adds only (ecma2.md 2)"};
        return std::nullopt;
    }
    // What comes back after RetryReferenceAttribute has a form of its own (action-2).
    return past.askedForRetry ? std::nullopt : updateFault(change, rules);
}

std::optional<Fault> anchorFault(const CsEntryChange &entry, const SchemaType &type, const ShapeRules &rules)
{
    const auto &capabilities = rules.capabilities;
    for (const auto &anchor : entry.anchors) {
        if (!anchor.value)
            continue; // option emptyAnchors=null
        const auto *attribute = type.find(anchor.name);
        if (attribute && attribute->type != typeOf(*anchor.value) && attribute->type != AttributeType::Undefined)
            return Fault{"anchor " + anchor.name + " as " + std::string(name(typeOf(*anchor.value))),
                         "the schema, which says " + std::string(name(attribute->type)) + " (anchor-7)"};
        const auto *textual = std::get_if<std::string>(&*anchor.value);
        if (textual && capabilities.normalizations.uppercase && hasLowerCase(*textual))
            return Fault{"anchor " + anchor.name + " \"" + *textual + "\" with lower-case letters", "normalizations=Uppercase"};
        if (textual && capabilities.normalizations.removeAccents && hasAccents(*textual))
            return Fault{"anchor " + anchor.name + " \"" + *textual + "\" with accents", "normalizations=RemoveAccents"};
    }
    const bool complete = !entry.anchors.empty()
        && std::all_of(entry.anchors.begin(), entry.anchors.end(), [](const AnchorAttribute &a) { return a.value.has_value(); });
    if (!complete || entry.modification == Object::Add)
        return std::nullopt;
    const auto anchor = anchorText(entry.anchors);
    if (capabilities.distinguishedNameStyle == MADistinguishedNameStyle::None && anchor != entry.dn)
        return Fault{"the anchor \"" + anchor + "\" under another DN",
                     "distinguishedNameStyle=None: the anchor is the name (anchor-6)"};
    if (capabilities.isDNAsAnchor
        && dnKey(anchor, MADistinguishedNameStyle::Ldap) != dnKey(entry.dn, MADistinguishedNameStyle::Ldap))
        return Fault{"the anchor \"" + anchor + "\" under another DN", "isDNAsAnchor=true"};
    return std::nullopt;
}

} // namespace

bool hasReferenceValues(const AttributeChange &change)
{
    return change.type == AttributeType::Reference && !isDnChange(change) && !change.values.empty();
}

std::optional<Fault> shapeFault(const CsEntryChange &entry, const EntryPast &past, const ShapeRules &rules)
{
    if (entry.dn.empty())
        return Fault{"an empty DN", text("distinguishedNameStyle", rules.capabilities.distinguishedNameStyle) + " (ecma2.md 4)"};
    const auto *type = rules.types->find(entry.objectType);
    if (!type)
        return Fault{"the object type \"" + entry.objectType + '"', "the selection: Open got no such type (select-1)"};
    if (auto fault = objectFault(entry, past, rules))
        return fault;
    std::set<std::string_view, NameLess> names;
    for (const auto &change : entry.changes) {
        if (!names.insert(change.name).second)
            return Fault{attributeText(change) + " twice", "AttributeChanges being keyed by name (ecma2.md 2)"};
        if (auto fault = changeFault(entry, change, *type, past, rules))
            return fault;
    }
    return anchorFault(entry, *type, rules);
}

} // namespace anchorage::memory
