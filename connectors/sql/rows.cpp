#include "connectors/sql/rows.h"

#include "connectors/sql/values.h"

#include <QStringList>

namespace anchorage::sql {

namespace {

SqlResult<void> done(const SqlResult<qint64> &result)
{
    if (!result)
        return tl::unexpected<SqlError>(result.error());
    return {};
}

bool pointsTo(const Mapping &mapping, const AttributeMapping &attribute, const TypeMapping *type)
{
    const auto targets = mapping.targets(attribute);
    return attribute.isReference() && std::find(targets.begin(), targets.end(), type) != targets.end();
}

} // namespace

SqlResult<std::optional<Place>> ObjectRows::find(const TypeMapping &type, std::string_view column, const QVariant &value)
{
    const auto rows = m_database.select(
        QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ?")
            .arg(m_database.quoted(type.anchor.column), m_database.quotedTable(type.table), m_database.quoted(column)),
        {value});
    if (!rows)
        return tl::unexpected<SqlError>(rows.error());
    if (rows->isEmpty())
        return std::optional<Place>();
    return std::optional<Place>(Place{&type, rows->front().front()});
}

SqlResult<std::optional<Place>> ObjectRows::findByAnchor(const TypeMapping &type, const QVariant &anchor)
{
    return find(type, type.anchor.column, anchor);
}

SqlResult<std::optional<Place>> ObjectRows::findByDn(const TypeMapping &type, const QVariant &dn)
{
    return find(type, type.dn, dn);
}

SqlResult<std::optional<Place>> ObjectRows::findByDn(const QVariant &dn)
{
    for (const auto &type : m_mapping.types) {
        auto found = findByDn(type, dn);
        if (!found || *found)
            return found;
    }
    return std::optional<Place>();
}

SqlResult<std::optional<QVariant>> ObjectRows::dnOf(const Place &place)
{
    const auto &type = *place.type;
    const auto rows = m_database.select(QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ?")
                                            .arg(m_database.quoted(type.dn.empty() ? type.anchor.column : type.dn),
                                                 m_database.quotedTable(type.table), m_database.quoted(type.anchor.column)),
                                        {place.anchor});
    if (!rows)
        return tl::unexpected<SqlError>(rows.error());
    return rows->isEmpty() ? std::optional<QVariant>() : std::optional<QVariant>(rows->front().front());
}

SqlResult<QVariant> ObjectRows::insert(const TypeMapping &type, Assignments assignments, const QVariant &given)
{
    const auto insertInto = [&](std::string_view table, const Assignments &values) {
        QStringList columns;
        QStringList places;
        QVariantList bound;
        for (const auto &[column, value] : values) {
            columns += column;
            places += QStringLiteral("?");
            bound += value;
        }
        auto statement = QStringLiteral("INSERT INTO ") + m_database.quotedTable(table);
        statement += values.isEmpty()
            ? m_database.defaultValues()
            : QStringLiteral(" (%1) VALUES (%2)").arg(columns.join(QLatin1String(", ")), places.join(QLatin1String(", ")));
        return m_database.insert(statement, bound);
    };
    QVariant anchor = given;
    if (type.anchor.made && m_mapping.ids) {
        Assignments kind;
        if (!m_mapping.ids->typeColumn.empty())
            kind.append({m_database.quoted(m_mapping.ids->typeColumn), toQt(type.name)});
        const auto id = insertInto(m_mapping.ids->table, kind);
        if (!id)
            return tl::unexpected<SqlError>(id.error());
        anchor = *id;
    }
    if (anchor.isValid())
        assignments.prepend({m_database.quoted(type.anchor.column), anchor});
    const auto id = insertInto(type.table, assignments);
    if (!id)
        return tl::unexpected<SqlError>(id.error());
    return anchor.isValid() ? anchor : QVariant(*id);
}

SqlResult<void> ObjectRows::set(const Place &place, const Assignments &assignments)
{
    if (assignments.isEmpty())
        return {};
    QStringList columns;
    QVariantList bound;
    for (const auto &[column, value] : assignments) {
        columns += column + QLatin1String(" = ?");
        bound += value;
    }
    bound += place.anchor;
    return done(m_database.change(QStringLiteral("UPDATE %1 SET %2 WHERE %3 = ?")
                                      .arg(m_database.quotedTable(place.type->table), columns.join(QLatin1String(", ")),
                                           m_database.quoted(place.type->anchor.column)),
                                  bound));
}

SqlResult<void> ObjectRows::erase(const Place &place)
{
    for (const auto &attribute : place.type->attributes) {
        if (!attribute.isMultiValued())
            continue;
        if (auto gone = unlinkAll(attribute, place.anchor); !gone)
            return gone;
    }
    const auto eraseFrom = [&](std::string_view table, std::string_view column) {
        return done(m_database.change(
            QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(m_database.quotedTable(table), m_database.quoted(column)),
            {place.anchor}));
    };
    if (auto gone = eraseFrom(place.type->table, place.type->anchor.column); !gone || !m_mapping.ids || !place.type->anchor.made)
        return gone;
    return eraseFrom(m_mapping.ids->table, m_mapping.ids->column);
}

QString ObjectRows::from(const AttributeMapping &attribute) const
{
    return QStringLiteral(" FROM %1 WHERE %2 = ?")
        .arg(m_database.quotedTable(attribute.table), m_database.quoted(attribute.owner));
}

SqlResult<Rows> ObjectRows::links(const AttributeMapping &attribute, const QVariant &owner)
{
    const auto column = m_database.quoted(attribute.column);
    return m_database.select(QStringLiteral("SELECT ") + column + from(attribute) + QStringLiteral(" ORDER BY ") + column,
                             {owner});
}

SqlResult<void> ObjectRows::link(const AttributeMapping &attribute, const QVariant &owner, const QVariant &value)
{
    const auto column = m_database.quoted(attribute.column);
    const auto present = m_database.select(
        QStringLiteral("SELECT 1") + from(attribute) + QStringLiteral(" AND %1 = ?").arg(column), {owner, value});
    if (!present)
        return tl::unexpected<SqlError>(present.error());
    if (!present->isEmpty())
        return {};
    return done(m_database.change(QStringLiteral("INSERT INTO %1 (%2, %3) VALUES (?, ?)")
                                      .arg(m_database.quotedTable(attribute.table), m_database.quoted(attribute.owner), column),
                                  {owner, value}));
}

SqlResult<void> ObjectRows::unlink(const AttributeMapping &attribute, const QVariant &owner, const QVariant &value)
{
    return done(m_database.change(QStringLiteral("DELETE") + from(attribute)
                                      + QStringLiteral(" AND %1 = ?").arg(m_database.quoted(attribute.column)),
                                  {owner, value}));
}

SqlResult<void> ObjectRows::unlinkAll(const AttributeMapping &attribute, const QVariant &owner)
{
    return done(m_database.change(QStringLiteral("DELETE") + from(attribute), {owner}));
}

SqlResult<void> ObjectRows::forget(const Place &place, const QVariant &dn)
{
    for (const auto &type : m_mapping.types) {
        for (const auto &attribute : type.attributes) {
            if (!pointsTo(m_mapping, attribute, place.type))
                continue;
            const auto column = m_database.quoted(attribute.column);
            const auto statement = attribute.isMultiValued()
                ? QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(m_database.quotedTable(attribute.table), column)
                : QStringLiteral("UPDATE %1 SET %2 = NULL WHERE %2 = ?").arg(m_database.quotedTable(type.table), column);
            const auto gone = m_database.change(statement, {attribute.stores == Stores::Dn ? dn : place.anchor});
            if (!gone)
                return done(gone);
        }
    }
    return {};
}

SqlResult<void> ObjectRows::renameReferences(const Place &place, const QVariant &oldDn, const QVariant &newDn)
{
    for (const auto &type : m_mapping.types) {
        for (const auto &attribute : type.attributes) {
            if (attribute.stores != Stores::Dn || !pointsTo(m_mapping, attribute, place.type))
                continue;
            const auto &table = attribute.isMultiValued() ? attribute.table : type.table;
            const auto renamed = m_database.change(QStringLiteral("UPDATE %1 SET %2 = ? WHERE %2 = ?")
                                                       .arg(m_database.quotedTable(table), m_database.quoted(attribute.column)),
                                                   {newDn, oldDn});
            if (!renamed)
                return done(renamed);
        }
    }
    return {};
}

} // namespace anchorage::sql
