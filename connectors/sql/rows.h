// The statements of mapped objects: find, insert, set, erase, and the link tables.
#pragma once

#include "connectors/sql/database.h"
#include "connectors/sql/mapping.h"

#include <QVariant>

#include <optional>
#include <string_view>
#include <utility>

namespace anchorage::sql {

/// Columns with what they get.
using Assignments = QList<std::pair<QString, QVariant>>;

/// An object's row: its type and its anchor as the database has it.
struct Place {
    const TypeMapping *type = nullptr;
    QVariant anchor;
};

class ObjectRows {
public:
    /// Both must outlive this.
    ObjectRows(Database &database, const Mapping &mapping) : m_database(database), m_mapping(mapping) { }

    SqlResult<std::optional<Place>> findByAnchor(const TypeMapping &type, const QVariant &anchor);
    SqlResult<std::optional<Place>> findByDn(const TypeMapping &type, const QVariant &dn);
    /// Among all types.
    SqlResult<std::optional<Place>> findByDn(const QVariant &dn);
    SqlResult<std::optional<QVariant>> dnOf(const Place &place);

    /// The anchor of the new row. `given`: the anchor for types whose anchor comes with the Add.
    SqlResult<QVariant> insert(const TypeMapping &type, Assignments assignments, const QVariant &given);
    SqlResult<void> set(const Place &place, const Assignments &assignments);
    SqlResult<void> erase(const Place &place);

    SqlResult<Rows> links(const AttributeMapping &attribute, const QVariant &owner);
    SqlResult<void> link(const AttributeMapping &attribute, const QVariant &owner,
                         const QVariant &value); ///< a present one is fine
    SqlResult<void> unlink(const AttributeMapping &attribute, const QVariant &owner,
                           const QVariant &value); ///< an absent one too
    SqlResult<void> unlinkAll(const AttributeMapping &attribute, const QVariant &owner);

    /// References to the object that stand anywhere in mapped tables: taken away, or given its new DN.
    SqlResult<void> forget(const Place &place, const QVariant &dn);
    SqlResult<void> renameReferences(const Place &place, const QVariant &oldDn, const QVariant &newDn);

private:
    SqlResult<std::optional<Place>> find(const TypeMapping &type, std::string_view column, const QVariant &value);
    QString from(const AttributeMapping &attribute) const;

    Database &m_database;
    const Mapping &m_mapping;
};

} // namespace anchorage::sql
