// One connection to a database: statements that are prepared once, transactions, savepoints, quoting.
// Everything that ends a run is thrown as the field's exception (connectors/sdk/exceptions.h); what
// concerns one entry is a SqlError.
#pragma once

#include "connectors/sql/settings.h"
#include "connectors/sql/sql_error.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>
#include <string_view>

namespace anchorage::sql {

using Row = QVariantList;
using Rows = QList<Row>;

class Database {
public:
    /// Connects. Throws BadServerCredentialsException or ServerDownException.
    explicit Database(const Connection &connection);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    SqlResult<Rows> select(const QString &statement, const QVariantList &values = {});
    /// Rows concerned.
    SqlResult<qint64> change(const QString &statement, const QVariantList &values = {});
    /// The integer that the database made for the new row.
    SqlResult<qint64> insert(const QString &statement, const QVariantList &values = {});

    /// A name from the mapping as the database takes it, whatever characters it has. In a table's name
    /// a dot separates schema and table.
    QString quoted(std::string_view name) const;
    QString quotedTable(std::string_view name) const;
    /// The tail of an INSERT without columns.
    QString defaultValues() const;
    /// The tail of a SELECT that gives the first rows only.
    QString firstRows(int count) const;

    /// For writing: another program's lock is met here, not in the middle of a page. Throws.
    void begin();
    SqlResult<void> commit();
    void rollback() noexcept;
    bool hasSavepoints() const { return m_driver != QLatin1String("QODBC"); }
    void setSavepoint();
    void releaseSavepoint();
    /// Throws when the database has ended the whole transaction by itself.
    void rollbackToSavepoint();

    QSqlDatabase &qt() { return m_database; }
    bool isSqlite() const { return m_driver == QLatin1String("QSQLITE"); }

private:
    void open(const Connection &connection);
    SqlResult<std::shared_ptr<QSqlQuery>> run(const QString &statement, const QVariantList &values);
    SqlResult<void> execute(const QString &statement);
    SqlError errorOf(const QSqlError &error) const; ///< throws when the connection is gone

    QString m_driver;
    QString m_name; ///< of the connection, for Qt
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
};

} // namespace anchorage::sql
