#include "connectors/sql/entry_writer.h"

#include "connectors/sql/values.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::sql {

/// Leaves an entry half way; write() turns it into an outcome, the savepoint takes back what was done.
struct EntryWriter::Refusal {
    MAExportError code;
    std::string detail;
};

namespace {

using Error = MAExportError;

bool isAdd(const ValueChange &value)
{
    return value.modification == ValueModificationType::Add;
}

} // namespace

EntryWriter::EntryWriter(Database &database, const Settings &settings, const Mapping &mapping, const Schema &types)
    : m_settings(settings), m_mapping(mapping), m_types(types), m_database(database), m_rows(database, mapping)
{
}

Outcome EntryWriter::write(const CsEntryChange &entry)
{
    // Database errors of any depth end here: `check` below throws them.
    try {
        const auto *type = m_mapping.find(entry.objectType);
        if (!type)
            throw Refusal{Error::ExportErrorConnectedDirectoryError,
                          "the type " + entry.objectType + " is not mapped to a table"};
        switch (entry.modification) {
        case ObjectModificationType::Add:
            return add(entry, *type);
        case ObjectModificationType::Update:
            return update(entry, *type);
        case ObjectModificationType::Replace:
            return replace(entry, *type);
        case ObjectModificationType::Delete:
            return remove(entry, *type);
        default:
            throw Refusal{Error::ExportErrorConnectedDirectoryError,
                          "the object modification " + std::string(name(entry.modification)) + " means nothing to a database"};
        }
    } catch (const Refusal &refusal) {
        return {.code = refusal.code, .detail = refusal.detail, .anchors = {}};
    } catch (const SqlError &error) {
        return {.code = exportErrorOf(error.fault, entry.modification), .detail = error.text, .anchors = {}};
    }
}

namespace {

template <typename T> T check(SqlResult<T> result)
{
    if (!result)
        throw SqlError(std::move(result.error()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

const AttributeMapping &EntryWriter::mapped(const TypeMapping &type, const AttributeChange &change) const
{
    const auto *attribute = type.find(change.name);
    if (!attribute)
        throw Refusal{Error::ExportErrorConnectedDirectoryError,
                      "the attribute " + change.name + " of " + type.name + " is not mapped to a column"};
    if (attribute->readOnly)
        throw Refusal{Error::ExportErrorPermissionIssue, change.name + " is read-only: the database makes it"};
    return *attribute;
}

std::optional<QVariant> EntryWriter::storedReference(const AttributeMapping &attribute, const QVariant &dn)
{
    for (const auto *target : m_mapping.targets(attribute)) {
        std::optional<Place> found;
        if (m_settings.hasDn()) {
            found = check(m_rows.findByDn(*target, dn));
        } else if (const auto anchor = toVariant(toUtf8(dn.toString()), target->anchor.type)) {
            found = check(m_rows.findByAnchor(*target, *anchor));
        }
        if (found)
            return attribute.stores == Stores::Dn ? dn : found->anchor;
    }
    return std::nullopt;
}

std::optional<QVariant> EntryWriter::stored(const AttributeMapping &attribute, const AttributeValue &value,
                                            const CsEntryChange &entry, const Place *self)
{
    auto variant = toVariant(value, attribute.type);
    if (!variant)
        throw Refusal{Error::ExportErrorSyntaxViolation, attribute.name + ": " + variant.error().message};
    if (!attribute.isReference())
        return *variant;
    // A reference to the object itself: its row is known, or not made yet.
    if (self && std::get<Reference>(value).dn == entry.dn)
        return attribute.stores == Stores::Dn ? toQt(entry.dnAfter()) : self->anchor;
    return storedReference(attribute, *variant);
}

QVariant EntryWriter::singleValue(const AttributeMapping &attribute, const AttributeChange &change, const CsEntryChange &entry,
                                  const Place *self)
{
    const auto count = std::count_if(change.values.begin(), change.values.end(), isAdd);
    if (change.modification == AttributeModificationType::Delete || count == 0)
        return {};
    if (count > 1)
        throw Refusal{Error::ExportErrorConstraintViolation,
                      std::to_string(count) + " values for " + change.name + ", which has one column"};
    const auto &value = std::find_if(change.values.begin(), change.values.end(), isAdd)->value;
    auto content = stored(attribute, value, entry, self);
    if (!content)
        throw Refusal{Error::ExportErrorReferenceAttributeFailure,
                      change.name + " refers to " + toText(value) + ", which is not there"};
    return *content;
}

void EntryWriter::applyLinks(const AttributeMapping &attribute, const AttributeChange &change, const CsEntryChange &entry,
                             const Place &place)
{
    if (change.modification == AttributeModificationType::Replace || change.modification == AttributeModificationType::Delete)
        check(m_rows.unlinkAll(attribute, place.anchor));
    if (change.modification == AttributeModificationType::Delete)
        return;
    for (const auto &value : change.values) {
        const auto content = stored(attribute, value.value, entry, &place);
        if (isAdd(value)) {
            if (!content)
                throw Refusal{Error::ExportErrorReferenceAttributeFailure,
                              change.name + " refers to " + toText(value.value) + ", which is not there"};
            check(m_rows.link(attribute, place.anchor, *content));
        } else if (content) {
            check(m_rows.unlink(attribute, place.anchor, *content));
        } else if (attribute.stores == Stores::Dn) {
            // The target is gone, its name may still stand here.
            check(m_rows.unlink(attribute, place.anchor, toQt(std::get<Reference>(value.value).dn)));
        }
    }
}

/// Everything that needs the row's anchor: own columns, then link tables.
void EntryWriter::apply(const CsEntryChange &entry, const Place &place, const std::vector<const AttributeChange *> &changes)
{
    Assignments assignments;
    for (const auto *change : changes) {
        if (change->name == dnAttribute) {
            assignments.append({m_database.quoted(place.type->dn), toQt(entry.dnAfter())});
            continue;
        }
        const auto &attribute = mapped(*place.type, *change);
        if (!attribute.isMultiValued())
            assignments.append({m_database.quoted(attribute.column), singleValue(attribute, *change, entry, &place)});
    }
    check(m_rows.set(place, assignments));
    for (const auto *change : changes) {
        if (change->name == dnAttribute)
            continue;
        const auto &attribute = mapped(*place.type, *change);
        if (attribute.isMultiValued())
            applyLinks(attribute, *change, entry, place);
    }
}

/// Fills what stands in the new row; gives back what needs its anchor.
std::vector<const AttributeChange *> EntryWriter::columnsOf(const CsEntryChange &entry, const TypeMapping &type,
                                                            Assignments &assignments)
{
    if (m_settings.hasDn())
        assignments.append({m_database.quoted(type.dn), toQt(entry.dn)});
    std::vector<const AttributeChange *> later;
    for (const auto &change : entry.changes) {
        if (equalsIgnoreCase(change.name, type.anchor.attribute)) {
            if (type.anchor.made)
                throw Refusal{Error::ExportErrorPermissionIssue, change.name + " is the anchor, which the database makes"};
            continue;
        }
        const auto &attribute = mapped(type, change);
        const auto isSelf = [&](const ValueChange &value) {
            const auto *reference = std::get_if<Reference>(&value.value);
            return reference && reference->dn == entry.dn;
        };
        if (attribute.isMultiValued() || std::any_of(change.values.begin(), change.values.end(), isSelf))
            later.push_back(&change);
        else
            assignments.append({m_database.quoted(attribute.column), singleValue(attribute, change, entry, nullptr)});
    }
    return later;
}

Outcome EntryWriter::add(const CsEntryChange &entry, const TypeMapping &type)
{
    if (m_settings.hasDn() && check(m_rows.findByDn(toQt(entry.dn))))
        throw Refusal{Error::ExportErrorConnectedDirectoryExistingObject, entry.dn + " is there already"};
    QVariant given;
    if (!type.anchor.made) {
        const auto *change = entry.find(type.anchor.attribute);
        if (!change || change->values.empty())
            throw Refusal{Error::ExportErrorMissingProvisioningAttribute,
                          "a new " + type.name + " needs " + type.anchor.attribute};
        const auto value = toVariant(change->values.front().value, type.anchor.type);
        if (!value)
            throw Refusal{Error::ExportErrorSyntaxViolation, change->name + ": " + value.error().message};
        given = *value;
        if (check(m_rows.findByAnchor(type, given)))
            throw Refusal{m_settings.hasDn() ? Error::ExportErrorDuplicateAnchor
                                             : Error::ExportErrorConnectedDirectoryExistingObject,
                          "a " + type.name + " with the anchor " + toUtf8(given.toString()) + " is there already"};
    }
    Assignments assignments;
    const auto later = columnsOf(entry, type, assignments);
    const Place place{&type, check(m_rows.insert(type, assignments, given))};
    apply(entry, place, later);
    const auto anchor = fromVariant(place.anchor, type.anchor.type);
    if (!anchor || !*anchor)
        throw Refusal{Error::ExportErrorMissingAnchorComponent, "the new row of " + type.table + " has no " + type.anchor.column};
    return {.code = Error::Success,
            .detail = {},
            .anchors = {AttributeChange::add(type.anchor.attribute, {**anchor}, type.anchor.type, false)}};
}

std::optional<Place> EntryWriter::locate(const CsEntryChange &entry, const TypeMapping &type)
{
    const auto known = std::find_if(entry.anchors.begin(), entry.anchors.end(), [&](const AnchorAttribute &anchor) {
        return anchor.value && equalsIgnoreCase(anchor.name, type.anchor.attribute);
    });
    if (known == entry.anchors.end() && m_settings.hasDn())
        return check(m_rows.findByDn(type, toQt(entry.dn)));
    // Under style None the name is the anchor's text; a temporary one is none.
    const auto anchor = toVariant(known == entry.anchors.end() ? AttributeValue(entry.dn) : *known->value, type.anchor.type);
    return anchor ? check(m_rows.findByAnchor(type, *anchor)) : std::nullopt;
}

Place EntryWriter::located(const CsEntryChange &entry, const TypeMapping &type)
{
    auto place = locate(entry, type);
    if (place)
        return *place;
    const bool converts =
        m_settings.missingObject == MissingObject::ConvertToAdd && entry.modification != ObjectModificationType::Delete;
    throw Refusal{converts ? Error::ExportActionConvertUpdateToAdd : Error::ExportErrorConnectedDirectoryMissingObject,
                  "there is no row of " + type.table + " for " + entry.dn};
}

Outcome EntryWriter::update(const CsEntryChange &entry, const TypeMapping &type)
{
    const auto place = located(entry, type);
    const auto newName = entry.dnAfter();
    std::vector<const AttributeChange *> changes;
    for (const auto &change : entry.changes) {
        if (equalsIgnoreCase(change.name, type.anchor.attribute))
            throw Refusal{Error::ExportErrorPermissionIssue, change.name + " is the anchor, which does not change"};
        if (change.name == dnAttribute && !m_settings.hasDn())
            throw Refusal{Error::ExportErrorInvalidDN, "without a DN there is nothing to rename: the anchor is the name"};
        changes.push_back(&change);
    }
    if (newName != entry.dn) {
        const auto taken = check(m_rows.findByDn(toQt(newName)));
        if (taken && (taken->type != place.type || taken->anchor != place.anchor))
            throw Refusal{Error::ExportErrorConnectedDirectoryExistingObject, newName + " is there already"};
    }
    apply(entry, place, changes);
    if (newName != entry.dn)
        check(m_rows.renameReferences(place, toQt(entry.dn), toQt(newName)));
    return {};
}

/// The object becomes what the entry says: attributes that are selected but not in it are cleared.
Outcome EntryWriter::replace(const CsEntryChange &entry, const TypeMapping &type)
{
    auto place = locate(entry, type);
    if (!place && m_settings.hasDn() && m_settings.capabilities.deleteAddAsReplace) {
        // A delete-add may have changed the type.
        if (const auto other = check(m_rows.findByDn(toQt(entry.dn)))) {
            erase(*other);
            return add(entry, type);
        }
    }
    if (!place)
        place = located(entry, type);
    std::vector<AttributeChange> cleared;
    const auto *selected = m_types.find(type.name);
    for (const auto &attribute : type.attributes) {
        if (!attribute.readOnly && selected && selected->find(attribute.name) && !entry.find(attribute.name))
            cleared.push_back(AttributeChange::remove(attribute.name, attribute.type, attribute.isMultiValued()));
    }
    CsEntryChange whole = entry;
    // What is multi-valued is replaced, not added to.
    for (auto &change : whole.changes) {
        if (change.modification == AttributeModificationType::Add)
            change.modification = AttributeModificationType::Replace;
    }
    std::erase_if(whole.changes, [&](const AttributeChange &c) { return equalsIgnoreCase(c.name, type.anchor.attribute); });
    whole.changes.insert(whole.changes.end(), cleared.begin(), cleared.end());
    return update(whole, type);
}

QVariant EntryWriter::nameOf(const Place &place)
{
    return check(m_rows.dnOf(place)).value_or(QVariant());
}

void EntryWriter::erase(const Place &place)
{
    if (m_settings.removeReferences)
        check(m_rows.forget(place, m_settings.hasDn() ? nameOf(place) : QVariant()));
    check(m_rows.erase(place));
}

Outcome EntryWriter::remove(const CsEntryChange &entry, const TypeMapping &type)
{
    erase(located(entry, type));
    return {};
}

} // namespace anchorage::sql
