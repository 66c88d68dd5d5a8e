// What a database's error means for one entry: the drivers' own codes, sorted into what the field
// has words for (ecma2.md 3).
#pragma once

#include "core/model/enums.h"
#include "core/model/export_error.h"

#include <QString>
#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace anchorage::sql {

enum class SqlFault : std::uint8_t {
    Unique, ///< the same key is there already
    ForeignKey, ///< a row that is referred to is not there, or is still referred to
    NotNull, ///< a column that needs a value has none
    Check, ///< another constraint of the table
    Value, ///< of a wrong type, too long, out of range
    Permission, ///< the database may not be written
    Locked, ///< another program holds the rows or the file, also after waiting
    Credentials, ///< user or password are refused
    ConnectionGone, ///< nothing more can be done on this connection
    Other,
};

struct SqlError {
    SqlFault fault = SqlFault::Other;
    std::string text; ///< the database's words
};

template <typename T> using SqlResult = tl::expected<T, SqlError>;

/// `driver` as Qt names it; `nativeCode` as QSqlError::nativeErrorCode() gives it: a number, or
/// SQLSTATE for QPSQL.
SqlFault faultOf(const QString &driver, const QString &nativeCode);

/// The object error of a fault in an entry of this kind. Not for ConnectionGone, which ends the run.
MAExportError exportErrorOf(SqlFault fault, ObjectModificationType modification);

} // namespace anchorage::sql
