#include "connectors/sql/catalogue.h"

#include "connectors/sdk/exceptions.h"
#include "connectors/sql/values.h"

#include <QMap>
#include <QSqlField>
#include <QSqlIndex>
#include <QSqlRecord>

namespace anchorage::sql {

namespace {

struct Table {
    QString name;
    QSqlRecord columns;
    QSqlIndex key;
    QMap<QString, QString> declared; ///< SQLite: column to its declared type
    QMap<QString, QString> foreignKeys; ///< SQLite: column to the table it points to
};

template <typename T> T ask(SqlResult<T> result)
{
    if (!result)
        throw sdk::ExtensibleExtensionException("the database does not describe its tables: " + result.error().text);
    return std::move(*result);
}

QList<Table> tablesOf(Database &database)
{
    QList<Table> out;
    auto names = database.qt().tables();
    names.sort();
    for (const auto &name : names) {
        Table table{.name = name,
                    .columns = database.qt().record(name),
                    .key = database.qt().primaryIndex(name),
                    .declared = {},
                    .foreignKeys = {}};
        if (database.isSqlite()) {
            for (const auto &row : ask(database.select(QStringLiteral("SELECT name, type FROM pragma_table_info(?)"), {name})))
                table.declared[row[0].toString()] = row[1].toString().toUpper();
            for (const auto &row : ask(database.select(
                     QStringLiteral("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?) WHERE seq = 0"), {name})))
                table.foreignKeys[row[0].toString()] = row[1].toString();
        }
        out += std::move(table);
    }
    return out;
}

AttributeType typeOfColumn(const Table &table, const QSqlField &field)
{
    // SQLite's own rule: a declared type with INT in it has integers.
    const auto declared = table.declared.value(field.name());
    if (declared.contains(QLatin1String("BOOL")))
        return AttributeType::Boolean;
    if (declared.contains(QLatin1String("INT")))
        return AttributeType::Integer;
    switch (field.metaType().id()) {
    case QMetaType::Bool:
        return AttributeType::Boolean;
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return AttributeType::Integer;
    case QMetaType::QByteArray:
        return AttributeType::Binary;
    default:
        return AttributeType::String;
    }
}

bool isType(const Table &table)
{
    return table.key.count() == 1 && table.columns.count() > 1;
}

TypeMapping typeOfTable(const Table &table, const QList<Table> &tables, bool hasDn)
{
    TypeMapping type{.name = toUtf8(table.name), .table = toUtf8(table.name), .anchor = {}, .dn = {}, .attributes = {}};
    for (int i = 0; i < table.columns.count(); ++i) {
        const auto field = table.columns.field(i);
        const auto name = toUtf8(field.name());
        if (field.name() == table.key.fieldName(0)) {
            const auto keyType = typeOfColumn(table, field);
            type.anchor = {.attribute = name,
                           .column = name,
                           .type = keyType == AttributeType::Boolean ? AttributeType::Integer : keyType,
                           .made = keyType == AttributeType::Integer};
            continue;
        }
        if (hasDn && field.name().compare(QLatin1String("dn"), Qt::CaseInsensitive) == 0) {
            type.dn = name;
            continue;
        }
        AttributeMapping attribute;
        attribute.name = name;
        attribute.column = name;
        attribute.type = typeOfColumn(table, field);
        attribute.required = field.requiredStatus() == QSqlField::Required && !field.defaultValue().isValid();
        const auto pointsTo = table.foreignKeys.constFind(field.name());
        if (pointsTo != table.foreignKeys.constEnd()
            && std::any_of(tables.begin(), tables.end(), [&](const Table &t) { return t.name == *pointsTo && isType(t); })) {
            attribute.type = AttributeType::Reference;
            attribute.to = {toUtf8(*pointsTo)};
        }
        type.attributes.push_back(std::move(attribute));
    }
    return type;
}

/// A table of two columns that belongs to a type: one more attribute of it, named as the table.
void addLinks(const Table &table, Mapping &mapping)
{
    if (table.columns.count() != 2 || isType(table))
        return;
    const auto owner = table.columns.fieldName(0);
    const auto value = table.columns.field(1);
    for (auto &type : mapping.types) {
        if (table.foreignKeys.value(owner) != toQt(type.table))
            continue;
        AttributeMapping attribute;
        attribute.name = toUtf8(table.name);
        attribute.table = toUtf8(table.name);
        attribute.owner = toUtf8(owner);
        attribute.column = toUtf8(value.name());
        attribute.type = typeOfColumn(table, value);
        if (const auto target = toUtf8(table.foreignKeys.value(value.name())); mapping.find(target)) {
            attribute.type = AttributeType::Reference;
            attribute.to = {target};
        }
        type.attributes.push_back(std::move(attribute));
    }
}

} // namespace

Mapping suggestedMapping(Database &database, bool hasDn)
{
    const auto tables = tablesOf(database);
    Mapping mapping;
    for (const auto &table : tables) {
        if (!isType(table))
            continue;
        auto type = typeOfTable(table, tables, hasDn);
        if (!hasDn || !type.dn.empty()) // a table without a DN has no objects under this style
            mapping.types.push_back(std::move(type));
    }
    for (auto &type : mapping.types) {
        for (auto &attribute : type.attributes) {
            if (attribute.isReference() && !mapping.find(attribute.to.front())) {
                attribute.type = AttributeType::Integer;
                attribute.to.clear();
            }
        }
    }
    for (const auto &table : tables)
        addLinks(table, mapping);
    if (mapping.types.empty())
        throw sdk::ExtensibleExtensionException(
            hasDn ? "the database has no table with a primary key of one column and a column dn: give the parameter mapping"
                  : "the database has no table with a primary key of one column: give the parameter mapping");
    if (auto checked = mapping.check(hasDn); !checked)
        throw sdk::ExtensibleExtensionException("the database's tables: " + checked.error().text());
    return mapping;
}

} // namespace anchorage::sql
