#include "connectors/sql/sql_error.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace anchorage::sql {

namespace {

struct Code {
    std::string_view code;
    SqlFault fault;
};

// Result codes with their extended forms (sqlite.org/rescode.html).
constexpr std::array sqlite{
    Code{"2067", SqlFault::Unique},       Code{"1555", SqlFault::Unique},       Code{"2579", SqlFault::Unique},
    Code{"787", SqlFault::ForeignKey},    Code{"1299", SqlFault::NotNull},      Code{"275", SqlFault::Check},
    Code{"1811", SqlFault::Check},        Code{"19", SqlFault::Check},          Code{"20", SqlFault::Value},
    Code{"3091", SqlFault::Value},        Code{"18", SqlFault::Value},          Code{"25", SqlFault::Value},
    Code{"3", SqlFault::Permission},      Code{"8", SqlFault::Permission},      Code{"23", SqlFault::Permission},
    Code{"5", SqlFault::Locked},          Code{"6", SqlFault::Locked},          Code{"10", SqlFault::ConnectionGone},
    Code{"11", SqlFault::ConnectionGone}, Code{"13", SqlFault::ConnectionGone}, Code{"14", SqlFault::ConnectionGone},
    Code{"26", SqlFault::ConnectionGone},
};

// SQLSTATE; a class of two characters stands for all its codes that are not listed.
constexpr std::array postgres{
    Code{"23505", SqlFault::Unique},       Code{"23503", SqlFault::ForeignKey},  Code{"23502", SqlFault::NotNull},
    Code{"23", SqlFault::Check},           Code{"22", SqlFault::Value},          Code{"42804", SqlFault::Value},
    Code{"42501", SqlFault::Permission},   Code{"25006", SqlFault::Permission},  Code{"40", SqlFault::Locked},
    Code{"55P03", SqlFault::Locked},       Code{"28", SqlFault::Credentials},    Code{"08", SqlFault::ConnectionGone},
    Code{"57P", SqlFault::ConnectionGone}, Code{"53", SqlFault::ConnectionGone},
};

constexpr std::array mysql{
    Code{"1062", SqlFault::Unique},         Code{"1586", SqlFault::Unique},         Code{"1451", SqlFault::ForeignKey},
    Code{"1452", SqlFault::ForeignKey},     Code{"1048", SqlFault::NotNull},        Code{"1364", SqlFault::NotNull},
    Code{"3819", SqlFault::Check},          Code{"4025", SqlFault::Check},          Code{"1406", SqlFault::Value},
    Code{"1264", SqlFault::Value},          Code{"1265", SqlFault::Value},          Code{"1292", SqlFault::Value},
    Code{"1366", SqlFault::Value},          Code{"1142", SqlFault::Permission},     Code{"1143", SqlFault::Permission},
    Code{"1290", SqlFault::Permission},     Code{"1205", SqlFault::Locked},         Code{"1213", SqlFault::Locked},
    Code{"1045", SqlFault::Credentials},    Code{"1044", SqlFault::Credentials},    Code{"1698", SqlFault::Credentials},
    Code{"2006", SqlFault::ConnectionGone}, Code{"2013", SqlFault::ConnectionGone}, Code{"1053", SqlFault::ConnectionGone},
};

// ODBC's native errors are the server's: these are SQL Server's.
constexpr std::array sqlServer{
    Code{"2627", SqlFault::Unique},
    Code{"2601", SqlFault::Unique},
    Code{"547", SqlFault::ForeignKey},
    Code{"515", SqlFault::NotNull},
    Code{"8152", SqlFault::Value},
    Code{"2628", SqlFault::Value},
    Code{"8114", SqlFault::Value},
    Code{"245", SqlFault::Value},
    Code{"220", SqlFault::Value},
    Code{"229", SqlFault::Permission},
    Code{"230", SqlFault::Permission},
    Code{"3906", SqlFault::Permission},
    Code{"1222", SqlFault::Locked},
    Code{"1205", SqlFault::Locked},
    Code{"18456", SqlFault::Credentials},
    Code{"10054", SqlFault::ConnectionGone},
    Code{"10053", SqlFault::ConnectionGone},
    Code{"64", SqlFault::ConnectionGone},
};

std::span<const Code> codesOf(const QString &driver)
{
    if (driver == QLatin1String("QSQLITE"))
        return sqlite;
    if (driver == QLatin1String("QPSQL"))
        return postgres;
    if (driver == QLatin1String("QMYSQL") || driver == QLatin1String("QMARIADB"))
        return mysql;
    return driver == QLatin1String("QODBC") ? std::span<const Code>(sqlServer) : std::span<const Code>();
}

} // namespace

SqlFault faultOf(const QString &driver, const QString &nativeCode)
{
    // ODBC may give several, separated by semicolons: the first is the cause.
    auto code = nativeCode.section(QLatin1Char(';'), 0, 0).toStdString();
    const auto codes = codesOf(driver);
    const auto find = [&] { return std::find_if(codes.begin(), codes.end(), [&](const Code &c) { return c.code == code; }); };
    if (const auto exact = find(); exact != codes.end())
        return exact->fault;
    if (driver == QLatin1String("QSQLITE")) {
        // An extended code keeps its primary one in the low byte.
        code = std::to_string(nativeCode.toInt() & 0xFF);
    } else if (driver == QLatin1String("QPSQL") && code.size() == 5) {
        code = code.starts_with("57P") ? code.substr(0, 3) : code.substr(0, 2);
    } else {
        return SqlFault::Other;
    }
    const auto group = find();
    return group == codes.end() ? SqlFault::Other : group->fault;
}

MAExportError exportErrorOf(SqlFault fault, ObjectModificationType modification)
{
    const bool isAdd = modification == ObjectModificationType::Add;
    switch (fault) {
    case SqlFault::Unique:
        return isAdd ? MAExportError::ExportErrorConnectedDirectoryExistingObject : MAExportError::ExportErrorConstraintViolation;
    case SqlFault::ForeignKey:
        // A Delete sets no reference: others still refer to the row.
        return modification == ObjectModificationType::Delete ? MAExportError::ExportErrorConstraintViolation
                                                              : MAExportError::ExportErrorReferenceAttributeFailure;
    case SqlFault::NotNull:
        return isAdd ? MAExportError::ExportErrorMissingProvisioningAttribute : MAExportError::ExportErrorConstraintViolation;
    case SqlFault::Check:
        return MAExportError::ExportErrorConstraintViolation;
    case SqlFault::Value:
        return isAdd ? MAExportError::ExportErrorInvalidProvisioningAttributeValue
                     : MAExportError::ExportErrorInvalidAttributeValue;
    case SqlFault::Permission:
    case SqlFault::Credentials:
        return MAExportError::ExportErrorPermissionIssue;
    case SqlFault::Locked:
    case SqlFault::ConnectionGone:
    case SqlFault::Other:
        break;
    }
    return MAExportError::ExportErrorConnectedDirectoryError;
}

} // namespace anchorage::sql
