#include "connectors/sql/database.h"

#include "connectors/sdk/exceptions.h"
#include "connectors/sql/values.h"
#include "core/base/file.h"

#include <QSqlError>
#include <QSqlRecord>
#include <QStringList>

#include <atomic>
#include <filesystem>

namespace anchorage::sql {

namespace {

/// Qt keeps connections by name for the whole process.
QString freshName()
{
    static std::atomic<int> count{0};
    return QStringLiteral("anchorage-sql-%1").arg(++count);
}

/// A statement ends with a semicolon at the end of a line, so that one inside a text does no harm.
QStringList statementsOf(const std::string &text)
{
    QStringList out;
    QString current;
    for (const auto &line : toQt(text).split(QLatin1Char('\n'))) {
        current += line + QLatin1Char('\n');
        if (line.trimmed().endsWith(QLatin1Char(';'))) {
            out += current;
            current.clear();
        }
    }
    if (!current.trimmed().isEmpty())
        out += current;
    return out;
}

} // namespace

Database::Database(const Connection &connection) : m_driver(toQt(connection.driver)), m_name(freshName())
{
    if (!QSqlDatabase::isDriverAvailable(m_driver))
        throw sdk::ServerDownException("there is no database driver " + connection.driver
                                       + "; there are: " + toUtf8(QSqlDatabase::drivers().join(QLatin1String(", "))));
    m_database = QSqlDatabase::addDatabase(m_driver, m_name);
    try {
        open(connection);
    } catch (...) {
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

Database::~Database()
{
    m_prepared.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

void Database::open(const Connection &connection)
{
    QString options = toQt(connection.options);
    if (isSqlite()) {
        // A wrong path must not make an empty database.
        std::error_code error;
        if (connection.onConnect.empty() && connection.database != ":memory:"
            && !std::filesystem::exists(utf8Path(connection.database), error))
            throw sdk::ServerDownException("there is no database file " + connection.database
                                           + "; a new one is made only when onConnect has the statements for its tables");
        options += (options.isEmpty() ? QString() : QStringLiteral(";"))
            + QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(connection.lockTimeout * 1000);
    }
    m_database.setDatabaseName(toQt(connection.database));
    m_database.setHostName(toQt(connection.host));
    m_database.setUserName(toQt(connection.user));
    m_database.setPassword(toQt(connection.password.reveal()));
    m_database.setConnectOptions(options);
    if (connection.port != 0)
        m_database.setPort(connection.port);
    if (!m_database.open()) {
        const auto error = m_database.lastError();
        const auto text = "cannot open " + connection.database + ": " + toUtf8(error.text());
        if (faultOf(m_driver, error.nativeErrorCode()) == SqlFault::Credentials
            || error.databaseText().contains(QLatin1String("authentication failed")))
            throw sdk::BadServerCredentialsException(text);
        throw sdk::ServerDownException(text);
    }
    auto statements = statementsOf(connection.onConnect);
    if (isSqlite()) // a file that is no database shows here
        statements = QStringList{QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("SELECT count(*) FROM sqlite_master")}
            + statements;
    for (const auto &statement : statements) {
        if (const auto done = execute(statement); !done)
            throw sdk::ServerDownException("onConnect: " + toUtf8(statement.trimmed()) + ": " + done.error().text);
    }
}

SqlError Database::errorOf(const QSqlError &error) const
{
    const auto text = toUtf8(error.databaseText().isEmpty() ? error.text() : error.databaseText());
    const auto fault = error.type() == QSqlError::ConnectionError && error.nativeErrorCode().isEmpty()
        ? SqlFault::ConnectionGone
        : faultOf(m_driver, error.nativeErrorCode());
    if (fault == SqlFault::ConnectionGone)
        throw sdk::ServerDownException("the database is gone: " + text);
    return {.fault = fault, .text = text};
}

SqlResult<std::shared_ptr<QSqlQuery>> Database::run(const QString &statement, const QVariantList &values)
{
    auto &query = m_prepared[statement];
    if (!query) {
        auto fresh = std::make_shared<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(statement)) {
            m_prepared.remove(statement);
            return tl::unexpected<SqlError>(errorOf(fresh->lastError()));
        }
        query = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), values[i]);
    const auto used = query;
    if (!used->exec()) {
        auto error = errorOf(used->lastError());
        used->finish();
        return tl::unexpected<SqlError>(std::move(error));
    }
    return used;
}

SqlResult<void> Database::execute(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement))
        return tl::unexpected<SqlError>(errorOf(query.lastError()));
    return {};
}

SqlResult<Rows> Database::select(const QString &statement, const QVariantList &values)
{
    auto query = run(statement, values);
    if (!query)
        return tl::unexpected<SqlError>(std::move(query.error()));
    Rows rows;
    while ((*query)->next()) {
        Row row;
        for (int i = 0; i < (*query)->record().count(); ++i)
            row += (*query)->value(i);
        rows += std::move(row);
    }
    const auto error = (*query)->lastError();
    (*query)->finish(); // an unfinished one keeps its lock
    if (error.isValid())
        return tl::unexpected<SqlError>(errorOf(error));
    return rows;
}

SqlResult<qint64> Database::change(const QString &statement, const QVariantList &values)
{
    return run(statement, values).map([](const std::shared_ptr<QSqlQuery> &query) {
        const qint64 count = query->numRowsAffected();
        query->finish();
        return count;
    });
}

SqlResult<qint64> Database::insert(const QString &statement, const QVariantList &values)
{
    return run(statement, values).map([](const std::shared_ptr<QSqlQuery> &query) {
        const auto id = query->lastInsertId().toLongLong();
        query->finish();
        return id;
    });
}

QString Database::quoted(std::string_view name) const
{
    const bool isMysql = m_driver == QLatin1String("QMYSQL") || m_driver == QLatin1String("QMARIADB");
    const QLatin1Char mark(isMysql ? '`' : '"');
    auto text = toQt(name);
    text.replace(mark, QString(mark) + mark);
    return mark + text + mark;
}

QString Database::quotedTable(std::string_view name) const
{
    const auto dot = name.find('.');
    return dot == std::string_view::npos ? quoted(name)
                                         : quoted(name.substr(0, dot)) + QLatin1Char('.') + quoted(name.substr(dot + 1));
}

QString Database::defaultValues() const
{
    return m_driver == QLatin1String("QMYSQL") || m_driver == QLatin1String("QMARIADB") ? QStringLiteral(" () VALUES ()")
                                                                                        : QStringLiteral(" DEFAULT VALUES");
}

QString Database::firstRows(int count) const
{
    return (m_driver == QLatin1String("QODBC") ? QStringLiteral(" OFFSET 0 ROWS FETCH NEXT %1 ROWS ONLY")
                                               : QStringLiteral(" LIMIT %1"))
        .arg(count);
}

void Database::begin()
{
    if (isSqlite()) {
        if (const auto begun = execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            throw sdk::ServerDownException("the page cannot be written, nothing of it was: " + begun.error().text);
        return;
    }
    if (!m_database.transaction())
        throw sdk::ServerDownException("no transaction can be begun: " + toUtf8(m_database.lastError().text()));
}

SqlResult<void> Database::commit()
{
    if (isSqlite())
        return execute(QStringLiteral("COMMIT"));
    if (!m_database.commit())
        return tl::unexpected<SqlError>(errorOf(m_database.lastError()));
    return {};
}

void Database::rollback() noexcept
{
    // Where this fails the connection is gone, and the database rolls back by itself.
    if (isSqlite())
        QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK"));
    else
        m_database.rollback();
}

void Database::setSavepoint()
{
    if (const auto done = execute(QStringLiteral("SAVEPOINT anchorage_entry")); !done)
        throw sdk::ServerDownException("no savepoint can be set: " + done.error().text);
}

void Database::releaseSavepoint()
{
    if (const auto done = execute(QStringLiteral("RELEASE SAVEPOINT anchorage_entry")); !done)
        throw sdk::ServerDownException("a savepoint is lost: " + done.error().text);
}

void Database::rollbackToSavepoint()
{
    if (const auto done = execute(QStringLiteral("ROLLBACK TO SAVEPOINT anchorage_entry")); !done)
        throw sdk::ServerDownException("the database gave up the whole page: " + done.error().text);
    releaseSavepoint();
}

} // namespace anchorage::sql
