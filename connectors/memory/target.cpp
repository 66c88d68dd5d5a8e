#include "connectors/memory/target.h"

#include "connectors/memory/anchor.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace anchorage::memory {

namespace {

using Error = MAExportError;

constexpr std::size_t longestAnchor = 800; // the engine's column (ecma2.md 3, error 23)

Outcome refused(Error code, std::string detail)
{
    return {.code = code, .errorName = std::string(engineString(code)), .errorDetail = std::move(detail), .id = 0};
}

bool isFine(const Outcome &outcome)
{
    return outcome.code == Error::Success;
}

/// Naming contexts are there without an object: a parent made of dc, o and c components only.
bool isNamingContext(std::string dn)
{
    for (; !dn.empty(); dn = dnParent(dn, MADistinguishedNameStyle::Ldap)) {
        const auto rdn = foldCase(dnRdn(dn, MADistinguishedNameStyle::Ldap));
        if (!rdn.starts_with("dc=") && !rdn.starts_with("o=") && !rdn.starts_with("c="))
            return false;
    }
    return true;
}

bool isPassword(const AttributeChange &change)
{
    return equalsIgnoreCase(change.name, exportPasswordAttribute);
}

bool isData(const AttributeChange &change)
{
    return change.name != dnAttribute && !isPassword(change);
}

bool sameValues(const std::vector<AttributeValue> &values, const AttributeValue &value)
{
    return values.size() == 1 && values.front() == value;
}

/// Attribute Add brings a value to a single-valued attribute that holds another one.
const AttributeChange *secondValue(const CsEntryChange &entry, const StoredObject &object)
{
    for (const auto &change : entry.changes) {
        if (!isData(change) || change.multiValued || change.modification != AttributeModificationType::Add
            || change.values.empty())
            continue;
        const auto held = object.attributes.find(change.name);
        if (held != object.attributes.end() && !held->second.empty() && !sameValues(held->second, change.values.front().value))
            return &change;
    }
    return nullptr;
}

} // namespace

Target::Target(const Settings &settings, const Schema &types, Directory &directory)
    : m_settings(settings), m_types(types), m_directory(directory), m_style(settings.capabilities.distinguishedNameStyle)
{
}

const SchemaType *Target::type(std::string_view name) const
{
    // The target knows its own schema; a project may bring another one, which Open shows.
    const auto *own = m_settings.schema.find(name);
    return own ? own : m_types.find(name);
}

Outcome Target::apply(const CsEntryChange &entry)
{
    switch (entry.modification) {
    case ObjectModificationType::Add:
        return add(entry);
    case ObjectModificationType::Update:
    case ObjectModificationType::Replace:
        return change(entry);
    case ObjectModificationType::Delete:
        return remove(entry);
    default:
        return refused(Error::ExportErrorConnectedDirectoryError,
                       "the object modification " + std::string(name(entry.modification)) + " means nothing to a directory");
    }
}

Directory::Id Target::locate(const CsEntryChange &entry) const
{
    const bool complete = !entry.anchors.empty()
        && std::all_of(entry.anchors.begin(), entry.anchors.end(), [](const AnchorAttribute &a) { return a.value.has_value(); });
    const auto byDn = m_directory.findByDn(entry.dn);
    // Normalized anchors are not the ones this directory gave.
    if (!complete || m_settings.capabilities.normalizations != MANormalizations{})
        return byDn;
    if (const auto byAnchor = m_directory.findByAnchor(entry.objectType, anchorText(entry.anchors)); byAnchor != 0)
        return byAnchor;
    // An object that has no anchor here cannot contradict the one that came.
    const auto *object = m_directory.at(byDn);
    return object && object->anchors.empty() ? byDn : 0;
}

Outcome Target::checkName(const std::string &dn) const
{
    if (auto valid = dnValidate(dn, m_style); !valid)
        return refused(Error::ExportErrorInvalidDN, valid.error().message);
    if (m_style != MADistinguishedNameStyle::Ldap || m_settings.missingParent == MissingParent::Ignore)
        return {};
    const auto parent = dnParent(dn, m_style);
    const auto isPartition = [&](const Partition &partition) { return dnKey(partition.dn, m_style) == dnKey(parent, m_style); };
    if (isNamingContext(parent) || m_directory.findByDn(parent) != 0
        || std::any_of(m_settings.partitions.begin(), m_settings.partitions.end(), isPartition))
        return {};
    return refused(m_settings.missingParent == MissingParent::Provision ? Error::ExportActionProvisioningParent
                                                                        : Error::ExportErrorNonExistingParent,
                   "there is no " + parent);
}

Outcome Target::checkReferences(const CsEntryChange &entry) const
{
    if (m_settings.missingReference == MissingReference::Accept)
        return {};
    for (const auto &change : entry.changes) {
        for (const auto &value : change.values) {
            const auto *reference = std::get_if<Reference>(&value.value);
            if (!reference || value.modification != ValueModificationType::Add || m_directory.findByDn(reference->dn) != 0
                || dnKey(reference->dn, m_style) == dnKey(entry.dnAfter(), m_style))
                continue;
            return refused(m_settings.missingReference == MissingReference::Retry ? Error::ExportActionRetryReferenceAttribute
                                                                                  : Error::ExportErrorReferenceAttributeFailure,
                           change.name + " refers to " + reference->dn + ", which is not there");
        }
    }
    return {};
}

Outcome Target::checkPassword(const CsEntryChange &entry) const
{
    const auto *password = entry.find(exportPasswordAttribute);
    if (!password || password->values.empty())
        return {};
    const auto *text = std::get_if<std::string>(&password->values.front().value);
    if (text && text->size() >= static_cast<std::size_t>(m_settings.minimumPasswordLength))
        return {};
    return refused(Error::ExportErrorPasswordPolicyViolation,
                   "a password has at least " + std::to_string(m_settings.minimumPasswordLength) + " bytes");
}

/// Ldap: the attribute that names the object can only be changed with the name.
Outcome Target::checkNaming(const CsEntryChange &entry) const
{
    if (m_style != MADistinguishedNameStyle::Ldap)
        return {};
    const auto rdn = dnRdn(entry.dnAfter(), m_style);
    const auto equals = rdn.find('=');
    if (equals == std::string::npos || rdn.find_first_of("\\+\"") != std::string::npos)
        return {}; // escaped and multi-valued names are left to the person
    const auto *change = entry.find(rdn.substr(0, equals));
    if (!change || change->modification == AttributeModificationType::Add)
        return {};
    const auto name = foldCase(rdn.substr(equals + 1));
    const bool takesName = std::any_of(change->values.begin(), change->values.end(), [&](const ValueChange &v) {
        return v.modification == ValueModificationType::Delete && foldCase(toText(v.value)) == name;
    });
    const bool keepsName = std::any_of(change->values.begin(), change->values.end(), [&](const ValueChange &v) {
        return v.modification == ValueModificationType::Add && foldCase(toText(v.value)) == name;
    });
    if (takesName || (change->modification != AttributeModificationType::Update && !keepsName))
        return refused(Error::ExportErrorChangeNamingAttribute, change->name + " names the object: rename it instead");
    return {};
}

Outcome Target::checkRequired(const StoredObject &object, const StoredObject *before) const
{
    const auto *known = type(object.type);
    if (!known)
        return {};
    const auto holds = [](const StoredObject &o, const std::string &attribute) {
        const auto found = o.attributes.find(attribute);
        return found != o.attributes.end() && !found->second.empty();
    };
    for (const auto &attribute : known->attributes) {
        const bool made = attribute.anchor && m_settings.anchorKind != AnchorKind::Given;
        if (!attribute.required || made || holds(object, attribute.name))
            continue;
        if (!before)
            return refused(Error::ExportErrorMissingProvisioningAttribute, "a new " + object.type + " needs " + attribute.name);
        if (holds(*before, attribute.name))
            return refused(Error::ExportErrorConstraintViolation, "a " + object.type + " cannot be without " + attribute.name);
    }
    return {};
}

Outcome Target::checkAnchor(const StoredObject &object, Directory::Id self) const
{
    std::vector<AnchorAttribute> anchors;
    for (const auto &name : object.anchors) {
        const auto values = object.attributes.find(name);
        if (values == object.attributes.end() || values->second.empty())
            return {};
        if (values->second.size() > 1)
            return refused(Error::ExportErrorMultiValuedAnchorComponent,
                           name + " is part of the anchor and has more than one value");
        anchors.push_back({name, values->second.front()});
    }
    const auto text = anchorText(anchors);
    if (text.size() > longestAnchor)
        return refused(Error::ExportErrorAnchorTooLong,
                       "the anchor has " + std::to_string(text.size()) + " bytes, at most " + std::to_string(longestAnchor)
                           + " fit");
    if (const auto other = m_directory.findByAnchor(object.type, text); !anchors.empty() && other != 0 && other != self)
        return refused(m_style == MADistinguishedNameStyle::None ? Error::ExportErrorConnectedDirectoryExistingObject
                                                                 : Error::ExportErrorDuplicateAnchor,
                       m_directory.at(other)->dn + " has the anchor " + text);
    return {};
}

void Target::putValues(StoredObject &object, const AttributeChange &change) const
{
    auto &held = object.attributes[change.name];
    const bool fresh = change.modification == AttributeModificationType::Replace
        || change.modification == AttributeModificationType::Delete
        || (change.modification == AttributeModificationType::Update && !change.multiValued);
    if (fresh)
        held.clear();
    // By key, not value beside value: a group may have 100 000 members.
    const auto keyOf = [this](const AttributeValue &value) {
        const auto *reference = std::get_if<Reference>(&value);
        return std::to_string(value.index()) + (reference ? dnKey(reference->dn, m_style) : toText(value));
    };
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < held.size(); ++i)
        places.emplace(keyOf(held[i]), i);
    std::vector<bool> gone(held.size());
    for (const auto &value : change.values) {
        auto key = keyOf(value.value);
        const auto found = places.find(key);
        if (value.modification == ValueModificationType::Add && found == places.end()) {
            places.emplace(std::move(key), held.size());
            held.push_back(value.value);
            gone.push_back(false);
        } else if (value.modification == ValueModificationType::Delete && found != places.end()) {
            gone[found->second] = true;
            places.erase(found);
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (gone[i])
            continue;
        if (kept != i)
            held[kept] = std::move(held[i]);
        ++kept;
    }
    held.resize(kept);
}

void Target::alter(StoredObject &object) const
{
    for (const auto &[attribute, alteration] : m_settings.alterations) {
        const auto found = object.attributes.find(attribute);
        if (found == object.attributes.end())
            continue;
        if (alteration == Alteration::Drop) {
            object.attributes.erase(found);
            continue;
        }
        for (auto &value : found->second) {
            if (auto *text = std::get_if<std::string>(&value))
                std::transform(text->begin(), text->end(), text->begin(), [lower = alteration == Alteration::LowerCase](char c) {
                    if (lower)
                        return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
                    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 32) : c;
                });
        }
    }
}

Outcome Target::missing(const CsEntryChange &entry) const
{
    if (m_settings.missingObject == MissingObject::ConvertToAdd && entry.modification != ObjectModificationType::Delete)
        return refused(Error::ExportActionConvertUpdateToAdd, "there is no " + entry.dn);
    return refused(Error::ExportErrorConnectedDirectoryMissingObject,
                   "there is no " + entry.dn
                       + (entry.anchors.empty() ? std::string() : " with the anchor " + anchorText(entry.anchors)));
}

/// The last checks of an Add, an Update and a Replace are the same; then the object is written.
Outcome Target::store(const CsEntryChange &entry, StoredObject object, Directory::Id id)
{
    for (const auto &check : {checkReferences(entry), checkPassword(entry), checkAnchor(object, id)}) {
        if (!isFine(check))
            return check;
    }
    const auto newName = m_style == MADistinguishedNameStyle::None ? std::string() : entry.dnAfter();
    alter(object);
    if (id == 0)
        id = m_directory.insert(std::move(object));
    else
        m_directory.replace(id, std::move(object));
    if (!newName.empty() && dnKey(newName, m_style) != dnKey(m_directory.at(id)->dn, m_style) && entry.find(dnAttribute))
        m_directory.rename(id, newName);
    if (entry.find(exportPasswordAttribute))
        m_directory.countPassword(id);
    return {.code = Error::Success, .errorName = {}, .errorDetail = {}, .id = id};
}

Outcome Target::add(const CsEntryChange &entry)
{
    if (const auto existing = m_directory.findByDn(entry.dn); existing != 0) {
        // A parent that several children ask for is added several times (ecma2.md 3.1).
        if (m_wantedParents.contains(dnKey(entry.dn, m_style)))
            return {.code = Error::Success, .errorName = {}, .errorDetail = {}, .id = existing};
        return refused(Error::ExportErrorConnectedDirectoryExistingObject, entry.dn + " is there already");
    }
    if (auto name = checkName(entry.dn); !isFine(name)) {
        if (name.code == Error::ExportActionProvisioningParent) {
            for (auto parent = dnParent(entry.dn, m_style); !parent.empty(); parent = dnParent(parent, m_style))
                m_wantedParents.insert(dnKey(parent, m_style));
        }
        return name;
    }
    StoredObject object{.dn = entry.dn, .type = entry.objectType, .attributes = {}, .anchors = {}};
    for (const auto &change : entry.changes) {
        if (isData(change))
            putValues(object, change);
    }
    // A given anchor may stand beside the attributes.
    for (const auto &anchor : entry.anchors) {
        if (anchor.value && m_settings.anchorKind == AnchorKind::Given && object.attributes[anchor.name].empty())
            object.attributes[anchor.name] = {*anchor.value};
    }
    if (auto required = checkRequired(object, nullptr); !isFine(required))
        return required;
    for (const auto &check : {checkReferences(entry), checkPassword(entry)}) {
        if (!isFine(check))
            return check; // before a number is spent on it
    }
    makeAnchors(object, type(object.type), m_settings, m_directory);
    if (m_style == MADistinguishedNameStyle::None && !object.anchors.empty()) {
        std::vector<AnchorAttribute> anchors;
        for (const auto &name : object.anchors) {
            if (!object.attributes[name].empty())
                anchors.push_back({name, object.attributes[name].front()});
        }
        if (auto text = anchorText(anchors); !text.empty())
            object.dn = std::move(text);
    }
    return store(entry, std::move(object), 0);
}

Outcome Target::change(const CsEntryChange &entry)
{
    const auto id = locate(entry);
    if (id == 0) {
        if (m_settings.missingObject != MissingObject::Accept)
            return missing(entry);
        auto asAdd = entry;
        std::erase_if(asAdd.changes, [](const AttributeChange &change) { return change.name == dnAttribute; });
        asAdd.dn = entry.dnAfter();
        return add(asAdd);
    }
    const auto &before = *m_directory.at(id);
    if (entry.find(dnAttribute)) {
        const auto newDn = entry.dnAfter();
        if (const auto other = m_directory.findByDn(newDn); other != 0 && other != id)
            return refused(Error::ExportErrorConnectedDirectoryExistingObject, newDn + " is there already");
        if (auto name = checkName(newDn); !isFine(name))
            return name;
    }
    if (auto naming = checkNaming(entry); !isFine(naming))
        return naming;
    if (const auto *second = secondValue(entry, before); second && entry.modification == ObjectModificationType::Update)
        return refused(Error::ExportErrorConstraintViolation, second->name + " is single-valued and has a value");
    if (entry.modification == ObjectModificationType::Replace
        && m_settings.capabilities.exportType != MAExportType::ObjectReplace)
        return recreate(entry, id);

    StoredObject object = before;
    if (entry.modification == ObjectModificationType::Replace) {
        // What the bench may not write or did not select is not its to take away.
        std::erase_if(object.attributes, [&](const auto &attribute) {
            const auto *opened = m_types.find(entry.objectType);
            const auto *known = opened ? opened->find(attribute.first) : nullptr;
            return known && known->operation != AttributeOperation::ImportOnly && !known->anchor;
        });
    }
    for (const auto &change : entry.changes) {
        if (isData(change))
            putValues(object, change);
    }
    if (auto required = checkRequired(object, &before); !isFine(required))
        return required;
    return store(entry, std::move(object), id);
}

/// A delete-add as one Replace: the name stays, everything else is new, the anchor as well.
Outcome Target::recreate(const CsEntryChange &entry, Directory::Id id)
{
    StoredObject object{.dn = entry.dn, .type = entry.objectType, .attributes = {}, .anchors = {}};
    for (const auto &change : entry.changes) {
        if (isData(change))
            putValues(object, change);
    }
    if (auto required = checkRequired(object, nullptr); !isFine(required))
        return required;
    makeAnchors(object, type(object.type), m_settings, m_directory);
    return store(entry, std::move(object), id);
}

Outcome Target::remove(const CsEntryChange &entry)
{
    const auto id = locate(entry);
    if (id == 0) {
        if (m_settings.missingObject == MissingObject::Accept)
            return {};
        return missing(entry);
    }
    if (m_directory.hasChildren(id)) {
        auto outcome = refused(Error::ExportErrorConnectedDirectoryError, entry.dn + " has objects below it");
        outcome.errorName = "notAllowedOnNonLeaf";
        return outcome;
    }
    m_directory.remove(id);
    return {};
}

} // namespace anchorage::memory
