#include "connectors/sql/catalogue.h"

#include "connectors/sdk/exceptions.h"
#include "connectors/sql/values.h"

#include <QSqlField>
#include <QSqlRecord>
#include <QStringList>

namespace anchorage::sql {

namespace {

using Refused = sdk::ExtensibleExtensionException;

class Checker {
public:
    explicit Checker(Database &database) : m_database(database) { }

    void column(const std::string &where, const std::string &table, const std::string &column)
    {
        const auto known = columnsOf(where, table);
        if (!known.contains(toQt(column), Qt::CaseInsensitive))
            throw Refused(where + ": the table " + table + " has no column " + column + "; it has "
                          + toUtf8(known.join(QLatin1String(", "))));
    }

private:
    QStringList columnsOf(const std::string &where, const std::string &table)
    {
        auto names = m_database.isSqlite() ? sqliteColumns(table) : columns(table);
        if (names.isEmpty())
            throw Refused(where + ": there is no table " + table + "; there are "
                          + toUtf8(m_database.qt().tables().join(QLatin1String(", "))));
        return names;
    }

    /// Qt takes quotation marks out of the names that SQLite gives.
    QStringList sqliteColumns(const std::string &table)
    {
        const auto dot = table.find('.');
        const auto rows = dot == std::string::npos
            ? m_database.select(QStringLiteral("SELECT name FROM pragma_table_info(?)"), {toQt(table)})
            : m_database.select(QStringLiteral("SELECT name FROM pragma_table_info(?, ?)"),
                                {toQt(table.substr(dot + 1)), toQt(table.substr(0, dot))});
        QStringList names;
        for (const auto &row : rows.value_or(Rows()))
            names += row.front().toString();
        return names;
    }

    /// Asking for no row works with every database, schema names and views included.
    QStringList columns(const std::string &table)
    {
        QSqlQuery query(m_database.qt());
        QStringList names;
        if (query.exec(QStringLiteral("SELECT * FROM %1 WHERE 1 = 0").arg(m_database.quotedTable(table)))) {
            for (int i = 0; i < query.record().count(); ++i)
                names += query.record().fieldName(i);
        }
        return names;
    }

    Database &m_database;
};

} // namespace

Mapping checkedMapping(Database &database, const Settings &settings)
{
    if (settings.mapping.types.empty())
        return suggestedMapping(database, settings.hasDn());
    Checker checker(database);
    const auto &mapping = settings.mapping;
    if (mapping.ids) {
        checker.column("ids", mapping.ids->table, mapping.ids->column);
        if (!mapping.ids->typeColumn.empty())
            checker.column("ids", mapping.ids->table, mapping.ids->typeColumn);
    }
    for (const auto &type : mapping.types) {
        const auto where = "type " + type.name;
        checker.column(where + ", anchor", type.table, type.anchor.column);
        if (!type.dn.empty())
            checker.column(where + ", dn", type.table, type.dn);
        for (const auto &attribute : type.attributes) {
            const auto &table = attribute.isMultiValued() ? attribute.table : type.table;
            checker.column(where + ", attribute " + attribute.name, table, attribute.column);
            if (attribute.isMultiValued())
                checker.column(where + ", attribute " + attribute.name, table, attribute.owner);
        }
    }
    return mapping;
}

} // namespace anchorage::sql
