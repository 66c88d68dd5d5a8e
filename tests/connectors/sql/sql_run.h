// Runs of the sql connector in this process, on a SQLite file of their own.
#pragma once

#include "connectors/sql/database.h"
#include "connectors/sql/sql_connector.h"
#include "connectors/sql/values.h"
#include "tests/support/hand_overs.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace anchorage::sql::test {

using namespace anchorage::test;

/// Users and groups with DNs, links in tables of their own, ids from each table's own identity.
inline const std::string tablesWithDn = R"(
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, dn TEXT NOT NULL UNIQUE, title TEXT, mail TEXT UNIQUE,
                    phone TEXT, boss INTEGER REFERENCES users(id), rank INTEGER CHECK (rank < 100), active BOOLEAN, photo BLOB);
CREATE TABLE proxies (owner INTEGER NOT NULL REFERENCES users(id), address TEXT NOT NULL, PRIMARY KEY (owner, address));
CREATE TABLE groups (id INTEGER PRIMARY KEY AUTOINCREMENT, dn TEXT NOT NULL UNIQUE, purpose TEXT NOT NULL DEFAULT 'none');
CREATE TABLE members (grp INTEGER NOT NULL REFERENCES groups(id), usr INTEGER NOT NULL REFERENCES users(id));
)";
inline const std::string mappingWithDn = R"({"types": {
  "user":  {"table": "users", "anchor": "id", "dn": "dn", "attributes": {
     "title": {}, "mail": {}, "phone": "phone", "rank": {"type": "integer"}, "active": {"type": "boolean"},
     "photo": {"type": "binary"}, "manager": {"column": "boss", "type": "reference", "to": ["user"]},
     "proxy": {"table": "proxies", "owner": "owner", "column": "address"}}},
  "group": {"table": "groups", "anchor": "id", "dn": "dn", "attributes": {
     "description": {"column": "purpose", "required": true},
     "member": {"table": "members", "owner": "grp", "column": "usr", "type": "reference", "to": ["user"]}}}}})";

/// A database file and the connector's calls on it.
class SqlRun {
public:
    SqlRun(const std::string &tables, const std::string &mapping, const Parameters &more = {})
    {
        // These files need not outlive a power failure.
        Parameters given{{"database", file()}, {"mapping", mapping}, {"onConnect", "PRAGMA synchronous = OFF;"}};
        given.insert(given.end(), more.begin(), more.end());
        m_parameters = parameters(given);
        Connection connection;
        connection.database = file();
        connection.onConnect = "PRAGMA synchronous = OFF;\n" + tables;
        m_side = std::make_unique<Database>(connection);
    }
    ~SqlRun() { m_connector.closeExportConnection(CloseReason::Normal); }
    SqlRun(const SqlRun &) = delete;
    SqlRun &operator=(const SqlRun &) = delete;

    std::string file() const { return toUtf8(m_folder.filePath(QStringLiteral("target.db"))); }
    const ConfigParameters &given() const { return m_parameters; }
    SqlConnector &connector() { return m_connector; }

    void open()
    {
        m_connector.openExportConnection(m_parameters, m_connector.schema(m_parameters), {});
        m_isOpen = true;
    }
    void close()
    {
        m_connector.closeExportConnection(CloseReason::Normal);
        m_isOpen = false;
    }
    PutExportEntriesResults answer(const std::vector<CsEntryChange> &page)
    {
        if (!m_isOpen)
            open();
        return m_connector.putExportEntries(page);
    }
    /// One word an entry, as resultText; the exception's type and text when it throws.
    std::string put(const std::vector<CsEntryChange> &page)
    {
        try {
            const auto results = answer(page).results.value();
            std::string out;
            for (const auto &e : page)
                out += (out.empty() ? "" : "; ") + resultText(e, results);
            return out;
        } catch (const sdk::ExtensionException &e) {
            return std::string(e.typeName()) + ": " + e.what();
        }
    }
    std::vector<CsEntryChange> import(std::int32_t pageSize = 100)
    {
        ImportRunStep step;
        step.pageSize = pageSize;
        m_connector.openImportConnection(m_parameters, m_connector.schema(m_parameters), step);
        std::vector<CsEntryChange> out;
        for (bool more = true; more;) {
            auto page = m_connector.getImportEntries({});
            more = page.moreToImport;
            std::move(page.entries.begin(), page.entries.end(), std::back_inserter(out));
        }
        m_connector.closeImportConnection(CloseReason::Normal, {});
        return out;
    }
    std::string content(std::int32_t pageSize = 100)
    {
        std::string out;
        for (const auto &e : import(pageSize))
            out += (out.empty() ? "" : "; ") + contentText(e);
        return out;
    }
    /// Beside the connector, on a connection of its own.
    void execute(const std::string &statement)
    {
        QSqlQuery query(m_side->qt());
        if (!query.exec(toQt(statement)))
            qFatal("%s: %s", statement.c_str(), qPrintable(query.lastError().text()));
    }
    /// The first column of the first row; "NULL" for NULL, "no row" without one.
    std::string ask(const std::string &statement)
    {
        const auto rows = m_side->select(toQt(statement));
        if (!rows)
            return rows.error().text;
        if (rows->isEmpty())
            return "no row";
        return rows->front().front().isNull() ? "NULL" : toUtf8(rows->front().front().toString());
    }

private:
    QTemporaryDir m_folder;
    SqlConnector m_connector;
    ConfigParameters m_parameters;
    std::unique_ptr<Database> m_side; ///< before the connector goes: the application is the connector's
    bool m_isOpen = false;
};

/// As a hand-over of the sql connector: its anchors are integers.
inline CsEntryChange numbered(CsEntryChange entry, std::int64_t id)
{
    entry.anchors = {{"id", id}};
    return entry;
}

} // namespace anchorage::sql::test
