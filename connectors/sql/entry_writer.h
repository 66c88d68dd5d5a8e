// Writes one hand-over into the mapped tables, or says with the field's code why the database did not
// take it (ecma2.md 3). The caller owns the transaction and the savepoint around it.
#pragma once

#include "connectors/sql/rows.h"
#include "connectors/sql/settings.h"
#include "core/model/csentry_change.h"

#include <string>
#include <vector>

namespace anchorage::sql {

struct Outcome {
    MAExportError code = MAExportError::Success;
    std::string detail;
    std::vector<AttributeChange> anchors; ///< of a new row

    bool isFine() const { return code == MAExportError::Success; }
};

class EntryWriter {
public:
    /// All must outlive this. `types`: what Open got; a Replace clears no attribute that is not in it.
    EntryWriter(Database &database, const Settings &settings, const Mapping &mapping, const Schema &types);

    Outcome write(const CsEntryChange &entry);

private:
    struct Refusal;
    struct Columns;

    Outcome add(const CsEntryChange &entry, const TypeMapping &type);
    Outcome update(const CsEntryChange &entry, const TypeMapping &type);
    Outcome replace(const CsEntryChange &entry, const TypeMapping &type);
    Outcome remove(const CsEntryChange &entry, const TypeMapping &type);

    std::optional<Place> locate(const CsEntryChange &entry, const TypeMapping &type);
    Place located(const CsEntryChange &entry, const TypeMapping &type);
    void apply(const CsEntryChange &entry, const Place &place, const std::vector<const AttributeChange *> &changes);
    void applyLinks(const AttributeMapping &attribute, const AttributeChange &change, const CsEntryChange &entry,
                    const Place &place);
    void erase(const Place &place);
    std::vector<const AttributeChange *> columnsOf(const CsEntryChange &entry, const TypeMapping &type, Assignments &assignments);

    QVariant singleValue(const AttributeMapping &attribute, const AttributeChange &change, const CsEntryChange &entry,
                         const Place *self);
    /// Nothing where a reference has no target.
    std::optional<QVariant> stored(const AttributeMapping &attribute, const AttributeValue &value, const CsEntryChange &entry,
                                   const Place *self);
    std::optional<QVariant> storedReference(const AttributeMapping &attribute, const QVariant &dn);
    const AttributeMapping &mapped(const TypeMapping &type, const AttributeChange &change) const;
    QVariant nameOf(const Place &place);

    Settings const &m_settings;
    const Mapping &m_mapping;
    const Schema &m_types;
    Database &m_database;
    ObjectRows m_rows;
};

} // namespace anchorage::sql
